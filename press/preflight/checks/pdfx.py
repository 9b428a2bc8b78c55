"""F006: what PDF/X asks for: ISO 15930-7:2010 (X-4); of older files ISO 15930-1, -3, -4 and -6 (X-1a, X-3).

What a file says of itself stands in its Info dictionary and its XMP (ISO 32000-1, 14.3; ISO 16684-1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from xml.etree import ElementTree

import pikepdf

from press.diagnostics import Severity
from press.model.preflight import Finding, Rules
from press.preflight.pdf.file import DAMAGE, Check, PrintFile

NAMESPACES = {
    "http://www.npes.org/pdfx/ns/id/": "pdfxid",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
}
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:(Z)|([+-])(\d\d)'?(\d\d)?)?")
_LONGEST = 1_000_000  # bytes of XMP; more is no description of a book
X4 = "PDF/X-4"
OLDER = ("PDF/X-1:2001", "PDF/X-1a:2001", "PDF/X-1a:2003", "PDF/X-3:2002", "PDF/X-3:2003")
_XMP_NEEDED = ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "xmpMM:DocumentID",
               "xmpMM:RenditionClass", "xmpMM:VersionID")  # fmt: skip
_DATES = (("CreationDate", "xmp:CreateDate"), ("ModDate", "xmp:ModifyDate"))
EXPORT = "export as PDF/X-4"


@dataclass(frozen=True)
class Said:
    """Attributes: info: by key, without its slash; xmp: by name, as in `dc:title`; problem: why XMP can't be read."""

    info: Mapping[str, str]
    xmp: Mapping[str, str]
    problem: str = ""


def said(file: PrintFile) -> Said:
    """What the file says of itself; it is read once."""
    if "said" not in file.kept:
        info = {}
        with suppress(*DAMAGE):
            found = file.pdf.trailer.get("/Info")
            info = {str(key)[1:]: str(value).lstrip("/") for key, value in found.items()} if found is not None else {}
        xmp, problem = _xmp(file)
        file.kept["said"] = Said(info, xmp, problem)
    return file.kept["said"]  # type: ignore[no-any-return]


def _xmp(file: PrintFile) -> tuple[dict[str, str], str]:
    stream = file.pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return {}, "the file has no XMP metadata"
    try:
        data = bytes(stream.read_bytes())
        if len(data) > _LONGEST or b"<!ENTITY" in data:
            return {}, "the XMP metadata is such as no program writes"
        root = ElementTree.fromstring(data.strip(b"\0 \t\r\n"))
    except (*DAMAGE, ElementTree.ParseError) as error:
        return {}, f"the XMP metadata can't be read: {error}"
    found = {}
    for description in root.iter(f"{_RDF}Description"):
        found.update({_name(key): value for key, value in description.attrib.items()})
        found.update({_name(node.tag): "".join(node.itertext()).strip() for node in description})
    return found, ""


def _name(tag: str) -> str:
    space, _, name = tag.lstrip("{").rpartition("}")
    return f"{NAMESPACES.get(space, space)}:{name}"


def moment(text: str) -> datetime | None:
    """The time that a date of Info or of XMP tells, to the second; None: it is none."""
    with suppress(ValueError, OverflowError):
        if "-" in text[:8] and not text.startswith("D:"):
            return _aware(datetime.fromisoformat(text).replace(microsecond=0))
        if found := _PDF_DATE.fullmatch(text.strip().rstrip("'")):
            year, *rest = (int(part) if part else None for part in found.groups()[:6])
            month, day, hour, minute, second = rest
            offset = timedelta(hours=int(found[9] or 0), minutes=int(found[10] or 0))
            zone = timezone(-offset if found[8] == "-" else offset)
            return datetime(year or 1, month or 1, day or 1, hour or 0, minute or 0, second or 0, tzinfo=zone)
    return None


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _finding(message: str, hint: str = EXPORT, severity: Severity = Severity.ERROR, code: str = "F006") -> Finding:
    return Finding(code, severity, message, hint)


def version(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Which PDF/X the file says that it is, and whether its PDF version suits it."""
    found, pdf = _claimed(said(file)), str(file.pdf.pdf_version)
    if not found:
        yield _finding("it is no PDF/X: GTS_PDFXVersion is missing")
    elif found != X4 and found not in OLDER:
        yield _finding(f"it says that it is {found}, which is not judged here", severity=Severity.WARNING)
    elif found in OLDER:
        message = f"it says that it is {found}, an older standard"
        hint = "ask whether the house takes it; it flattens all transparency"
        yield _finding(message, hint, severity=Severity.WARNING)
    if not "1.3" <= pdf <= "1.7":
        yield _finding(f"its PDF version is {pdf}; presses read 1.3 to 1.7", "export as PDF 1.6", code="F007")
    elif found == X4 and not "1.4" <= pdf <= "1.6":
        message = f"its PDF version is {pdf}; PDF/X-4 is PDF 1.6"
        yield _finding(message, "export as PDF 1.6", severity=Severity.WARNING)


def _claimed(words: Said) -> str:
    return words.xmp.get("pdfxid:GTS_PDFXVersion") or words.info.get("GTS_PDFXVersion", "")


def intent(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """The output intent (ISO 15930-7): one, registered, with a profile of a CMYK press."""
    listed = file.pdf.Root.get("/OutputIntents")
    rows = [row for row in listed if isinstance(row, pikepdf.Dictionary)] if isinstance(listed, pikepdf.Array) else []
    rows = [row for row in rows if row.get("/S") == "/GTS_PDFX"]
    if len(rows) != 1:
        yield _finding(f"it has {len(rows)} output intents of PDF/X (GTS_PDFX); one is needed")
        return
    name = str(rows[0].get("/OutputConditionIdentifier", "")).strip()
    wanted = rules.printer.condition.name
    if not name:
        yield _finding("its output intent names no condition (OutputConditionIdentifier)")
    elif name != wanted:
        message = f"it is made for the printing condition {name}; {rules.printer.title} prints by {wanted}"
        yield _finding(message, f"export for {wanted}, or ask the house", severity=Severity.WARNING)
    if not str(rows[0].get("/RegistryName", "")).strip():
        yield _finding("its output intent names no registry (RegistryName)", "name the registry: http://www.color.org")
    yield from _profile(rows[0].get("/DestOutputProfile"))


def _profile(stream: Any) -> Iterator[Finding]:
    """The embedded profile: header of ISO 15076-1, 7.2."""
    hint = "embed the ICC profile of the printing condition"
    if not isinstance(stream, pikepdf.Stream):
        yield _finding("its output intent has no profile (DestOutputProfile)", hint)
        return
    try:
        head, components = bytes(stream.read_bytes())[:128], int(stream.get("/N", 0))
    except DAMAGE as error:
        yield _finding(f"the profile of its output intent can't be read: {error}", hint)
        return
    kind, space = head[12:16].decode("latin-1"), head[16:20].decode("latin-1").strip()
    if head[36:40] != b"acsp":
        yield _finding("the profile of its output intent is no ICC profile", hint)
    elif (kind, space) != ("prtr", "CMYK"):
        yield _finding(f"the profile of its output intent is for {space} ({kind}), not for a CMYK press (prtr)", hint)
    elif components != 4:
        yield _finding(f"the profile of its output intent is said to have {components} components, not 4", hint)


def words(file: PrintFile, rules: Rules) -> Iterator[Finding]:
    """Title, dates, trapping and identifiers (ISO 15930-7, clause 6)."""
    found = said(file)
    x4 = _claimed(found) not in OLDER
    if x4 and found.problem:
        yield _finding(found.problem)
    elif x4:
        lacks = [name for name in _XMP_NEEDED if not found.xmp.get(name)]
        if lacks:
            yield _finding(f"its XMP metadata lacks {', '.join(lacks)}")
    if not x4:
        lacks = [name for name in ("Title", "CreationDate", "ModDate") if not found.info.get(name)]
        if lacks:
            yield _finding(f"its Info dictionary lacks {', '.join(lacks)}")
    if (found.info.get("Trapped") or found.xmp.get("pdf:Trapped")) not in ("True", "False"):
        yield _finding("it does not say whether it is trapped (Trapped: True or False)")
    if "/ID" not in file.pdf.trailer:
        yield _finding("its trailer has no ID")
    for key, name in _DATES:
        yield from _dates(found, key, name)


def _dates(found: Said, key: str, name: str) -> Iterator[Finding]:
    one, other = found.info.get(key), found.xmp.get(name)
    for told, value in ((key, one), (name, other)):
        if value and moment(value) is None:
            yield _finding(f"{told} is no date: {value[:40]}", "export the file anew")
    if one and other and None not in (first := moment(one), second := moment(other)) and first != second:
        message = f"Info and XMP tell different dates: {key} {one}, {name} {other}"
        yield _finding(message, "let one program write both")


CHECKS: tuple[Check, ...] = (version, intent, words)
