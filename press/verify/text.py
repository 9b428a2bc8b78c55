"""Nothing is lost: every segment's text is looked for in the text extracted from an edition.

Texts are compared by their letters and digits alone, so that spaces, hyphens and marks that typography set or changed
don't matter; the marker of a list's item is compared with its brackets, and must stand right before its text. The text
of notes is a stream of its own, for each edition places it elsewhere. Words of scripts from right to left are counted,
wherever they stand: their order is a matter of lines, which no reader of PDFs knows as a whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from press.diagnostics import Diagnostic
from press.model.book import Fragment

# Letters from which on a text is taken to stand once.
LONG = 25
ORDERS = 8  # in which places are looked for
_LEFTWARD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+")
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

    def take(self, wanted: str) -> bool:
        """Whether the text holds a piece that was not taken before: after the last one, else anywhere."""
        for start in (self.at, 0):
            at = self.text.find(wanted, start)
            while at >= 0 and (taken := self.used.rfind(1, at, at + len(wanted))) >= 0:
                at = self.text.find(wanted, taken + 1)
            if at >= 0:
                self.used[at : at + len(wanted)] = b"\1" * len(wanted)
                self.at = at + len(wanted)
                return True
        return False


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
    runs = [(_LEFTWARD.sub("", letters(run)), run, fragment) for run, fragment in written]
    yield from (_missing(run, fragment, edition) for run, fragment in _without_words(written, extract))
    # Whichever order finds a place of its own for every text, none is lost. A short text may stand inside a long one
    # elsewhere: long ones take their places first, then those that found none.
    long, short = ([run for run in runs if (len(run[0]) < LONG) is is_short] for is_short in (False, True))
    ordered = [*long, *sorted(short, key=lambda run: -len(run[0]))]
    told: list[_Run] = []
    always: list[_Run] = []
    for attempt in range(ORDERS):
        order = runs if not attempt else ordered
        missing = _without_place(order, extract)
        if not missing:
            return
        lacking = set(map(id, missing))
        always = [run for run in always if id(run) in lacking] if attempt else missing
        if attempt:
            told = told or missing
            ordered = [*missing, *(run for run in ordered if id(run) not in lacking)]
    yield from (_missing(run, fragment, edition) for _, run, fragment in always or told)


def _missing(run: str, fragment: Fragment, edition: str) -> Diagnostic:
    hint = "a template or style sheet leaves it out, or the format can't show it: write it otherwise"
    message = f"{edition} lacks the text of {fragment.segment}: “{run[:60]}”"
    return Diagnostic("L001", message, hint=hint, about=fragment.segment)


def _without_words(runs: Sequence[tuple[str, Fragment]], extract: Extract) -> Iterator[tuple[str, Fragment]]:
    """The runs with words from right to left that the edition holds less often than the book does so far."""
    texts = {False: extract.body, True: extract.notes}
    held = {note: "".join(_LEFTWARD.findall(letters(text))) for note, text in texts.items()}
    wanted: Counter[tuple[bool, str]] = Counter()
    for run, fragment in runs:
        words = [(fragment.note, word) for text in run.split() for word in _LEFTWARD.findall(letters(text))]
        wanted.update(words)
        # A line that is mostly of another script is read as it is drawn, from left to right.
        if any(wanted[note, word] > max(held[note].count(word), held[note].count(word[::-1])) for note, word in words):
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
        hint = "this is a fault of the pipeline or of the templates: a list is printed with the numbers of its source"
        message = f"{edition} lacks “{fragment.marker}” before “{fragment.runs[0]}” of {fragment.segment}"
        yield Diagnostic("L001", message, hint=hint, about=fragment.runs[0])


def _places(fragment: Fragment, text: str, start: int) -> Iterator[int]:
    """Where a marker stands before its text, from a place on."""
    wanted = letters(fragment.runs[0])
    for match in re.compile(rf"(?<![0-9A-Za-z]){re.escape(fragment.marker)}").finditer(text, start):
        if letters(text[match.end() : match.end() + 3 * len(wanted) + 100]).startswith(wanted):
            yield match.start()


def _without_place(runs: Sequence[_Run], extract: Extract) -> list[_Run]:
    """The runs of text that find no place, when each in turn takes the next that is free."""
    streams = {False: _Stream(extract.body), True: _Stream(extract.notes)}
    written = _Stream(extract.written)

    def stands(run: _Run) -> bool:
        found = streams[run[2].note].take(run[0])
        return found or bool(_LAYOUT.search(run[1]) and written.take(run[0]))

    return [run for run in runs if run[0] and not stands(run)]
