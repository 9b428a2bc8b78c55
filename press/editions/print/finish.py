"""The last step of a print file: from what WeasyPrint drew in RGB to PDF/X-4 (ISO 15930-7) with its boxes and marks.

WeasyPrint has bleed but neither slug nor right boxes, draws in RGB, and names no printing condition: all of that is
written here with pikepdf, with the output intent, identification and dates that PDF/X asks for, and nothing is left
that acts. The result is deterministic.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import md5
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf

from press.diagnostics import Diagnostic, EngineError
from press.editions.print.inks import Separation
from press.editions.print.marks import Frame, Surroundings
from press.editions.print.origins import GRADIENT
from press.editions.print.separate import in_inks, separate
from press.model.printing import Condition, Printer
from press.typesetting import metadata

PRODUCER = f"{metadata.PRODUCER}, pikepdf {pikepdf.__version__}"
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:format>application/pdf</dc:format>
<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate><xmp:MetadataDate>{day}</xmp:MetadataDate>
<pdf:Producer>{producer}</pdf:Producer><pdf:Trapped>False</pdf:Trapped>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID><xmpMM:VersionID>{version}</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# What acts, or leads elsewhere, or is drawn over the page: none of it has a place in print (ISO 15930-7).
ACTING = ("/AA", "/OpenAction", "/AcroForm", "/Names", "/Dests", "/Outlines", "/URI", "/Collection", "/PageMode")


def identify(pdf: pikepdf.Pdf, title: str, day: date, identifier: str, version: str) -> None:
    """Write the document information and the XMP of a PDF/X-4; both say the same (ISO 15930-7).

    Args:
        title: of the file.
        day: all dates are that day's midnight in UTC, so that the same input gives the same bytes.
        identifier: what stays the same in all versions of the file.
        version: of the publication.
    """
    moment, stamp = f"{day.isoformat()}T00:00:00+00:00", f"D:{day:%Y%m%d}000000+00'00'"
    name = uuid.uuid5(uuid.NAMESPACE_URL, identifier)
    values = {"title": escape(title), "day": moment, "producer": PRODUCER, "document": f"uuid:{name}"}
    values |= {"version": escape(version)}
    packet = pikepdf.Stream(pdf, XMP.format(**values).encode())
    packet.Type, packet.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = pdf.make_indirect(packet)
    information = {
        "/Title": pikepdf.String(title),
        "/Producer": pikepdf.String(PRODUCER),
        "/CreationDate": pikepdf.String(stamp),
        "/ModDate": pikepdf.String(stamp),
        "/Trapped": pikepdf.Name("/False"),
    }
    pdf.trailer.Info = pdf.make_indirect(pikepdf.Dictionary(information))
    # The first is of the document, the second of this version of it (ISO 32000-1, 14.4).
    names = (identifier, f"{identifier} {version}")
    digests = [md5(name.encode(), usedforsecurity=False).digest() for name in names]
    pdf.trailer.ID = pikepdf.Array(map(pikepdf.String, digests))


def intend(pdf: pikepdf.Pdf, condition: Condition, profile: Path) -> None:
    """Say by its registered name and by its profile what the colours are for (ISO 32000-1, 14.11.5)."""
    stream = pikepdf.Stream(pdf, profile.read_bytes())
    stream.N = 4
    intent = pikepdf.Dictionary(
        {
            "/Type": pikepdf.Name.OutputIntent,
            "/S": pikepdf.Name.GTS_PDFX,
            "/OutputConditionIdentifier": pikepdf.String(condition.name),
            "/OutputCondition": pikepdf.String(condition.title),
            "/RegistryName": pikepdf.String(condition.registry),
            "/Info": pikepdf.String(condition.title),
            "/DestOutputProfile": pdf.make_indirect(stream),
        }
    )
    pdf.Root.OutputIntents = pikepdf.Array([pdf.make_indirect(intent)])


def disarm(pdf: pikepdf.Pdf) -> None:
    """Take away what acts; structure and page labels stay."""
    for key in ACTING:
        if key in pdf.Root:
            del pdf.Root[key]
    for page in pdf.pages:
        for key in ("/Annots", "/AA", "/Tabs"):
            if key in page.obj:
                del page.obj[key]


@dataclass(frozen=True)
class Job:
    """What is finished, and for whom; lengths in points.

    Attributes:
        profile: the ICC profile of the printer's condition.
        face: the font file that the slug line is set in.
        width, height: of the pages as trimmed.
        bleed: around them, as laid out.
        title: of the file, for its metadata.
        day: its date.
        identifier: what stays the same in all versions of the file.
        version: that of the publication.
        file_name: for the slug line.
        filled: how many pages there should be; blanks are added at the end.
        folds: where the page is folded, from its left edge.
        profiles: ICC profiles that pictures bring, by the checksums of their files.
    """

    printer: Printer
    profile: Path
    face: Path
    width: float
    height: float
    bleed: float
    title: str
    day: date
    identifier: str
    version: str
    file_name: str
    filled: int = 0
    folds: tuple[float, ...] = ()
    profiles: Mapping[str, bytes] = field(default_factory=dict)


def finish(data: bytes, job: Job, target: Path) -> None:
    """Write a print file.

    Args:
        data: a PDF of WeasyPrint's, whose pages have the trim's lower left corner at 0, 0 and the bleed around it.
        job: what it is.
        target: gets the PDF/X-4.

    Raises:
        EngineError: a colour, a gradient or a picture that can't be separated (P010).
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _separate(pdf, job)
        for _ in range(job.filled - len(pdf.pages)):
            pdf.add_blank_page(page_size=(job.width, job.height))
        _frame(pdf, job)
        disarm(pdf)
        intend(pdf, job.printer.condition, job.profile)
        identify(pdf, job.title, job.day, job.identifier, job.version)
        modes = pikepdf.ObjectStreamMode.generate
        pdf.save(target, force_version="1.6", object_stream_mode=modes, deterministic_id=True)


def _separate(pdf: pikepdf.Pdf, job: Job) -> None:
    """Put everything that is drawn into inks."""
    inks = Separation(job.profile, job.printer.ink_limit)
    for stream in _drawn(pdf):
        stream.write(in_inks(stream.read_bytes(), inks.ink))
    separate(pdf, inks, job.profiles)
    states = pikepdf.Dictionary(
        {
            "/press-over": pikepdf.Dictionary({"/OP": True, "/op": True, "/OPM": 1}),
            "/press-knock": pikepdf.Dictionary({"/OP": False, "/op": False, "/OPM": 1}),
        }
    )
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Dictionary | pikepdf.Stream):
            _adapt(entry, states)
            if isinstance(entry.get("/Resources"), pikepdf.Dictionary):
                _adapt(entry.Resources, states)


def _drawn(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Stream]:
    """Every stream of operators: of pages, forms and patterns."""
    for page in pdf.pages:
        if isinstance(page.Contents, pikepdf.Stream):
            yield page.Contents
    for entry in pdf.objects:
        if isinstance(entry, pikepdf.Stream) and (entry.get("/Subtype") == "/Form" or entry.get("/PatternType") == 1):
            yield entry


def _adapt(entry: pikepdf.Object, states: pikepdf.Dictionary) -> None:
    """Resources know the overprint; groups blend in the press's colours (ISO 32000-1, 11.6.6); no gradient is left."""
    if entry.get("/ShadingType") is not None:
        hint = "use flat colours, or a picture of the gradient"
        message = "a gradient of RGB colours can't be separated"
        raise EngineError(Diagnostic("P010", message, hint=hint, about=GRADIENT))
    group = entry.get("/Group")
    if isinstance(group, pikepdf.Dictionary) and group.get("/S") == "/Transparency":
        group.CS = pikepdf.Name.DeviceCMYK
    if isinstance(entry.get("/ExtGState"), pikepdf.Dictionary):
        for name, value in states.items():
            entry.ExtGState[name] = value
    if isinstance(entry.get("/ColorSpace"), pikepdf.Dictionary):
        del entry.ColorSpace  # WeasyPrint names spaces there that nothing uses: in_inks refuses what would


def _frame(pdf: pikepdf.Pdf, job: Job) -> None:
    """Move each page into the middle of its sheet, write its boxes (ISO 32000-1, 14.11.2), draw the marks around it."""
    slug = job.printer.slug if job.printer.marks else 0.0
    edge = job.bleed + slug
    width, height = job.width + 2 * edge, job.height + 2 * edge
    frame = Frame(edge, edge, job.width, job.height, job.bleed, slug, job.folds)
    said = job.file_name, f"{job.day.isoformat()}   {job.printer.condition.name}   {job.profile.name}"
    around = Surroundings(pdf, frame, job.face, said)
    for number, page in enumerate(pdf.pages, 1):
        _set_box(page, "/MediaBox", [0, 0, width, height])
        _set_box(page, "/CropBox", [0, 0, width, height])
        _set_box(page, "/BleedBox", [slug, slug, width - slug, height - slug])
        _set_box(page, "/TrimBox", [edge, edge, edge + job.width, edge + job.height])
        page.contents_add(f"q 1 0 0 1 {edge:.4f} {edge:.4f} cm".encode(), prepend=True)
        place = f"{number} / {len(pdf.pages)}"
        page.contents_add(b"Q" + (around.draw(page, place) if job.printer.marks else b""))


def _set_box(page: pikepdf.Page, name: str, box: list[float]) -> None:
    page.obj[name] = pikepdf.Array([round(value, 4) for value in box])
