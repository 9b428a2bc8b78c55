"""The syntax of PO files, line by line: what translate-toolkit would pass over in silence, or read as something else.

GNU gettext manual, “The Format of PO Files”. An entry is msgctxt, msgid and msgstr in this order, each with a text on
its line and the lines below; comments stand before it. Where #~ begins its lines it is obsolete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from press.characters import HINT, controls
from press.diagnostics import Diagnostic, Location
from press.spelling import nearest

_TEXT = r'"(?:\\.|[^"\\])*"'
_KEYWORD = r"msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?"
# Groups: obsolete or not, keyword, text, comment.
_LINE = re.compile(rf"(#~(?!\|)\s*)?(?:({_KEYWORD})\s*)?({_TEXT})|(#(?![~|]).*)|#~?\|\s*(?:(?:{_KEYWORD})\s*)?{_TEXT}|")
# What a keyword may follow; nothing is the end of an entry.
_BEFORE = {
    "msgctxt": ("", "msgstr"),
    "msgid": ("", "msgstr", "msgctxt"),
    "msgid_plural": ("msgid",),
    "msgstr": ("msgid", "msgid_plural"),
}
_KEYWORDS = ("msgctxt", "msgid", "msgid_plural", "msgstr")
_WORD = re.compile(rf"(?:#~\s*)?([A-Za-z_]+)(?:\[\d+\])?[:=]?\s*{_TEXT}$")  # right but for its keyword
_LINE_HINT = 'a text stands between " and "; write “…” or «…» inside of it, or \\" where it has to be a straight quote'
_ORDER_HINT = "an entry is msgctxt, msgid and msgstr, in this order: restore the line that is gone, or the whole entry"


def conflicts(path: Path, text: str) -> Iterator[Diagnostic]:
    """Marks of a conflict that git left."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.startswith(("<<<<<<< ", ">>>>>>> ")) or line == "=======":
            hint = "choose one of the two versions and remove the markers"
            yield Diagnostic("T002", "it holds a conflict that git left", Location(path, number), hint)


def hidden(path: Path, text: str) -> Iterator[Diagnostic]:
    """What nobody sees in comments, which translators read; what is in a translation is told with it."""
    for number, line in enumerate(text.split("\n"), 1):
        for at, message in controls(line) if line.startswith("#") else ():
            yield Diagnostic("S015", message, Location(path, number, at + 1), HINT)


def strays(path: Path, text: str) -> Iterator[Diagnostic]:
    """Lines that are no PO syntax."""
    for number, line in enumerate(text.split("\n"), 1):
        if not _LINE.fullmatch(line):
            word = _WORD.match(line)
            near = nearest(word[1], _KEYWORDS) if word else None
            hint = f'write {near} "…"' if near else _LINE_HINT
            yield Diagnostic("T002", f"this line is no PO syntax: {line[:60]}", Location(path, number), hint)


def misplaced(path: Path, text: str) -> Iterator[Diagnostic]:
    """The first line that can't stand where it does, such as a msgid that no msgstr follows."""
    before, old, last = "", "", 0
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line)
        if match is None or not line:
            before = "" if before == "msgstr" else before
            continue
        word, last = (match[2] or "").partition("[")[0], number
        mark = "#~" if match[1] else ""
        if not match[3] or word in ("msgctxt", "msgid"):
            fits = before in ("", "msgstr") or (before == "msgctxt" and word == "msgid" and mark == old)
        else:
            fits = mark == old and before in (_BEFORE[word] if word else tuple(_BEFORE))
            fits = fits or (word == "msgstr" == before and "[" in match[2] and mark == old)
        if not fits:
            yield Diagnostic("T002", f"this can't stand here: {line[:60]}", Location(path, number), _ORDER_HINT)
            return
        before, old = (word or before, mark) if match[3] else ("", "")
    if before not in ("", "msgstr"):
        yield Diagnostic("T002", "the last entry is cut off", Location(path, last), _ORDER_HINT)


def lines(text: str) -> list[int]:
    """The line at which each entry begins, its comments aside, in order."""
    found, before = [], ""
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.fullmatch(line)
        word = match[2] if match else None
        if word in ("msgctxt", "msgid") and before != "msgctxt":
            found.append(number)
        before = word or before
    return found
