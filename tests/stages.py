"""The stages that a case may run: each is given the folder of a publication, and raises PublicationError or nothing.

config  data  glossary  leaks  source  text:LANG  book:LANG  release:LANG  page:LANG  pdf:LANG  check:LANG
leaks looks through published/ beside content/, or through the sources where a case has none
import:FORMAT:LANG reads returned.SUFFIX beside content/; its warnings count as errors, for it may go on with them
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from press.book.stages.source import read_source
from press.catalogs.glossary import glossary_of
from press.content.publication import read_publication
from press.content.tables import read_table
from press.diagnostics import PublicationError, SourceError
from press.languages import registry
from press.leaks import artifacts, known
from press.model.edition import FORMATS, Edition
from press.model.publication import Document, Publication, catalog_path, template_path
from press.tasks import book as books
from press.tasks import editions
from press.tasks import source as sources
from press.tasks import text as texts
from press.tasks import translations as translating
from press.tasks import words as template_words
from press.translations import export_import
from press.translations.check import check as checked_catalogs

PROJECT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "zh", "ru")  # of the fixture
# A case may have any other that the press knows, or German, of which only a publication tells.
CHECKED = (*LANGUAGES, *sorted({row.code for row in registry.LANGUAGES.values()} - {*LANGUAGES}), "de")
# What was made of documents that most cases leave as they are, by all that it was made of; only what no stage blames.
_MADE: dict[str, str] = {}


def config(root: Path) -> None:
    """Read the settings."""
    read_publication(root)


def data(root: Path) -> None:
    """Read every table; what is wrong in all of them is raised at once."""
    _all(partial(read_table, path, root) for path in sorted((root / "content" / "data").glob("*.yaml")))


def glossary(root: Path) -> None:
    """Read the glossary."""
    glossary_of(read_publication(root))


def leaks(root: Path) -> None:
    """Look for leaks in what a case publishes, or else in the sources."""
    places = [root / "published"] if (root / "published").is_dir() else [root / "content", root / "translations"]
    if found := list(artifacts.find(places, known.of(read_publication(root)))):
        raise PublicationError(found)


def source(root: Path) -> None:
    """Read every document in its own language."""
    publication = read_publication(root)
    _all(partial(_source, publication, document) for document in publication.texts)


def text(language: str, root: Path) -> None:
    """Put the translations in the places of every document."""
    publication = read_publication(root)
    source(root)
    _all(partial(_text, publication, document, language) for document in publication.texts)


def book(language: str, root: Path, release: bool = False) -> None:
    """Assemble a draft of the book; the words are those of the publication's own templates."""
    text(language, root)
    publication, build = read_publication(root), root / "build"
    stored = {document.id: build / language / document.id for document in publication.texts}
    template_words.words([root / "templates"], build / "words")
    catalogs = [root / "translations" / language / "ui.po"]
    originals = {}
    for document in publication.parallel_texts(language):
        _text(publication, document, document.language)
        words = [root / "translations" / document.language / "ui.po"]
        originals[document.id] = (build / document.language / document.id, words)
    checked = build / "check" / language if release else None
    if checked:
        translating.check(publication, language, {d.id: build / "source" / d.id for d in publication.texts}, checked)
    target = build / language / "book"
    books.book(publication, language, stored, build / "words", catalogs, originals, checked, target)


def edition(name: str, language: str, root: Path) -> None:
    """Make an edition and look for its text."""
    book(language, root)
    made = Edition(FORMATS[name], language)
    build, publication = root / "build", read_publication(root)
    parts = {"book": build / language / "book", "publication": root, "modules": PROJECT / "node_modules"}
    editions.edition(made, publication, parts, build / "editions", None)


def check(language: str, root: Path) -> None:
    """Check the translations into a language."""
    if found := checked_catalogs(read_publication(root), (language,)):
        raise PublicationError(found)


def taken_in(format: str, language: str, root: Path) -> None:
    """Take in what a translator gave back; nothing is written if something is wrong."""
    publication = read_publication(root)
    before = {path: path.read_bytes() for path in sorted(root.rglob("*.po"))}
    source = root / f"returned{export_import.FORMATS[format].suffix}"
    try:
        warnings = export_import.merged(publication, language, format, source).warnings
    finally:
        assert before == {path: path.read_bytes() for path in sorted(root.rglob("*.po"))}
    if warnings:
        raise SourceError(warnings)


def _all(calls: Iterable[Callable[[], Any]]) -> None:
    """Call each; raise at once what is wrong in all of them."""
    found = []
    for call in calls:
        try:
            call()
        except PublicationError as error:
            found += error.diagnostics
    if found:
        raise PublicationError(found)


def _source(publication: Publication, document: Document) -> None:
    content, target = publication.root / "content", publication.root / "build" / "source" / document.id
    parts = [document.path, template_path(publication, document), content / "publication.yaml"]
    parts += sorted(path for folder in ("data", "figures") for path in (content / folder).glob("*"))
    _made(target, parts, partial(_remarked, publication, document, target))


def _remarked(publication: Publication, document: Document, target: Path) -> None:
    """Store a source; what it leaves out is raised, where a build goes on."""
    sources.source(publication, document, target)
    if remarks := read_source(publication, document).remarks:
        raise SourceError(remarks)


def _text(publication: Publication, document: Document, language: str) -> None:
    build, catalog = publication.root / "build", catalog_path(publication, document, language)
    origin, target = build / "source" / document.id, build / language / document.id
    _made(target, [origin, catalog], partial(texts.text, publication, document, language, origin, target))


def _made(target: Path, parts: Iterable[Path | None], make: Callable[[], None]) -> None:
    """Make a file, or take what was made of the same parts before."""
    digest = sha256(target.parent.name.encode())
    for part in parts:
        digest.update(b"\0" + (part.read_bytes() if part and part.is_file() else b""))
    key = digest.hexdigest()
    if key in _MADE:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_MADE[key], "utf-8")
        return
    make()
    if '"diagnostics": []' in (made := target.read_text("utf-8")):
        _MADE[key] = made


STAGES: dict[str, Callable[[Path], None]] = {
    "config": config,
    "data": data,
    "glossary": glossary,
    "leaks": leaks,
    "source": source,
    **{f"text:{code}": partial(text, code) for code in LANGUAGES},
    **{f"book:{code}": partial(book, code) for code in LANGUAGES},
    **{f"check:{code}": partial(check, code) for code in CHECKED},
    **{f"release:{code}": partial(book, code, release=True) for code in LANGUAGES},
}
# Those of the fixture as it is are made by tests/build.
EDITIONS: dict[str, Callable[[Path], None]] = {f"page:{code}": partial(edition, "page", code) for code in LANGUAGES}
EDITIONS |= {f"pdf:{code}": partial(edition, "pdf", code) for code in LANGUAGES}
# They need a file that only a case has.
IMPORTS: dict[str, Callable[[Path], None]] = {
    f"import:{name}:{code}": partial(taken_in, name, code) for name in ("xliff", "docx") for code in LANGUAGES
}
