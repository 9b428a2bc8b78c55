"""The scripts that checks tell from each other."""

from __future__ import annotations

import re

from press.model.language import Script

_WORDS = r"[^\W\d_\u3400-\u9fff]"

LATIN = Script("Latin", re.compile("[a-z]"), re.compile(_WORDS))
CYRILLIC = Script(
    "Cyrillic",
    re.compile("[а-яё]"),
    re.compile(_WORDS),
    # A Cyrillic letter inside a Latin word is a mark of its own (T020).
    run=re.compile("(?<![A-Za-z])[А-Яа-яЁё]+(?:[ -][А-Яа-яЁё]+)*(?![A-Za-z])"),
)
# Only its own signs are counted, since the original form of a name is no part of the length; each is a syllable.
_SIGN = "[\u3400-\u9fff\uf900-\ufaff]"
HAN = Script("Chinese", re.compile(_SIGN), re.compile("[\u3400-\u9fff]"), 2, re.compile("[\u3400-\u9fff]+"))
ARABIC = Script("Arabic", re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]"), re.compile(_WORDS))
HEBREW = Script("Hebrew", re.compile("[\u05d0-\u05ea]"), re.compile(_WORDS))
# Of any other script neither letters nor words are known.
OTHER = Script("other", re.compile("(?!)"), re.compile(_WORDS))
