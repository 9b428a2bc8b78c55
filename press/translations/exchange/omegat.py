"""OmegaT projects: made ready to open, and read back with what a translator did (tried with OmegaT 5.8).

    omegat.project           settings (project XML 1.0): languages, a segment is a paragraph
    omegat/filters.xml       how OmegaT reads PO: the header is no segment, what is untranslated stays empty
    omegat/project_save.tmx  the translations; OmegaT writes there what a translator does
    source/DOCUMENT.po       the segments, with their translations and comments
    tm/PUBLICATION.tmx       the same translations as a memory
    glossary/glossary.utf8   the terms; what a translator adds goes to glossary/glossary.txt
    README.txt               what to do

A project has one source language: documents of several originals make a project each, in a folder of its code.

Of a translation OmegaT knows its source alone (a default), or the file and the id too where one source is translated
in several ways (an alternative). It takes translations out of PO files itself, but none that equals its source. In
those, ids are msgctxt, and a header says which file it is. There are neither plurals nor obsolete entries, which
OmegaT doesn't know. It writes a file anew from its lines: comments and ids stay, `#, fuzzy` and `#|` go, msgstr is
filled in and broken at line feeds only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path
from typing import Any

from lxml import etree

from press import files, xml_files
from press.diagnostics import Diagnostic, Location, PublicationError, SourceError
from press.model.glossary import Term, TermStatus
from press.model.language import Language
from press.translations.exchange import tmx
from press.translations.exchange.units import Bundle, File, Incoming, Returned, Unit, UnitState

NAME = Path("omegat/project_save.tmx")
_STRING = re.compile(r'(?:(msgctxt|msgid|msgstr)\s+)?"((?:\\.|[^"\\])*)"')
_PREVIOUS = re.compile(r'#\| msgid "((?:\\.|[^"\\])*)"')
_LINE_ENDS = re.compile("[\r\x85\u2028\u2029]")  # other than the line feed, which is escaped
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_PLAIN = {escaped: plain for plain, escaped in _ESCAPES.items()}
_HINT = "let OmegaT make it again (Project > Create Translated Documents), or take an older copy"
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

       whitepaper translations import --omegat {code} FOLDER

   or send it to whoever sent it to you.
"""


def write_saved(bundle: Bundle, target: Path) -> None:
    """Write what is translated; all files have the same original language.

    Raises:
        SourceError: S015 a text holds what XML can't.
    """
    root, body = tmx.start(bundle.files[0].original.tag)
    defaults: dict[str, str] = {}
    for file in bundle.files:
        for unit in tmx.held(file):
            alone = {"file": f"{file.document}.po", "path": unit.id} if unit.source in defaults else {}
            if defaults.setdefault(unit.source, unit.target) != unit.target or not alone:
                body.append(tmx.entry(file, unit, alone))
    xml_files.write(root, target, tmx.DOCTYPE)


def worked(path: Path) -> bool:
    """Whether OmegaT saved the file: it is there, and not as we wrote it."""
    if not path.exists():
        return False
    try:
        header: Any = xml_files.parse(path).find("header")
    except PublicationError:
        return True
    return header is None or header.get("creationtool") != tmx.TOOL


def applied(path: Path, given: Returned) -> Returned:
    """The units of a project's source files as a translator left them.

    Raises:
        SourceError: X001, X003, X004 the saved file can't be read, or is in another language.
    """
    saved = tmx.read(path, given.language).units
    alone = {(unit.document, unit.id): unit for unit in saved if unit.id}
    defaults = {unit.source: unit for unit in saved if not unit.id}
    units = (_left(unit, alone.get((unit.document, unit.id)) or defaults.get(unit.source)) for unit in given.units)
    return replace(given, units=tuple(units))


def _left(given: Incoming, saved: Incoming | None) -> Incoming:
    """A unit as the translator left it; one that was fuzzy and is not saved is fuzzy still."""
    if saved is None or not saved.target:
        fuzzy = given.state is UnitState.FUZZY
        return given if fuzzy else replace(given, target="", state=UnitState.MISSING)
    new = tuple(line for line in saved.comments if line not in given.comments)
    return replace(given, target=saved.target, state=UnitState.TRANSLATED, comments=given.comments + new)


def render_po(bundle: Bundle, file: File) -> str:
    """A document with its translations; the fuzzy ones have the source that they were made from above them.

    Raises:
        SourceError: S015 a text holds a control character or a line end that OmegaT can't.
    """
    header = {
        "Language": file.language.tag,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Publication": bundle.identifier,
        "X-Document": file.document,
        "X-Segments": str(len(file.units)),
    }
    lines = ['msgid ""', 'msgstr ""', *(_quoted(f"{key}: {value}\n") for key, value in header.items())]
    return "\n".join([*lines, *(line for unit in file.units for line in ("", *_unit(file, unit)))]) + "\n"


def _unit(file: File, unit: Unit) -> Iterator[str]:
    name = f"{file.document}/{unit.id}"
    for text in (unit.source, unit.target, unit.previous, *unit.notes, *unit.comments):
        xml_files.allowed(text, name)
        if found := _LINE_ENDS.search(text):
            message = f"{name} holds U+{ord(found[0]):04X}, which OmegaT takes for the end of a line"
            raise SourceError(Diagnostic("S015", message, None, "remove it from the catalog"))
    yield from (f"# {line}" for comment in unit.comments for line in comment.split("\n"))
    yield from (f"#. {line}" for note in unit.notes for line in note.split("\n"))
    if unit.state is UnitState.FUZZY:
        yield "#, fuzzy"
        if unit.previous:
            yield f"#| msgid {_quoted(unit.previous)}"
    yield f"msgctxt {_quoted(unit.id)}"
    yield f"msgid {_quoted(unit.source)}"
    yield f"msgstr {_quoted(unit.target)}"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'[\\"\n\t]', lambda match: _ESCAPES[match[0]], text) + '"'


@dataclass
class _Entry:
    """An entry while it is read: its texts by their keywords."""

    line: int
    texts: dict[str, str] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    fuzzy: bool = False
    previous: str = ""


def read_po(path: Path) -> Returned:
    """The units of a file that `render_po` made, as it is or as OmegaT wrote it.

    Raises:
        SourceError: X001 it is no UTF-8 or no PO, it isn't one of ours, or it is cut off.
    """
    header, *entries = _entries(path) or [_Entry(0)]
    values = dict(re.findall(r"^([\w-]+): ?(.*)$", header.texts.get("msgstr", ""), re.M))
    if header.texts.get("msgid") or not values.get("X-Document"):
        raise _error(path, 0, "its header doesn't tell which document it is")
    if values.get("X-Segments") != str(len(entries)):
        raise _error(path, 0, f"it has {len(entries)} segments and not {values.get('X-Segments')}: it is cut off")
    units = tuple(_incoming(path, values["X-Document"], entry) for entry in entries)
    return Returned(values.get("X-Publication", ""), values.get("Language", ""), units)


def _incoming(path: Path, document: str, entry: _Entry) -> Incoming:
    if missing := [word for word in ("msgctxt", "msgid", "msgstr") if word not in entry.texts]:
        raise _error(path, entry.line, f"an entry has no {missing[0]}")
    target = entry.texts["msgstr"]
    state = UnitState.MISSING if not target else UnitState.FUZZY if entry.fuzzy else UnitState.TRANSLATED
    return Incoming(
        document,
        entry.texts["msgctxt"],
        entry.texts["msgid"],
        target,
        state,
        tuple(entry.comments),
        entry.line,
        previous=entry.previous if state is UnitState.FUZZY else "",
    )


def _entries(path: Path) -> list[_Entry]:
    found: list[_Entry] = []
    entry, keyword = _Entry(0), ""
    for number, line in enumerate(_lines(path), 1):
        match = _STRING.fullmatch(line)
        keyword = (match[1] or keyword) if match else ""
        if (match and not keyword) or (not match and line and not line.startswith("#")):
            raise _error(path, number, f"this line is no PO syntax: {line[:60]}")
        if match:
            entry.line = entry.line or number
            if match[1] and match[1] in entry.texts:
                raise _error(path, number, f"an entry has two {match[1]}")
            entry.texts[keyword] = entry.texts.get(keyword, "") + _unquoted(match[2])
        elif line:
            _comment(entry, line)
        elif entry.texts:
            found.append(entry)
            entry = _Entry(0)
    return [*found, entry] if entry.texts else found


def _comment(entry: _Entry, line: str) -> None:
    entry.fuzzy |= line.startswith("#,") and "fuzzy" in line
    if match := _PREVIOUS.fullmatch(line):
        entry.previous = _unquoted(match[1])
    elif line.startswith("# "):
        entry.comments.append(line[2:])


def _unquoted(text: str) -> str:
    return re.sub(r"\\.", lambda match: _PLAIN.get(match[0], match[0]), text)


def _lines(path: Path) -> Iterable[str]:
    try:
        text = xml_files.read(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _error(path, 0, "it is not UTF-8") from error
    return [line.strip() for line in text.replace("\r\n", "\n").split("\n")]


def _error(path: Path, line: int, message: str) -> SourceError:
    return SourceError(Diagnostic("X001", message, Location(path, line), _HINT))


def together(path: Path, parts: Sequence[Returned]) -> Returned:
    """What several files brought back, in their order.

    Raises:
        SourceError: X004 they are of different publications or languages.
    """
    if len({(part.identifier, part.language) for part in parts}) > 1:
        hint = "import each by itself"
        raise SourceError(
            Diagnostic("X004", "its files are of several publications or languages", Location(path), hint)
        )
    units = tuple(unit for part in parts for unit in part.units)
    return Returned(parts[0].identifier, parts[0].language, units)


def write(bundle: Bundle, target: Path) -> None:
    """Make a project, or one in a subfolder for each original language.

    Raises:
        SourceError: X007 there is a project with a translator's work already; S015 a text holds what OmegaT can't.
    """
    if saved := next(filter(worked, target.rglob(str(NAME))), None):
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
        files.write_text(folder / f"source/{file.document}.po", render_po(bundle, file))
    write_saved(bundle, folder / NAME)
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
        return read_po(path)
    projects = sorted(found.parent for found in [*path.glob("omegat.project"), *path.glob("*/omegat.project")])
    if projects:
        return together(path, [_work(folder) for folder in projects])
    if found := sorted(path.glob("*.po")):
        return together(path, [read_po(file) for file in found])
    hint = "give the folder that has omegat.project in it, its omegat/project_save.tmx, or its target folder"
    raise SourceError(Diagnostic("X001", "there is no OmegaT project and no PO file", Location(path), hint))


def _work(folder: Path) -> Returned:
    """The state of a project: what is saved in it, or what it came with if nobody has saved it."""
    sources = sorted((folder / "source").glob("*.po"))
    if not sources:
        hint = "a project keeps the files that it was made with in its source folder"
        raise SourceError(Diagnostic("X001", "the project has no source files", Location(folder), hint))
    given = together(folder, [read_po(file) for file in sources])
    saved = folder / NAME
    if not worked(saved):
        return given
    return applied(saved, given)
