"""A language is one row: nothing lacks in those of the press, and nobody else asks for a language by its code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from notation import ENGLISH

from press.diagnostics import CODES
from press.languages.cldr import OWN_PUNCTUATION
from press.languages.registry import GRAMMARS, LANGUAGES, named, registered
from press.model.grammar import Grammar

PRESS = Path(__file__).resolve().parents[2] / "press"
MODULES = sorted(path for path in PRESS.rglob("*.py") if path.parent != PRESS / "languages")
NAMES = {name for row in LANGUAGES.values() for name in (row.code, row.tag)}


def module(called: str, grammar: Grammar = GRAMMARS["en"], **changes: object) -> ModuleType:
    made = ModuleType(called)
    made.LANGUAGE = replace(ENGLISH, **changes)  # type: ignore[attr-defined, arg-type]
    made.GRAMMAR = grammar  # type: ignore[attr-defined]
    return made


def test_a_language_that_lacks_a_part_is_refused_by_name() -> None:
    grammar = replace(GRAMMARS["en"], numbers=None, length=None)
    with pytest.raises(ValueError, match=r"languages\.xx: Exx lacks typography, numbers, length; give it all"):
        registered([module("languages.xx", grammar, name="Exx", typography=())])


def test_two_languages_have_two_codes() -> None:
    with pytest.raises(ValueError, match="another language has the code en"):
        registered([module("one"), module("two", tag="en-GB")])


def test_each_tells_its_punctuation_by_a_code_of_its_own() -> None:
    told = [grammar.punctuation.code for grammar in GRAMMARS.values() if grammar.punctuation]
    assert set(told) <= CODES.keys() - {OWN_PUNCTUATION}
    assert len(set(told)) == len(LANGUAGES)


def test_every_module_of_a_language_is_registered() -> None:
    modules = {path.stem for path in (PRESS / "languages").glob("*.py") if "LANGUAGE = Language(" in path.read_text()}
    assert modules == {row.code for row in LANGUAGES.values()}


def asked(tree: ast.AST) -> Iterator[int]:
    """The lines on which a code stands as a key of a mapping, in a comparison or a subscript, or in a match."""
    for node in ast.walk(tree):
        parts: list[ast.expr | None] = []
        if isinstance(node, ast.Dict):
            parts = list(node.keys)
        elif isinstance(node, ast.Compare):
            parts = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            parts = [node.slice]
        elif isinstance(node, ast.MatchValue):
            parts = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("get", "pop"):
            parts = list(node.args[:1])
        for part in parts:
            inner = ast.walk(part) if isinstance(part, ast.Tuple | ast.List | ast.Set) else [part]
            yield from (each.lineno for each in inner if isinstance(each, ast.Constant) and each.value in NAMES)


@pytest.mark.parametrize(
    "text", ['{"zh": 1}', 'a == "ru"', 'a in ("en", b)', 'a["zh-Hans"]', 'a.get("en")', '{("en", "zh"): 1}']
)
def test_what_would_be_found(text: str) -> None:
    assert list(asked(ast.parse(text)))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PRESS)))
def test_no_other_module_asks_for_a_language_by_its_code(path: Path) -> None:
    assert list(asked(ast.parse(path.read_text("utf-8")))) == []


@pytest.mark.parametrize(
    ("name", "tag", "covered"),
    [
        ("zh-Hans", "zh", True),
        ("zh-Hans", "zh-CN", True),
        ("zh-Hans", "zh-Hant", False),
        ("zh-Hans", "ZH-hant-TW", False),
        ("en", "en-US", True),
        ("en", "enm", False),
        ("ru", "uk", False),
    ],
)
def test_what_a_language_covers(name: str, tag: str, covered: bool) -> None:
    row = named(name)
    assert row
    assert row.covers(tag) is covered
