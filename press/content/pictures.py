"""Picture files: an SVG is a document that can run scripts and load other files, and must do neither here.

SVG 2, 2.5 (secure static mode): no scripts, no external references, no animation, no interaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from press.diagnostics import Diagnostic, Location

FORMATS = {".svg", ".png", ".jpg", ".jpeg"}
_MAGIC = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff"}
_ELEMENTS = (
    "script foreignObject handler listener iframe object embed audio video canvas "
    "set animate animateMotion animateTransform animateColor discard"
)
FORBIDDEN = frozenset(_ELEMENTS.split())
# A picture within the picture is data of its own; anything else is an element of the same file.
_OWN = re.compile(r"\s*(#|data:image/(png|jpeg);base64,)")
_URL = re.compile(r"url\((?!\s*[\"']?\s*#)", re.IGNORECASE)
HINT = "export it as plain SVG: shapes and text alone, nothing that runs or is loaded from elsewhere"


def is_picture(name: str) -> bool:
    """Whether a file's name is that of a picture."""
    return name.lower().endswith(tuple(FORMATS))


def problems(path: Path) -> Iterator[Diagnostic]:
    """What is wrong inside a picture's file: S007 it is not what its name says, S018 an SVG that runs or fetches."""
    data = path.read_bytes()
    kind = path.suffix.lower()
    if kind != ".svg":
        if not data.startswith(_MAGIC[kind]):
            yield Diagnostic("S007", f"it is no {kind[1:].upper()} file", Location(path), "convert it, or rename it")
        return
    if match := re.search(rb"<!(DOCTYPE|ENTITY)", data):
        line = data.count(b"\n", 0, match.start()) + 1
        yield Diagnostic("S018", "it has a document type, which can hold entities", Location(path, line), HINT)
        return
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        root: Any = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        yield Diagnostic("S018", f"it is no XML: {error.msg}", Location(path, line), "save it as SVG again")
        return
    yield from _svg(root, path)


def _svg(root: Any, path: Path) -> Iterator[Diagnostic]:
    if etree.QName(root).localname != "svg":
        yield Diagnostic("S018", "it is no SVG", Location(path, root.sourceline), "save it as SVG again")
    for node in root.getroottree().xpath("//node()[not(self::text())]"):
        for message in _node(node):
            yield Diagnostic("S018", message, Location(path, node.sourceline), HINT)


def _node(node: Any) -> Iterator[str]:
    if isinstance(node, etree._Comment):
        return
    if not isinstance(node.tag, str):
        yield f"it holds the instruction {str(node)[:40]}"
        return
    name = etree.QName(node).localname
    if name in FORBIDDEN:
        yield f"it holds the element {name}"
    if name == "style" and (found := _fetching("".join(node.itertext()))):
        yield f"its style holds {found}"
    for key, value in node.attrib.items():
        yield from _attribute(etree.QName(key).localname, value)


def _attribute(name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on"):
        yield f"it holds the attribute {name}, which runs"
    elif name == "base" or (name in ("href", "src") and not _OWN.match(value)):
        yield f"it refers to {value[:60]}"
    elif found := _fetching(value):
        yield f"its attribute {name} holds {found}"


def _fetching(style: str) -> str:
    """What of a style could fetch something; a backslash could hide it (CSS Syntax 3, 4.3.7)."""
    if "@import" in style.lower():
        return "@import"
    if match := _URL.search(style):
        return style[match.start() : match.start() + 40]
    return "a backslash" if "\\" in style and re.search(r"\\[0-9a-fA-F\n]|\\[uUrRlL@]", style) else ""
