"""A changelog, of all versions, and what it says of one (keepachangelog.com)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
UNRELEASED = "unreleased"


def section(changelog: str, version: str) -> str | None:
    """The part of a changelog on a version, without its heading, or else what is not released yet.

    None: there is neither.
    """
    parts = list(_parts(changelog.splitlines()))
    own = (text for title, text in parts if _version(title) == version.removeprefix("v"))
    unreleased = (text for title, text in parts if title.strip("[] ").casefold() == UNRELEASED)
    return next(own, None) or next(unreleased, None) or None


def _version(title: str) -> str:
    """The version that a heading names: `[1.0] - 2024-02-29`, `v1.0`, `Version 1.0 (29 February)`."""
    found = re.match(r"(?:[^\W\d_]{2,} )?\[?v?([0-9A-Za-z][0-9A-Za-z.+-]*)\]?", title)
    return found[1] if found else ""


def _parts(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The headings of a text, each with what stands below it down to the next of its level or a higher one."""
    heads: list[tuple[int, int, str]] = []
    fence = ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        elif not fence and (found := _HEADING.match(line)):
            heads.append((at, len(found[1]), found[2]))
    for place, (at, level, title) in enumerate(heads):
        end = next((start for start, other, _ in heads[place + 1 :] if other <= level), len(lines))
        yield title, "\n".join(lines[at + 1 : end]).strip()
