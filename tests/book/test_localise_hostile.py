"""A translation may hold anything: it harms no other segment, and is told with its line or set as harmless text."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hostile import FRAGMENTS, HOSTILE
from hypothesis import example, given, settings
from hypothesis import strategies as st
from manuscripts import PO, catalog, pairs
from notation import ENGLISH, tree

from press import pandoc
from press.book.localise import Localised, localise
from press.catalogs import segments
from press.catalogs.containers import containers
from press.content.safety import hazards_within
from press.diagnostics import Location
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry, Segment
from press.model.translation_pair import LONGEST, Pair
from press.translations.check import CHECKS

TEXT = """# The House {#sec-house}

A stray lies on the table.[^a]

Shelf
:   A board with *books* on it.

- Wipe wet books.
- See [@sec-house].

| Kind    | Fine |
|:--------|:-----|
| Stories | none |

The key is with $a$ baker.

[^a]: Nobody has to say where.
"""
GOOD = {
    "h1-0": "Дом",
    "p-1": "Приблуда лежит на столе.[^1]",
    "note-2": "Никто не обязан говорить где.",
    "term-3": "Полка",
    "def-4": "Доска с *книгами*.",
    "li-5": "Вытирайте мокрые книги.",
    "li-6": "См. [@sec-house].",
    "cell-7": "Вид",
    "cell-8": "Штраф",
    "cell-9": "Рассказы",
    "cell-10": "нет",
    "p-11": "Ключ у $a$ пекаря.",
}
IDS = list(GOOD)


def check(segment: Segment, entry: Entry, source: list[Any], target: list[Any]) -> Any:
    return hazards_within(target, lambda needle: Location(PO, entry.line), (), PO.parent)


def made(targets: dict[str, str]) -> Localised:
    return localise("doc", tree(TEXT), pairs(TEXT), catalog(TEXT, targets), ENGLISH, check)


SOUND = made(GOOD)
LINES = {entry.id: line for line, (_, entry) in enumerate(pairs(TEXT), 1)}


def shallow(inlines: list[Any]) -> Any:
    """Inlines without the texts of their notes, which are segments of their own."""
    return pandoc.transform(inlines, lambda node: {"t": "Note"} if node["t"] == "Note" else node)


def around(found: Localised) -> Any:
    """A document without its segments."""
    bare = json.loads(json.dumps(found.tree))
    for container in containers(bare):
        container.holder[container.key] = [n for n in pandoc.walk(container.inlines) if n["t"] == "Note"]
    return bare


def test_the_document_itself_is_sound() -> None:
    assert list(LINES) == IDS
    assert SOUND.diagnostics == ()
    assert len({json.dumps(c.inlines) for c in containers(SOUND.tree)}) == len(IDS)


def holds(name: str, hostile: str) -> Localised:
    """Every other segment is as it was; this one is told with its line, or is inlines that an edition can hold."""
    found = made({**GOOD, name: hostile})  # what takes Pandoc longer than pandoc.SECONDS fails
    before, after = containers(SOUND.tree), containers(found.tree)
    assert [a.kind for a in after] == [b.kind for b in before]
    for one, other, own in zip(before, after, IDS, strict=True):
        assert own == name or shallow(other.inlines) == shallow(one.inlines)
    assert around(found) == around(SOUND)
    assert {d.location for d in found.diagnostics} <= {Location(PO, LINES[name])}
    if not found.diagnostics:
        held = {node["t"] for node in pandoc.walk(after[IDS.index(name)].inlines)}
        assert not held & {"RawInline", "RawBlock", "Image", "Div"}
    return found


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:20]))
def test_a_hostile_translation_harms_no_other(hostile: str) -> None:
    found = holds("p-11", hostile)
    assert pandoc.write(found.tree["blocks"], "html")


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(IDS), st.one_of(st.sampled_from(HOSTILE), st.lists(FRAGMENTS, max_size=30).map("".join)))
@example("p-1", "Дом\n\n[]{k=1000000}Подмена")
def test_no_translation_harms_another(name: str, hostile: str) -> None:
    holds(name, hostile)


@pytest.mark.parametrize(
    ("hostile", "code"),
    [
        ("я" * 100_000, "T025"),
        ("Дом\n====", "T005"),
        ("[" * 30, "T005"),
        ("[^9]", "T006"),
        ("^[своё]", "T006"),
        ("@nobody", "T009"),
        ("$\\a$", "T011"),
        ("\u202eмод", "S015"),
        ("`<b>`{=html}", "S005"),
        ("[a](javascript:alert(1))", "S016"),
        ("![x](https://evil.example/x.png)", "S006"),
        ("[x]{onclick=alert(1)}", "S005"),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_what_cannot_be_set_is_told(hostile: str, code: str) -> None:
    found = holds("p-11", hostile)
    assert code in {d.code for d in found.diagnostics}
    assert "baker" in pandoc.plain(containers(found.tree)[-1].inlines), "the source stands in its place"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("# Дом", "# Дом"),
        ("1. Дом", "1. Дом"),
        ("| Дом", "| Дом"),
        ("<!-- Дом", "<!-- Дом"),
        ("<div>", "<div>"),
        ("Дом\n\nИзба", "Дом Изба"),
        ("Дом\r\rИзба", "Дом Изба"),
        ("{{ x }}", "{{ x }}"),
        ("\\begin{x}", "\\begin{x}"),
        ("[незакрытая", "[незакрытая"),
    ],
)
def test_what_can_be_set_is_text(hostile: str, shown: str) -> None:
    found = holds("p-11", hostile)
    assert found.diagnostics == ()
    assert pandoc.plain(containers(found.tree)[-1].inlines) == shown


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: repr(text[:20]))
def test_the_checks_bear_everything(hostile: str) -> None:
    (segment, entry), source = pairs(TEXT)[-1], pairs(TEXT)[-1][0].text
    text = "" if len(hostile) > LONGEST else hostile
    parsed = segments.parse({0: source, 1: text}, ENGLISH.quotes)
    for language in LANGUAGES.values():
        own = replace(entry, target=hostile)
        pair = Pair("doc", segment, own, parsed[0] or [], parsed[1], ENGLISH, language)
        for one in CHECKS:
            assert all(finding.message and finding.hint for finding in one(pair))


def test_many_hostile_ones_cost_little() -> None:
    """Each is found by halving, not by reading every text alone."""
    text = "\n\n".join(f"Paragraph {word}." for word in map("x".__mul__, range(1, 65)))
    targets = {entry.id: "Дом\n====" if at == 20 else "Дом" for at, (_, entry) in enumerate(pairs(text))}
    called = [0]

    def counting(*arguments: Any) -> Any:
        called[0] += 1
        return read(*arguments)

    read = pandoc.read
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pandoc, "read", counting)
        found = segments.parse({at: targets[e.id] for at, (_, e) in enumerate(pairs(text))}, ENGLISH.quotes)
    assert [at for at, inlines in found.items() if inlines is None] == [20]
    assert called[0] <= 13
