"""SVG pictures as editions publish them: written anew, of what is drawn alone.

No document type, comment, metadata or editor's own; nothing that isn't shown; style sheets applied to the elements
that they concern; names of elements neutral. Whoever looks sees the same picture.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from lxml import etree

from press.content import svg_styles
from press.content.svg import DATA, SVG, XLINK, data_of, name_of, parsed, references, sheets
from press.content.svg_styles import PRESENTATION

_TEXT = frozenset(("text", "tspan", "textPath"))
_ELEMENTS = _TEXT | frozenset(
    """
    svg g defs symbol use switch image path rect circle ellipse line polyline polygon
    linearGradient radialGradient stop pattern clipPath mask marker filter
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap
    feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode
    feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence
    """.split()
)
# Drawn only where something refers to them.
_APART = frozenset("defs symbol linearGradient radialGradient pattern clipPath mask marker filter".split())
# Attributes of numbers, lists and keywords (SVG 2, appendix I), and the words that stand in one.
_ATTRIBUTES = frozenset(
    """
    viewBox preserveAspectRatio width height x y x1 y1 x2 y2 cx cy r rx ry fx fy fr points pathLength transform
    gradientTransform gradientUnits spreadMethod offset patternTransform patternUnits patternContentUnits
    clipPathUnits maskUnits maskContentUnits markerUnits markerWidth markerHeight orient refX refY
    dx dy rotate textLength lengthAdjust startOffset method spacing side systemLanguage
    filterUnits primitiveUnits mode type values tableValues slope intercept amplitude exponent operator k1 k2 k3 k4
    order kernelMatrix divisor bias targetX targetY edgeMode kernelUnitLength preserveAlpha surfaceScale
    diffuseConstant specularConstant specularExponent limitingConeAngle pointsAtX pointsAtY pointsAtZ z azimuth
    elevation scale xChannelSelector yChannelSelector stdDeviation radius baseFrequency numOctaves seed stitchTiles
    """.split()
)
_WORDS = frozenset(
    """
    e px pt pc mm cm in em ex rem ch vw vh vmin vmax q deg rad grad turn
    matrix translate translatex translatey scale scalex scaley rotate skewx skewy
    userspaceonuse objectboundingbox strokewidth auto start reverse pad reflect repeat none meet slice
    defer xminymin xmidymin xmaxymin xminymid xmidymid xmaxymid xminymax xmidymax xmaxymax
    exact stretch spacing spacingandglyphs align left right over out atop xor lighter arithmetic
    normal multiply screen darken lighten overlay color dodge burn hard soft light difference exclusion hue saturation
    luminosity saturate huerotate luminancetoalpha identity table discrete linear gamma erode dilate duplicate wrap
    r g b a turbulence fractalnoise stitch nostitch true false
    """.split()
)
_NUMBERS = re.compile(r"[\w\s.,;%()+\-]*")
_PATH = re.compile(r"[\sMmZzLlHhVvCcSsQqTtAaEe0-9.,+\-]*")
_LANGUAGES = re.compile(r"[A-Za-z0-9, -]{1,80}")
_INPUTS = frozenset("SourceGraphic SourceAlpha BackgroundImage BackgroundAlpha FillPaint StrokePaint".split())
_OWN = re.compile(r"url\(#([^)]*)\)")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# The properties that decide whether something is seen, with what they are where nothing is said; children take them
# over from their parents.
_SEEN = {
    **{"visibility": "visible", "fill": "black", "stroke": "none"},
    **{"fill-opacity": "1", "stroke-opacity": "1", "opacity": "1"},
}
_NOTHING = re.compile(r"none|transparent|(0+\.?0*|\.0+)%?")

Rewrite = Callable[[bytes], tuple[bytes, str]]


def published(data: bytes, rewrite: Rewrite) -> bytes:
    """A picture as it is published, in UTF-8; the same input gives the same bytes.

    Args:
        data: a file that press.content.svg has nothing against.
        rewrite: makes of a picture within it its published bytes and their media type.
    """
    drawing = _Drawing(parsed(data), rewrite)
    return etree.tostring(drawing.written(), encoding="utf-8") + b"\n"


class _Drawing:
    """One picture: what of it is drawn, and the neutral names of what is referred to."""

    def __init__(self, root: Any, rewrite: Rewrite) -> None:
        self._root, self._rewrite = root, rewrite
        self._styles = svg_styles.cascaded(root, sheets(root))
        self._named: dict[str, Any] = {}
        for node in root.iter("*"):
            if name := node.get("id"):
                self._named.setdefault(name, node)
        self._kept: dict[Any, None] = {}  # elements that are drawn, with all that they are drawn by
        self._silent: set[Any] = set()  # texts and pictures that aren't seen themselves
        self._known: dict[str, str] = {}  # neutral names
        self._results: dict[str, str] = {}  # of the steps of filters
        self._keep(root, _SEEN)
        self._targets = {
            target: self._named[target]
            for node in self._kept
            for target in references(node, self._style(node))
            if target in self._named
        }

    def written(self) -> Any:
        """The new root."""
        names = {node: name for name, node in self._targets.items() if self._named.get(name) is node}
        order = [names[node] for node in self._root.iter("*") if node in names]
        self._known = {name: f"i{number}" for number, name in enumerate(order, 1)}
        made = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG, "xlink": XLINK})  # type: ignore[dict-item]
        self._fill(self._root, made)
        etree.cleanup_namespaces(made)
        return made

    def _style(self, node: Any) -> Mapping[str, str]:
        return self._styles.get(node, {})

    def _said(self, node: Any, name: str, otherwise: str) -> str:
        """What an element says of a property, or else what is said already."""
        found = self._style(node).get(name, svg_styles.value(node.get(name, "")))
        return otherwise if found in ("", "inherit") else found

    def _keep(self, node: Any, above: Mapping[str, str]) -> bool:
        """Keep an element if anything of it is drawn where it stands; whether it is.

        Shapes that aren't seen are kept, since a group's size counts them; texts and pictures aren't.
        """
        name = name_of(node)
        if name not in (*_ELEMENTS, "a") or self._said(node, "display", "") == "none":
            return False
        if name in _APART:
            return False  # until something refers to it
        seen = self._seen(node, above)
        below = [self._keep(child, seen) for child in node.iterchildren("*")]
        hollow = name in ("g", "a", "switch") and not _speaks(node) and not self._said(node, "filter", "")
        hollow = hollow and name_of(node.getparent()) != "switch"  # of which the first that can be shown is
        if any(below) or not (hollow or node in self._silent) or node is self._root:
            self._hold(node)
            return True
        return False

    def _seen(self, node: Any, above: Mapping[str, str]) -> Mapping[str, str]:
        """What an element takes over or says itself of _SEEN; a text or picture of which nothing is seen is silent."""
        seen = {key: self._said(node, key, value) for key, value in above.items() if key != "opacity"}
        hidden = _NOTHING.fullmatch(above["opacity"]) or _NOTHING.fullmatch(self._said(node, "opacity", "1"))
        seen["opacity"] = "0" if hidden else "1"  # it holds for all that is below
        unseen = hidden or seen["visibility"] != "visible"
        if name_of(node) == "image" and unseen:
            self._silent.add(node)
        if _speaks(node) and (unseen or not (_paints(seen, "fill") or _paints(seen, "stroke"))):
            self._silent.add(node)
        return seen

    def _hold(self, node: Any) -> None:
        self._kept[node] = None
        for target in references(node, self._style(node)):
            self._refer(target)

    def _refer(self, target: str) -> None:
        """Keep what is drawn by reference, all of it, and what holds it, since that says how it looks."""
        node = self._named.get(target)
        if node is None or node in self._kept:
            return
        self._whole(node, _SEEN, clipping=name_of(node) == "clipPath")
        for parent in node.iterancestors():
            if parent not in self._kept and name_of(parent) in _ELEMENTS:
                self._hold(parent)

    def _whole(self, node: Any, above: Mapping[str, str], *, clipping: bool) -> None:
        if name_of(node) not in (*_ELEMENTS, "a"):
            return
        seen = above if clipping else self._seen(node, above)  # what clips need not be painted
        for child in node.iterchildren("*"):
            if self._said(child, "display", "") != "none":
                self._whole(child, seen, clipping=clipping)
        speaks = node not in self._silent or any(child in self._kept for child in node.iterchildren("*"))
        if speaks and node not in self._kept:
            self._hold(node)

    def _fill(self, node: Any, made: Any) -> None:
        """Give a new element the attributes, the text and the children that are drawn of an old one."""
        name = name_of(node)
        for key, value in self._attributes(node, name):
            made.set(key, value)
        spoken = _speaks(node) and node not in self._silent
        made.text = node.text if spoken else None
        last = None
        for child in node.iterchildren("*"):
            tail = (child.tail if spoken else None) or ""
            if child in self._kept:
                kind = {"a": "tspan" if _speaks(child) else "g"}.get(name_of(child), name_of(child))
                last = etree.SubElement(made, f"{{{SVG}}}{kind}")
                self._fill(child, last)
                last.tail = tail or None
            elif last is not None:
                last.tail = (last.tail or "") + tail or None
            else:
                made.text = (made.text or "") + tail or None

    def _attributes(self, node: Any, name: str) -> Iterator[tuple[str, str]]:
        if (own := node.get("id")) in self._known and self._named[own] is node:
            yield "id", self._known[own]
        for key, value in node.attrib.items():
            tag = etree.QName(key)
            if tag.localname == "href" and tag.namespace in (None, XLINK) and name != "a":
                if address := self._address(value.strip()):
                    yield f"{{{XLINK}}}href", address
            elif tag.namespace is None:
                if said := self._attribute(key, value):
                    yield key, said
            elif (key == _SPACE and value == "preserve") or (key == _LANG and _LANGUAGES.fullmatch(value)):
                yield key, value
        if style := self._style(node):
            yield "style", "; ".join(f"{key}: {self._renamed(value)}" for key, value in style.items())

    def _attribute(self, key: str, value: str) -> str:
        """An attribute's value as it is said; empty if it isn't."""
        if key in PRESENTATION:
            return self._renamed(svg_styles.value(value, named=key in ("font-family", "font")))
        if key == "d":
            return _PATH.match(value)[0].strip()  # type: ignore[index]  # readers stop at the first fault, too
        if key in ("in", "in2", "result"):
            return value if value in _INPUTS else self._results.setdefault(value, f"r{len(self._results) + 1}")
        if key == "systemLanguage":
            return value if _LANGUAGES.fullmatch(value) else ""
        if key in _ATTRIBUTES and _NUMBERS.fullmatch(value):
            words = re.findall(r"[A-Za-z]+", value)
            return value.strip() if all(word.lower() in _WORDS for word in words) else ""
        return ""

    def _address(self, value: str) -> str:
        if value.startswith("#"):
            return f"#{self._known[value[1:]]}" if value[1:] in self._known else ""
        if not DATA.match(value):
            return ""
        data, kind = self._rewrite(data_of(value))
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"

    def _renamed(self, value: str) -> str:
        return _OWN.sub(lambda found: f"url(#{self._known.get(unquote(found[1]), 'i0')})", value)


def _speaks(node: Any) -> bool:
    """Whether what stands in an element is text that is drawn."""
    return name_of(node) in _TEXT or (name_of(node) == "a" and any(name_of(up) in _TEXT for up in node.iterancestors()))


def _paints(seen: Mapping[str, str], what: str) -> bool:
    return not (_NOTHING.fullmatch(seen[what]) or _NOTHING.fullmatch(seen[f"{what}-opacity"]))
