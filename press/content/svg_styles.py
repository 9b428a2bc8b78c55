"""Styles of SVG pictures: what in them could fetch, and what holds for each element once all rules are applied.

CSS Syntax 3 is read by tinycss2, which undoes escapes, so that nothing can hide behind one. Only what stands on the
lists below is ever said again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import cssselect2  # type: ignore[import-untyped]
import tinycss2  # type: ignore[import-untyped]

# SVG 2, 6.6: presentation attributes.
_PRESENTATION = """
alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation color-interpolation-filters
color-rendering direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font
font-family font-size font-size-adjust font-stretch font-style font-variant font-weight glyph-orientation-horizontal
glyph-orientation-vertical image-rendering kerning letter-spacing lighting-color marker marker-end marker-mid
marker-start mask mask-type opacity overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor
text-decoration text-overflow text-rendering transform-origin unicode-bidi vector-effect visibility white-space
word-spacing writing-mode
"""
_STYLE_ONLY = """
background background-color cx cy font-feature-settings font-kerning font-variant-alternates font-variant-caps
font-variant-east-asian font-variant-ligatures font-variant-numeric font-variant-position font-variation-settings
font-optical-sizing height inline-size isolation line-height max-height max-width mix-blend-mode r rx ry text-align
text-decoration-color text-decoration-line text-decoration-style text-indent text-orientation text-transform transform
transform-box width x y
"""
PRESENTATION = frozenset(_PRESENTATION.split())
_PROPERTIES = PRESENTATION | frozenset(_STYLE_ONLY.split())
_FUNCTIONS = frozenset(
    """
    rgb rgba hsl hsla hwb lab lch oklab oklch color color-mix device-cmyk calc min max clamp
    matrix matrix3d translate translatex translatey translate3d scale scalex scaley rotate skew skewx skewy perspective
    blur brightness contrast drop-shadow grayscale hue-rotate invert opacity saturate sepia
    inset circle ellipse polygon
    """.split()
)
_NAMED = frozenset(("font-family", "font", "font-feature-settings", "font-variation-settings"))  # in quotation marks
# In style sheets, unlike attributes, a length without a unit is none (CSS Values 4, 6).
_LENGTHS = frozenset(
    """
    baseline-shift cx cy font-size height inline-size letter-spacing max-height max-width r rx ry text-indent width
    word-spacing x y
    """.split()
)
_BARE = re.compile(r"[-+]?(?=.*[1-9])[\d.]+([eE][-+]?\d+)?")
_PLAIN = re.compile(r"[#\w.%+\-, ]*")

Styles = Mapping[Any, Mapping[str, str]]


def fetching(style: str) -> str:
    """What of a style, or of an attribute's value, could fetch something; nothing, if nothing can."""
    if _PLAIN.fullmatch(style):
        return ""
    return next(_fetching(tinycss2.parse_component_value_list(style, skip_comments=True)), "")


def _fetching(tokens: Iterable[Any]) -> Iterator[str]:
    for token in tokens:
        if token.type == "at-keyword" and token.lower_value == "import":
            yield "@import"
        elif token.type == "url" and not token.value.startswith("#"):
            yield token.representation[:40]
        elif token.type == "error" and token.kind.startswith("bad"):
            yield f"what is no style: {token.message}"[:60]
        elif token.type == "function":
            name, inner = token.lower_name, token.arguments
            said = [part.value for part in inner if part.type == "string"]
            if name == "url" and not (said and said[0].startswith("#")):
                yield token.serialize()[:40]
            elif name != "url" and name not in _FUNCTIONS and said:
                yield f"{token.name}()"
            yield from _fetching(inner)
        elif token.type.endswith("block"):
            yield from _fetching(token.content)


@lru_cache(20_000)
def value(text: str, *, named: bool = False) -> str:
    """A property's value in our own words; empty if any of it is not on our lists.

    What refers to an element is written `url(#ID)`, the id percent-encoded.

    Args:
        text: as an attribute has it.
        named: whether it may hold names in quotation marks.
    """
    if _PLAIN.fullmatch(text):
        return text.strip()
    return _said(tinycss2.parse_component_value_list(text, skip_comments=True), named)


def _said(tokens: Iterable[Any], named: bool) -> str:
    try:
        return re.sub(r"\s+", " ", "".join(_token(token, named) for token in tokens)).strip()
    except ValueError:
        return ""


def _token(token: Any, named: bool) -> str:
    match token.type:
        case "whitespace":
            said = " "
        case "number" | "percentage" | "dimension" | "ident" | "hash":
            said = token.serialize()
        case "literal" if token.value in tuple(",/+-*"):
            said = token.value
        case "string" if named and not re.search(r"['\"<>&\x00-\x1f]", token.value):
            said = f"'{token.value}'"
        case "url" if token.value.startswith("#"):
            said = _own(token.value)
        case "() block":
            said = f"({''.join(_token(part, named) for part in token.content)})"
        case "function":
            said = _function(token, named)
        case other:
            raise ValueError(other)
    if "\\" in said:
        raise ValueError(said)
    return str(said)


def _function(token: Any, named: bool) -> str:
    name = token.lower_name
    if name == "url":
        return _own(next(part.value for part in token.arguments if part.type == "string"))
    if name == "icc-color":  # a second way to say the colour before it, which names a profile
        return ""
    if name not in _FUNCTIONS:
        raise ValueError(name)
    return f"{token.name}({''.join(_token(part, named) for part in token.arguments)})"


def _own(target: str) -> str:
    return f"url(#{quote(target[1:], safe='')})"


@lru_cache(20_000)
def _declared(text: str) -> tuple[tuple[str, str, bool], ...]:
    """The name, value and importance of the declarations of a style attribute."""
    return tuple(_declarations(tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)))


def _declarations(rows: Iterable[Any]) -> Iterator[tuple[str, str, bool]]:
    for row in rows:
        name = row.lower_name if row.type == "declaration" else ""
        if name in _PROPERTIES and (said := _said(row.value, name in _NAMED)):
            yield name, said, row.important


def cascaded(root: Any, sheets: Iterable[str]) -> Styles:
    """What the style sheets and the style attributes of a picture come to, for each element that any of it concerns.

    Rules for media and states do not count: a picture in a book has neither.

    Args:
        root: lxml's, without comments and instructions.
        sheets: the texts of its style elements, in their order.

    Returns:
        Names and values of properties by element, in the order of the cascade (CSS Cascade 5, 6).
    """
    matcher, ruled = cssselect2.Matcher(), False
    for sheet in sheets:
        for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
            if rule.type != "qualified-rule":
                continue
            rows = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
            declared = [row for row in _declarations(rows) if not (row[0] in _LENGTHS and _BARE.fullmatch(row[1]))]
            try:
                selectors = cssselect2.compile_selector_list(rule.prelude)
            except cssselect2.SelectorError:
                continue
            for selector in selectors:
                if declared and selector.pseudo_element is None:
                    matcher.add_selector(selector, declared)
                    ruled = True
    found: dict[Any, dict[str, str]] = {}
    for wrapper in cssselect2.ElementWrapper.from_xml_root(root).iter_subtree():
        element = wrapper.etree_element
        said_of = [row for *_, rules in (matcher.match(wrapper) if ruled else ()) for row in rules]
        said_of += _declared(element.get("style", ""))
        style: dict[str, str] = {}
        for name, said, _ in sorted(said_of, key=lambda row: row[2]):  # what is important goes last
            style.pop(name, None)  # a shorthand that comes later takes back what is said before it
            style[name] = said
        if style:
            found[element] = style
    return found
