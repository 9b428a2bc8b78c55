"""What the subtags of a language's tag say (BCP 47), and what CLDR finds likely where they say nothing."""

from __future__ import annotations

import re
from functools import cache

from press.model.language import Direction

# Scripts that are written from right to left (Unicode, Bidi_Class of their letters), as ISO 15924 calls them.
_RIGHT_TO_LEFT = frozenset("Adlm Arab Aran Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split())


@cache
def likely(tag: str) -> tuple[str, str, str]:
    """Language, script and region, by CLDR's likely subtags where the tag names none; empty: not known."""
    from babel.core import get_global

    primary, *more = tag.split("-")
    script = next((part for part in more if re.fullmatch("[A-Z][a-z]{3}", part)), "")
    region = next((part for part in more if re.fullmatch("[A-Z]{2}|[0-9]{3}", part)), "")
    known = get_global("likely_subtags")
    named = filter(None, ("_".join(filter(None, (primary, script, region))), f"{primary}_{region or script}", primary))
    parts = next((known[name].split("_") for name in named if name in known), ["", "", ""])
    likely_script, likely_region = [*parts, "", ""][1:3]
    return primary, script or likely_script, region or likely_region


def script_of(tag: str) -> str:
    """The subtag of the script of a tag, that which CLDR finds likely if it names none."""
    return likely(tag)[1]


def direction_of(tag: str) -> Direction:
    """Where lines begin in what is marked with a tag."""
    return Direction.RIGHT_TO_LEFT if script_of(tag) in _RIGHT_TO_LEFT else Direction.LEFT_TO_RIGHT
