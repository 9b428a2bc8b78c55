"""What a file says of itself: its Info dictionary and its XMP (ISO 32000-1, 14.3; ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pikepdf

from press.preflight.pdf.file import DAMAGE, PrintFile

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
