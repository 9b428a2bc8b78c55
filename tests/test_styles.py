"""The citation styles of templates/csl/: every type of work, in each language, in notes and bibliography."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from press import pandoc
from press.book.citations import cite
from press.book.works import localised_references
from press.content.bibliography import read_references
from press.content.publication import own_style
from press.languages.registry import LANGUAGES
from press.languages.typography import typeset
from press.model.language import Language

FIXTURES = Path(__file__).parent / "fixtures"
ROWS = {row.code: row for row in LANGUAGES.values()}
WORKS = read_references(FIXTURES / "works.yaml", FIXTURES)
# Marks that stand doubled, brackets around nothing, separators with nothing before or after them.
WRONG = re.compile(
    r"[,;:，。；：]{2}|\.\.|(?<![A-Z])\. ?[,;:]|[(（\[] ?[)）\]]|[,，:：/] *[.。]|^[ .,:/，。：]|  "
    r"|[，。；：] | [，。；：]|《《"
)
# Words that only a style for English would say.
ENGLISH = re.compile(r"\b(ibid|and|in|accessed|pp?|vol|no|edn?|[Nn]o\. \d|January|May|June|September|n\.d)\b")

SEQUENCE = (
    "A[@treaty, {0}] B[@treaty, {1}] C[@treaty] D[@treaty; @resolution, {1}] E[@treaty, 12] F[^own]\n\n[^own]: %s\n\n"
    "G[^plain] H[@newspaper]\n\n[^plain]: Without a work.\n===\n"
    "I[@newspaper] J[@resolution; @treaty, {0}; @treaty, {1}]"
)


def expected(row: Language) -> dict[str, Any]:
    """What tests/fixtures/cited/<code>.yaml says of a language: its citations are to come out like that."""
    found: dict[str, Any] = yaml.safe_load((FIXTURES / "cited" / f"{row.code}.yaml").read_text("utf-8"))
    return found


def cited(markdown: str, row: Language) -> tuple[list[str], list[str]]:
    """The texts of the notes and of the bibliography; parts are divided by a line of `===`."""
    parts = [pandoc.read(part, "markdown+smart")["blocks"] for part in markdown.split("===")]
    texts, bibliography = cite(parts, localised_references(WORKS, row, "en"), own_style(row), row)
    notes = [plain(node["c"], row) for node in pandoc.walk(texts) if node["t"] == "Note"]
    return notes, [plain(entry["c"][1], row) for entry in bibliography[0]["c"][1]]


def plain(blocks: Any, row: Language) -> str:
    """The text as it is printed, no-break spaces as spaces."""
    return pandoc.plain(typeset(blocks, row, ())).replace("\u00a0", " ")


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
def test_every_work_is_printed(row: Language) -> None:
    notes, entries = cited(" ".join(f"A[@{work['id']}]" for work in WORKS), row)
    whole = expected(row)["whole"]
    assert whole.keys() & {work["id"] for work in WORKS} == whole.keys() != set()
    assert len(notes) == len(entries) == len(WORKS)
    for text in notes + entries:
        assert not WRONG.search(text), text
        assert text.endswith("." if row.spaced else "。")
    for work, note in zip(localised_references(WORKS, row, "en"), notes, strict=True):
        assert plain([pandoc.text(work["title"])], row) in note
        assert whole.get(work["id"], note) == note
        assert any(work["title"] in entry for entry in entries)
        if row.code != "en" and "terms-latin" not in work:
            assert not ENGLISH.search(note.replace(work["title"], "")), note


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
def test_works_cited_again(row: Language) -> None:
    """Ibid. only in the note after, and never at the head of a part; locators stand before addresses."""
    wanted = expected(row)
    sequence = (SEQUENCE % wanted["own_note"]).format(*wanted["locators"])
    notes, _ = cited(sequence, row)
    assert [note for note in notes if note != "Without a work."] == wanted["again"]


@pytest.mark.parametrize("row", ROWS.values(), ids=lambda row: row.code)
@pytest.mark.parametrize("locator", ["preamble", "序言", "преамбула", "第4至5条", "ст. 4–5", "第16—17条", "II A 3"])
def test_any_locator_comes_out_as_written(row: Language, locator: str) -> None:
    (note,), _ = cited(f"A[@resolution, {locator}]", row)
    assert f"{', ' if row.spaced else '，'}{locator}" in note
    assert note.index(locator) < note.index("https")


def test_the_bibliography_is_sorted_by_author_title_and_date() -> None:
    _, entries = cited(" ".join(f"[@{work['id']}]" for work in WORKS), ROWS["en"])
    assert [entries[0], entries[1], entries[2], entries[-3]] == [
        "Gull, Ada. Dry. October 2009.",
        "Gull, Ada. “Of Crabs”. Shores, vol. 4, no. 2, pp. 45–67. 2003. https://doi.org/10.1000/182.",
        "Gull, Ada. “Of Eels”. In Of Fish, pp. 10–19. Ed. Ed Fry. 2001.",
        "“Whale Seen”. The Daily Gull. 22 September 2006.",
    ]


def test_works_of_other_languages_are_described_in_their_own_terms() -> None:
    """ГОСТ Р 7.0.100-2018, 4.5; ГОСТ Р 7.0.5-2008, 6.7 (Ibid.)."""
    notes, entries = cited("A[@edited, 12] B[@edited, 13] C[@chinese, 7] D[@russian, 5] E[@russian, 6]", ROWS["ru"])
    assert [note.rpartition(", ")[2] for note in notes] == ["p. 12.", "p. 13.", "第7页.", "с. 5.", "с. 6."]
    assert [notes[1], notes[4]] == ["Ibid., p. 13.", "Там же, с. 6."]
    assert [re.findall(r"(?:[РPС]\. |第)\d+–\d+页?\.$", entry) for entry in entries] == [
        ["P. 45–67."],
        ["С. 4–9."],
        ["第3–8页."],
    ]
