"""MathML as browsers and reading systems draw it: MathJax's, brought to MathML Core, without style attributes.

What Core has left to style sheets is said by classes: how the cells of a table are aligned and ruled, frames. The
style sheets of the editions draw them (templates/css/mathml.css.j2).
"""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from press.formulas import alphabets
from press.formulas.linear import linear

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
ALIGNED = "press-aligned"  # a table whose cells stand side by side as one line: equations one below the other
# Attributes of MathML Core, and of tables, which it leaves out but EPUB's MathML 3 has.
_KEPT = frozenset(
    "accent accentunder depth display displaystyle fence form height largeop linethickness lspace maxsize minsize"
    " movablelimits rspace scriptlevel separator stretchy symmetric voffset width columnspan rowspan".split()
)
_SIDES = ("top", "right", "bottom", "left")  # in the order in which MathJax tells the rules around a table
_BAR = {"\N{HORIZONTAL BAR}": "\N{MACRON}"}  # what Core stretches


def core(mathml: str) -> tuple[str, str]:
    """MathML that browsers draw, and the same formula as text.

    Args:
        mathml: as MathJax writes it.
    """
    root = ElementTree.fromstring(mathml)
    for element in reversed(list(root.iter())):  # a table tells its cells when they are bare
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        _plain(element)
    text = linear(root)
    root.attrib = {"xmlns": NAMESPACE, **root.attrib, "alttext": text}
    return ElementTree.tostring(root, "unicode", short_empty_elements=False), text


def _plain(element: Element) -> None:
    told = dict(element.attrib)
    element.attrib = {name: value for name, value in told.items() if name in _KEPT}
    if len(element):
        element.text = None
    for child in element:
        child.tail = None
    if element.tag in ("mi", "mn", "mo", "mtext"):
        _letters(element, told.get("mathvariant", ""))
    elif element.tag == "menclose":
        element.tag = "mrow"
        element.set("class", "press-boxed")
    elif element.tag == "mtable":
        _table(element, told)


def _letters(element: Element, variant: str) -> None:
    """The letters of a token in their alphabet; one letter of an `mi` is slanted unless it says that it is not."""
    element.text = alphabets.lettered(element.text or "", variant)
    if element.tag == "mi" and variant == "normal" and len(element.text) == 1:
        element.set("mathvariant", "normal")
    if element.tag == "mo":
        element.text = _BAR.get(element.text, element.text)


def _table(table: Element, told: dict[str, str]) -> None:
    """Say by classes what the attributes of a table say of its cells."""
    rows = [list(row) for row in table]
    aligns, spaces = told.get("columnalign", "").split(), told.get("columnspacing", "").split()
    if aligns[:2] == ["right", "left"] and _touch(spaces, 0):
        table.set("class", ALIGNED)
    columns, lines = (_listed(told.get(name, "none"), 64) for name in ("columnlines", "rowlines"))
    kinds = [told["frame"]] * 4 if "frame" in told else told.get("data-frame-styles", "").split()
    frame = {side for side, kind in zip(_SIDES, kinds, strict=False) if kind != "none"}
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            names = [f"press-{align}" for align in _listed_at(aligns, x) if align in ("left", "right")]
            names += ["press-joins"] if x < len(row) - 1 and _touch(spaces, x) else []
            names += ["press-joined"] if x and _touch(spaces, x - 1) else []
            ruled = {
                "left": (x > 0 and columns[x - 1] != "none") or (x == 0 and "left" in frame),
                "top": (y > 0 and lines[y - 1] != "none") or (y == 0 and "top" in frame),
                "right": x == len(row) - 1 and "right" in frame,
                "bottom": y == len(rows) - 1 and "bottom" in frame,
            }
            names += [f"press-rule-{side}" for side in _SIDES if ruled[side]]
            if names:
                cell.set("class", " ".join(names))


def _touch(spaces: list[str], at: int) -> bool:
    """Whether a column stands close to the next."""
    return _listed_at(spaces, at)[:1] in (["0em"], ["0"])


def _listed(values: str, count: int) -> list[str]:
    """The values of a list that goes on with its last one (MathML 3, 3.5.1)."""
    found = values.split() or ["none"]
    return [*found, *[found[-1]] * (count - len(found))]


def _listed_at(values: list[str], at: int) -> list[str]:
    return [values[min(at, len(values) - 1)]] if values else []
