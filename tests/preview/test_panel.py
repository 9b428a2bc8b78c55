"""The panel of a segment: where it stands, what it says, what is found in it."""

from __future__ import annotations

from pathlib import Path

import previews
import pytest
from previews import edit, publication, save, workbench

from press.preview.panel import Panel, panel, work
from press.worddiff import Kind


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return publication(tmp_path)


def shown(root: Path, language: str, document: str, identifier: str) -> Panel:
    bench = workbench(root)
    found = panel(bench, next(d for d in bench.publication.texts if d.id == document), language, identifier)
    assert found
    return found


def long(entry) -> bool:
    return "[^1]" in entry.target


def test_it_says_where_the_segment_stands(root: Path):
    row = previews.entry(root, "zh", "borrowing", long)
    found = shown(root, "zh", "borrowing", row.id)
    assert found.catalog == f"translations/zh/borrowing.po:{row.line}"
    path, line = found.place.split(":")
    text = (root / path).read_text("utf-8").splitlines()[int(line) - 1]
    assert text.startswith(row.source[:20])
    assert (found.source, found.target, found.state) == (row.source, row.target, "translated")


def test_every_segment_is_found_in_its_file(root: Path):
    bench = workbench(root)
    for document in bench.publication.texts:
        for segment, entry, _ in work(bench, document, "zh" if document.language != "zh" else "en"):
            found = panel(bench, document, "zh", entry.id)
            assert found
            if segment.kind != "meta" and "hours" not in document.id:
                assert ":" in found.place, entry.id


def test_its_neighbours_lead_through_the_document(root: Path):
    bench = workbench(root)
    document = next(d for d in bench.publication.texts if d.id == "borrowing")
    ids = [entry.id for _, entry, _ in work(bench, document, "zh")]
    walked, at = [], ids[0]
    while at:
        walked.append(at)
        found = panel(bench, document, "zh", at)
        assert found
        at = found.following
    assert walked == ids
    assert shown(root, "zh", "borrowing", ids[0]).previous == ""


def test_a_document_in_its_own_language_has_no_catalog(root: Path):
    row = previews.entry(root, "zh", "borrowing", long)
    found = shown(root, "en", "borrowing", row.id)
    assert (found.state, found.catalog, found.target) == ("source", "", "")


def test_a_fuzzy_one_shows_what_has_changed(root: Path):
    row = previews.entry(root, "zh", "borrowing", long)
    previews.translate(root, "zh", "borrowing", row.id, fuzzy=True)
    edit(root / "content/chapters/borrowing.md", "four weeks", "five weeks")
    found = shown(root, "zh", "borrowing", row.id)
    assert found.state == "fuzzy"
    gone = [c.text.strip() for c in found.before if c.kind is Kind.DELETED]
    come = [c.text.strip() for c in found.before if c.kind is Kind.INSERTED]
    assert (gone, come) == (["four"], ["five"])


def test_a_missing_one(root: Path):
    (root / "translations/zh/borrowing.po").unlink()
    row = previews.entries(root, "ru", "borrowing")[0]
    found = shown(root, "zh", "borrowing", row.id)
    assert (found.state, found.target, found.problems) == ("missing", "", ())


def test_a_reviewed_one_with_its_comments(root: Path):
    row = previews.entry(root, "zh", "borrowing", long)
    path = root / "translations/zh/borrowing.po"
    edit(path, f'msgctxt "{row.id}"', f'# reviewed\n# Ask about the list.\nmsgctxt "{row.id}"')
    found = shown(root, "zh", "borrowing", row.id)
    assert found.state == "reviewed"
    assert "Ask about the list." in found.comments


def test_broken_markup_is_told(root: Path):
    row = previews.entry(root, "zh", "borrowing", long)
    previews.translate(root, "zh", "borrowing", row.id, target=row.target.replace("[^1]", "[^8]"))
    assert "T006" in {d.code for d in shown(root, "zh", "borrowing", row.id).problems}


def test_the_checks_are_told(root: Path, monkeypatch: pytest.MonkeyPatch):
    from press.model.translation_pair import Finding
    from press.translations import check

    def found(pair):
        yield Finding("T013", pair.entry.id, f"{pair.entry.target[:2]} is odd", "look again")

    monkeypatch.setattr(check, "checks_of", lambda glossary: (found,))
    row = previews.entry(root, "zh", "borrowing", long)
    told = shown(root, "zh", "borrowing", row.id).problems
    assert [(d.code, d.message) for d in told] == [("T013", f"{row.id}: {row.target[:2]} is odd")]
    edit(root / "translations/zh/borrowing.po", f'msgctxt "{row.id}"', f'# silence T013: it is not\nmsgctxt "{row.id}"')
    assert shown(root, "zh", "borrowing", row.id).problems == ()


def test_terms_of_its_source(root: Path):
    row = previews.entry(root, "zh", "borrowing", lambda e: "four weeks" in e.source)
    save(root / "translations/glossary.csv", GLOSSARY)
    found = shown(root, "zh", "borrowing", row.id)
    assert [(t.concept, t.forms["zh"]) for t in found.known] == [("week", ("星期",))]


GLOSSARY = "concept,status,en,zh,ru,forbidden_en,forbidden_zh,forbidden_ru,note\nweek,preferred,week,星期,неделя,,,,\n"


def test_an_id_that_is_none(root: Path):
    bench = workbench(root)
    assert panel(bench, bench.publication.texts[0], "zh", "p-nothing") is None
