"""Nothing is lost: every segment's text is looked for in the text extracted from an edition.

Texts are compared by their letters and digits alone, so that spaces, hyphens and marks that typography set or changed
don't matter; the marker of a list's item is compared with its brackets, and must stand right before its text. The text
of notes is a stream of its own, for each edition places it elsewhere. Words of scripts from right to left are counted,
wherever they stand: their order is a matter of lines, which no reader of PDFs knows as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from press.characters import LEFTWARD
from press.diagnostics import Diagnostic
from press.model.book import Fragment

# Letters from which on a text is taken to stand once.
LONG = 25
CODE = "(code)"  # ends the name of a fragment that is code
ORDERS = 8  # in which places are looked for
_LEFTWARD = re.compile(f"[{LEFTWARD}]+")
_WORDS = re.compile(rf"{_LEFTWARD.pattern}|[^{_LEFTWARD.pattern[1:-2]}]+")
_Run = tuple[str, str, Fragment]  # letters, the text that they are of, and where it belongs


@dataclass(frozen=True)
class Extract:
    """The text of an edition: the body in reading order, and all notes.

    Attributes:
        written: all of it as it stands, where the layout has signs of its own; a text that holds such may be there.
    """

    body: str
    notes: str
    written: str = ""


_LAYOUT = re.compile(r"[<|\[]")  # signs that the layout of plain text has too


def letters(text: str) -> str:
    """The letters and digits of a text, compatibility forms and case folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


class _Stream:
    """Text in which each piece can be found only once."""

    def __init__(self, text: str) -> None:
        self.text, self.at = _LEFTWARD.sub("", letters(text)), 0
        self.used = bytearray(len(self.text))
        self.first: dict[str, int] = {}  # before which no place of a piece is free

    def take(self, wanted: str) -> bool:
        """Whether the text holds a piece anywhere that was not taken before."""
        found = self.take_between(wanted, self.first.get(wanted, 0))
        self.first[wanted] = self.at if found else len(self.text)
        return found

    def take_between(self, wanted: str, start: int, end: int | None = None) -> bool:
        """Whether a part of the text holds a piece that was not taken before."""
        at = self.place(wanted, start, end)
        if at >= 0:
            self.used[at : at + len(wanted)] = b"\1" * len(wanted)
            self.at = at + len(wanted)
        return at >= 0

    def place(self, wanted: str, start: int, end: int | None = None) -> int:
        """The first place of a piece that was not taken before, in a part of the text; -1 if there is none."""
        at = self.text.find(wanted, start, end)
        while at >= 0 and (taken := self.used.rfind(1, at, at + len(wanted))) >= 0:
            at = self.text.find(wanted, taken + 1, end)
        return at

    def take_in_order(self, sequences: Sequence[Sequence[_Run]]) -> list[_Run]:
        """Let each run take the next place between the long ones around it that stand once; the others are given back.

        In the order of both texts, these are as posts that nothing can pass (as in a patience diff).
        """
        posts = [self._posts(runs) for runs in sequences]
        for runs, found in zip(sequences, posts, strict=True):
            for number, at in found:
                self.used[at : at + len(runs[number][0])] = b"\1" * len(runs[number][0])
        waiting: list[_Run] = []
        for runs, found in zip(sequences, posts, strict=True):
            before = self.at = 0
            for number, end in [*found, (len(runs), len(self.text))]:
                waiting += [run for run in runs[before:number] if not self.take_between(run[0], self.at, end)]
                before, self.at = number + 1, end + (len(runs[number][0]) if number < len(runs) else 0)
        return waiting

    def _posts(self, runs: Sequence[_Run]) -> list[tuple[int, int]]:
        """The number and the place of runs that stand once, so that both go up, as many as there can be."""
        count = Counter(run[0] for run in runs)
        ends: list[int] = []  # of the shortest chain of each length, its last place
        chains: list[tuple[int, int, int]] = []  # number, place, what is before in the chain
        last: list[int] = []
        for number, (wanted, _, _) in enumerate(runs):
            at = self.text.find(wanted) if len(wanted) >= LONG and count[wanted] == 1 else -1
            if at < 0 or self.used[at] or self.text.find(wanted, at + 1) >= 0:
                continue
            length = bisect_left(ends, at)
            chains.append((number, at, last[length - 1] if length else -1))
            ends[length : length + 1], last[length : length + 1] = [at], [len(chains) - 1]
        found: list[tuple[int, int]] = []
        step = last[-1] if last else -1
        while step >= 0:
            number, at, step = chains[step]
            found.append((number, at))
        return found[::-1]


def lost(fragments: Iterable[Fragment], extract: Extract, edition: str) -> Iterator[Diagnostic]:
    """The segments whose text the edition does not hold as often as the book does; if none, the markers of lists.

    Args:
        fragments: in reading order.
        extract: the edition's text.
        edition: its name, for the message.
    """
    fragments = tuple(fragments)
    texts = list(_lost(fragments, extract, edition))
    yield from texts or _unmarked(fragments, extract, edition)


def _lost(fragments: Sequence[Fragment], extract: Extract, edition: str) -> Iterator[Diagnostic]:
    """The texts that are lost."""
    written = [(run, fragment) for fragment in fragments if not fragment.marker for run in fragment.runs]
    runs = [(_LEFTWARD.sub("", letters(run)), run, fragment) for run, fragment in written if not _goes_left(run)]
    yield from (_missing(run, fragment, edition) for run, fragment in _without_words(written, extract))
    # Whichever order finds a place of its own for every text, none is lost; those without one come first in the next.
    missing = _without_place(runs, extract)
    told, always, first = missing, missing, list[_Run]()
    for _ in range(ORDERS):
        if not missing:
            return
        lacking = set(map(id, missing))
        first = [*missing, *(run for run in first if id(run) not in lacking)]
        missing = _without_place(runs, extract, first)
        lacking = set(map(id, missing))
        always = [run for run in always if id(run) in lacking]
    yield from (_missing(run, fragment, edition) for _, run, fragment in always or told)


def _goes_left(run: str) -> bool:
    """Whether most letters of a run are from right to left."""
    whole = letters(run)
    return 2 * len(_LEFTWARD.sub("", whole)) < len(whole)


def _missing(run: str, fragment: Fragment, edition: str) -> Diagnostic:
    hint = "a template or style sheet leaves it out, or the format can't show it: write it otherwise"
    message = f"{edition} lacks the text of {fragment.segment}: “{run[:60]}”"
    return Diagnostic("L001", message, hint=hint, about=fragment.segment)


def _without_words(runs: Sequence[tuple[str, Fragment]], extract: Extract) -> Iterator[tuple[str, Fragment]]:
    """The runs with words from right to left that the edition holds less often than the book does so far.

    In a run that is from right to left as a whole, numbers and other words are counted, too.
    """
    held = {False: letters(extract.body), True: letters(extract.notes)}

    @cache
    def found(note: bool, word: str) -> int:
        # A line that is mostly of another script is read as it is drawn, from left to right.
        return max(held[note].count(word), held[note].count(word[::-1]))

    wanted: Counter[tuple[bool, str]] = Counter()
    for run, fragment in runs:
        counted = _WORDS if _goes_left(run) else _LEFTWARD
        words = [(fragment.note, word) for text in run.split() for word in counted.findall(letters(text))]
        wanted.update(words)
        if any(wanted[key] > found(*key) for key in words):
            yield run, fragment


def _unmarked(fragments: Sequence[Fragment], extract: Extract, edition: str) -> Iterator[Diagnostic]:
    """The markers that don't stand right before their texts, with their brackets."""
    taken: set[tuple[bool, int]] = set()
    ends = {False: 0, True: 0}
    for fragment in (fragment for fragment in fragments if fragment.marker):
        text, note = (extract.notes if fragment.note else extract.body), fragment.note
        places = chain(_places(fragment, text, ends[note]), _places(fragment, text, 0))
        at = next((at for at in places if (note, at) not in taken), None)
        if at is not None:
            taken.add((note, at))
            ends[note] = at
            continue
        hint = "a template or style sheet changes it or leaves it out: lists are printed as they are written"
        message = f"{edition} lacks “{fragment.marker}” before “{fragment.runs[0]}” of {fragment.segment}"
        yield Diagnostic("L001", message, hint=hint, about=fragment.runs[0])


def _places(fragment: Fragment, text: str, start: int) -> Iterator[int]:
    """Where a marker stands before its text, from a place on; one without letters may be read as it is drawn."""
    words, marker = [letters(word) for word in fragment.runs[0].split()], fragment.marker
    room = 3 * sum(map(len, words)) + 100
    against = _goes_left(marker) or _goes_left(fragment.runs[0])  # brackets around a letter follow the text around them
    turned = marker[::-1] if against or not any(map(str.isalpha, marker)) else marker
    found = "|".join(map(re.escape, sorted({marker, turned})))
    for match in re.compile(rf"(?<![0-9A-Za-z])(?:{found})").finditer(text, start):
        if _begins(letters(text[match.end() : match.end() + room]), words):
            yield match.start()


def _begins(found: str, words: Sequence[str]) -> bool:
    """Whether letters begin with words; readers of PDFs turn round those from right to left that have vowel signs."""
    for word in words:
        if not found.startswith(word) and not (_LEFTWARD.fullmatch(word) and found.startswith(word[::-1])):
            return False
        found = found[len(word) :]
    return True


def _without_place(runs: Sequence[_Run], extract: Extract, first: Sequence[_Run] = ()) -> list[_Run]:
    """The runs of text that find no place.

    Each takes the next behind the one before it; then those that stand nowhere near, as the cells of a table or what
    an edition moves, take what is left, long ones first.

    Args:
        runs: in reading order.
        extract: the edition's text.
        first: those that take a place before all others.
    """
    streams = {False: _Stream(extract.body), True: _Stream(extract.notes)}
    written = _Stream(extract.written)
    placed = {id(run) for run in first if streams[run[2].note].take(run[0])}
    waiting: list[_Run] = []
    for note, stream in streams.items():
        own = [run for run in runs if run[2].note is note and id(run) not in placed and run[0]]
        code = [run for run in own if run[2].segment.endswith(CODE)]  # of each document it is told last
        waiting += stream.take_in_order([[run for run in own if not run[2].segment.endswith(CODE)], code])
    waiting.sort(key=lambda run: -len(run[0]))

    def stands(run: _Run) -> bool:
        return streams[run[2].note].take(run[0]) or bool(_LAYOUT.search(run[1]) and written.take(run[0]))

    return [run for run in waiting if not stands(run)]
