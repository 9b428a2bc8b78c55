"""The tasks: what each depends on, makes, and which stage or renderer makes it; those of print stand in print_tasks.

    source:DOC → text:LANG:DOC → book:LANG → site:LANG  page:LANG  epub:LANG  pdf:LANG
        │             words ────────┘│   └── cover_image:LANG ──┘
        └→ status     check:LANG ────┘ (of a release)

Every task names all that it is made of: sources, catalogs, settings, templates, the locks of fonts and libraries, and
the modules of press/ that make it. The engines are imported when a task runs, never when the graph is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from press.content.publication import inputs
from press.model.publication import catalog_path, template_path
from press.project import MODULES, word_catalogs, word_folders
from press.tasks import paths
from press.tasks.paths import BUILD, CODES, HAS_SITE, NAMES, PUBLICATION, RELEASE, ROOT, Task
from press.tasks.reporter import StepReporter


def _beside() -> Iterator[str]:
    """The tasks that every build does beside the editions."""
    yield from ["site:index"] if HAS_SITE else []
    yield "status"
    yield from (f"preflight:{row.name}" for row in PUBLICATION.editions if row.format.name in ("print", "cover"))


DOIT_CONFIG = {
    "default_tasks": [*(row.name for row in PUBLICATION.editions), *_beside()],
    "dep_file": str(BUILD / ".doit.db"),
    "reporter": StepReporter,
    "verbosity": 2,
}


def task_source() -> Iterator[Task]:
    """Read the documents in their own languages."""
    data = list((ROOT / "content" / "data").glob("*.yaml"))
    for document in PUBLICATION.texts:
        pot = template_path(PUBLICATION, document)
        parts = [document.path, pot, *data, *paths.pictures(), *inputs(PUBLICATION)]
        parts += paths.code("readers", "transforms")
        doc = f"read {document.id}"
        target = paths.source(document)
        yield paths.task(document.id, doc, "source", PUBLICATION, document, target, inputs=parts, targets=[target])


def task_text() -> Iterator[Task]:
    """Put the translations in their places."""
    for (language, _), document in paths.wanted_texts().items():
        source, target = paths.source(document), paths.text(language, document)
        catalog = [catalog_path(PUBLICATION, document, language)] if language != document.language else []
        parts = [source, *catalog, *inputs(PUBLICATION), *paths.code("readers", "transforms")]
        name, doc = f"{language}:{document.id}", f"{document.id} in {NAMES[language]}"
        arguments = (PUBLICATION, document, language, source, target)
        yield paths.task(name, doc, "text", *arguments, inputs=parts, targets=[target])


def task_words() -> Iterator[Task]:
    """Find the words of the templates and of the pipeline itself."""
    parts = [*paths.templates("."), *paths.code("readers", "transforms", "renderers")]
    target = BUILD / "words.json"
    doc = "the words of the templates"
    yield paths.task("templates", doc, "words", word_folders(ROOT), target, inputs=parts, targets=[target])


def task_book() -> Iterator[Task]:
    """Assemble the book of each language: numbers, references, citations, typography."""
    for language in CODES:
        texts = {document.id: paths.text(language, document) for document in PUBLICATION.texts}
        style = PUBLICATION.citation_styles.get(language)
        catalogs = word_catalogs(ROOT, language)
        works = [path for path in (PUBLICATION.references, style) if path]
        beside = PUBLICATION.parallel_texts(language)
        originals = {d.id: (paths.text(d.language, d), word_catalogs(ROOT, d.language)) for d in beside}
        own = [path for text, spoken in originals.values() for path in (text, *spoken)]
        words = BUILD / "words.json"
        parts = [*texts.values(), *own, *works, *catalogs, words, *inputs(PUBLICATION)]
        parts += paths.code("readers", "transforms")
        target, doc = paths.book(language), f"the book in {PUBLICATION.language(language).name}"
        checked = paths.checked(language) if RELEASE else None
        parts += [checked] if checked else []
        arguments = (PUBLICATION, language, texts, words, catalogs, originals, checked, target)
        settings = {"release": RELEASE}
        yield paths.task(language, doc, "book", *arguments, inputs=parts, targets=[target], settings=settings)


def task_check() -> Iterator[Task]:
    """Look for mistakes in translations; a release takes none."""
    for language in CODES:
        sources = {document.id: paths.source(document) for document in PUBLICATION.texts}
        catalogs = [catalog_path(PUBLICATION, row, language) for row in PUBLICATION.texts]
        parts = [*sources.values(), *catalogs, ROOT / "translations" / "glossary.csv", *inputs(PUBLICATION)]
        parts += paths.code("readers", "transforms", "preflight", "preflight/translation", "workshop")
        target, doc = paths.checked(language), f"the translations into {NAMES[language]}"
        arguments = (PUBLICATION, language, sources, target)
        yield paths.task(language, doc, "check", *arguments, inputs=parts, targets=[target])


def task_status() -> Task:
    """Tell how far the translations are: a page and JSON for translators, no edition."""
    sources = {document.id: paths.source(document) for document in PUBLICATION.texts}
    catalogs = [catalog_path(PUBLICATION, row, code) for row in PUBLICATION.texts for code in CODES]
    catalogs += [path for code in CODES for path in word_catalogs(ROOT, code)]
    words, target = BUILD / "words.json", BUILD / "translations" / "status.html"
    parts = [*sources.values(), *catalogs, words, *inputs(PUBLICATION), *paths.templates("status")]
    parts += paths.code("readers", "transforms", "renderers", "exchange", "workshop")
    targets, arguments = [target, target.with_suffix(".json")], (PUBLICATION, sources, words, target)
    task = paths.task("", "the state of the translations", "status", *arguments, inputs=parts, targets=targets)
    return {key: value for key, value in task.items() if key != "name"}


def task_cover_image() -> Iterator[Task]:
    """Draw the picture of the front cover."""
    for language in CODES:
        parts = [paths.book(language), *paths.templates("cover", "css"), *_edition_parts("renderers")]
        target, doc = paths.cover(language), f"cover picture in {PUBLICATION.language(language).name}"
        arguments = (PUBLICATION, paths.book(language), MODULES, target)
        yield paths.task(language, doc, "cover_image", *arguments, inputs=parts, targets=[target])


def _edition_parts(*folders: str) -> list[Path]:
    return [*inputs(PUBLICATION), *paths.pictures(), *paths.fonts(), *paths.code("preflight", *folders)]


def _editions(format_name: str, **more: Any) -> Iterator[Task]:
    """The tasks of one format in every language."""
    for edition in PUBLICATION.editions:
        if edition.format.name != format_name:
            continue
        language = edition.language
        extra = [paths.cover(language)] if format_name == "epub" else []
        templates = paths.templates(format_name, "css", "shared")
        parts = [paths.book(language), *extra, *templates, *_edition_parts("renderers")]
        target = BUILD / "editions" / edition.target(PUBLICATION.slug)
        doc = f"{edition.format.title} in {PUBLICATION.language(language).name}"
        pages = paths.pagination(language)
        targets = [target, pages] if format_name == "pdf" else [target]
        arguments = (edition, PUBLICATION, paths.book(language), MODULES, paths.cover(language), pages, target)
        yield paths.task(language, doc, "edition", *arguments, inputs=parts, targets=targets, **more)


def task_site() -> Iterator[Task]:
    """Websites: a page a chapter."""
    yield from _editions("site")
    if HAS_SITE:
        target = BUILD / "editions" / "site" / "index.html"
        parts = [*paths.templates("site", "css"), *_edition_parts("renderers")]
        arguments = (PUBLICATION, MODULES, target)
        doc = "the page that chooses the language"
        yield paths.task("index", doc, "front_door", *arguments, inputs=parts, targets=[target])


def task_page() -> Iterator[Task]:
    """Offline pages: the whole publication in one HTML file."""
    yield from _editions("page")


def task_epub() -> Iterator[Task]:
    """EPUB 3.3."""
    yield from _editions("epub")


def task_pdf() -> Iterator[Task]:
    """Screen PDF, PDF/UA-1 and PDF/A-2a."""
    yield from _editions("pdf")
