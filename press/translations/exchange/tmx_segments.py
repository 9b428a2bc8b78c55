"""The <seg> of a translation memory: a text whose inline markup is set apart (TMX 1.4b, "Content Markup")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from press import xml_files
from press.errors import Diagnostic, Location, SourceError
from press.translations.exchange import codes


def fill(seg: etree._Element, text: str, numbers: Mapping[tuple[str, int], str]) -> None:
    """Put a text into a <seg>, its codes into <ph> with their numbers; without numbers it stays plain."""
    seen: Counter[str] = Counter()
    last: etree._Element | None = None
    for piece in codes.pieces(text) if numbers else (codes.Piece(text),):
        if piece.kind:
            last = etree.SubElement(seg, "ph", {"x": numbers[piece.text, seen[piece.text]]})
            last.text = piece.text
            seen[piece.text] += 1
        elif last is None:
            seg.text = piece.text
        else:
            last.tail = piece.text


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
    return SourceError(Diagnostic(code, message, Location(path, xml_files.line_of(element)), hint))
