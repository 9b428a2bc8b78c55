"""Characters that nobody sees and that make text read otherwise than it stands: controls, bidirectional overrides.

Unicode Technical Report 36, 3.2 (bidirectional text spoofing).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# What text may hold of control and format characters: tab, line feed, joiners of scripts that need them, soft hyphen.
ALLOWED = {"\t", "\n", "\u200c", "\u200d", "\u00ad", "\u2060"}
HINT = "delete it: it can make text read otherwise"


def controls(text: str) -> Iterator[tuple[int, str]]:
    """The offset of each character that may not be there, and a message."""
    for at, character in enumerate(text):
        if unicodedata.category(character) in ("Cc", "Cf") and character not in ALLOWED:
            yield at, f"the invisible character U+{ord(character):04X} stands here"
