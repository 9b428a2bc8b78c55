"""`new`: writes a publication to start from; its texts stand in templates/new/, in the languages of the press.

Another language begins with the English ones. In one language of the press that takes the standard library alone; else
the catalogs are made as for any other publication.
"""

from __future__ import annotations

import json
import re
import shlex
import sys
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from press import files
from press.cli import environment
from press.cli.parser import Commands, Request, of_volume
from press.languages import cldr
from press.languages.grammar import grammar_of
from press.languages.registry import LANGUAGES, named
from press.model.edition import FORMATS
from press.model.interface import WRITTEN_IN
from press.model.language import Language
from press.project import COMMAND, HOME, TEMPLATES
from press.spelling import suggestion

STARTER = TEMPLATES / "new"
PRINTED = ("print", "cover", "booklet")


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "new",
        help="write a publication to start from",
        description="Write a publication to start from: settings with comments, and a chapter that shows what the "
        "Markdown can do.",
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    parser.add_argument(
        "--language",
        action="append",
        metavar="TAG",
        help="the language that it is written in (fr, zh-Hant, uz-Latn …: any that CLDR knows); again for each that it "
        "is translated into (default: en)",
    )
    parser.add_argument("--print", action="store_true", help="also an interior, a cover and a booklet for printing")
    of_volume(parser, "nothing but errors")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Write it; 0."""
    from press import setup

    folder: Path = request.folder
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        environment.refuse(f"{files.from_here(folder)} is there already and is not an empty folder")
    if request.language:  # others than English may need the libraries
        with environment.volume(request):
            environment.in_environment(setup.prepare(HOME))
    languages = tuple(dict.fromkeys(map(_language, request.language or ["en"])))
    usual = [name for name, row in FORMATS.items() if row.usual and name not in PRINTED]
    write(folder, languages, [*usual, *PRINTED] if request.print else usual)
    if request.quiet:
        return 0
    command = f"{COMMAND} --publication {shlex.quote(str(files.from_here(folder)))}"
    sys.stdout.write(f"{files.from_here(folder)} is a publication now. Begin with its content/publication.yaml.\n")
    sys.stdout.write("".join(f"{line}\n" for line in _still_english(folder, languages)))
    sys.stdout.write(f"This builds it:\n    {command} build\n")
    return 0


def _language(name: str) -> Language:
    """The language of a tag or a code, however its letters are written."""
    if known := named(name):
        return known
    from press.content.languages import canonical

    tag = canonical(name)
    if row := tag and (LANGUAGES.get(tag) or cldr.language(tag)):
        return row
    known_by = "CLDR doesn't know it" if tag else "write a BCP 47 tag, as in fr, zh-Hant, uz-Latn"
    environment.refuse(f"--language: there is no language {name}: {known_by}; {suggestion(name, LANGUAGES)}")


def _still_english(folder: Path, languages: Sequence[Language]) -> Iterator[str]:
    """What is to be translated in languages that the press has no texts of, and what it assumes of them."""
    if grammar_of(languages[0]).lacking:
        yield f"Its chapters are English, to be overwritten in {languages[0].name}."
    for name in (f"translations/{row.code}/ui.po" for row in languages):
        if (folder / name).is_file():
            yield f"{name} has the words to translate that the press itself sets: Contents, Note …"
    yield from cldr.assumed(languages)


def write(folder: Path, languages: Sequence[Language], formats: Iterable[str]) -> None:
    """Write a publication: all of it, or nothing.

    Args:
        folder: where to; it is empty or not there.
        languages: the one that the text is written in, then those that it is to be translated into.
        formats: names of the editions' formats.

    Raises:
        OSError: the folder can't be written.
    """
    with files.replacing(folder) as made:
        _write_content(made / "content", languages[0], _settings(folder, languages, formats))
        if languages[1:] or languages[0].tag not in LANGUAGES:
            _write_catalogs(made, languages[1:])
        if folder.is_dir():
            folder.rmdir()


def _write_content(content: Path, language: Language, settings: str) -> None:
    """Write what is published, its texts in a language."""
    files.write_text(content / "publication.yaml", settings)
    for name, source in (
        ("chapters/first-steps.md", _texts(language) / "first-steps.md"),
        ("chapters/imprint.md", _texts(language) / "imprint.md"),
        ("references.yaml", STARTER / "references.yaml"),
        ("figures/rings.svg", STARTER / "rings.svg"),
    ):
        files.write_text(content / name, source.read_text("utf-8"))


def _write_catalogs(root: Path, languages: Iterable[Language]) -> None:
    """Write the catalogs of a publication, translated where we have its texts: they have one shape in all languages."""
    from press.book.stages.source import read_source
    from press.catalogs import po
    from press.content.publication import read_publication
    from press.model.publication import catalog_path
    from press.translations import update

    publication = read_publication(root)
    update.update(publication)
    for row in languages:
        if grammar_of(row).lacking:
            continue
        with TemporaryDirectory() as folder:
            _write_content(Path(folder) / "content", row, _settings(root, [row], ["page"]))
            translated = read_publication(Path(folder))
            for ours, theirs in zip(publication.texts, translated.texts, strict=True):
                catalog = po.read(catalog_path(publication, ours, row.code), row.tag)
                pairs = zip(catalog.entries, read_source(translated, theirs).segments, strict=True)
                po.write(replace(catalog, entries=tuple(replace(entry, target=own.text) for entry, own in pairs)))


def _texts(language: Language) -> Path:
    """The folder of the texts in a language or a variety of it; in English, if the press doesn't know it."""
    return STARTER / (WRITTEN_IN if grammar_of(language).lacking else language.primary)


def _settings(folder: Path, languages: Sequence[Language], formats: Iterable[str]) -> str:
    words = {row.code: tomllib.loads((_texts(row) / "words.toml").read_text("utf-8")) for row in languages}
    codes, named_formats = [row.code for row in languages], list(formats)
    borrowed = bool(grammar_of(languages[0]).lacking)
    still = f"\n# The chapters are English still: write {languages[0].name} over them." if borrowed else ""

    def localised(name: str) -> str:
        # A text in JSON is one in YAML too.
        return "\n".join(f"  {code}: {json.dumps(words[code][name], ensure_ascii=False)}" for code in codes)

    return Template((STARTER / "publication.yaml").read_text("utf-8")).substitute(
        slug=_slug(folder.resolve().name),
        identifier=f"urn:uuid:{uuid.uuid4()}",
        date=date.today().isoformat(),
        title=localised("title"),
        description=localised("description"),
        languages=", ".join(row.tag for row in languages),
        still=still,
        formats=", ".join(named_formats),
        sign="" if "print" in named_formats else "# ",
        each=", ".join(f"{code}: …" for code in codes),
        lists=", ".join(f"{code}: [… , …]" for code in codes),
    )


def _slug(name: str) -> str:
    """What the names of files may begin with, made of a folder's name."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-") or "publication"
