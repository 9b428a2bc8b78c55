"""Citations side by side, [@a, 12][@b]: Pandoc tries to read them as a link and tears the first when it finds none.

What it leaves of the first is a bracket as text, its works as if they were part of the sentence, and a bracket again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from press import pandoc

Inlines = list[Any]


def mended(inlines: Inlines) -> Inlines:
    """Inlines in which each citation that another one follows at once is whole."""
    out: Inlines = []
    for node in inlines:
        if _is_cite(node) and node["c"][0][0]["citationMode"]["t"] != "AuthorInText":
            out = _closed(out)
        out.append(node)
    return out


def _closed(before: Inlines) -> Inlines:
    """What stands before a citation, with a citation in the place of the bracket that it ends with."""
    opening = _opening(before)
    if opening is None:
        return before
    at, character = opening
    text = before[at]["c"]
    first = [pandoc.text(text[character + 1 :])] if text[character + 1 :] else []
    inside = [*first, *before[at + 1 : -1]]
    inside += [pandoc.text(before[-1]["c"][:-1])] if before[-1]["c"][:-1] else []
    works = [_work(group) for group in _groups(inside)]
    if not all(works):
        return before
    rest = [pandoc.text(text[:character])] if character else []
    return [*before[:at], *rest, {"t": "Cite", "c": [works, []]}]


def _opening(before: Inlines) -> tuple[int, int] | None:
    """The bracket that belongs to the one at the end: which of the inlines holds it, and where."""
    if not before or before[-1]["t"] != "Str" or not before[-1]["c"].endswith("]"):
        return None
    depth = 0
    for at in range(len(before) - 1, -1, -1):
        text = before[at]["c"] if before[at]["t"] == "Str" else ""
        for character in range(len(text) - 1, -1, -1):
            depth += {"]": 1, "[": -1}.get(text[character], 0)
            if text[character] == "[" and not depth:
                return (at, character) if at < len(before) - 1 else None
    return None


def _groups(inside: Inlines) -> Iterator[Inlines]:
    """What stands between semicolons."""
    group: Inlines = []
    for node in inside:
        first, *more = node["c"].split(";") if node["t"] == "Str" else [node]
        group += [pandoc.text(first) if isinstance(first, str) else first] if first else []
        for piece in more:
            yield group
            group = [pandoc.text(piece)] if piece else []
    yield group


def _work(group: Inlines) -> pandoc.Node | None:
    """A citation of what stands between semicolons; None where it names not one work."""
    at = [index for index, node in enumerate(group) if _is_cite(node)]
    if len(at) != 1 or len(group[at[0]]["c"][0]) != 1:
        return None
    work = group[at[0]]["c"][0][0]
    if work["citationMode"]["t"] == "NormalCitation":
        return None
    own = [pandoc.SPACE, *_bracketed(work["citationSuffix"])] if work["citationSuffix"] else []
    mode = "SuppressAuthor" if work["citationMode"]["t"] == "SuppressAuthor" else "NormalCitation"
    return {
        **work,
        "citationPrefix": _trimmed(group[: at[0]]),
        "citationSuffix": [*own, *_trimmed(group[at[0] + 1 :], False)],
        "citationMode": {"t": mode},
    }


def _bracketed(inlines: Sequence[Any]) -> Inlines:
    """Inlines in brackets as text, which words at either end are one with."""
    out: Inlines = [pandoc.text("[")]
    for node in (*inlines, pandoc.text("]")):
        joined = out[-1]["t"] == node["t"] == "Str"
        out = [*out[:-1], pandoc.text(out[-1]["c"] + node["c"])] if joined else [*out, node]
    return out


def _trimmed(inlines: Sequence[Any], both: bool = True) -> Inlines:
    """Inlines without the space at their end, and at their beginning too."""
    found = list(inlines)
    while found and found[-1] == pandoc.SPACE:
        found.pop()
    while both and found and found[0] == pandoc.SPACE:
        found.pop(0)
    return found


def _is_cite(node: Any) -> bool:
    return bool(node["t"] == "Cite")
