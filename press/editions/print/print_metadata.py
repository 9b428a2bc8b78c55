"""What makes a PDF a PDF/X-4 (ISO 15930-7): its output intent, its identification and dates, and nothing that acts."""

from __future__ import annotations

import uuid
from datetime import date
from hashlib import md5
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf
from weasyprint import VERSION

from press.model.printing import Condition

PRODUCER = f"WeasyPrint {VERSION}, pikepdf {pikepdf.__version__}"
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
<xmpMM:DocumentID>{document}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
# What acts, or leads elsewhere, or is drawn over the page: none of it has a place in print (ISO 15930-7).
ACTING = ("/AA", "/OpenAction", "/AcroForm", "/Names", "/Dests", "/Outlines", "/URI", "/Collection", "/PageMode")


def identify(pdf: pikepdf.Pdf, title: str, day: date, identifier: str) -> None:
    """Write the document information and the XMP of a PDF/X-4; both say the same (ISO 15930-7).

    Args:
        title: of the file.
        day: all dates are that day's midnight in UTC, so that the same input gives the same bytes.
        identifier: what stays the same in all versions of the file.
    """
    moment, stamp = f"{day.isoformat()}T00:00:00+00:00", f"D:{day:%Y%m%d}000000+00'00'"
    name = uuid.uuid5(uuid.NAMESPACE_URL, identifier)
    values = {"title": escape(title), "day": moment, "producer": PRODUCER, "document": f"uuid:{name}"}
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
    digest = md5(identifier.encode(), usedforsecurity=False).digest()
    pdf.trailer.ID = pikepdf.Array([pikepdf.String(digest), pikepdf.String(digest)])


def intend(pdf: pikepdf.Pdf, condition: Condition, profile: Path) -> None:
    """Say by its registered name and by its profile what the colours are for (ISO 32000-1, 14.11.5)."""
    stream = pikepdf.Stream(pdf, profile.read_bytes())
    stream.N = 4
    intent = pikepdf.Dictionary({
        "/Type": pikepdf.Name.OutputIntent,
        "/S": pikepdf.Name.GTS_PDFX,
        "/OutputConditionIdentifier": pikepdf.String(condition.name),
        "/OutputCondition": pikepdf.String(condition.title),
        "/RegistryName": pikepdf.String(condition.registry),
        "/Info": pikepdf.String(condition.title),
        "/DestOutputProfile": pdf.make_indirect(stream),
    })
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
