"""Where in a source file something stands: Pandoc's tree keeps no positions, so the file is searched for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from html.entities import html5
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

from press.characters import HINT, controls, written
from press.diagnostics import Diagnostic, Location

_WORD = re.compile(r"[^\W_]+")


def locate(path: Path, needle: str, shown: Path | None = None, nth: int = 0) -> Location:
    """A place of a text in a file, by its words where marks stand between them; else the file as a whole.

    Args:
        path: the file.
        needle: what to look for; at first where it is no part of a longer word or key.
        shown: the path that a message shows, where it is another.
        nth: how many places to pass over, if there are so many.
    """
    text = path.read_text("utf-8", errors="replace") if path.is_file() else ""
    return place(text, find(text, needle, nth), shown or path)


def one_by_one(path: Path) -> Callable[[str], Location]:
    """Gives the first place of a text in a file; of one that is asked for again, the next."""
    passed: Counter[str] = Counter()

    def where(needle: str) -> Location:
        passed[needle] += 1
        return locate(path, needle, nth=passed[needle] - 1)

    return where


def find(text: str, needle: str, nth: int = 0) -> int:
    """The offset of a text in another, as of `locate`; -1 where it is not there.

    One that nobody sees is found where it is escaped, too.
    """
    if not needle:
        return -1
    if len(needle) == 1 and any(controls(needle)):
        return written(text, needle)
    exact = _whole(needle), re.compile(re.escape(needle))
    ways = chain(exact, _by_words(needle), _encoded(needle))
    places = next((found for pattern in ways if (found := _starts(pattern, text))), [])
    return places[min(nth, len(places) - 1)] if places else -1


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [found.start() for found in pattern.finditer(text)]


def _by_words(needle: str) -> Iterator[re.Pattern[str]]:
    """Several words, or those of a heading (`# …`), whatever marks stand between them: first many, then few."""
    words = _WORD.findall(needle)
    heading = needle.startswith("#")
    beginning = r"^#+[^\n\w]*" if heading else r"\b"
    for count in (8, 4, 2, 1) if " " in needle.strip() else ():
        if len(words) >= count and (heading or count > 1):
            found = r"[\W_]{1,12}".join(map(re.escape, words[:count]))
            yield re.compile(rf"{beginning}{found}\b", re.MULTILINE)


def _encoded(needle: str) -> Iterator[re.Pattern[str]]:
    """An address as it may be typed: its signs as they are, behind backslashes, as entities, or %20 and the like."""
    if " " not in needle and re.search("[:/%#.]", needle):
        yield re.compile("".join(map(_typed, unquote(needle)[:_TYPED])))


_TYPED = 60  # characters that are looked for


@cache
def _typed(sign: str) -> str:
    names = "".join(f"|&{re.escape(name)}" for name in html5 if html5[name] == sign) if not sign.isalnum() else ""
    bare = "".join(f"%{byte:02x}" for byte in sign.encode("utf-8", "surrogateescape"))
    return rf"(?:\\?{re.escape(sign)}|(?i:{bare}|&#0*{ord(sign)};|&#x0*{ord(sign):x};){names})"


def _whole(needle: str) -> re.Pattern[str]:
    """A text that is no part of a longer word or key, as far as ASCII goes: Chinese parts no words."""
    before = r"(?<![A-Za-z0-9_])" if needle[:1].isalnum() else ""
    behind = r"(?![A-Za-z0-9_]|[-:.][A-Za-z0-9_])" if needle[-1:].isalnum() else ""
    return re.compile(before + re.escape(needle) + behind)


def place(text: str, at: int, path: Path) -> Location:
    """The line and column of an offset; the file as a whole for a negative one."""
    if at < 0:
        return Location(path)
    return Location(path, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)


def hidden(text: str, path: Path) -> Iterator[Diagnostic]:
    """What nobody sees and no file may hold (S015), each at its place in the text of the file."""
    for at, message in controls(text):
        yield Diagnostic("S015", message, place(text, at, path), HINT)


def hidden_within(value: object, text: str, path: Path) -> Iterator[Diagnostic]:
    """What nobody sees in the values that were read from a file's text, where it was escaped (S015), each once.

    Args:
        value: a text, or lists and mappings that hold texts.
        text: the text of the file.
        path: of the file.
    """
    found: dict[str, str] = {}
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            found |= {one[at]: message for at, message in controls(one)}
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            waiting += one
    for character, message in found.items():
        yield Diagnostic("S015", message, place(text, written(text, character), path), HINT)
