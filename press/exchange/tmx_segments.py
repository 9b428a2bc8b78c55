"""The <seg> of a translation memory: a text whose inline markup is set apart (TMX 1.4b, "Content Markup")."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from press.errors import Diagnostic, Location, SourceError
from press.exchange import safe_xml
from press.exchange.units import Unit

# Markup of Markdown that a translator moves but does not change: notes, code, citations, ends of links, emphasis.
_CODE = re.compile(
    r"\[\^\d+\]|`+[^`]+`+|\[-?@[^\]]*\]|\]\([^)\s]*\)|\]\{[^}]*\}|[*_]{1,3}|\\[!-/:-@\[-`{-~]|\[(?=[^\]]*\][({])"
)


def numbers(unit: Unit) -> dict[tuple[str, int], str]:
    """The x of each code, by its text and its place among those of the same text: equal in both languages."""
    found: dict[tuple[str, int], str] = {}
    for text in (unit.source, unit.target):
        seen: Counter[str] = Counter()
        for match in _CODE.finditer(text):
            found.setdefault((match[0], seen[match[0]]), str(len(found) + 1))
            seen[match[0]] += 1
    return found


def fill(seg: etree._Element, text: str, known: Mapping[tuple[str, int], str]) -> None:
    """Put a text into a <seg>, its codes into <ph>; nothing but elements is added."""
    seen: Counter[str] = Counter()
    last, at = None, 0
    for match in _CODE.finditer(text) if known else ():
        _append(seg, last, text[at : match.start()])
        last = etree.SubElement(seg, "ph", {"x": known[match[0], seen[match[0]]]})
        last.text = match[0]
        seen[match[0]] += 1
        at = match.end()
    _append(seg, last, text[at:])


def _append(seg: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        seg.text = text
    else:
        last.tail = text


def text(path: Path, tuv: Any) -> str:
    """The text of a <tuv> with the markup that stands in its inline elements.

    Raises:
        SourceError: X001 it has none; X003 an inline element is empty.
    """
    seg = tuv.find("seg")
    if seg is None:
        raise _error("X001", path, "a text has no <seg>", tuv)
    for code in seg.iter("ph", "bpt", "ept", "it", "ut"):
        if not "".join(code.itertext()):
            raise _error("X003", path, f"a <{code.tag}> has lost the markup that it stood for", code)
    return "".join(seg.itertext())


def _error(code: str, path: Path, message: str, element: Any) -> SourceError:
    hint = "export the memory again from the tool that made it, with its inline codes"
    return SourceError(Diagnostic(code, message, Location(path, safe_xml.line_of(element)), hint))
