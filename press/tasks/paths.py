"""What the task graph is made of: the publication and its folders, a task's inputs, and where each result lies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed
from doit.tools import config_changed

from press import project
from press.content.publication import read_publication
from press.diagnostics import PublicationError
from press.model.edition import Edition
from press.model.language import LANGUAGES
from press.model.publication import Document, Publication

Task = dict[str, Any]

ROOT = Path(os.environ.get("PRESS_PUBLICATION") or project.PUBLICATION).resolve()
RELEASE = bool(os.environ.get("PRESS_RELEASE"))
PRINTER = os.environ.get("PRESS_PRINTER") or None
BUILD = ROOT / "build"


def _publication() -> Publication:
    """The settings; what is wrong with them ends doit with the messages alone."""
    try:
        return read_publication(ROOT, PRINTER)
    except PublicationError as error:
        print(error, file=sys.stderr)  # noqa: T201  (doit has no reporter yet)
        raise SystemExit(1) from None


PUBLICATION = _publication()
HAS_SITE = "site" in PUBLICATION.formats
CODES = [language.code for language in PUBLICATION.languages]
NAMES = {language.code: language.name for language in LANGUAGES.values()}

BUILD.mkdir(exist_ok=True)


def _guarded(action: str, *arguments: object) -> TaskFailed | None:
    """Run an action by its name; a mistake of the publication fails the task with its message, a bug its traceback.

    The actions are imported only now: reading the graph needs none of them.
    """
    module, _, name = f"actions.{action}".rpartition(".")
    try:
        getattr(import_module(f"press.tasks.{module.removeprefix('actions.')}"), name)(*arguments)
    except PublicationError as error:
        return TaskFailed(str(error))
    return None


def task(name: str, doc: str, action: str, *arguments: object, **more: Any) -> Task:
    """A task of doit: an action of press.tasks (of actions, where no module is named), inputs and targets.

    It depends on its `inputs`, and on `settings`.
    """
    files = sorted({str(path) for path in more.pop("inputs")})
    # What another task makes needn't be there yet; any other input that is absent makes the task run when it appears.
    absent = [path for path in files if not path.startswith(f"{BUILD}{os.sep}") and not os.path.exists(path)]
    return {
        "name": name,
        "doc": doc,
        "actions": [(_guarded, [action, *arguments])],
        "file_dep": [path for path in files if path not in absent],
        "uptodate": [config_changed({"absent": absent, **more.pop("settings", {})})],
        "targets": [str(target) for target in more.pop("targets")],
        **more,
    }


def code(*_folders: str) -> Iterator[Path]:
    """The lock of the libraries, and every module."""
    yield from (project.LIBRARIES_LOCK, *project.CODE.rglob("*.py"))


def templates(*folders: str) -> Iterator[Path]:
    """The templates in some folders, the project's and the publication's."""
    for root in {project.TEMPLATES, ROOT / "templates"}:
        for folder in folders:
            yield from (path for path in (root / folder).rglob("*") if path.is_file())


PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def pictures() -> Iterator[Path]:
    """Every picture of the content."""
    return (p for p in (ROOT / "content").rglob("*") if p.suffix.lower() in PICTURES)


def fonts() -> tuple[Path, ...]:
    """The lock says which bytes the fonts are, so that they need not be read to know whether they changed."""
    return (project.FONTS_LOCK, project.MODULES / ".package-lock.json")


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
    return BUILD / "pages" / f"{language}.json"


def interior(language: str) -> Path:
    """Where lies how many pages the print-ready interior has."""
    return BUILD / "print" / f"{language}.json"


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
