"""Inline codes: a segment is cut without loss, and a translation that lacks one is told."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import growth
import pytest
from bundles import MARKUP, ODD
from hypothesis import given
from hypothesis import strategies as st

from press.catalogs import po
from press.translations.exchange.codes import lost, numbered, partners, pieces

PROJECT = Path(__file__).resolve().parents[3]
PARTS = ["*", "**", "***", "~~", "^", "~", "[", "![", "]", "](a)", "](<b c> \"t\"){.x}", "]{lang=ru}", "]{.x}", "[^1]"]
PARTS += ["@a", "-@{b c}", "[@a, 3; see @b, ch. 2]", "`", "``", "$", "$$", "\\", "\\*", "\\\n", "\n", " ", "字", "w"]
PARTS += ["<https://a.example>", "{", "}", "(", ")", '"', "'", "<", ">", ";", ", "]
MARKDOWN = st.one_of(st.lists(st.sampled_from(PARTS), max_size=16).map("".join), st.text())


def codes(text: str) -> list[str]:
    return [piece.text for piece in pieces(text) if piece.kind]


@given(MARKDOWN)
def test_joined_they_are_the_segment(text: str) -> None:
    found = pieces(text)
    assert "".join(piece.text for piece in found) == text
    assert all(piece.text for piece in found)
    assert not any(not one.kind and not other.kind for one, other in pairwise(found))


@given(MARKDOWN)
def test_a_copy_lacks_nothing(text: str) -> None:
    assert lost(text, text) == ()


@given(MARKDOWN, MARKDOWN)
def test_any_two_can_be_compared(one: str, other: str) -> None:
    assert all(isinstance(told, str) and told for told in lost(one, other))
    found = pieces(one)
    assert all(start < end for start, end in partners(found).items())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A note.[^1] Two.[^12]", ["[^1]", "[^12]"]),
        ("*one* **two** ***three*** ~~four~~", ["*", "*", "**", "**", "***", "***", "~~", "~~"]),
        ("H~2~O, m^2^", ["~", "~", "^", "^"]),
        ("5 * 3 ~ 4", []),
        ("[the shelf](https://a.example/x_(y) \"title\"){.wide}", ["[", '](https://a.example/x_(y) "title"){.wide}']),
        ("[[x]{.a}](b)", ["[", "[", "]{.a}", "](b)"]),
        ("![a cat](cat.png)", ["![", "](cat.png)"]),
        ('[开卷有益]{lang="zh-Hans"}', ["[", ']{lang="zh-Hans"}']),
        ("[only words] and a](b", []),
        ("a](b) has no beginning", []),
        ("[@sec-a]", ["[@sec-a]"]),
        ("[@a, 12; @b, art. 7]", ["[@a, 12; @b", "]"]),
        ("[see @a, 3; -@b]", ["[", "@a, 3; -@b]"]),
        ("[@a, art. 7; @b]", ["[@a", "@b]"]),
        ("as @a says, a@b.example", ["@a"]),
        ("`x` ``a `b` c``{.py} `unclosed", ["`x`", "``a `b` c``{.py}"]),
        ("$x^2$ for $5 and $6", ["$x^2$"]),
        ("<https://a.example/b> and <b>", ["<https://a.example/b>"]),
        ("1\\. \\[x\\]\\\nnext\\ word", ["\\.", "\\[", "\\]", "\\\n", "\\ "]),
        ("", []),
    ],
)
def test_what_is_a_code(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_words_in_a_citation_are_text() -> None:
    assert [piece.text for piece in pieces("[see @a, art. 7; @b]") if not piece.kind] == ["see ", ", art. 7; "]


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("A.[^1]", "Б.", ["it lacks [^1]"]),
        ("A.[^1]", "Б.[^1][^1]", ["it has [^1] more often than the source"]),
        ("A.[^1] B.[^2]", "Б.[^2] А.[^1]", []),
        ("A [@a, art. 7].", "Б [@a, ст. 7].", []),
        ("A [@a; @b].", "Б [@a].", ["it lacks @b"]),
        ("A [@a].", "Б [@А].", ["it lacks @a", "it has @А more often than the source"]),
        ("[a](https://a.example)", "[б](https://a.example)", []),
        ("[a](https://a.example)", "[б] (https://a.example)", ["it lacks https://a.example"]),
        ("[a](b \"t\")", "[б](b \"т\")", []),
        ("`x`", "‘x’", ["it lacks `x`"]),
        ("$x$", "x", ["it lacks $x$"]),
        ("<https://a.example>", "https://a.example", ["it lacks <https://a.example>"]),
        ("[a]{.small}", "а", ["it lacks .small"]),
        ('Say [«Тишина!»]{lang="ru"}', "Скажи «Тишина!»", []),
        ('Say [«Тишина!»]{lang="ru"}', "Dis [«Тишина!»]{lang=“ru”}", ["] has no counterpart"]),
        ("an *apple*", "яблоко", []),
        ("apple", "*яблоко*", []),
        ("an *apple*", "*яблоко", ["* has no counterpart"]),
        ("an **apple**", "**яблоко*", ["** has no counterpart", "* has no counterpart"]),
        ("apple", "***a* b**", []),
        ("apple", "**a *b***", []),
        ("[a](b)", "а](b)", ["it lacks b", "] has no counterpart"]),
        ("10\\*2", "10\\*2 и 3\\*4", []),
    ],
)
def test_what_is_lost(source: str, target: str, told: list[str]) -> None:
    assert list(lost(source, target)) == told


@pytest.mark.parametrize("part", ["* ", "[", "](", "]{\"", "`", "` ``", "$", "[@a", "\\", "<https://"])
def test_work_grows_as_the_text_does(part: str) -> None:
    small, large = part * (4_000 // len(part)), part * (64_000 // len(part))
    assert growth.times(lambda: pieces(small), lambda: pieces(large)) < 128, "16 times the text; its square is 256"


@pytest.mark.parametrize("text", [MARKUP, *ODD])
def test_equal_codes_have_equal_numbers(text: str) -> None:
    assert list(numbered(text, text).values()) == [str(n) for n in range(1, len(codes(text)) + 1)]
    assert numbered(text, text) == numbered(text)


def test_a_code_that_is_added_has_a_number_of_its_own() -> None:
    assert numbered("*a* `b`", "`b` *a* *c*") == {
        ("*", 0): "1", ("*", 1): "2", ("`b`", 0): "3", ("*", 2): "4", ("*", 3): "5"
    }


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_no_translation_of_the_project_is_damaged(language: str) -> None:
    told = []
    for root in (PROJECT, PROJECT / "tests/fixtures/minimal"):
        for path in sorted((root / "translations" / language).glob("*.po")):
            found = po.read(path, language).live.values() if path.stem != "ui" else ()
            told += [f"{e.id}: {lost(e.source, e.target)}" for e in found if e.target and lost(e.source, e.target)]
    assert told == []


def test_codes_are_what_is_no_text_in_the_catalogs() -> None:
    path = PROJECT / "tests/fixtures/minimal/translations/ru/the-house.po"
    rest = ["".join(p.text for p in pieces(e.source) if not p.kind) for e in po.read(path, "ru").entries]
    assert not re.findall(r"[*\[\]@{}^]", "".join(rest))
