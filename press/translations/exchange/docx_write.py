"""The parts of a Word document around its text, element by element; and the archive, always the same.

Paragraphs' runs, tables, page, styles, header and footer are WordprocessingML (ECMA-376-1, 17). Sizes of type are in
half points, lengths in twips (1/20 pt), as the format has them (17.18).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from lxml import etree

from press import files, xml_files
from press.diagnostics import Diagnostic, SourceError
from press.model.language import Language
from press.translations.exchange.docx_read import NAMESPACE

SANS, MONO, HAN = "Arial", "Courier New", "Microsoft YaHei"  # every Word has them
INK, GREY, RED, GREEN = "1F2328", "5B6470", "B42318", "146C2E"
CODE_SHADE, LINE = "EEF0F3", "C6CBD2"
WIDTH, HEIGHT, MARGIN = 297, 210, 16  # mm; A4, landscape
EARLIER, REMARK = "Earlier", "Remark"  # paragraphs below a source
# Paragraph styles: size, colour, space before and after, whether bold, face.
STYLES: dict[str, tuple[int, str, int, int, bool, str]] = {
    "Lead": (32, INK, 0, 120, True, SANS),
    "Step": (20, INK, 0, 60, False, SANS),
    "Data": (14, GREY, 60, 0, False, MONO),
    "Head": (18, INK, 40, 40, True, SANS),
    "Id": (13, GREY, 30, 30, False, MONO),
    "Cell": (19, INK, 20, 40, False, SANS),
    EARLIER: (16, GREY, 40, 40, False, SANS),
    REMARK: (14, GREY, 0, 20, False, SANS),
    "State": (16, GREY, 20, 20, False, SANS),
}
HEADING = (28, INK, 360, 120, True, SANS)
# Of the styles of the template, those that Word itself needs.
KEPT = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Heading1", "Header", "Footer"}
# Parts of the template that tell of its maker, or that nothing needs.
DROPPED = re.compile("thumbnail|extended-properties|stylesWithEffects|customXml|numbering")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


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


def save(content: Sequence[etree._Element], caption: str, row: Language, target: Path) -> None:
    """Write a document of paragraphs and tables; `caption` stands at the head of each page."""
    document = docx.Document()
    styles = document.styles.element
    _styles(styles)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN + 4)
    section.header_distance = section.footer_distance = Mm(9)
    _replace(section.header, run(caption, "", proofed(row)))
    _replace(section.footer, *_field("PAGE"), run(" / "), *_field("NUMPAGES"))
    body: Any = document.element.body
    for paragraph in [child for child in body if not str(child.tag).endswith("sectPr")]:
        body.remove(paragraph)
    for at, made in enumerate(content):
        body.insert(at, made)
    _forget(document, caption)
    files.write_bytes(target, _packed(document))


def _replace(part: Any, *runs: etree._Element) -> None:
    """Give a header or footer one grey line."""
    part.is_linked_to_previous = False
    line = part.paragraphs[0]._p
    for made in runs:
        line.append(made)


def _field(name: str) -> list[etree._Element]:
    """A number that Word counts (17.16.18)."""
    code = element("instrText")
    code.text = f" {name} "
    kinds = [element("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
    inner = [kinds[0], code, kinds[1], None, kinds[2]]
    return [run("1") if part is None else element("r", part) for part in inner]


def _styles(styles: Any) -> None:
    """Leave of the template's styles what is needed, and add those of the table."""
    defaults = _defaults(styles)
    styles.replace(styles[0], defaults)
    for one in styles.findall(f"{{{NAMESPACE}}}style"):
        if one.get(f"{{{NAMESPACE}}}styleId") not in KEPT:
            styles.remove(one)
    for name, form in {"Heading1": HEADING, "Header": STYLES["Data"], "Footer": STYLES["Data"]}.items():
        old = next(s for s in styles if s.get(f"{{{NAMESPACE}}}styleId") == name)
        for child in [c for c in old if etree.QName(c).localname in ("pPr", "rPr", "link")]:
            old.remove(child)
        old.extend(_form(name, *form))
    for name, form in STYLES.items():
        own = element("style", element("name", val=name), element("basedOn", val="Normal"), element("qFormat"))
        own.set(f"{{{NAMESPACE}}}type", "paragraph")
        own.set(f"{{{NAMESPACE}}}customStyle", "1")
        own.set(f"{{{NAMESPACE}}}styleId", name)
        own.extend(_form(name, *form))
        styles.append(own)


def _defaults(styles: Any) -> etree._Element:
    """Faces by name and no theme's; no space between paragraphs but what a style gives."""
    faces = element("rFonts", ascii=SANS, hAnsi=SANS, cs=SANS, eastAsia=HAN)
    words = element("rPr", faces, element("sz", val="20"), element("lang", val="en-GB", eastAsia="zh-CN"))
    spacing = element("spacing", after="0", line="252", lineRule="auto")
    return element("docDefaults", element("rPrDefault", words), element("pPrDefault", element("pPr", spacing)))


def _form(name: str, size: int, colour: str, before: int, after: int, bold: bool, face: str) -> list[etree._Element]:
    """The properties of a paragraph style."""
    lines = [element("keepNext")] if name in ("Heading1", "Head") else []
    lines += [element("spacing", before=str(before), after=str(after))]
    lines += [element("ind", left="360", hanging="360")] if name == "Step" else []
    lines += [element("outlineLvl", val="0")] if name == "Heading1" else []
    words = [element("rFonts", ascii=face, hAnsi=face, cs=face)]
    words += [element("b")] if bold else []
    words += [element("color", val=colour), element("sz", val=str(size)), element("szCs", val=str(size))]
    return [element("pPr", *lines), element("rPr", *words)]


def _forget(document: Any, title: str) -> None:
    """Take out who made the document and when, and what nothing needs."""
    properties = document.core_properties
    for child in list(properties._element):
        properties._element.remove(child)
    properties.title = title
    edits = f"{{{NAMESPACE}}}rsids"  # a number for each time that the template was edited
    document.settings.element.remove(document.settings.element.find(edits))
    for part in (document.part.package, document.part):
        for key in [key for key, relation in part.rels.items() if DROPPED.search(relation.reltype)]:
            part.rels.pop(key)


def _packed(document: Any) -> bytes:
    """The archive of a document, with neither the hour nor the system of its making."""
    loose, packed = io.BytesIO(), io.BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(info, old.read(name))
    return packed.getvalue()
