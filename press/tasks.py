"""The tasks: what each depends on, makes, and which stage or renderer makes it. The only module that imports doit.

    source:DOC → text:LANG:DOC → book:LANG → site:LANG  page:LANG  epub:LANG  pdf:LANG
                      words ────────┘    └── cover_image:LANG ──┘

Every task names all that it is made of: sources, catalogs, settings, templates, the locks of fonts and libraries, and
the modules of press/ that make it. The engines are imported when a task runs, never when the graph is read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doit.exceptions import TaskFailed
from doit.tools import config_changed

from press.errors import PublicationError
from press.model.publication import Document, Publication, catalog_path, template_path
from press.readers.config import inputs, read_publication
from press.reporter import StepReporter

Task = dict[str, Any]

PROJECT = Path(__file__).resolve().parent.parent
ROOT = Path(os.environ.get("PRESS_PUBLICATION") or PROJECT).resolve()
RELEASE = bool(os.environ.get("PRESS_RELEASE"))
BUILD = ROOT / "build"


def _publication() -> Publication:
    """The settings; what is wrong with them ends doit with the messages alone."""
    try:
        return read_publication(ROOT)
    except PublicationError as error:
        print(error, file=sys.stderr)  # noqa: T201  (doit has no reporter yet)
        raise SystemExit(1) from None


PUBLICATION = _publication()
HAS_SITE = "site" in PUBLICATION.formats
CODES = [language.code for language in PUBLICATION.languages]

DOIT_CONFIG = {
    "default_tasks": [*(edition.name for edition in PUBLICATION.editions), *(["site:index"] if HAS_SITE else [])],
    "dep_file": str(BUILD / ".doit.db"),
    "reporter": StepReporter,
    "verbosity": 2,
}
BUILD.mkdir(exist_ok=True)


def _guarded(action: str, *arguments: object) -> TaskFailed | None:
    """Run an action by its name; a mistake of the publication fails the task with its message, a bug its traceback.

    The actions are imported only now: reading the graph needs none of them.
    """
    from press import actions

    try:
        getattr(actions, action)(*arguments)
    except PublicationError as error:
        return TaskFailed(str(error))
    return None


def _task(name: str, doc: str, action: str, *arguments: object, **more: Any) -> Task:
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


def _code(*folders: str) -> Iterator[Path]:
    """The modules that every stage stands on, and those of some folders or files of press/."""
    press = PROJECT / "press"
    yield from (PROJECT / "requirements.txt", *press.glob("*.py"), *(press / "model").glob("*.py"))
    for name in folders:
        yield from [press / f"{name}.py"] if (press / f"{name}.py").is_file() else (press / name).glob("*.py")


def _templates(*folders: str) -> Iterator[Path]:
    for root in {PROJECT, ROOT}:
        for folder in folders:
            yield from (path for path in (root / "templates" / folder).rglob("*") if path.is_file())


PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def _pictures() -> Iterator[Path]:
    return (p for p in (ROOT / "content").rglob("*") if p.suffix.lower() in PICTURES)


def _fonts() -> tuple[Path, ...]:
    """The lock says which bytes the fonts are, so that they need not be read to know whether they changed."""
    return (PROJECT / "package-lock.json", PROJECT / "node_modules" / ".package-lock.json")


def _source(document: Document) -> Path:
    return BUILD / "source" / f"{document.id}.json"


def _text(language: str, document: Document) -> Path:
    return BUILD / "text" / language / f"{document.id}.json"


def _book(language: str) -> Path:
    return BUILD / "book" / f"{language}.json"


def _cover(language: str) -> Path:
    return BUILD / "cover" / f"{language}.png"


def task_source() -> Iterator[Task]:
    """Read the documents in their own languages."""
    data = list((ROOT / "content" / "data").glob("*.yaml"))
    for document in PUBLICATION.texts:
        pot = template_path(PUBLICATION, document)
        parts = [document.path, pot, *data, *_pictures(), *inputs(PUBLICATION), *_code("readers", "transforms")]
        doc = f"read {document.id}"
        target = _source(document)
        yield _task(document.id, doc, "source", PUBLICATION, document, target, inputs=parts, targets=[target])


def task_text() -> Iterator[Task]:
    """Put the translations in their places."""
    for language in CODES:
        for document in PUBLICATION.texts:
            source, target = _source(document), _text(language, document)
            catalog = [catalog_path(PUBLICATION, document, language)] if language != document.language else []
            parts = [source, *catalog, *inputs(PUBLICATION), *_code("readers", "transforms")]
            name, doc = f"{language}:{document.id}", f"{document.id} in {PUBLICATION.language(language).name}"
            arguments = (PUBLICATION, document, language, source, target)
            yield _task(name, doc, "text", *arguments, inputs=parts, targets=[target])


def task_words() -> Iterator[Task]:
    """Find the words of the templates and of the pipeline itself."""
    parts = [*_templates("."), *_code("readers", "transforms", "renderers")]
    target = BUILD / "words.json"
    doc = "the words of the templates"
    yield _task("templates", doc, "words", _word_folders(), target, inputs=parts, targets=[target])


def _word_folders() -> list[Path]:
    own = [] if ROOT == PROJECT else [ROOT / "templates"]
    return [PROJECT / "press", PROJECT / "templates", *own]


def _word_catalogs(language: str) -> list[Path]:
    """The project's words, then the publication's own, which stand before them."""
    return [root / "translations" / language / "ui.po" for root in dict.fromkeys((PROJECT, ROOT))]


def task_book() -> Iterator[Task]:
    """Assemble the book of each language: numbers, references, citations, typography."""
    for language in CODES:
        texts = {document.id: _text(language, document) for document in PUBLICATION.texts}
        style = PUBLICATION.citation_styles.get(language)
        catalogs = _word_catalogs(language)
        works = [path for path in (PUBLICATION.references, style) if path]
        words = BUILD / "words.json"
        parts = [*texts.values(), *works, *catalogs, words, *inputs(PUBLICATION), *_code("readers", "transforms")]
        target, doc = _book(language), f"the book in {PUBLICATION.language(language).name}"
        arguments = (PUBLICATION, language, texts, words, catalogs, RELEASE, target)
        yield _task(language, doc, "book", *arguments, inputs=parts, targets=[target], settings={"release": RELEASE})


def task_cover_image() -> Iterator[Task]:
    """Draw the picture of the front cover."""
    for language in CODES:
        parts = [_book(language), *_templates("cover", "css"), *_edition_parts("renderers")]
        target, doc = _cover(language), f"cover picture in {PUBLICATION.language(language).name}"
        arguments = (PUBLICATION, _book(language), PROJECT, target)
        yield _task(language, doc, "cover_image", *arguments, inputs=parts, targets=[target])


def _edition_parts(*folders: str) -> list[Path]:
    return [*inputs(PUBLICATION), *_pictures(), *_fonts(), *_code("preflight", *folders)]


def _editions(format_name: str, **more: Any) -> Iterator[Task]:
    """The tasks of one format in every language."""
    for edition in PUBLICATION.editions:
        if edition.format.name != format_name:
            continue
        language = edition.language
        extra = [_cover(language)] if format_name == "epub" else []
        templates = _templates(format_name, "css", "shared")
        parts = [_book(language), *extra, *templates, *_edition_parts("renderers")]
        target = BUILD / "editions" / edition.target(PUBLICATION.slug)
        doc = f"{edition.format.title} in {PUBLICATION.language(language).name}"
        arguments = (edition, PUBLICATION, _book(language), PROJECT, _cover(language), target)
        yield _task(language, doc, "edition", *arguments, inputs=parts, targets=[target], **more)


def task_site() -> Iterator[Task]:
    """Websites: a page a chapter."""
    yield from _editions("site")
    if HAS_SITE:
        target = BUILD / "editions" / "site" / "index.html"
        parts = [*_templates("site", "css"), *_edition_parts("renderers")]
        arguments = (PUBLICATION, PROJECT, target)
        doc = "the page that chooses the language"
        yield _task("index", doc, "front_door", *arguments, inputs=parts, targets=[target])


def task_page() -> Iterator[Task]:
    """Offline pages: the whole publication in one HTML file."""
    yield from _editions("page")


def task_epub() -> Iterator[Task]:
    """EPUB 3.3."""
    yield from _editions("epub")


def task_pdf() -> Iterator[Task]:
    """Screen PDF, PDF/UA-1 and PDF/A-2a."""
    yield from _editions("pdf")
