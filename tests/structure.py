"""The structure tree of a tagged PDF as a tree of Python objects, with the text of each element."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from press.verify.pdf_text import _marked_text


@dataclass
class Element:
    """A structure element; its kids are elements and pieces of text in their order."""

    role: str
    language: str = ""
    kids: list[Element | str] = field(default_factory=list)
    pages: set[int] = field(default_factory=set)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for kid in self.elements:
            yield from kid.walk()

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    @property
    def text(self) -> str:
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def all(self, role: str) -> list[Element]:
        return [element for element in self.walk() if element.role == role]


def read(path: Path) -> Element:
    """The Document element of a PDF."""
    text = _marked_text(path)
    with pikepdf.open(path) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def made(node: Any, page: Any) -> Element:
            page = node.get("/Pg", page)
            element = Element(str(node.S).removeprefix("/"), str(node.get("/Lang", "")))
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                where, mark = (page, kid) if isinstance(kid, int) else (kid.get("/Pg", page), kid.get("/MCID"))
                if mark is not None:
                    element.pages.add(pages[where.objgen])
                    element.kids.append(text.get((pages[where.objgen], int(mark)), ""))
                elif kid.get("/Type") != "/OBJR":
                    element.kids.append(made(kid, page))
            return element

        root = pdf.Root.StructTreeRoot.K
        return made(root[0] if isinstance(root, pikepdf.Array) else root, None)
