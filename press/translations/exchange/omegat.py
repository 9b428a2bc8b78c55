"""OmegaT projects: made ready to open, and read back with what a translator did (tried with OmegaT 5.8).

    omegat.project           settings (project XML 1.0): languages, a segment is a paragraph
    omegat/filters.xml       how OmegaT reads PO: the header is no segment, what is untranslated stays empty
    omegat/project_save.tmx  the translations; OmegaT writes there what a translator does
    source/DOCUMENT.po       the segments, with their translations and comments
    tm/PUBLICATION.tmx       the same translations as a memory
    glossary/glossary.utf8   the terms; what a translator adds goes to glossary/glossary.txt
    README.txt               what to do

A project has one source language: documents of several originals make a project each, in a folder of its code.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

from lxml import etree

from press import files, xml_files
from press.errors import Diagnostic, Location, SourceError
from press.model.glossary import Term, TermStatus
from press.model.language import Language
from press.translations.exchange import omegat_saved, po, tmx
from press.translations.exchange.units import Bundle, Returned

FOLDERS = ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
EMPTY = ("target", "dictionary")
# What OmegaT has to show as tags; a setting of the program, which no project can hold.
TAGS = r"\[\^\d+\]|\[-?@[^\]]*\]|\]\([^)\s]*\)|`[^`]+`"
README = """This is an OmegaT project. Open it with Project > Open in OmegaT (omegat.org).

1. Once: in Options > Preferences > Tag Processing put this into "Regular expression for custom tags":

       {tags}

   OmegaT then shows notes, citations, links and code as tags and tells you which are missing.
2. Translate. Terms are suggested; the comments say what each segment is. A segment whose source has changed is
   empty and has its old translation among the matches.
3. Project > Save. Then take this folder back to the publication:

       ./whitepaper translations import --omegat {code} FOLDER

   or send it to whoever sent it to you.
"""


def write(bundle: Bundle, target: Path) -> None:
    """Make a project, or one in a subfolder for each original language.

    Raises:
        SourceError: X007 there is a project with a translator's work already; S015 a text holds what OmegaT can't.
    """
    if saved := next(filter(omegat_saved.worked, target.rglob(str(omegat_saved.NAME))), None):
        hint = "import it, then remove the folder; or export into another folder"
        raise SourceError(Diagnostic("X007", "a translator has worked in this project", Location(saved), hint))
    originals = list(dict.fromkeys(file.original for file in bundle.files))
    with files.replacing(target) as temporary:
        temporary.mkdir()
        for original in originals:
            own = tuple(file for file in bundle.files if file.original == original)
            folder = temporary / original.code if len(originals) > 1 else temporary
            _project(replace(bundle, files=own), original, folder)


def _project(bundle: Bundle, original: Language, folder: Path) -> None:
    for name in EMPTY:
        (folder / name).mkdir(parents=True)
    root = etree.Element("omegat")
    settings = etree.SubElement(root, "project", {"version": "1.0"})
    for name in FOLDERS:
        etree.SubElement(settings, name).text = "__DEFAULT__"
    values = {"source_lang": original.tag, "target_lang": bundle.language.tag, "sentence_seg": "false"}
    for name, value in {**values, "support_default_translations": "true", "remove_tags": "false"}.items():
        etree.SubElement(settings, name).text = value
    etree.indent(root)
    xml_files.write(root, folder / "omegat.project")
    xml_files.write(_filters(), folder / "omegat/filters.xml")
    for file in bundle.files:
        files.write_text(folder / f"source/{file.document}.po", po.render(bundle, file))
    omegat_saved.write(bundle, folder / omegat_saved.NAME)
    tmx.write(bundle, folder / f"tm/{bundle.publication}.tmx", codes=False)
    terms = "".join(line for term in bundle.glossary.terms for line in _terms(term, original, bundle.language))
    files.write_text(folder / "glossary/glossary.utf8", terms)
    files.write_text(folder / "README.txt", README.format(tags=TAGS, code=bundle.language.code))


def _filters() -> etree._Element:
    """Settings of the PO filter; spaces at the ends of segments stay (removeSpacesNonseg)."""
    switches = ("removeTags", "removeSpacesNonseg", "ignoreFileContext")
    root = etree.Element("filters", {**dict.fromkeys(switches, "false"), "preserveSpaces": "true"})
    own = etree.SubElement(root, "filter", {"className": "org.omegat.filters2.po.PoFilter", "enabled": "true"})
    mask = {"sourceFilenameMask": "*.po", "sourceEncoding": "UTF-8", "targetEncoding": "UTF-8"}
    etree.SubElement(own, "files", {**mask, "targetFilenamePattern": "${filename}"})
    for name in ("disallowBlank", "skipHeader"):  # the first lets msgstr be empty, whatever its name says
        etree.SubElement(own, "option", {"name": name, "value": "true"})
    etree.indent(root)
    return root


def _terms(term: Term, original: Language, language: Language) -> Iterator[str]:
    """Lines of OmegaT's glossary, a pair of forms each: source, target and a comment, parted by tabs."""
    unchecked = ["unchecked"] if term.status is TermStatus.UNCHECKED else []
    never = [f"not: {', '.join(variants)}"] if (variants := term.forbidden.get(language.code)) else []
    comment = "; ".join([*unchecked, *never, *([term.note] if term.note else [])])
    for pair in product(term.forms.get(original.code, ()), term.forms.get(language.code, ())):
        yield "\t".join(" ".join(cell.split()) for cell in (*pair, comment)).rstrip() + "\n"


def read(path: Path) -> Returned:
    """What came back: a project or a folder of several, a project_save.tmx alone, or files that OmegaT made in target/.

    The units of a project_save.tmx alone have ids only where a source is translated in several ways (memory.resolved).

    Raises:
        SourceError: X001 it is nothing of these or can't be read; X004 its parts do not belong together.
    """
    if path.suffix == ".tmx":
        return tmx.read(path)
    if path.is_file():
        return po.read(path)
    projects = sorted(found.parent for found in [*path.glob("omegat.project"), *path.glob("*/omegat.project")])
    if projects:
        return po.together(path, [_work(folder) for folder in projects])
    if found := sorted(path.glob("*.po")):
        return po.together(path, [po.read(file) for file in found])
    hint = "give the folder that has omegat.project in it, its omegat/project_save.tmx, or its target folder"
    raise SourceError(Diagnostic("X001", "there is no OmegaT project and no PO file", Location(path), hint))


def _work(folder: Path) -> Returned:
    """The state of a project: what is saved in it, or what it came with if nobody has saved it."""
    sources = sorted((folder / "source").glob("*.po"))
    if not sources:
        hint = "a project keeps the files that it was made with in its source folder"
        raise SourceError(Diagnostic("X001", "the project has no source files", Location(folder), hint))
    given = po.together(folder, [po.read(file) for file in sources])
    saved = folder / omegat_saved.NAME
    if not omegat_saved.worked(saved):
        return given
    return omegat_saved.applied(saved, given)
