"""Tables out of Word documents (ECMA-376-1, WordprocessingML): their text as it is with all tracked changes accepted.

What holds no text is passed over: proofing marks, bookmarks, comments. What a reader sees and no text can hold is
refused: footnotes, pictures, symbols, lists with numbers of their own.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from press import xml_files
from press.diagnostics import Diagnostic, Location, SourceError

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# That of documents in the strict form of the standard.
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OLE = b"\xd0\xcf\x11\xe0"  # begins .doc files, and .docx files with a password
MAIN = "/officeDocument"
INTO = {"r", "ins", "moveTo", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "dir", "bdo"}
TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
WITHOUT_TEXT = {"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldChar", "instrText", "proofErr"}
WITHOUT_TEXT |= {"annotationRef", "commentReference", "lastRenderedPageBreak", "tcPr", "trPr", "tblPr", "tblGrid"}
WITHOUT_TEXT |= {"bookmarkStart", "bookmarkEnd", "permStart", "permEnd"}
DELETED = {"del", "moveFrom", "delText", "delInstrText"}
REFUSED = {
    "footnoteReference": "a footnote of Word: notes are written [^1]",
    "endnoteReference": "an endnote of Word: notes are written [^1]",
    "drawing": "a picture",
    "pict": "a picture",
    "object": "an embedded object",
    ":AlternateContent": "a picture or a text box",
    "sym": "a symbol that Word has made of signs",
    "tbl": "a table",
    "numPr": "a list that Word has made of a number or dash",
}
_HINT = "undo it in Word (Ctrl+Z) and type plain text, or delete the row from the table: then it is not imported"

Chooser = Callable[[etree._Element], bool]


def body(path: Path) -> etree._Element:
    """The body of a Word document; nothing is unpacked to the disk, and no more than xml_files.LARGEST bytes are.

    Raises:
        SourceError: X001 it is no .docx, it has a password, it is cut off, or far too large.
    """
    data = xml_files.read(path)
    if data.startswith(OLE):
        hint = "open it in Word and save it as .docx, without a password"
        raise SourceError(Diagnostic("X001", "it has a password, or is an old .doc file", Location(path), hint))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > xml_files.LARGEST:
                raise unreadable(path, f"it is larger than {xml_files.LARGEST // 1024**2} MB when it is unpacked")
            root = xml_files.parsed(path, archive.read(_main(path, archive)))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError) as error:
        raise unreadable(path, "it is no Word document, or it is cut off") from error
    found = next((child for child in root if name(child) == "body"), None)
    if xml_files.has_doctype(root) or found is None:
        raise unreadable(path, "it is no Word document")
    return found


def _main(path: Path, archive: zipfile.ZipFile) -> str:
    """The part that holds the text (ECMA-376-2, 9.3)."""
    for relation in xml_files.parsed(path, archive.read("_rels/.rels")):
        if relation.get("Type", "").endswith(MAIN):
            return relation.get("Target", "").lstrip("/")
    raise KeyError(MAIN)


def unreadable(path: Path, message: str, row: int = 0) -> SourceError:
    """X001 of a file or of one of its rows."""
    hint = "save it in Word as .docx, with its tables as they were made; or get it again from where it comes"
    return SourceError(Diagnostic("X001", message, Location(path, row), hint))


def name(element: etree._Element) -> str:
    """The name of an element of WordprocessingML; that of another vocabulary has a colon before it."""
    found = etree.QName(element)
    return found.localname if found.namespace in (NAMESPACE, STRICT) else f":{found.localname}"


def value(element: etree._Element | None, key: str = "val") -> str:
    """An attribute of an element."""
    keys = (f"{{{NAMESPACE}}}{key}", f"{{{STRICT}}}{key}")
    return next((element.get(k, "") for k in keys if element.get(k)), "") if element is not None else ""


def below(element: etree._Element, *steps: str) -> etree._Element | None:
    """A descendant by its path."""
    for step in steps:
        found = next((child for child in element if name(child) == step), None)
        if found is None:
            return None
        element = found
    return element


def parts(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """The paragraphs, tables, rows or cells of an element, also those in controls; no deeper ones."""
    for child in element:
        if name(child) == wanted:
            yield child
        elif name(child) in INTO:
            yield from parts(child, wanted)


def rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table but those whose deletion is tracked."""
    return (row for row in parts(table, "tr") if below(row, "trPr", "del") is None)


def merged(row: etree._Element) -> bool:
    """Whether a cell of a row is merged with another."""
    spans = [value(below(cell, "tcPr", "gridSpan")) for cell in parts(row, "tc")]
    kinds = ("vMerge", "hMerge", "cellMerge", "cellDel")
    found = (below(cell, "tcPr", kind) for cell in parts(row, "tc") for kind in kinds)
    return any(span not in ("", "1") for span in spans) or any(one is not None for one in found)


def style(paragraph: etree._Element) -> str:
    """The id of a paragraph's style."""
    return value(below(paragraph, "pPr", "pStyle"))


def cell_text(path: Path, row: int, cell: etree._Element, keep: Chooser = lambda paragraph: True) -> str:
    """The text of some paragraphs of a cell, a line feed between them, without empty ones at the end.

    Raises:
        SourceError: X003 it holds what no text can.
    """
    if below(cell, "tbl") is not None:
        raise refused(path, row, "tbl")
    lines: list[str] = []
    joined = False
    for paragraph in filter(keep, parts(cell, "p")):
        own = paragraph_text(path, row, paragraph)
        lines[-1:] = [lines[-1] + own] if joined else [*lines[-1:], own]
        # A paragraph's mark that is deleted joins it to the next (17.13.5.15, 17.13.5.21).
        marks = (below(paragraph, "pPr", "rPr", kind) for kind in ("del", "moveFrom"))
        joined = any(mark is not None for mark in marks)
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return "\n".join(lines)


def paragraph_text(path: Path, row: int, paragraph: etree._Element, keep: Chooser = lambda run: True) -> str:
    """The text of a paragraph's runs, or of some of them.

    Raises:
        SourceError: X003 it holds what no text can.
    """
    if value(below(paragraph, "pPr", "numPr", "numId")) not in ("", "0"):
        raise refused(path, row, "numPr")
    return "".join(_texts(path, row, paragraph, keep))


def _texts(path: Path, row: int, element: etree._Element, keep: Chooser) -> Iterator[str]:
    for child in element:
        kind = name(child)
        if kind == "t":
            yield child.text or ""
        elif kind in TEXT:
            yield TEXT[kind]
        elif kind in INTO and (kind != "r" or keep(child)):
            yield from _texts(path, row, child, keep)
        elif kind not in INTO | WITHOUT_TEXT | DELETED and "Range" not in kind:
            raise refused(path, row, kind)


def refused(path: Path, row: int, kind: str) -> SourceError:
    """X003 of something that stands in a row."""
    what = REFUSED.get(kind, f"what is no text ({kind.lstrip(':')})")
    return SourceError(Diagnostic("X003", f"row {row} holds {what}", Location(path, row), _HINT))
