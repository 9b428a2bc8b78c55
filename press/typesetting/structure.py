"""The structure tree of a tagged PDF (ISO 32000-1, 14.7 and 14.8), made from the HTML tree, not from page boxes.

One HTML element gets one structure element, made when its first content is met, inside its parent's: a paragraph over
a page end is one P. A note's call is met before its text, so Reference and Note stand where the note is called.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from press.model.book import MARKER
from press.model.formula import FORMULA

SVG = "{http://www.w3.org/2000/svg}svg"
HEADINGS = tuple(f"h{level}" for level in range(1, 7))
# Every element that is not here adds nothing of its own but its language.
ROLES: Mapping[str, str] = {
    **{name: name.upper() for name in HEADINGS},
    **{"div": "Div", "main": "Part", "article": "Art", "section": "Sect", "nav": "Sect", "aside": "Sect"},
    **{"figure": "Div", "blockquote": "BlockQuote", "p": "P", "ul": "L", "ol": "L", "dl": "L", "li": "LI"},
    **{"table": "Table", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot", "tr": "TR", "th": "TH", "td": "TD"},
    **{"caption": "Caption", "figcaption": "Caption", "img": "Figure", SVG: "Figure", "a": "Link", "code": "Code"},
    **{"q": "Quote", "dt": "Lbl", "dd": "LBody", "pre": "P"},
}
CLASS_ROLES = {
    **{"press-note": "Note", "press-note-par": "P", "press-book-title": "Title", "press-pn": "Lbl", MARKER: "Lbl"},
    **{"press-note-marker": "Lbl", FORMULA: "Formula"},
}
# Table 347; by the type that Pandoc gives an ol.
NUMBERINGS = {"a": "/LowerAlpha", "A": "/UpperAlpha", "i": "/LowerRoman", "I": "/UpperRoman"}
ARIA_ROLES = {
    **{"list": "L", "listitem": "LI", "blockquote": "BlockQuote", "table": "Table", "row": "TR", "cell": "TD"},
    **{"columnheader": "TH", "rowheader": "TH"},
}
# Types that are not standard in PDF 1.7, and the standard ones that they stand for.
ROLE_MAP = {"Title": "/P"}


def is_right_to_left(roots: Sequence[Element]) -> bool:
    """Whether the lines of a book begin on the right, by its html elements."""
    return roots[0].get("dir") == "rtl"


class Structure:
    """The tree under construction; `place` gives the structure element that a box's content belongs to."""

    def __init__(self, pdf: Any, roots: Sequence[Element]) -> None:
        """Begin an empty tree.

        Args:
            pdf: the pydyf document.
            roots: the html elements of all documents of the PDF, which become one Document.
        """
        self._pdf = pdf
        self._nodes: dict[Element, Any] = {}
        self._labels: dict[object, Any] = {}
        self._notes: dict[str, Any] = {}
        self._above: list[int] = []  # levels of the headings that the last one stands under, and its own
        self._parents = {child: parent for root in roots for parent in root.iter() for child in parent}
        self.root = self._add({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(ROLE_MAP)})
        more = {"Lang": pydyf.String(roots[0].attrib["lang"])}
        if is_right_to_left(roots):
            more["A"] = pydyf.Dictionary({"O": "/Layout", "WritingMode": "/RlTb"})  # 14.8.5.4.3: all below inherit it
        self.document = self._child(self.root, "Document", **more)

    def place(self, box: Any) -> Any:
        """The structure element of a box: its element's, or the label or reference that a pseudo-element is."""
        element, pseudo = box.element, (box.element_tag or "").partition("::")[2]
        node = self._node(element)
        if pseudo == "footnote-call":
            return self._label(element, self._node(self._parents[element]), "Reference", before=node)
        if pseudo == "footnote-marker":
            return self._label((element, "marker"), node, "Lbl")
        if pseudo == "marker" and element in self._labels:
            return self._label((element, "marker"), self._labels[element], "Lbl")
        return node

    def _add(self, values: Mapping[str, Any]) -> Any:
        self._pdf.add_object(added := pydyf.Dictionary(values))
        return added

    def _child(self, parent: Any, role: str, at: int | None = None, **more: Any) -> Any:
        node = self._add({"Type": "/StructElem", "S": f"/{role}", "P": parent.reference, "K": pydyf.Array(), **more})
        kids = parent.setdefault("K", pydyf.Array())
        kids.insert(len(kids) if at is None else at, node.reference)
        return node

    def _node(self, element: Element | None) -> Any:
        """Where the content of an HTML element goes; its ancestors are made on the way."""
        if element is None or element.tag in ("html", "body"):
            return self.document
        if element not in self._nodes:
            self._node(self._parents[element])  # a table makes its cells
        if element not in self._nodes:
            self._nodes[element] = self._make(element)
        return self._nodes[element]

    def _make(self, element: Element) -> Any:
        """The structure element of an HTML element that has none yet."""
        if element.get("data-of"):  # the rest of a long note (press/editions/pdf/notes.py) goes on where the note began
            return self._notes[element.attrib["data-of"]]
        parent, role = self._node(self._parents[element]), self._role(element)
        if element.tag in HEADINGS and role:
            role = self._heading(HEADINGS.index(element.tag))
        if role is None:
            language = element.get("lang")
            return self._child(parent, "Span", Lang=pydyf.String(language)) if language else parent
        if element.tag == "dt":
            parent = self._labels[element] = self._child(parent, "LI")
        elif element.tag == "dd":
            parent = self._term(element)
        elif MARKER in element.get("class", "").split():
            return self._label((element, "marker"), self._labels[self._item(element)], "Lbl")
        node = self._child(parent, role, **self._attributes(element, role))
        if role == "Table":
            self._cells(element, node)
        if role == "Note":
            self._notes[element.get("id", "")] = node
        if role in ("LI", "TOCI"):
            self._labels[element] = node
        return self._child(node, "LBody") if role == "LI" else node

    def _heading(self, level: int) -> str:
        """The type of a heading: no level is left out (ISO 14289-1, 7.4.2), whatever a source leaves out."""
        while self._above and self._above[-1] >= level:
            self._above.pop()
        self._above.append(level)
        return f"H{len(self._above)}"

    def _cells(self, table: Element, node: Any) -> None:
        """Make the rows and cells of a table at once: an empty cell has no content to be met (ISO 14289-1, 7.2)."""
        self._nodes[table] = node
        for part in table:
            if part.tag == "caption" and "".join(part.itertext()).strip():
                self._node(part)
            rows = part if part.tag in ("thead", "tbody", "tfoot") else [part] if self._role(part) == "TR" else []
            for cell in (cell for row in rows for cell in row):
                self._node(cell)

    def _term(self, definition: Element) -> Any:
        """The LI of the term that a definition follows."""
        siblings = list(self._parents[definition])
        before = reversed(siblings[: siblings.index(definition)])
        term = next(element for element in before if element.tag == "dt")
        self._node(term)
        return self._labels[term]

    def _item(self, marker: Element) -> Element:
        """The item of a list that a marker belongs to."""
        return next(element for element in self._ancestors(marker) if element.tag == "li")

    def _role(self, element: Element) -> str | None:
        for name in element.get("class", "").split():
            if name in CLASS_ROLES:
                return CLASS_ROLES[name]
        if element.tag in ("ol", "ul", "li") and any(e.get("role") == "doc-toc" for e in self._ancestors(element)):
            return "TOCI" if element.tag == "li" else "TOC"
        if element.tag == SVG and any(FORMULA in e.get("class", "").split() for e in self._ancestors(element)):
            return None  # a formula's drawing
        return ARIA_ROLES.get(element.get("role", "")) or ROLES.get(element.tag)

    def _ancestors(self, element: Element | None) -> Iterator[Element]:
        while element is not None:
            yield element
            element = self._parents.get(element)

    def _attributes(self, element: Element, role: str) -> dict[str, Any]:
        """Entries of a structure element beside its role (ISO 32000-1, 14.8.5)."""
        more: dict[str, Any] = {}
        if language := element.get("lang"):
            more["Lang"] = pydyf.String(language)
        if role == "Note":
            more["ID"] = pydyf.String(element.get("id", f"press-note-{len(self._nodes)}"))
        if role == "L" and element.tag == "ol":
            numbering = NUMBERINGS.get(element.get("type", ""), "/Decimal")
            more["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        if role in ("TH", "TD"):
            more["A"] = _cell(element, role)
        if role == "Figure":
            title = element.find(f"{SVG.removesuffix('svg')}title")
            more["Alt"] = pydyf.String(element.get("alt") or (title.text or "" if title is not None else ""))
        if role == "Formula":
            more["Alt"] = pydyf.String(element.attrib["aria-label"])
        return more

    def _label(self, key: object, parent: Any, role: str, before: Any = None) -> Any:
        if key not in self._labels:
            at = 0 if before is None else parent["K"].index(before.reference)
            self._labels[key] = self._child(parent, role, at)
        return self._labels[key]


def _cell(element: Element, role: str) -> Any:
    """Table attributes of a cell (ISO 32000-1, table 349)."""
    attributes = pydyf.Dictionary({"O": "/Table"})
    for key, name in (("colspan", "ColSpan"), ("rowspan", "RowSpan")):
        if (count := int(element.get(key) or element.get(f"aria-{key}") or 1)) > 1:
            attributes[name] = count
    if role == "TH":
        attributes["Scope"] = "/Row" if "row" in (element.get("scope"), element.get("role", "")[:3]) else "/Column"
    return attributes
