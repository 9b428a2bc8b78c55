"""Characters that decide how text runs: letters from right to left, and what nobody sees and makes text read otherwise
than it stands, controls and bidirectional overrides.

Unicode Technical Report 36, 3.2 (bidirectional text spoofing).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html.entities import html5

# Letters from right to left, for a character class of a regular expression: the blocks of Hebrew and of Arabic script
# and of their neighbours, with the presentation forms.
LEFTWARD = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc"
HINT = "delete it: it can make text read otherwise"

# What has no place in any text, for a character class: controls but for tab and line feed, format characters but for
# those that are seen (Unicode Standard, 9.2, prepended marks) or needed below, soft hyphens and word joiners, line and
# paragraph separators, letters that fill a space, halves of a pair, and no characters at all (23.7).
_NEVER = (
    "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2061-\\u206f\\u3164\\ufeff\\uffa0"
    "\\ufff9-\\ufffb\\ufdd0-\\ufdef\\ud800-\\udfff\\U00013430-\\U0001343f\\U0001bca0-\\U0001bca3"
    "\\U0001d173-\\U0001d17a\\U000e0001"
) + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(17))
_EMOJI = "\\u2190-\\u21ff\\u2300-\\u27bf\\u2900-\\u297f\\u2b00-\\u2bff\\u3030\\u303d\\U0001f000-\\U0001faff\\ufe0f"
# Scripts whose letters take another form beside a joiner or non-joiner (23.2): Arabic and its neighbours, those of
# India and of South-East Asia, Mongolian.
_JOINING = (
    "\\u0590-\\u109f\\u1780-\\u18af\\u1900-\\u1cff\\ua800-\\uabff\\ufb1d-\\ufdff\\ufe70-\\ufefc"
    "\\U00010800-\\U00011fff\\U0001e800-\\U0001eeff"
)
_SELECTORS = "\\ufe00-\\ufe0f\\U000e0100-\\U000e01ef"
_JAMO = "\\u1100-\\u115e\\u1161-\\u11ff\\ua960-\\ua97f\\ud7b0-\\ud7ff"
_MISPLACED = (
    f"(?<![{_JOINING}])\\u200c(?![{_JOINING}])",
    f"(?<![{_JOINING}{_EMOJI}])\\u200d(?![{_JOINING}])",
    f"(?<![^\\s{_SELECTORS}])[{_SELECTORS}]",  # two on one character, or one on none
    f"(?<![{_JAMO}])[\\u115f\\u1160](?![{_JAMO}])",
    "(?<![\\u1800-\\u18af])\\u180e",  # the vowel separator of Mongolian
)
# Tags spell the flag of a part of a country (UTS 51, ED-14a), and are hidden text anywhere else.
_FLAG = "\\U0001f3f4[\\U000e0030-\\U000e0039\\U000e0061-\\U000e007a]{3,6}\\U000e007f"
_HIDDEN = f"{_FLAG}|([{_NEVER}\\U000e0020-\\U000e007f]|{'|'.join(_MISPLACED)})"
_LETTERS = {"\0": "0", "\a": "a", "\b": "b", "\v": "v", "\f": "f", "\r": "r", "\x1b": "e", "\x85": "N"}
_LETTERS |= {"\n": "n", "\u2028": "L", "\u2029": "P"}


@cache
def _hidden() -> re.Pattern[str]:
    return re.compile(_HIDDEN)  # takes some milliseconds, which a command that reads nothing need not spend


def controls(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each character that may not be there, and a message."""
    for found in () if text.isascii() and text.isprintable() else _hidden().finditer(text):
        if found[1]:
            yield found.start(), f"the invisible character U+{ord(found[1]):04X} stands here"


def visible(text: str) -> str:
    """A text that can be written to a terminal: what would steer it is written as Python writes it, `\\x1b`."""
    if text.isprintable():
        return text
    return _hidden().sub(lambda found: found[1].encode("unicode_escape").decode() if found[1] else found[0], text)


def written(text: str, character: str) -> int:
    """The offset of a character in the text of a file, as it is or as Markdown, XML, TeX, YAML, JSON or PO escape it.

    Its first place there, without asking whether the escape counts in that place; -1: it has none.
    """
    number = ord(character)
    spelt = [character, f"\\x{number:02x}", f"\\{number:03o}"] if number < 0x100 else [character]
    spelt += [f"\\u{number:04x}", f"\\U{number:08x}", *(f"&{name}" for name in html5 if html5[name] == character)]
    spelt += [f"\\{_LETTERS[character]}"] if character in _LETTERS else []
    numeric = rf"&#(?:0*{number}|x0*{number:x});|\{{x0*{number:x}\}}"
    exact = "|".join(map(re.escape, sorted(spelt, key=len, reverse=True)))
    found = re.search(rf"{exact}|(?i:{numeric}|\\[ux]0*{number:x}(?![0-9a-f]))", text)
    return found.start() if found else -1
