"""The paper itself: translated whole, the same in every language, its sources cited and of their time.

Checks of this publication, which `./whitepaper test` runs before those of the engine. Another one has its own, or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from press import pandoc
from press.book.localise import Localised
from press.book.stages.book import make_book
from press.book.stages.source import Source, read_source, stale
from press.book.stages.text import read_text
from press.catalogs import interface, po
from press.content import bibliography
from press.content.publication import read_publication
from press.model.book import Book
from press.model.publication import Document, Publication, catalog_path, template_path
from press.translations import check, export_import, segments_in_context
from press.translations.checks import stopping
from press.translations.exchange import weblate

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "zh", "ru")
LAST_DAY = date(2011, 3, 30)
WORDS = PROJECT / "translations/pot/ui.pot"


@cache
def publication() -> Publication:
    return read_publication(PROJECT)


@cache
def source(document: str) -> Source:
    return read_source(publication(), of(document))


def sources() -> dict[str, Source]:
    return {document.id: source(document.id) for document in publication().texts}


def of(name: str) -> Document:
    return next(document for document in publication().texts if document.id == name)


@cache
def text(document: str, language: str) -> Localised:
    return read_text(publication(), of(document), source(document), language, stopping.errors)


@cache
def words(language: str) -> dict[str, str]:
    paths = [PROJECT / "translations" / language / "ui.po"]
    return interface.read(paths, publication().language(language).tag)


@cache
def book(language: str) -> Book:
    texts = {document.id: text(document.id, language) for document in publication().texts}
    beside = publication().parallel_texts(language)
    originals = {d.id: (text(d.id, d.language), words(d.language)) for d in beside}
    return make_book(publication(), language, texts, words(language), originals)


def translations() -> Iterator[tuple[Path, Path]]:
    """Every catalog that there has to be, with its template."""
    for document in publication().texts:
        for language in publication().languages:
            if language.code == document.language:
                continue
            yield catalog_path(publication(), document, language.code), template_path(publication(), document)
    yield from ((PROJECT / "translations" / code / "ui.po", WORDS) for code in LANGUAGES if code != "en")


@pytest.mark.parametrize(
    ("catalog", "template"),
    [pytest.param(*pair, id=f"{pair[0].parent.name}-{pair[0].stem}") for pair in translations()],
)
def test_a_catalog_is_complete(catalog: Path, template: Path) -> None:
    entries = [entry for entry in po.read(catalog, "").entries if not entry.obsolete]
    wanted = [(entry.id, entry.source) for entry in po.read(template, "").entries]
    assert [(entry.id, entry.source) for entry in entries] == wanted
    assert [entry.source for entry in entries if not entry.target] == []
    assert [entry.source for entry in entries if entry.fuzzy] == []


def test_no_catalog_is_forgotten() -> None:
    there = {path for code in LANGUAGES for path in (PROJECT / "translations" / code).glob("*.po")}
    assert there == {catalog for catalog, _ in translations()}


def test_the_settings_of_weblate_name_these_catalogs() -> None:
    assert (PROJECT / weblate.NAME).read_text("utf-8") == weblate.settings(publication())


def test_the_checks_have_nothing_against_the_translations() -> None:
    assert list(map(str, check.check(publication(), LANGUAGES, sources()))) == []


@pytest.mark.parametrize("format", ["xliff", "docx"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogs_go_to_translators_and_come_back(
    format: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = sources()
    for module in (export_import, segments_in_context):  # each source is read once for all
        monkeypatch.setattr(module, "read_source", lambda publication, document: known[document.id])
    path = tmp_path / f"a{export_import.FORMATS[format].suffix}"
    assert export_import.export(publication(), language, format, path, ()) == 0
    found = export_import.merged(publication(), language, format, path)
    assert (found.catalogs, found.taken, found.warnings, found.absent) == ((), (), (), ())
    assert len(found.unchanged) > 20


@pytest.mark.parametrize("document", [document.id for document in publication().texts])
def test_templates_of_catalogs_are_those_of_the_sources(document: str) -> None:
    assert list(stale(publication(), of(document), source(document))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_release_has_nothing_against_it(language: str) -> None:
    found = [d for document in publication().texts for d in text(document.id, language).diagnostics]
    assert list(map(str, found)) == []
    spoken = interface.find([PROJECT / "press", PROJECT / "templates"])
    missing = [entry.source for entry in interface.missing(spoken, words(language))]
    assert missing == [] or language == "en"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_book_is_whole(language: str) -> None:
    made = book(language)
    assert made.completeness.complete
    assert [part.id for part in made.parts] == [document.id for document in publication().documents]


def anchors(made: Book) -> dict[str, str]:
    """The numbers of paragraphs by their anchors."""
    links = (n for part in made.parts for n in pandoc.walk(part.blocks) if n["t"] == "Link")
    links = (link for link in links if "press-pn" in link["c"][0][1])
    return {link["c"][0][0]: pandoc.plain(link["c"][1]) for link in links}


def test_paragraphs_have_the_same_numbers_in_all_languages() -> None:
    wanted = anchors(book("en"))
    assert list(wanted.values()) == [str(number) for number in range(1, len(wanted) + 1)]
    assert len(wanted) > 30
    assert anchors(book("zh")) == anchors(book("ru")) == wanted


def works() -> dict[str, dict[str, Any]]:
    return {work["id"]: work for work in bibliography.read_references(publication().references, PROJECT)}


def test_what_is_cited_is_in_the_bibliography_and_the_other_way_round() -> None:
    trees = [source(document.id).tree for document in publication().texts]
    cites = [node for tree in trees for node in pandoc.walk(tree) if node["t"] == "Cite"]
    cited = {one["citationId"] for node in cites for one in node["c"][0]}
    cited = {key for key in cited if not key.startswith(("sec-", "tbl-", "fig-"))}
    assert cited - works().keys() == set()
    assert works().keys() - cited == set()


def test_no_source_is_younger_than_the_record() -> None:
    issued = {key: work.get("issued", {}) for key, work in works().items()}
    dates = {key: day["date-parts"][0] for key, day in issued.items() if "date-parts" in day}
    late = {key: parts for key, parts in dates.items() if date(*[*parts, 1, 1][:3]) > LAST_DAY}
    assert dates
    assert late == {}
