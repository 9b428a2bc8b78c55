"""The parts of a Word document around its text: page, styles, header and footer; and the archive, always the same.

Sizes of type are in half points, spaces in twips (1/20 pt), as the format has them (ECMA-376-1, 17.18).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Mm
from lxml import etree

from press import files
from press.model.language import Language
from press.translations.exchange.docx_elements import (
    GREY,
    HAN,
    HEIGHT,
    INK,
    MARGIN,
    MONO,
    SANS,
    WIDTH,
    element,
    proofed,
    run,
)
from press.translations.exchange.docx_read import NAMESPACE

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
    return element(
        "docDefaults", element("rPrDefault", words), element("pPrDefault", element("pPr", spacing))
    )


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
