"""The tasks: what each depends on, makes, and which stage or writer makes it.

    source:DOC → text:LANG:DOC → book:LANG → site:LANG  page:LANG  epub:LANG  pdf:LANG  … a task each row of FORMATS
        │             words ────────┘│   └── cover_image:LANG ──┘
        └→ status     check:LANG ────┘ (of a release)

    book:LANG → print:LANG → cover:LANG   (the interior's count of pages makes the spine)
                    │    └→ booklet:LANG
                    └→ preflight:print:LANG, preflight:cover:LANG

Every task names all that it is made of: sources, catalogs, settings, templates, the locks of fonts and libraries, and
the modules of press/ that it reaches (press.tasks.imports). The engines are imported when a task runs, never when the
graph is read.
"""

from __future__ import annotations

from collections.abc import Iterator

from press.content.publication import inputs
from press.model.interface import word_catalogs, word_folders
from press.model.publication import catalog_path, template_path
from press.tasks import made, paths
from press.tasks.paths import BUILD, CODES, EDITIONS, HAS_SITE, NAMES, PUBLICATION, RELEASE, ROOT, Task
from press.tasks.reporter import StepReporter

FRONT_DOOR = "site:index"
WITHDRAWN = made.withdrawn(EDITIONS, {*(row.name for row in PUBLICATION.editions), *([FRONT_DOOR] if HAS_SITE else [])})


def _beside() -> Iterator[str]:
    """The tasks that every build does beside the editions."""
    yield from ["withdraw"] if WITHDRAWN else []
    yield from [FRONT_DOOR] if HAS_SITE else []
    yield "status"
    yield from (f"preflight:{row.name}" for row in PUBLICATION.editions if row.format.judged)


DOIT_CONFIG = {
    "default_tasks": [*(row.name for row in PUBLICATION.editions), *_beside()],
    "dep_file": str(BUILD / ".doit.db"),
    "reporter": StepReporter,
    "verbosity": 0,  # the reporter tells what a step says
}


def task_source() -> Iterator[Task]:
    """Read the documents in their own languages."""
    data = list((ROOT / "content" / "data").glob("*.yaml"))
    for document in PUBLICATION.texts:
        pot = template_path(PUBLICATION, document)
        parts = [document.path, pot, *data, *paths.pictures(), *inputs(PUBLICATION)]
        target, doc = paths.source(document), f"read {document.id}"
        arguments = (PUBLICATION, document, target)
        yield paths.task(document.id, doc, "source:source", arguments, inputs=parts, targets=[target])


def task_text() -> Iterator[Task]:
    """Put the translations in their places."""
    for (language, _), document in paths.wanted_texts().items():
        source, target = paths.source(document), paths.text(language, document)
        catalog = [catalog_path(PUBLICATION, document, language)] if language != document.language else []
        parts = [source, *catalog, *inputs(PUBLICATION)]
        name, doc = f"{language}:{document.id}", f"{document.id} in {NAMES[language]}"
        arguments = (PUBLICATION, document, language, source, target)
        yield paths.task(name, doc, "text:text", arguments, inputs=parts, targets=[target])


def task_words() -> Iterator[Task]:
    """Find the words of the templates and of the pipeline itself."""
    folders, target, doc = word_folders(ROOT), BUILD / "words.json", "the words of the templates"
    parts = [path for folder in folders for path in folder.rglob("*") if path.suffix in (".py", ".j2")]
    yield paths.task("templates", doc, "words:words", (folders, target), inputs=parts, targets=[target])


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
        target, doc = paths.book(language), f"the book in {PUBLICATION.language(language).name}"
        checked = paths.checked(language) if RELEASE else None
        parts += [checked] if checked else []
        arguments = (PUBLICATION, language, texts, words, catalogs, originals, checked, target)
        yield paths.task(language, doc, "book:book", arguments, inputs=parts, targets=[target])


def task_check() -> Iterator[Task]:
    """Look for mistakes in translations; a release takes none."""
    for language in CODES:
        sources = {document.id: paths.source(document) for document in PUBLICATION.texts}
        catalogs = [catalog_path(PUBLICATION, row, language) for row in PUBLICATION.texts]
        catalogs += word_catalogs(ROOT, language)
        parts = [*sources.values(), *catalogs, ROOT / "translations" / "glossary.csv", *inputs(PUBLICATION)]
        target, doc = paths.checked(language), f"the translations into {NAMES[language]}"
        arguments = (PUBLICATION, language, sources, target)
        yield paths.task(language, doc, "translations:check", arguments, inputs=parts, targets=[target])


def task_status() -> Task:
    """Tell how far the translations are: a page and JSON for translators, no edition."""
    sources = {document.id: paths.source(document) for document in PUBLICATION.texts}
    catalogs = [catalog_path(PUBLICATION, row, code) for row in PUBLICATION.texts for code in CODES]
    catalogs += [path for code in CODES for path in word_catalogs(ROOT, code)]
    words, target = BUILD / "words.json", BUILD / "translations" / "status.html"
    parts = [*sources.values(), *catalogs, words, *inputs(PUBLICATION), *paths.templates("status")]
    targets, arguments = [target, target.with_suffix(".json")], (PUBLICATION, sources, words, target)
    doc = "the state of the translations"
    return paths.task("", doc, "translations:status", arguments, inputs=parts, targets=targets)


def task_cover_image() -> Iterator[Task]:
    """Draw the picture of the front cover."""
    writer = "press.editions.cover.picture:write_cover_image"
    for language in CODES:
        given = {name: paths.part(name, language) for name in ("book", "publication", "modules")}
        parts = [*paths.part_inputs(given), *paths.templates("cover", "css")]
        target, doc = paths.cover(language), f"cover picture in {PUBLICATION.language(language).name}"
        arguments = (writer, PUBLICATION, given, target)
        yield paths.task(language, doc, "editions:write", arguments, [writer], inputs=parts, targets=[target])


def task_editions() -> Iterator[Task]:
    """The editions, of each format in each language, and the page that chooses the site's language."""
    before = {"task_dep": ["withdraw"]} if WITHDRAWN else {}
    for edition in PUBLICATION.editions:
        row, language = edition.format, edition.language
        given = {name: paths.part(name, language) for name in row.takes}
        parts = [*paths.part_inputs(given), *paths.pictures(), *paths.templates(*row.templates)]
        facts = paths.facts(row.facts, language) if row.facts else None
        record = made.path_of(EDITIONS, edition.name)
        there = [EDITIONS / path for path in edition.files(PUBLICATION.slug).values()]
        there = [paths.target(row.name, language), *there[1:]]
        yield paths.task(
            language,
            f"{row.title} in {PUBLICATION.language(language).name}",
            "editions:edition",
            (edition, PUBLICATION, given, EDITIONS, facts),
            [function for function in (row.writer, row.extractor) if function],
            inputs=parts,
            targets=[*there, *([facts] if facts else []), record],
            uptodate=[(made.whole, [EDITIONS, edition.name])],
            printing=bool(row.made_of or row.judged),
            basename=row.name,
            **before,
        )
    if HAS_SITE:
        yield _front_door()


def _front_door() -> Task:
    """The page that chooses the site's language."""
    writer, target = "press.editions.html.site:write_front_door", EDITIONS / "site" / "index.html"
    given = {name: paths.part(name, PUBLICATION.source_language) for name in ("publication", "modules")}
    parts = [*paths.part_inputs(given), *paths.templates("site", "css")]
    arguments = (writer, FRONT_DOOR, PUBLICATION, given, EDITIONS, target)
    doc, targets = "the page that chooses the language", [target, made.path_of(EDITIONS, FRONT_DOOR)]
    task = paths.task("index", doc, "editions:front_door", arguments, [writer], inputs=parts, targets=targets)
    return {**task, "basename": "site"}


def task_preflight() -> Iterator[Task]:
    """Judge the print editions as a print house would."""
    for edition in PUBLICATION.editions:
        if not edition.format.judged:
            continue
        file, facts = paths.target(edition.format.name, edition.language), paths.interior(edition.language)
        target, doc = paths.report(edition), f"preflight of {edition.name}"
        parts = [file, facts, paths.profile(), *inputs(PUBLICATION), *paths.templates("preflight")]
        arguments = (edition, PUBLICATION, file, facts, target)
        targets = [target, target.with_suffix(".json")]
        action, name = "preflight:preflight", edition.name
        yield paths.task(name, doc, action, arguments, inputs=parts, targets=targets, printing=True)


def task_withdraw() -> Iterator[Task]:
    """Remove what was made and is no longer published."""
    if WITHDRAWN:
        doc = "what is no longer published leaves build/editions"
        task = paths.task("", doc, "editions:withdraw", (EDITIONS, WITHDRAWN), inputs=[], targets=[], uptodate=[False])
        yield {**task, "basename": "withdraw"}
