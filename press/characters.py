"""Characters that decide how text runs: letters from right to left, and what nobody sees and makes text read otherwise
than it stands, controls and bidirectional overrides.

Unicode Technical Report 36, 3.2 (bidirectional text spoofing).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# Letters from right to left, for a character class of a regular expression: the blocks of Hebrew and of Arabic script
# and of their neighbours, with the presentation forms.
LEFTWARD = "\\u0590-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc"
# What text may hold of control and format characters: tab, line feed, joiners of scripts that need them, soft hyphen.
ALLOWED = {"\t", "\n", "\u200c", "\u200d", "\u00ad", "\u2060"}
# Control, format, half of a pair, no character at all: what neither a terminal nor XML can be given as it is.
_KINDS = ("Cc", "Cf", "Cs")
HINT = "delete it: it can make text read otherwise"


def controls(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each character that may not be there, and a message."""
    for at, character in enumerate(text):
        if _hidden(character):
            yield at, f"the invisible character U+{ord(character):04X} stands here"


def visible(text: str) -> str:
    """A text that can be written to a terminal: what would steer it is written as Python writes it, `\\x1b`."""
    if text.isprintable():
        return text
    return "".join(each.encode("unicode_escape").decode() if _hidden(each) else each for each in text)


def _hidden(character: str) -> bool:
    number = ord(character)
    no_character = number & 0xFFFE == 0xFFFE or 0xFDD0 <= number <= 0xFDEF  # Unicode Standard, 23.7
    return no_character or (unicodedata.category(character) in _KINDS and character not in ALLOWED)
