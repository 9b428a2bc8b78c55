"""What became of passages between two releases, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from press.release.changes import Changed, Kind, compare
from press.release.passages import Chapter, Passage

TEXTS = [
    f"The {name} room has a stove of its own and books on the {name} coast." for name in ("one", "two", "six", "ten")
]


def passage(text: str, name: str = "", kind: str = "p", written: str | None = "", document: str = "one") -> Passage:
    """A paragraph in the language of its document, or with a translation."""
    shown = text if written == "" else written
    return Passage(document, name, kind, "1", kind == "p", text, shown, shown or "")


def chapter(*passages: Passage, name: str = "one", original: str = "en") -> Chapter:
    return Chapter(name, name.title(), original, tuple(replace(one, document=name) for one in passages))


def numbered(texts: Iterable[str]) -> list[Passage]:
    """Paragraphs with ids that are made of their texts, so that an edited one has another."""
    return [passage(text, f"p-{text}") for text in texts]


def told(found: Iterable[Changed]) -> list[tuple[Kind, str]]:
    return [(change.kind, change.passage.text) for document in found for change in document.changes]


def test_the_same() -> None:
    assert compare([chapter(*numbered(TEXTS))], [chapter(*numbered(TEXTS))]) == ()


def test_new_changed_and_gone_where_they_stood() -> None:
    edited = TEXTS[1].replace("stove", "large stove")
    now = [TEXTS[0], "Something else entirely, of which nothing was said.", edited, TEXTS[3]]
    assert told(compare([chapter(*numbered(TEXTS))], [chapter(*numbered(now))])) == [
        (Kind.NEW, now[1]),
        (Kind.CHANGED, edited),
        (Kind.GONE, TEXTS[2]),
    ]


def test_an_id_is_carried_forward_whatever_becomes_of_the_text() -> None:
    before, after = passage("One thing.", "p-a"), passage("Wholly other words here.", "p-a")
    assert told(compare([chapter(before)], [chapter(after)])) == [(Kind.CHANGED, after.text)]


@pytest.mark.parametrize(("order", "moved"), [((1, 2, 3, 0), [0]), ((3, 0, 1, 2), [3]), ((0, 2, 1, 3), [2])])
def test_as_little_as_possible_has_moved(order: tuple[int, ...], moved: list[int]) -> None:
    found = compare([chapter(*numbered(TEXTS))], [chapter(*numbered(TEXTS[at] for at in order))])
    kinds = {kind for kind, _ in told(found)}
    assert (kinds, len(told(found))) == ({Kind.MOVED}, len(moved))


def test_to_another_document() -> None:
    before = [chapter(*numbered(TEXTS[:2])), chapter(*numbered(TEXTS[2:]), name="two")]
    after = [chapter(*numbered(TEXTS[:1])), chapter(*numbered([*TEXTS[2:], TEXTS[1]]), name="two")]
    ((change,),) = (document.changes for document in compare(before, after))
    assert (change.kind, change.before and change.before.document, change.passage.document) == (
        Kind.MOVED,
        "one",
        "two",
    )


def test_cells_are_known_by_their_places() -> None:
    def table(*values: str) -> Chapter:
        return chapter(passage("Kind of book", "c-1", "cell"), *(passage(value, kind="cell") for value in values))

    assert told(compare([table("4", "7")], [table("5", "9")])) == [(Kind.CHANGED, "5"), (Kind.CHANGED, "9")]
    assert told(compare([table("4")], [table("5", "6")])) == [(Kind.NEW, "5"), (Kind.NEW, "6"), (Kind.GONE, "4")]


def test_a_picture_that_was_drawn_anew() -> None:
    before, after = (passage(digest, "figures/a.svg", "picture") for digest in ("aa", "bb"))
    assert [kind for kind, _ in told(compare([chapter(before)], [chapter(after)]))] == [Kind.CHANGED]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (passage("a", "x", written="б"), passage("a", "x", written="в"), Kind.REVISED),
        (passage("a", "x", written="б"), passage("c", "x", written="в"), Kind.CHANGED),
        (passage("a", "x", written="б"), passage("c", "x", written="б"), None),
        (passage("a", "x", written=None), passage("a", "x", written="б"), Kind.TRANSLATED),
        (passage("a", "x", written="б"), passage("c", "x", written=None), Kind.UNTRANSLATED),
    ],
)
def test_translations(before: Passage, after: Passage, kind: Kind | None) -> None:
    found = compare([chapter(before)], [chapter(after)])
    assert [kind for kind, _ in told(found)] == ([kind] if kind else [])


def test_documents_renamed_new_gone_and_elsewhere() -> None:
    other = "Nothing of this was said before, in any document."
    before = [
        chapter(*numbered(TEXTS[:2])),
        chapter(*numbered(TEXTS[2:3]), name="two"),
        chapter(*numbered(TEXTS[3:]), name="three"),
    ]
    after = [
        chapter(*numbered(TEXTS[3:]), name="three"),
        chapter(*numbered(TEXTS[:2]), name="renamed"),
        chapter(*numbered([other]), name="new"),
    ]
    found = compare(before, after)
    assert [(one.id, one.kind, one.was) for one in found] == [
        ("three", Kind.CHANGED, "Three"),
        ("new", Kind.NEW, ""),
        ("two", Kind.GONE, ""),
    ]


def test_written_in_another_language_now() -> None:
    before = chapter(passage("One thing.", "p-a", written="Одно."), passage("Two things.", "p-b", written="Другое."))
    after = chapter(passage("Одно.", "p-c"), passage("Другое, и ещё.", "p-d"), original="ru")
    assert told(compare([before], [after])) == [(Kind.CHANGED, "Другое, и ещё.")]


@given(st.lists(st.sampled_from("abcdefgh"), unique=True), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_what_was_and_what_is_are_told_once(old: list[str], new: list[str]) -> None:
    names = {letter: f"{letter * 5} {letter.upper() * 20}" for letter in "abcdefgh"}
    found = told(compare([chapter(*numbered(names[x] for x in old))], [chapter(*numbered(names[x] for x in new))]))
    gone, come = ([text for kind, text in found if kind is wanted] for wanted in (Kind.GONE, Kind.NEW))
    assert len(found) == len(set(found))
    assert len(old) - len(gone) == len(new) - len(come)
