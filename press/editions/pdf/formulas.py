"""Formulas in a PDF: drawings of MathJax's on the line of the text, with what they say for search, copy and speech.

The tree that WeasyPrint has parsed holds each as span.press-formula with its TeX (press.model.formula). A drawing gets
the room that the white between two lines leaves it, so that a line with a small fraction stands no further from the
others; a formula on a line of its own takes a whole number of lines. Behind each stands a letter that nobody sees,
whose text is the formula's (press.typesetting.names).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from press.diagnostics import Diagnostic, EngineError
from press.editions import fonts
from press.formulas import mathjax
from press.formulas.mathjax import Formula, Piece
from press.model.fonts import FACES, SERIF_SC
from press.model.formula import DISPLAY, EQUATION, FORMULA, TEX

SVG = "{http://www.w3.org/2000/svg}"
UNITS = 1000  # of a drawing in an em
SPACE = 0.55  # lines that a formula on a line of its own is set off by, above and below together, at the least
SMALLEST = 0.7  # of its size that a formula is made smaller to, if it finds no room otherwise
NUMBERS = 4.0  # em that a number takes
BLANK = 0.237  # em that a space takes
CLOSED = 1.4  # line height, in em, of notes and tables
_JOINER = "\u2060"
_STROKES = {"line", "rect", "ellipse", "polyline"}
_RULE = "60"


@dataclass(frozen=True)
class Text:
    """What formulas stand in: size and line height of the text in points, width of its column in points, their ink."""

    size: float
    line: float
    measure: float
    ink: str

    @property
    def columns(self) -> float:
        """The width of the column in em."""
        return self.measure / self.size


@dataclass(frozen=True)
class _Drawing:
    """A drawing: the gap before it, its width, how far it reaches above and below the line of the text, in em."""

    svg: Element
    gap: float
    width: float
    above: float
    below: float


def draw(root: Element, text: Text, modules: Path) -> None:
    """Draw all formulas of a document, and put those on lines of their own into paragraphs of their own.

    Args:
        root: the document; spans become drawings.
        modules: node_modules, where the faces for Chinese are.

    Raises:
        EngineError: a character that neither the face of mathematics nor the Chinese one has (P001); formulas that
            are too wide for the column (P020).
    """
    parents = {child: parent for parent in root.iter() for child in parent}
    spans = [element for element in root.iter("span") if FORMULA in element.get("class", "").split()]
    formulas = [Formula(span.attrib[f"data-{TEX}"], DISPLAY in span.attrib["class"].split()) for span in spans]
    widths = [_room(span, parents, text) for span in spans]
    drawn = [
        [_drawing(piece, formula, text.ink, modules) for piece in pieces]
        for formula, pieces in zip(formulas, _drawn(formulas, widths), strict=True)
    ]
    if found := list(_too_wide(formulas, drawn, widths)):
        raise EngineError(found)
    for span, formula, drawings in zip(spans, formulas, drawn, strict=True):
        _put(span, drawings, formula.display, _line_height(span, parents, text))
        if formula.display:
            _set_off(_outermost(span, parents), parents, drawings[0], text)
        else:
            _join(span, parents)


def _too_wide(
    formulas: Sequence[Formula], drawn: Sequence[Sequence[_Drawing]], widths: Sequence[float]
) -> Iterator[Diagnostic]:
    """Formulas that can't be broken, and would be too small to be read if they were made to fit."""
    for formula, drawings, width in zip(formulas, drawn, widths, strict=True):
        widest = max(drawing.width for drawing in drawings)
        if widest * SMALLEST > width:
            told = " ".join(formula.tex.split())
            message = f"the formula is {widest / width:.1f} times as wide as its column: {told}"
            hint = "break it, in \\begin{aligned} … \\\\ … \\end{aligned}, or name its parts"
            yield Diagnostic("P020", message, hint=hint, about=_first_line(formula))


def _first_line(formula: Formula) -> str:
    """What a formula is found by in its source."""
    return next((line.strip() for line in formula.tex.split("\n") if line.strip()), formula.tex)


def _room(span: Element, parents: dict[Element, Element], text: Text) -> float:
    """The width in em that a formula has on a line of its own."""
    return text.columns - (NUMBERS if EQUATION in parents[span].get("class", "").split() else 0)


def _drawn(formulas: Sequence[Formula], widths: Sequence[float]) -> list[list[Piece]]:
    """The drawings of formulas, all of one width in one run."""
    out: dict[int, list[Piece]] = {}
    for width in sorted(set(widths)):
        places = [at for at, own in enumerate(widths) if own == width]
        out |= dict(zip(places, mathjax.drawn([formulas[at] for at in places], width), strict=True))
    return [out[at] for at in range(len(formulas))]


def _drawing(piece: Piece, formula: Formula, ink: str, modules: Path) -> _Drawing:
    """MathJax's drawing in an ink, its Chinese characters as outlines, without what tells of its TeX."""
    svg = ElementTree.fromstring(piece.svg)
    x, top, width, height = map(float, svg.attrib["viewBox"].split())
    for element in list(svg.iter()):
        kind = element.tag.removeprefix(SVG)
        told = element.attrib
        element.attrib = {key: value for key, value in told.items() if not key.startswith("data-") and key != "class"}
        if kind in _STROKES and ("data-line" in told or "data-frame" in told or told.get("fill") == "none"):
            element.attrib |= {"fill": "none", "stroke": ink, "stroke-width": _RULE}
        if kind == "text":
            _outline(element, formula, modules)
        if kind == "g" and "currentColor" in told.values():
            element.attrib |= {"fill": ink, "stroke": "none"}
    svg.attrib = {"viewBox": f"{x:g} {top:g} {width:g} {height:g}"}
    return _Drawing(svg, piece.gap, width / UNITS, -top / UNITS, (height + top) / UNITS)


def _outline(text: Element, formula: Formula, modules: Path) -> None:
    """The outlines of a text that MathJax has no glyphs for; each of its characters takes an em."""
    content = text.text or ""
    outlines = [(_path(character, modules), at) for at, character in enumerate(content)]
    if missing := [c for c in content if east_asian_width(c) not in "WF" or not _path(c, modules)]:
        message = f"no face of mathematics has “{missing[0]}” (U+{ord(missing[0]):04X})"
        hint = "say it in the text, outside of the formula"
        raise EngineError(Diagnostic("P001", message, hint=hint, about=_first_line(formula)))
    moved = text.attrib.get("transform", "").replace("scale(1,-1)", "").strip()
    text.tag, text.text = f"{SVG}g", None
    text.attrib = {"transform": moved} if moved else {}
    for path, at in outlines:
        SubElement(text, f"{SVG}path", {"d": path, "transform": f"translate({at * UNITS},0)"})


@cache
def _path(character: str, modules: Path) -> str:
    """The outline of a Chinese character, in thousandths of an em, upwards; empty if the face lacks it."""
    face = next(face for face in FACES if face.family == SERIF_SC)
    return fonts.outline(face, modules, character, UNITS)


def _line_height(span: Element, parents: dict[Element, Element], text: Text) -> float:
    """The line height in em around a formula."""
    around = {element.tag for element in _ancestors(span, parents)}
    noted = any("press-note" in element.get("class", "").split() for element in _ancestors(span, parents))
    return CLOSED if noted or around & {"td", "th", "caption", "figcaption"} else text.line / text.size


def _put(span: Element, drawings: Sequence[_Drawing], display: bool, line: float) -> None:
    """Drawings in the place of a formula's text; the first is bound to what says it."""
    said = "".join(span.itertext())
    for child in list(span):
        span.remove(child)
    span.text = None
    span.set("aria-label", said)
    first = SubElement(span, "span", {"class": "press-drawn"})
    hidden = {"class": "press-said", "data-text": said, "data-width": f"{drawings[0].width:g}"}
    SubElement(first, "span", hidden).text = "x"
    for at, drawing in enumerate(drawings):
        above, below = (0.0, 0.0) if display else _overlap(drawing, line)
        drawing.svg.set(
            "style",
            f"width:{drawing.width:.4g}em;vertical-align:{below - drawing.below:.4g}em;"
            f"margin-top:{-above:.4g}em;margin-bottom:{-below:.4g}em",
        )
        if drawing.gap:
            span.append(_gap(drawing.gap))
        (span if at else first).append(drawing.svg)


def _overlap(drawing: _Drawing, line: float) -> tuple[float, float]:
    """How far a drawing may reach into the white above and below the room of its line, in em."""
    above = min(max(0.0, drawing.above - (0.75 * line - 0.05)), 0.25 * line - 0.23)
    below = min(max(0.0, drawing.below - (0.25 * line - 0.02)), 0.75 * line - 0.86)
    return above, below


def _join(span: Element, parents: dict[Element, Element]) -> None:
    """Let no line break between a formula and a letter beside it, as in $n$-th; a Chinese one stands a little off."""
    parent = parents[span]
    at = list(parent).index(span)
    before = parent[at - 1] if at else None
    text = (before.tail if before is not None else parent.text) or ""
    if _is_han(text[-1:]):
        span.insert(0, _gap(BLANK))
    elif _binds(text[-1:]) and before is not None:
        before.tail = text + _JOINER
    elif _binds(text[-1:]):
        parent.text = text + _JOINER
    if _is_han((span.tail or "")[:1]):
        span.append(_gap(BLANK))
    elif _binds((span.tail or "")[:1]):
        span.tail = f"{_JOINER}{span.tail}"


def _is_han(character: str) -> bool:
    return character.isalpha() and east_asian_width(character) in "WF"


def _binds(character: str) -> bool:
    return bool(character) and not character.isspace() and east_asian_width(character) not in "WF"


def _gap(width: float) -> Element:
    """A space where a line may break; its width in em."""
    space = Element("span", {"class": "press-gap", "style": f"word-spacing:{width - BLANK:.3g}em"})
    space.text = " "
    return space


def _outermost(span: Element, parents: dict[Element, Element]) -> Element:
    """A formula with its number, if it has one."""
    return parents[span] if EQUATION in parents[span].get("class", "").split() else span


def _set_off(element: Element, parents: dict[Element, Element], drawing: _Drawing, text: Text) -> None:
    """A formula with its number as a paragraph, the text around it as others; on the grid of lines."""
    if EQUATION in element.get("class", "").split() and drawing.width > text.columns - 2 * NUMBERS:
        element.set("class", f"{element.get('class')} press-broad")
    paragraph = parents[element]
    height = min(1.0, _room_of(element, text) / drawing.width) * (drawing.above + drawing.below) * text.size
    lines = max(2, ceil(height / text.line + SPACE))
    around = {e.tag for e in _ancestors(element, parents)}
    style = "" if around & {"td", "th"} else f"padding:{(lines * text.line - height) / 2:.5g}pt 0"
    if paragraph.tag != "p":
        element.set("style", style)
        return
    _split(paragraph, element, parents[paragraph], parents, style)


def _room_of(element: Element, text: Text) -> float:
    return text.columns - (NUMBERS if EQUATION in element.get("class", "").split() else 0)


def _split(
    paragraph: Element, element: Element, block: Element, parents: dict[Element, Element], style: str
) -> None:
    """Three paragraphs of one: what stands before a formula, the formula, what stands behind it."""
    at, place = list(paragraph).index(element), list(block).index(paragraph)
    line = Element("p", {"class": "press-formula-line", **({"style": style} if style else {})})
    behind = Element("p", {"class": "press-goes-on"})
    behind.text, element.tail = element.tail, None
    for child in list(paragraph)[at + 1 :]:
        paragraph.remove(child)
        behind.append(child)
        parents[child] = behind
    paragraph.remove(element)
    line.append(element)
    parents[element] = line
    line.tail, paragraph.tail = paragraph.tail, None
    new = [line]
    if len(behind) or (behind.text or "").strip():
        behind.tail, line.tail = line.tail, None
        new.append(behind)
    for offset, one in enumerate(new, 1):
        block.insert(place + offset, one)
        parents[one] = block
    if not (paragraph.text or "").strip() and all(_empty(child) for child in paragraph):
        line[:0] = list(paragraph)  # its anchors
        block.remove(paragraph)
    else:
        line.set("class", f"{line.get('class')} press-bound")


def _empty(element: Element) -> bool:
    return not "".join(element.itertext()).strip() and not (element.tail or "").strip()


def _ancestors(element: Element, parents: dict[Element, Element]) -> Iterator[Element]:
    while element in parents:
        element = parents[element]
        yield element

