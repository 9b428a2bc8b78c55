"""What the task graph is made of: the publication and its folders, a task's inputs, and where each result lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

from doit.tools import config_changed

from press import project
from press.content.publication import SETTINGS, inputs, read_publication
from press.diagnostics import PublicationError
from press.model.edition import FORMATS, Edition
from press.model.language import Language
from press.model.printers import DEFAULT
from press.model.publication import Document, Publication
from press.tasks.actions import guarded
from press.tasks.imports import Imports
from press.tasks.results import AsMade

Task = dict[str, Any]

ROOT = Path(os.environ.get("PRESS_PUBLICATION") or project.PUBLICATION).resolve()
RELEASE = bool(os.environ.get("PRESS_RELEASE"))
PRINTER = os.environ.get("PRESS_PRINTER") or None
COMMIT = os.environ.get("PRESS_COMMIT", "")
BUILD = ROOT / "build"


def _publication() -> Publication:
    """The settings; what is wrong with them ends doit with the messages alone."""
    try:
        return replace(read_publication(ROOT, PRINTER), commit=COMMIT)
    except PublicationError as error:
        print(error, file=sys.stderr)  # noqa: T201  (doit has no reporter yet)
        raise SystemExit(1) from None


PUBLICATION = _publication()
UNPRINTED = replace(PUBLICATION, printing=DEFAULT)  # what counts where it doesn't matter how it is printed
# The parts of a language's row that count only where the module that reads them is reached.
READ_BY = {
    "typography": project.CODE / "languages" / "typography.py",
    "own": project.CODE / "languages" / "grammar.py",
    "line_ends": project.CODE / "preflight" / "checks" / "line_ends.py",
}
HAS_SITE = "site" in PUBLICATION.formats
CODES = [language.code for language in PUBLICATION.languages]
NAMES = {row.code: row.name for row in PUBLICATION.known}

BUILD.mkdir(exist_ok=True)
IMPORTS = Imports(project.CODE, BUILD / "imports.json")


def task(
    name: str, doc: str, action: str, arguments: Sequence[object], functions: Iterable[str] = (), **more: Any
) -> Task:
    """A task of doit: an action, inputs and targets.

    Whatever the action is given counts: the task is out of date as soon as its `arguments` are others.

    Args:
        name: of the task; of one that stands alone, empty.
        action: of press.tasks, as "module:function".
        functions: those that the action is to call, named in the same way.
        more: `inputs` and `targets` are paths, `basename` and `uptodate` doit's; with `printing`, it matters how the
            publication is printed.
    """
    action = f"press.tasks.{action}"
    code = {path for function in (action, *functions) for path in IMPORTS.reached(function)}
    scripts = [path for folder in {module.parent for module in code} for path in folder.glob("*.mjs")]
    locks = (project.LIBRARIES_LOCK, *((project.FONTS_LOCK,) if scripts else ()))  # what scripts run is of npm
    files = sorted({str(path) for path in (*locks, *code, *scripts, *more.pop("inputs"))})
    # What another task makes needn't be there yet; any other input that is absent, or can't be read, makes
    # the task run when it appears.
    absent = [path for path in files if not path.startswith(f"{BUILD}{os.sep}") and not _readable(path)]
    targets = [Path(target) for target in more.pop("targets")]
    settings = _settings(more.pop("printing", False), frozenset(part for part, by in READ_BY.items() if by in code))
    told = [settings if value is PUBLICATION else repr(value) for value in arguments]
    return {
        **({"name": name} if name else {}),
        "doc": doc,
        "actions": [(partial(guarded, inputs=frozenset(files)), [action, *arguments])],
        "file_dep": [path for path in files if path not in absent],
        "uptodate": [
            config_changed({"absent": absent, "arguments": told}),
            *([AsMade(targets)] if targets else []),
            *more.pop("uptodate", ()),
        ],
        "targets": [str(target) for target in targets],
        **more,
    }


@cache
def _settings(printing: bool, read: frozenset[str]) -> str:
    """What of the publication a task depends on, as text.

    Args:
        printing: whether it matters how it is printed.
        read: the parts of languages' rows that the task reads, of those that not every task does.
    """
    shown = PUBLICATION if printing else UNPRINTED
    unread: dict[str, Any] = dict.fromkeys(READ_BY.keys() - read)

    def rows(languages: Sequence[Language]) -> tuple[Language, ...]:
        return tuple(replace(row, **unread) for row in languages)

    languages, originals, others = map(rows, (shown.languages, shown.originals, shown.others))
    return repr(replace(shown, languages=languages, originals=originals, others=others))


def _readable(path: str) -> bool:
    """Whether doit can read an input: not a pipe, for which it would wait, nor what belongs to somebody else."""
    return Path(path).is_file() and os.access(path, os.R_OK)


def templates(*folders: str) -> Iterator[Path]:
    """The templates in some folders, the project's and the publication's."""
    for root in {project.TEMPLATES, ROOT / "templates"}:
        for folder in folders:
            yield from (path for path in (root / folder).rglob("*") if path.is_file())


PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".tif", ".tiff", ".bmp")


def pictures() -> Iterator[Path]:
    """Every picture of the content."""
    return (p for p in (ROOT / "content").rglob("*") if p.suffix.lower() in PICTURES)


def fonts() -> tuple[Path, ...]:
    """The lock says which bytes the fonts are, so that they need not be read to know whether they changed."""
    return (project.FONTS_LOCK, project.MODULES / ".installed")


def source(document: Document) -> Path:
    """Where a document in its own language is stored."""
    return BUILD / "source" / f"{document.id}.json"


def text(language: str, document: Document) -> Path:
    """Where a document in a language is stored."""
    return BUILD / "text" / language / f"{document.id}.json"


def book(language: str) -> Path:
    """Where the book in a language is stored."""
    return BUILD / "book" / f"{language}.json"


def checked(language: str) -> Path:
    """Where lies what is wrong with the translations into a language."""
    return BUILD / "check" / f"{language}.json"


def cover(language: str) -> Path:
    """Where the picture of the front cover is stored."""
    return BUILD / "cover" / f"{language}.png"


def pagination(language: str) -> Path:
    """Where the pages of the screen PDF are stored: on which each anchor stands."""
    return facts(FORMATS["pdf"].facts, language)


def interior(language: str) -> Path:
    """Where lies how many pages the print-ready interior has."""
    return facts(FORMATS["print"].facts, language)


def facts(folder: str, language: str) -> Path:
    """Where the answer of an edition's writer is stored."""
    return BUILD / folder / f"{language}.json"


EDITIONS = BUILD / "editions"


def target(format_name: str, language: str) -> Path:
    """Where the file of an edition lies."""
    return EDITIONS / Edition(FORMATS[format_name], language).target(PUBLICATION.slug)


def part(name: str, language: str) -> Path | None:
    """The file of what a writer takes under a name (press.model.edition.Format); None: the publication has none.

    Raises:
        KeyError: there is no part of that name.
    """
    has_pdf = "pdf" in PUBLICATION.formats
    return {
        "book": book(language),
        "publication": PUBLICATION.root / SETTINGS,
        "modules": project.MODULES,
        "cover": cover(language),
        "profile": profile(),
        "pagination": pagination(language) if has_pdf else None,
        "interior": target("print", language),
        "pages": interior(language),
        "filled": interior(language),
    }[name]


def part_inputs(parts: Mapping[str, Path | None]) -> Iterator[Path]:
    """What a task depends on, for each part that a writer takes."""
    for name, path in parts.items():
        yield from fonts() if name == "modules" else [path] if path else []
    yield from inputs(PUBLICATION)


def profile() -> Path:
    """The ICC profile of the printing condition: the publication's own, or one of ours."""
    condition = PUBLICATION.printing.printer.condition
    return condition.profile or project.PROFILES / f"{condition.measurements}.icc"


def report(edition: Edition) -> Path:
    """Where the page lies that tells what preflight found in an edition; its JSON lies beside it."""
    stem = Path(edition.target(PUBLICATION.slug)).stem
    return BUILD / "preflight" / f"{stem}.html"


def wanted_texts() -> dict[tuple[str, str], Document]:
    """Each document in each language of the publication, and the originals of parallel texts in their own."""
    every = {(code, document.id): document for code in CODES for document in PUBLICATION.texts}
    originals = [document for code in CODES for document in PUBLICATION.parallel_texts(code)]
    return every | {(document.language, document.id): document for document in originals}
