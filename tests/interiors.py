"""Interiors as a print house gets them: trimmed pages with a bleed, and marks around it."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name

PAGE = (432.0, 648.0)
SLUG, BLEED = 38.0, 8.5
NUMBER = (72.0, 300.0)  # where a page's number stands, from the lower left corner of the trim
SIZE = 40.0  # of the number
PROFILE = bytes(range(256)) * 8


def interior(target: Path, pages: int, trimmed: bool = True, rotated: int = 0, described: bool = True) -> Path:
    """An interior whose pages bear their number in black on grey; everything outside the trim is magenta."""
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        picture = _picture(pdf)
        resources = pdf.make_indirect(Dictionary(Font=Dictionary(F1=font), XObject=Dictionary(I1=picture)))
        for number in range(1, pages + 1):
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(_page(pdf, number, resources, trimmed, rotated))))
        profile = pdf.make_stream(PROFILE, N=4)
        intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, DestOutputProfile=profile)
        pdf.Root.OutputIntents = Array([intent])
        pdf.Root.Lang = pikepdf.String("ru")
        if described:
            _describe(pdf)
        pdf.save(target, deterministic_id=True)
    return target


def _page(pdf: pikepdf.Pdf, number: int, resources: pikepdf.Object, trimmed: bool, rotated: int) -> Dictionary:
    width, height = PAGE[0] + 2 * SLUG, PAGE[1] + 2 * SLUG
    trim = [SLUG, SLUG, width - SLUG, height - SLUG]
    x, y = SLUG + NUMBER[0], SLUG + NUMBER[1]
    content = (
        f"0 1 0 0 k 0 0 {width} {height} re f 0 0 0 .2 k {SLUG} {SLUG} {PAGE[0]} {PAGE[1]} re f "
        f"/P <</MCID 0>> BDC 0 0 0 1 k BT /F1 {SIZE} Tf {x} {y} Td ({number}) Tj ET EMC "
        f"q 9 0 0 9 {x} {y - 50} cm /I1 Do Q"
    )
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=resources,
        Contents=pdf.make_stream(content.encode()),
        StructParents=number,
        Annots=Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))]),
    )
    if trimmed:
        page.TrimBox = Array(trim)
        page.BleedBox = Array([SLUG - BLEED, SLUG - BLEED, width - SLUG + BLEED, height - SLUG + BLEED])
    else:
        page.CropBox = Array(trim)
    if rotated:
        page.Rotate = rotated
    return page


def _picture(pdf: pikepdf.Pdf) -> pikepdf.Object:
    """A picture of 30 kB, which all pages share, and which a structure tree knew."""
    data = bytes((7 * n * n + n // 3) % 251 for n in range(30_000))
    keys = {"Width": 200, "Height": 150, "BitsPerComponent": 8, "ColorSpace": Name.DeviceGray, "StructParent": 3}
    return pdf.make_stream(data, Type=Name.XObject, Subtype=Name.Image, **keys)


def _describe(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = pikepdf.String("Права & обязанности")
    pdf.docinfo["/GTS_PDFXVersion"] = pikepdf.String("PDF/X-4")
    pdf.docinfo["/CreationDate"] = pikepdf.String("D:20260102")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = "Права & обязанности"
        xmp["pdfxid:GTS_PDFXVersion"] = "PDF/X-4"
        xmp["xmpMM:DocumentID"] = "uuid:of-the-interior"
