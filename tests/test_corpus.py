"""Good and bad translations: each check catches its own mistakes, and is silent where there is none.

tests/corpus/<CODE>/<language>.yaml holds two lists, `bad` and `good`, of pairs:

    - {source: "Lent 5 books.", target: "Выдано 4 книги.", says: "5"}

`says` is a part of the message, `kind` the segment's kind (p), `original` the code of the source's language (en, or zh
where the translation is English), `repeat` how many times the target's last word is to stand, `others` are pairs that
stand before it in the publication (T022).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from press import pandoc
from press.book.localise import localise
from press.catalogs import segments
from press.catalogs.glossary import read_glossary
from press.diagnostics import Location
from press.languages.registry import GRAMMARS, LANGUAGES
from press.model.catalog import Catalog, Entry, Segment
from press.model.language import Language
from press.model.translation_pair import Pair
from press.translations import check, checks
from press.translations.checks import consistency

HERE = Path(__file__).parent / "corpus"
FILES = sorted(HERE.rglob("*.yaml"))
LANGUAGE = {row.code: row for row in LANGUAGES.values()}
LEAST = 15
# With the terms of tests/corpus/glossary.csv, in the languages that have a column there.
GLOSSARY = HERE / "glossary.csv"
COLUMNS = GLOSSARY.read_text("utf-8").partition("\n")[0].split(",")
CHECKS = check.checks_of(read_glossary(GLOSSARY, [row for row in LANGUAGES.values() if row.code in COLUMNS]))
PO = Path("translations/xx/corpus.po")
# Those that localising itself finds.
MARKUP = {"T005", "T006", "T009"}
# Those of the languages' punctuation, each with the language that it is looked for in.
PUNCTUATION = {each.punctuation.code: LANGUAGES[tag].code for tag, each in GRAMMARS.items() if each.punctuation}


@cache
def corpus(path: Path) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    return found


def rows(kind: str) -> list[Any]:
    found = []
    for path in FILES:
        for number, row in enumerate(corpus(path)[kind], 1):
            found.append(pytest.param(path, row, id=f"{path.parent.name}-{path.stem}-{number}"))
    return found


def original_of(path: Path, row: dict[str, Any]) -> Language:
    return LANGUAGE[row.get("original", "zh" if path.stem == "en" else "en")]


def target_of(path: Path, row: dict[str, Any]) -> str:
    return repeated(row["target"], row.get("repeat", 1), LANGUAGE[path.stem].spaced)


@cache
def parsed(path: Path, original: Language) -> Mapping[str, Any]:
    """The inlines of all texts of a corpus with an original in that language: Pandoc reads many as fast as one."""
    given = [row for kind in ("bad", "good") for row in corpus(path)[kind] if original_of(path, row) is original]
    texts = sorted({text for row in given for text in (row["source"], target_of(path, row))})
    found = segments.parse(dict(enumerate(texts)), original.quotes)
    return {text: found[number] for number, text in enumerate(texts)}


def pair(path: Path, row: dict[str, Any]) -> Pair:
    """A source beside its translation."""
    language, original = LANGUAGE[path.stem], original_of(path, row)
    notes = len(set(re.findall(r"\[\^(\d+)\]", row["source"])))
    segment = Segment(row.get("kind", "p"), "", row["source"], notes)
    target = target_of(path, row)
    entry = Entry("p-corpus", row["source"], target, line=1)
    source, translated = (parsed(path, original)[text] for text in (row["source"], target))
    assert source is not None, "the source has to be sound"
    return Pair("corpus", segment, entry, source, translated, original, language, tuple(LANGUAGE.values()))


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
    both = corpus(path)
    for kind in ("bad", "good"):
        pairs = [(row["source"], row["target"]) for row in both[kind]]
        assert len(pairs) == len(set(pairs)), "a pair stands twice"
    assert len(both["bad"]) >= LEAST
    assert len(both["good"]) >= LEAST


def told_by_checks() -> set[str]:
    """The codes that a check gives a finding, as its module names them."""
    trees = [ast.parse(path.read_text("utf-8")) for path in Path(checks.__file__).parent.glob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    made = [node.args[0] for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Finding"]
    return {str(code.value) for code in made if isinstance(code, ast.Constant)}


@pytest.mark.parametrize("code", LANGUAGE)
def test_every_check_has_a_corpus_in_each_language(code: str) -> None:
    asked = {*MARKUP, *told_by_checks(), *(check for check, own in PUNCTUATION.items() if own == code)}
    assert {path.parent.name for path in FILES if path.stem == code} == asked
