"""SVG pictures as they are read: what may not be in one, with its line.

An SVG is a document that can run scripts and load other files, and must do neither here. It is looked at as lxml
decoded it, so that no encoding hides anything; what editions publish is written anew (press.editions.drawings).

SVG 2, 2.5 (secure static mode): no scripts, no external references, no animation, no interaction.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from lxml import etree

from press import characters
from press.content import pixels, svg_styles
from press.diagnostics import Diagnostic, Location

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
HINT = "export it as plain SVG: shapes and text alone, nothing that runs or is loaded from elsewhere"
HTML = "text in HTML is for browsers alone: have the program export plain text (draw.io, Mermaid: without HTML labels)"
_FORBIDDEN = frozenset(
    """
    script foreignobject handler listener iframe object embed audio video canvas
    set animate animatemotion animatetransform animatecolor discard
    """.split()
)
# Namespaces whose elements browsers give a life of their own within an SVG.
_ALIVE = ("http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2001/XInclude")
# A picture within the picture is data of its own; anything else is an element of the same file.
DATA = re.compile(r"\s*data:image/(png|jpe?g);base64,")
_ANOTHER_PLACE = re.compile(r"\s*(https?|mailto):", re.IGNORECASE)
_OLD = re.compile(r"-//W3C//DTD SVG [\w.-]*//EN")
_TARGET = re.compile(r"url\(#([^)]*)\)")
ELEMENTS = 100_000  # of a picture
TEXT = 100_000  # characters in it: five seconds of WeasyPrint's
DRAWN = 20_000  # elements drawn once more, by <use>, patterns, masks, markers …: some seconds of WeasyPrint's
_FILTER = {"numOctaves": 16, "order": 16, "radius": 500}  # the largest that is of use
_PRIMITIVES = 50  # of a filter


def parsed(data: bytes) -> Any:
    """The root of a picture, without its comments.

    Raises:
        lxml.etree.XMLSyntaxError: it is no XML, nested more than 256 deep, or holds a text of more than 10 MB.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    return etree.fromstring(data, parser)


def problems(path: Path) -> Iterator[Diagnostic]:
    """What is wrong with a picture's file: S018 and S015, each with its line."""
    data = path.read_bytes()
    try:
        root = parsed(data)
    except etree.XMLSyntaxError as error:
        where = Location(path, error.lineno or 1)
        yield Diagnostic("S018", f"it is no XML: {error.msg}", where, "save it as SVG again")
        return
    if _declares(root):
        message = "it has a document type, which can hold entities"
        yield Diagnostic("S018", message, Location(path, _line_of_type(data, root)), HINT)
        return
    if name_of(root) != "svg":
        yield Diagnostic("S018", "it is no SVG", Location(path, root.sourceline), "save it as SVG again")
        return
    found = False
    for node in root.getroottree().xpath("//node()[not(self::text())]"):
        for message in _hidden(node):
            found = True
            yield Diagnostic("S015", message, Location(path, node.sourceline), characters.HINT)
        for message in _node(node):
            found = True
            hint = HTML if "foreignObject" in message else HINT
            yield Diagnostic("S018", message, Location(path, node.sourceline), hint)
    if not found:
        for node, message in _too_much(root):
            hint = "make it simpler, or export it as PNG"
            yield Diagnostic("S018", message, Location(path, node.sourceline), hint)


def _declares(root: Any) -> bool:
    """Whether a document type is more than the name of SVG, as its older writers have it."""
    info = root.getroottree().docinfo
    if not info.doctype or root.getprevious() is not None:  # an instruction, which is told as such
        return False
    written = etree.tostring(root.getroottree(), encoding="unicode")
    whole = not written.startswith(f"{info.doctype}\n")  # it goes on, with a part of its own
    return whole or bool(info.system_url and not _OLD.fullmatch(info.public_id or ""))


def _line_of_type(data: bytes, root: Any) -> int:
    before = data.decode(root.getroottree().docinfo.encoding or "utf-8", "replace").partition("<!DOCTYPE")[0]
    return before.count("\n") + 1


def name_of(node: Any) -> str:
    """The local name of an element of SVG; of anything else nothing. One without a namespace is of SVG."""
    if not isinstance(node.tag, str):
        return ""
    found = etree.QName(node)
    return found.localname if found.namespace in (SVG, None) else ""


def sheets(root: Any) -> Iterator[str]:
    """The texts of the style sheets that count."""
    for node in root.iter(f"{{{SVG}}}style", "style"):
        if node.get("type", "text/css") == "text/css" and node.get("media", "all") in ("all", "screen"):
            yield "".join(node.xpath("text()"))


def data_of(address: str) -> bytes:
    """The bytes of a picture within the picture.

    Raises:
        ValueError: they are not well encoded.
    """
    try:
        return base64.b64decode("".join(unquote(address.partition(",")[2]).split()), validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error


def _hidden(node: Any) -> Iterator[str]:
    """What nobody sees in an element's texts; what isn't SVG's own is not published."""
    if name_of(node):
        own = (value for name, value in node.attrib.items() if not name.startswith("{"))
        for part in (node.text, *(child.tail for child in node), *own):
            for _, message in characters.controls((part or "").replace("\r", "\n")):
                yield message


def _node(node: Any) -> Iterator[str]:
    if not isinstance(node.tag, str):
        yield f"it holds the instruction {str(node)[:40]}"
        return
    tag = etree.QName(node)
    if tag.localname.lower() in _FORBIDDEN:
        yield f"it holds the element {tag.localname}"
    elif tag.namespace in _ALIVE and not _told_above(node):
        yield f"it holds the element {tag.localname} of another language"
    if tag.localname == "style" and (found := svg_styles.fetching("".join(node.itertext()))):
        yield f"its style holds {found}"
    for key, value in node.attrib.items():
        yield from _attribute(tag.localname, etree.QName(key).localname, value)


def _told_above(node: Any) -> bool:
    above = (etree.QName(parent) for parent in node.iterancestors())
    return any(tag.namespace in _ALIVE or tag.localname.lower() in _FORBIDDEN for tag in above)


def _attribute(element: str, name: str, value: str) -> Iterator[str]:
    if name.lower().startswith("on"):
        yield f"it holds the attribute {name}, which runs"
    elif name == "base":
        yield f"it refers to {value[:60]}"
    elif name in ("href", "src", "srcset"):
        yield from _reference(element, value)
    elif (name == "style" or name in svg_styles.PRESENTATION) and (found := svg_styles.fetching(value)):
        yield f"its attribute {name} holds {found}"


def _reference(element: str, value: str) -> Iterator[str]:
    if value.strip().startswith("#") or (element == "a" and _ANOTHER_PLACE.match(value)):
        return  # editions have no links in pictures
    if not DATA.match(value):
        yield f"it refers to {value[:60]}"
        return
    try:
        data = data_of(value)
    except ValueError:
        yield "a picture in it is damaged"
        return
    if found := pixels.damage(data, ("PNG", "JPEG", "MPO"), "PNG or JPEG"):
        yield f"a picture in it {found[1]}"


def references(node: Any, style: Mapping[str, str]) -> Iterator[str]:
    """The ids that an element refers to, by its address or its style; `style` is its row of the cascade."""
    for key, value in node.attrib.items():
        name = etree.QName(key).localname
        if name == "href" and value.strip().startswith("#") and name_of(node) != "a":
            yield value.strip()[1:]
        elif name in svg_styles.PRESENTATION and "(" in value:
            yield from (unquote(found) for found in _TARGET.findall(svg_styles.value(value)))
    for value in style.values():
        yield from (unquote(found) for found in _TARGET.findall(value))


def _too_much(root: Any) -> Iterator[tuple[Any, str]]:
    """What would keep a reader's machine busy for longer than a picture is worth."""
    every = [node for node in root.iter() if isinstance(node.tag, str)]
    if len(every) > ELEMENTS:
        yield root, f"it has {len(every):,} elements; the limit is {ELEMENTS:,}"
        return
    said = sum(len(node.text or "") + len(node.tail or "") for node in every if name_of(node) not in ("", "style"))
    if said > TEXT:
        yield root, f"it holds {said:,} characters; the limit is {TEXT:,}"
    for node in every:
        if name_of(node) == "filter" and len(node) > _PRIMITIVES:
            yield node, f"a filter has {len(node)} steps; the limit is {_PRIMITIVES}"
        for key, most in _FILTER.items() if name_of(node).startswith("fe") else ():
            if any(float(number) > most for number in re.findall(r"\d+\.?\d*(?:[eE]\+?\d+)?", node.get(key, ""))):
                yield node, f"its {key} is {node.get(key)[:20]}; the limit is {most}"
    yield from _drawn(root, every)


def _drawn(root: Any, every: list[Any]) -> Iterator[tuple[Any, str]]:
    """References in a ring, and elements that draw too many others again."""
    styles = svg_styles.cascaded(root, sheets(root))
    named: dict[str, Any] = {}
    for node in every:
        if name := node.get("id"):
            named.setdefault(name, node)
    costs: dict[Any, int] = {}
    open_: set[Any] = set()

    def cost(node: Any) -> int:
        """Elements that drawing one draws."""
        if node in costs:
            return costs[node]
        if node in open_:
            raise _RingError(node)
        open_.add(node)
        found = 1 + sum(cost(child) for child in node if isinstance(child.tag, str))
        for target in references(node, styles.get(node, {})):
            found += cost(named[target]) if target in named else 0
        open_.discard(node)
        costs[node] = found
        return found

    try:
        again = cost(root) - len(every)
    except (_RingError, RecursionError):
        yield root, "an element in it draws itself, or others that draw others too often"
        return
    if again > DRAWN:
        yield root, f"its elements draw others {again:,} times; the limit is {DRAWN:,}"


class _RingError(Exception):
    """An element is met within itself."""
