"""Good and bad translations: each check catches its own mistakes, and is silent where there is none.

tests/corpus/<CODE>/<language>.yaml holds two lists, `bad` and `good`, of pairs:

    - {source: "Lent 5 books.", target: "Выдано 4 книги.", says: "5"}

`says` is a part of the message, `kind` the segment's kind (p), `original` the code of the source's language (en, or zh
where the translation is English), `repeat` how many times the target's last word is to stand, `others` are pairs that
stand before it in the publication (T022).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from press import pandoc
from press.book.localise import localise
from press.catalogs import segments
from press.catalogs.glossary import read_glossary
from press.diagnostics import Location
from press.languages.registry import LANGUAGES
from press.model.catalog import Catalog, Entry, Segment
from press.model.translation_pair import Pair
from press.translations import check
from press.translations.checks import consistency

HERE = Path(__file__).parent / "corpus"
FILES = sorted(HERE.rglob("*.yaml"))
LANGUAGE = {row.code: row for row in LANGUAGES.values()}
LEAST = 15
# With the terms of tests/corpus/glossary.csv.
CHECKS = check.checks_of(read_glossary(HERE / "glossary.csv", list(LANGUAGES.values())))
PO = Path("translations/xx/corpus.po")
# Those that localising itself finds.
MARKUP = {"T005", "T006", "T009"}


def rows(kind: str) -> list[Any]:
    found = []
    for path in FILES:
        for number, row in enumerate(yaml.safe_load(path.read_text("utf-8"))[kind], 1):
            found.append(pytest.param(path, row, id=f"{path.parent.name}-{path.stem}-{number}"))
    return found


def pair(path: Path, row: dict[str, Any]) -> Pair:
    """A source beside its translation."""
    language = LANGUAGE[path.stem]
    original = LANGUAGE[row.get("original", "zh" if path.stem == "en" else "en")]
    notes = len(set(re.findall(r"\[\^(\d+)\]", row["source"])))
    segment = Segment(row.get("kind", "p"), "", row["source"], notes)
    target = repeated(row["target"], row.get("repeat", 1), language.spaced)
    entry = Entry("p-corpus", row["source"], target, line=1)
    parsed = segments.parse({0: row["source"], 1: target}, original.quotes)
    assert parsed[0] is not None, "the source has to be sound"
    return Pair("corpus", segment, entry, parsed[0], parsed[1], original, language, tuple(LANGUAGE.values()))


def codes(path: Path, row: dict[str, Any]) -> dict[str, str]:
    """What is found in a pair: codes with their messages."""
    own = pair(path, row)
    if path.parent.name in MARKUP:
        blocks = [{"t": "Para", "c": _with_notes(list(own.source))}]
        tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
        catalog = Catalog(PO, own.language.tag, (own.entry,))
        told = localise("corpus", tree, [(own.segment, own.entry)], catalog, own.original).diagnostics
        assert all(d.location == Location(PO, 1) for d in told)
        return {d.code: d.message for d in told}
    if "others" in row:
        pairs = [_other(own, number, other) for number, other in enumerate(row["others"])]
        return {finding.code: finding.message for one, finding in consistency.check([*pairs, own]) if one is own}
    return {finding.code: finding.message for finding in check.of_pair(own, CHECKS)}


def _other(pair: Pair, number: int, row: dict[str, Any]) -> Pair:
    """A pair that stands before another in the publication; its inlines are those of the other."""
    segment = replace(pair.segment, kind=row.get("kind", "p"), text=row["source"])
    entry = Entry(f"p-other{number}", row["source"], row["target"])
    return replace(pair, document="elsewhere", segment=segment, entry=entry)


def repeated(text: str, times: int, spaced: bool) -> str:
    """A text, its last word several times."""
    return text + (" " + text.split()[-1] if spaced else text.split()[-1]) * (times - 1)


def _with_notes(inlines: list[Any]) -> list[Any]:
    """Inlines as a document has them: their notes are text."""
    note = {"t": "Note", "c": [{"t": "Para", "c": pandoc.words("A note of the source.")}]}
    return pandoc.transform(inlines, lambda node: note if node["t"] == "Note" else node)


@pytest.mark.parametrize(("path", "row"), rows("bad"))
def test_a_mistake_is_caught(path: Path, row: dict[str, Any]) -> None:
    found = codes(path, row)
    assert path.parent.name in found
    assert row.get("says", "") in found[path.parent.name]


@pytest.mark.parametrize(("path", "row"), rows("good"))
def test_an_honest_translation_is_left_alone(path: Path, row: dict[str, Any]) -> None:
    assert path.parent.name not in codes(path, row), codes(path, row)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_corpus_is_large_enough(path: Path) -> None:
    both = yaml.safe_load(path.read_text("utf-8"))
    for kind in ("bad", "good"):
        pairs = [(row["source"], row["target"]) for row in both[kind]]
        assert len(pairs) == len(set(pairs)), "a pair stands twice"
    assert len(both["bad"]) >= LEAST
    assert len(both["good"]) >= LEAST
