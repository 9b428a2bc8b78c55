"""The state of translations: counted right, told in a terminal of any width, as JSON, and as a page for translators."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html

from press.catalogs import po
from press.content.publication import read_publication
from press.model.catalog import Entry
from press.model.publication import Publication
from press.model.review import stamped
from press.translations import segments_in_context, status
from press.translations.status import count_words
from press.translations.status_model import Count, DocumentStatus, LanguageStatus, Tally, Work, dump
from press.translations.status_page import bar, write_status

MINIMAL = Path(__file__).resolve().parents[1] / "fixtures/minimal"
WORDS = (Entry("", "Contents"), Entry("", "Page {number}"))
HOSTILE = '"><script>alert(1)</script><b onclick=x>\u202e{{ 7*7 }}&amp;'


def change(root: Path, name: str, **entries: dict[str, object]) -> None:
    found = po.read(root / f"translations/ru/{name}.po", "ru")
    new = (replace(e, **entries.get(e.id.replace("-", "_"), {})) for e in found.entries)  # type: ignore[arg-type]
    po.write(replace(found, entries=tuple(new)))


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The minimal publication with a fuzzy, a missing, a reviewed and a hostile entry in Russian."""
    root = tmp_path_factory.mktemp("status") / "p"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    old = {"fuzzy": True, "previous": "A room with a door, a chair and a book: that is all."}
    gone = {"target": ""}
    comments = ("reviewed", "ask the baker")
    change(root, "the-house", quote_qbbrj54n=old, term_l2lceaa4=gone, def_qsgek6k2={"comments": comments})
    return read_publication(root)


@pytest.fixture(scope="module")
def found(publication: Publication) -> tuple[LanguageStatus, ...]:
    return status.collect(publication, segments_in_context.read_sources(publication), WORDS)


def row(found: tuple[LanguageStatus, ...], code: str, document: str) -> DocumentStatus:
    language = next(row for row in found if row.code == code)
    return next(row for row in language.documents if row.document == document)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A room with a window, a chair and a book: that is all.", 13),
        ("two-room house’s 4,200 books", 4),
        ("law.[@act1990, art. 3; @floor1998] and a note[^1]", 4),
        ('see [the table](#sec-table){.plain} and [3,5 Bücher]{lang="de"}', 6),
        ("阅览室共有4200册图书。", 9),
        ("中文 and English", 4),
        ("— … !", 0),
        ("[@sec-shelves]", 0),
    ],
)
def test_words_are_counted_as_word_processors_do(text: str, count: int) -> None:
    assert count_words(text) == count


def test_fuzzy_is_never_counted_as_translated(found: tuple[LanguageStatus, ...]) -> None:
    tally = row(found, "ru", "the-house").tally
    assert (tally.fuzzy, tally.missing) == (Count(1, 13), Count(1, 1))
    assert tally.translated.segments == 24 == tally.total.segments - 2
    assert tally.reviewed == Count(
        1,
        count_words(
            "A book that has been put back in the wrong place. Strays are "
            "collected on the table by the door, where they often find their "
            "next reader."
        ),
    )
    assert tally.percent < 100


def test_every_document_that_is_translated_into_a_language_has_its_row(found: tuple[LanguageStatus, ...]) -> None:
    names = {language.code: [row.document for row in language.documents] for language in found}
    assert names["en"] == ["lending-rules"]
    assert names["ru"] == ["the-house", "borrowing", "opening-hours", "lending-rules", "imprint", "ui"]
    assert row(found, "en", "lending-rules").original == "zh-Hans"
    zh = next(language for language in found if language.code == "zh")
    assert zh.tally.total == sum((document.tally.total for document in zh.documents), Count())


def test_words_of_the_templates_are_counted_too(found: tuple[LanguageStatus, ...]) -> None:
    words = row(found, "ru", "ui")
    assert words.tally.total == Count(2, 3)
    assert [unit.source for unit in words.work] == ["Page {number}"]
    assert words.catalog == "translations/ru/ui.po"


def test_what_needs_work_is_told_with_its_place(found: tuple[LanguageStatus, ...], publication: Publication) -> None:
    fuzzy, missing = sorted(row(found, "ru", "the-house").work, key=lambda unit: unit.state)
    assert (fuzzy.id, fuzzy.state, missing.id, missing.state) == ("quote-qbbrj54n", "fuzzy", "term-l2lceaa4", "missing")
    lines = (publication.root / fuzzy.file).read_text("utf-8").splitlines()
    assert lines[fuzzy.line - 1] == 'msgctxt "quote-qbbrj54n"'
    assert fuzzy.previous == "A room with a door, a chair and a book: that is all."
    assert (missing.kind, missing.note, missing.target) == ("term", "term under #sec-shelves", "")


def test_a_catalog_that_is_not_there_is_wholly_missing(publication: Publication, tmp_path: Path) -> None:
    shutil.copytree(publication.root, tmp_path / "p")
    (tmp_path / "p/translations/zh/borrowing.po").unlink()
    other = read_publication(tmp_path / "p")
    tally = row(status.collect(other, segments_in_context.read_sources(other), WORDS, ["zh"]), "zh", "borrowing").tally
    assert tally.translated == tally.fuzzy == Count()
    assert tally.missing == tally.total != Count()
    assert tally.percent == 0


def test_a_hundred_per_cent_is_only_what_is_whole() -> None:
    assert Tally(Count(999, 99999), Count(1, 0)).percent == 99
    assert Tally(Count(999, 99999)).percent == 100
    assert Tally().percent == 100


def test_json_has_stable_keys_and_every_language(publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    assert status.run(publication, ("ru",), True) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["version"] == 1
    (russian,) = values["languages"]
    assert set(russian) == {"code", "tag", "name", "tally", "documents"}
    house = russian["documents"][0]
    assert set(house) == {"document", "original", "catalog", "tally", "work"}
    assert set(house["tally"]) == {"translated", "fuzzy", "missing", "reviewed", "total", "percent"}
    assert house["tally"]["fuzzy"] == {"segments": 1, "words": 13}
    fields = "id kind state note file line source previous target comments questions".split()
    assert [set(unit) for unit in house["work"]] == [set(fields)] * 2


@pytest.mark.parametrize("columns", [20, 60, 80, 200])
def test_lines_fit_the_terminal_or_have_no_bar(found: tuple[LanguageStatus, ...], columns: int) -> None:
    lines = status.table(found, columns, False).splitlines()[:-1]
    rows = [line for line in lines if " %" in line]
    assert len(rows) == sum(len(language.documents) + 1 for language in found)
    assert len({status.cells(line) for line in lines if line}) == 1
    assert max(map(status.cells, lines)) <= columns or not re.search("[█▒░]", "".join(rows))
    assert bool(re.search("[█▒░]", "".join(rows))) == (columns >= 80)


def test_colour_only_where_it_is_wanted(found: tuple[LanguageStatus, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert status.wants_colour(Terminal())
    assert not status.wants_colour(io.StringIO())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not status.wants_colour(Terminal())
    assert "\x1b[33m" in status.table(found, 80, True)
    plain = status.table(found, 80, False)
    assert re.sub(r"\x1b\[\d+m", "", status.table(found, 80, True)) == plain


@pytest.mark.parametrize("width", [6, 7, 30])
def test_a_bar_is_never_full_before_all_is_done(width: int) -> None:
    shares = status.shares(Tally(Count(998, 99998), Count(1, 1), Count(1, 1)), width)
    assert shares == {"translated": width - 2, "fuzzy": 1, "missing": 1}
    assert sum(length for _, _, length in bar(Tally(Count(1, 1), Count(1, 1), Count(1, 1)))) == pytest.approx(100, 0.01)


@pytest.fixture
def page(found: tuple[LanguageStatus, ...], publication: Publication, tmp_path: Path) -> str:
    write_status(found, publication, tmp_path / "status.html")
    assert json.loads((tmp_path / "status.json").read_text("utf-8")) == json.loads(json.dumps(dump(found)))
    return (tmp_path / "status.html").read_text("utf-8")


def test_the_page_names_what_needs_work_and_shows_what_changed(page: str) -> None:
    tree = html.document_fromstring(page)
    units = {unit.xpath("string(.//*[@class='id'])"): unit for unit in tree.xpath("//li[contains(@class, 'unit')]")}
    fuzzy = units["quote-qbbrj54n"]
    assert fuzzy.xpath("string(.//del)").strip() == "door"
    assert fuzzy.xpath("string(.//ins)").strip() == "window"
    assert re.fullmatch(r"translations/ru/the-house\.po:\d+", fuzzy.xpath("string(.//code)"))
    assert fuzzy.xpath("./p[@class='text']/@lang") == ["en"]
    assert fuzzy.xpath("./p[@class='text old']/@lang") == ["ru"]
    assert "missing" in units["term-l2lceaa4"].text_content()


def test_the_page_asks_for_nothing_and_has_no_script(page: str) -> None:
    tree = html.document_fromstring(page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert tree.xpath("//script | //link | //img | //@style | //@src | //@*[starts-with(name(), 'on')]") == []
    assert all(address.startswith("#") for address in tree.xpath("//@href"))
    assert set(tree.xpath("//@href")) <= {f"#{name}" for name in tree.xpath("//@id")}
    assert {len(tr) for tr in tree.xpath("//tr")} == {6}


def test_hostile_texts_are_only_text(publication: Publication, tmp_path: Path) -> None:
    unit = Work(HOSTILE, HOSTILE, "fuzzy", HOSTILE, HOSTILE, 1, HOSTILE, "x", HOSTILE, (HOSTILE,))
    document = DocumentStatus("borrowing", "en", "a.po", Tally(fuzzy=Count(1, 2)), (unit,))
    write_status([LanguageStatus("ru", "ru", HOSTILE, (document,))], publication, tmp_path / "status.html")
    tree = html.document_fromstring((tmp_path / "status.html").read_text("utf-8"))
    assert tree.xpath("//script | //b | //@onclick") == []
    shown = tree.text_content()
    assert shown.count(HOSTILE) == 8
    assert (shown.count("<script>"), shown.count("49")) == (8, 0)


def test_no_translator_is_named(publication: Publication, tmp_path: Path) -> None:
    path = publication.root / "translations/ru/imprint.po"
    kept = path.read_text("utf-8")
    name = "Last-Translator: The Baker <baker@village.example>"
    path.write_text(kept.replace('"Language: ru', f'"{name}\\n"\n"Language: ru'), "utf-8")
    found = status.collect(publication, segments_in_context.read_sources(publication), WORDS)
    path.write_text(kept, "utf-8")
    write_status(found, publication, tmp_path / "status.html")
    told = (tmp_path / "status.html").read_text("utf-8") + (tmp_path / "status.json").read_text("utf-8")
    assert "aker@" not in told
    assert str(publication.root) not in told


def test_a_stamp_counts_as_reviewed() -> None:
    entry = stamped(Entry("p-a", "A book", "Книга"))
    assert [name for name, _ in status._counts("A book", status.State.PUBLISHED, entry)] == ["translated", "reviewed"]


def test_open_questions_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(MINIMAL, tmp_path / "p", ignore=shutil.ignore_patterns("build"))
    comments = ("Q: the door of which room?", "A: the first", "Q: is a chair meant?")
    change(tmp_path / "p", "the-house", def_qsgek6k2={"comments": comments})
    publication = read_publication(tmp_path / "p")
    told = status.collect(publication, segments_in_context.read_sources(publication), WORDS, ["ru"])
    (unit,) = row(told, "ru", "the-house").work
    assert (unit.id, unit.state, unit.questions) == ("def-qsgek6k2", "asked", ("is a chair meant?",))
    assert row(told, "ru", "the-house").tally.fuzzy == Count()
    status.run(publication, ["ru"], as_json=False)
    assert f"{unit.file}:{unit.line}: def-qsgek6k2 asks: is a chair meant?\n" in capsys.readouterr().out
    write_status(told, publication, tmp_path / "status.html")
    assert "the-house: 1 asked" in html.parse(tmp_path / "status.html").getroot().text_content()
