"""`translations check`: what is told, what is silenced, and what stops a release."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import stages as samples

from press.catalogs import po
from press.content.publication import read_publication
from press.diagnostics import PublicationError, Severity
from press.model.catalog import Entry
from press.model.publication import catalog_path
from press.model.translation_pair import Finding
from press.translations import check, segments_in_context

MINIMAL = samples.PROJECT / "tests/fixtures/minimal"
WARNING = Finding("T013", "p-a", "the number 5 is missing", "write it")
ERROR = Finding("T012", "p-a", "the link is another", "keep it", Severity.ERROR)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(MINIMAL, tmp_path / "publication", ignore=shutil.ignore_patterns("build"))
    return tmp_path / "publication"


@pytest.fixture(scope="module")
def page() -> segments_in_context.Page:
    publication = read_publication(MINIMAL)
    return next(iter(segments_in_context.pages(publication, segments_in_context.read_sources(publication), ("ru",))))


def told(page: segments_in_context.Page, comment: str, *found: Finding) -> list[str]:
    entry = Entry("p-a", "Five books.", "Книги.", comments=(comment,) if comment else (), line=7)
    return [d.code for d in check.told(page, entry, found)]


def test_an_entry_alone_is_not_asked_for_what_only_comparing_finds(page: segments_in_context.Page) -> None:
    entry = Entry("p-a", "Five books.", "Книги.", comments=("silence T022: another desk",), line=7)
    assert [d.code for d in check.told(page, entry, [], alone=True)] == []
    assert [d.code for d in check.told(page, entry, [])] == ["T024"]


def damage(root: Path, document: str, old: str, new: str) -> None:
    """Change one translation into Russian."""
    publication = read_publication(root)
    row = next(d for d in publication.texts if d.id == document)
    catalog = po.read(catalog_path(publication, row, "ru"), "ru")
    assert sum(old in entry.target for entry in catalog.entries) == 1
    entries = tuple(replace(e, target=e.target.replace(old, new)) for e in catalog.entries)
    po.write(replace(catalog, entries=entries))


@pytest.mark.parametrize(
    ("comment", "codes"),
    [
        ("", ["T013"]),
        ("silence T013: the title counts none", []),
        ("Silence t013: the title counts none", []),
        ("silence T013", ["T013", "T023"]),
        ("silence T013:", ["T013", "T023"]),
        ("silence T014: a name", ["T013", "T024"]),
        ("silence all: please", ["T013", "T023"]),
        ("silence T013 the title counts none", ["T013", "T023"]),
        ("silence: T013", ["T013", "T023"]),
        ("silence T013, T014: names", ["T013", "T023"]),
        ("a remark about silence", ["T013"]),
    ],
)
def test_a_code_and_a_reason_silence_a_warning(page: segments_in_context.Page, comment: str, codes: list[str]) -> None:
    assert told(page, comment, WARNING) == codes


@pytest.mark.parametrize(
    ("comments", "codes"),
    [
        (["Q: which court?"], ["T032"]),
        (["Q：哪个法院？"], ["T032"]),
        (["Q: which court?", "A: the upper one"], []),
        (["Q: which court?", "A:"], ["T032"]),
        (["Q: which court?", "Q: which year?", "A: 2009"], ["T032"]),
        (["A: the upper one", "Q: which court?"], ["T032"]),
        (["Quoted from the treaty: see there"], []),
        (["Q: which court?", "silence T032: never mind"], ["T032", "T024"]),
    ],
)
def test_a_question_waits_for_its_answer(page: segments_in_context.Page, comments: list[str], codes: list[str]) -> None:
    entry = Entry("p-a", "The court ruled.", "Суд решил.", comments=tuple(comments), line=7)
    assert [d.code for d in check.told(page, entry, [])] == codes


def test_a_question_about_a_fuzzy_translation_is_told_too(root: Path) -> None:
    publication = read_publication(root)
    document = next(d for d in publication.texts if d.id == "borrowing")
    catalog = po.read(catalog_path(publication, document, "ru"), "ru")
    first, *others = catalog.entries
    asked = replace(first, fuzzy=True, previous="Lending", comments=("Q: both?",))
    po.write(replace(catalog, entries=(asked, *others)))
    assert [d.message for d in check.check(publication, ("ru",))] == [f"{first.id}: nobody has answered: both?"]


def test_an_error_can_not_be_silenced(page: segments_in_context.Page) -> None:
    assert told(page, "silence T012: I like mine better", ERROR) == ["T012", "T023"]


def test_a_warning_is_told_with_place_and_hint_and_stops_a_release(root: Path) -> None:
    samples.STAGES["release:ru"](root)
    damage(root, "borrowing", "120", "121")
    found = check.check(read_publication(root), ("ru",))
    assert [(d.code, d.severity) for d in found] == [("T013", Severity.WARNING)]
    assert "120" in found[0].message
    assert found[0].hint
    assert found[0].location
    path, line = found[0].location.path, found[0].location.line
    assert path == root / "translations/ru/borrowing.po"
    assert path.read_text("utf-8").split("\n")[line - 1].startswith("msgctxt")
    samples.STAGES["book:ru"](root)
    with pytest.raises(PublicationError) as raised:
        samples.STAGES["release:ru"](root)
    assert raised.value.diagnostics == tuple(found)


def test_other_languages_are_left_alone(root: Path) -> None:
    damage(root, "borrowing", "120", "121")
    assert check.check(read_publication(root), ("zh",)) == []


def test_the_words_of_the_pages_are_checked_too(root: Path) -> None:
    (root / "translations/ru/ui.po").write_text('msgid "p. {page}"\nmsgstr "с. {seite}"\n', "utf-8")
    publication = read_publication(root)
    assert [d.code for d in check.check(publication, ("ru",))] == ["T010"]
    assert check.check(publication, ("zh",)) == []


def test_a_place_is_told_from_where_one_stands(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    damage(root, "borrowing", "120", "121")
    monkeypatch.chdir(root)
    assert check.run(read_publication(root), ("ru",), False) == 1
    assert capsys.readouterr().out.startswith("translations/ru/borrowing.po:")


def test_the_command_prints_and_counts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publication = read_publication(root)
    assert check.run(publication, (), False) == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings\n"
    damage(root, "borrowing", "120", "121")
    assert check.run(publication, ("ru",), False) == 1
    assert "0 errors, 1 warning\n" in capsys.readouterr().out
    assert check.run(publication, ("ru",), True) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert (row["code"], row["severity"]) == ("T013", "warning")
    assert row["file"] == str(root / "translations/ru/borrowing.po")
