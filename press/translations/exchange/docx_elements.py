"""Elements of WordprocessingML (ECMA-376-1, 17): paragraphs' runs, tables, and what no document can hold.

Lengths are in twips (1/20 pt), sizes of type in half points (17.18).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from press import xml_files
from press.errors import Diagnostic, SourceError
from press.model.language import Language
from press.translations.exchange.docx_read import NAMESPACE

SANS, MONO, HAN = "Arial", "Courier New", "Microsoft YaHei"  # every Word has them
INK, GREY, RED, GREEN = "1F2328", "5B6470", "B42318", "146C2E"
CODE_SHADE, LINE = "EEF0F3", "C6CBD2"
WIDTH, HEIGHT, MARGIN = 297, 210, 16  # mm; A4, landscape


def twips(mm: float) -> int:
    """Millimetres in twips."""
    return round(mm * 1440 / 25.4)


def element(name: str, *content: etree._Element, **attributes: str) -> etree._Element:
    """An element of WordprocessingML."""
    values = {f"{{{NAMESPACE}}}{key}": value for key, value in attributes.items()}
    made = etree.Element(f"{{{NAMESPACE}}}{name}", values, nsmap={"w": NAMESPACE})
    made.extend(content)
    return made


def run(text: str, kind: str = "", lang: Mapping[str, str] | None = None) -> etree._Element:
    """A run of text; `kind` is Code, Gone or Come, or nothing.

    Its properties are its own and in no style, since a word processor may rename styles.
    """
    looks = list(_looks(kind))
    if lang and "eastAsia" in lang and kind != "Code":
        looks.insert(0, element("rFonts", hint="eastAsia"))  # quotation marks and dashes are as wide as Han characters
    properties = element("rPr", *looks, *([element("lang", **lang)] if lang else []))
    made = element("r", properties) if len(properties) else element("r")
    for part in re.split("([\n\t])", text):
        if part in ("\n", "\t"):
            made.append(element("br" if part == "\n" else "tab"))
        elif part:
            words = element("t")
            words.set(xml_files.SPACE, "preserve")
            words.text = part
            made.append(words)
    return made


def _looks(kind: str) -> Iterable[etree._Element]:
    """The properties of a run, in the order of the schema (17.3.2.28)."""
    if kind == "Code":
        faces = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), MONO)
        shade = element("shd", val="clear", color="auto", fill=CODE_SHADE)
        looks = (element("color", val=GREY), element("sz", val="18"), shade)
        return element("rFonts", **faces), element("noProof"), *looks
    if kind == "Gone":
        return element("strike"), element("color", val=RED)
    if kind == "Come":
        return element("color", val=GREEN), element("u", val="single")
    return ()


def proofed(row: Language) -> Mapping[str, str]:
    """In which language a run is proofed (w:lang); Word has a setting of its own for scripts without spaces."""
    return {"val": row.csl_locale} if row.spaced else {"val": row.csl_locale, "eastAsia": row.csl_locale}


def mark(paragraph: etree._Element, lang: Mapping[str, str]) -> None:
    """Give a paragraph's end a language too: what is typed into an empty one takes its properties from there."""
    paragraph[0].append(element("rPr", element("lang", **lang)))


def table_properties() -> etree._Element:
    """A grid of thin lines, its columns as wide as they are told."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = (element(side, val="single", sz="4", space="0", color=LINE) for side in sides)
    margins = (element(side, w="90", type="dxa") for side in ("left", "right"))
    indent = element("tblInd", w="90", type="dxa")  # of the cells' margin, so that the lines stand at the page's
    width = element("tblW", w=str(twips(WIDTH - 2 * MARGIN)), type="dxa")
    layout = element("tblLayout", type="fixed")
    return element("tblPr", width, indent, element("tblBorders", *borders), layout, element("tblCellMar", *margins))


def allowed(text: str, where: str) -> None:
    """Refuse what Word can't hold.

    Raises:
        SourceError: S015 a text holds a control character other than tab and line feed.
    """
    if "\r" in xml_files.allowed(text, where):
        message = f"{where} holds U+000D, which Word takes for the end of a line"
        raise SourceError(Diagnostic("S015", message, None, "remove it from the catalog"))
