"""Print files for tests: a clean PDF/X-4 of one page or more, and what makes it wrong in one way.

The page is 200 × 300 pt with 10 pt of bleed on a sheet of 260 × 360 pt: its lower left corner lies at 30, 30. Content
is written in the operators of PDF; `text` gives those that show words in the embedded font.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

from press.languages.registry import named
from press.model.preflight import Finding, Kind, Rules
from press.model.printers import PRINTERS
from press.preflight.examine import done
from press.preflight.pdf.file import Check, opened
from press.project import PROFILES

PROJECT = Path(__file__).resolve().parent.parent
PROFILE = PROFILES / "FOGRA39L.icc"
FACE = PROJECT / "node_modules/@expo-google-fonts/source-serif-4/400Regular/SourceSerif4_400Regular.ttf"
LETTERS = "Some wordsabc."
SHEET, BLEED, TRIM = (0, 0, 260, 360), (20, 20, 240, 340), (30, 30, 230, 330)
PRINTER = replace(PRINTERS["offset-europe"], bleed=10, safe=12, pages=(1, 400))
RULES = Rules(Kind.INTERIOR, PRINTER, (200, 300), named("en"))
COVER = replace(RULES, kind=Kind.COVER, trim=(200, 300), spine=40)
_TIME = ("D:20250102030405Z", "2025-01-02T03:04:05Z")
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmpMM:VersionID="1" xmpMM:RenditionClass="default">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">A title</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>TIME</xmp:CreateDate><xmp:ModifyDate>TIME</xmp:ModifyDate><xmp:MetadataDate>TIME</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427</xmpMM:DocumentID><pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""
Edit = Callable[[Pdf], None]


@cache
def face() -> tuple[bytes, dict[str, int], list[float]]:
    """A subset of a font, the glyph of each letter, and each glyph's width."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(FACE)
    options = subset.Options(layout_features=[], hinting=False)
    cutter = subset.Subsetter(options)
    cutter.populate(text=LETTERS)
    cutter.subset(font)
    held = io.BytesIO()
    font.save(held)
    glyphs = {letter: font.getGlyphID(name) for letter, name in ((c, font.getBestCmap()[ord(c)]) for c in LETTERS)}
    scale = 1000 / font["head"].unitsPerEm
    return held.getvalue(), glyphs, [font["hmtx"][name][0] * scale for name in font.getGlyphOrder()]


def text(words: str = "Some words", x: float = 60, y: float = 200, size: float = 10, before: str = "0 0 0 1 k") -> str:
    """Operators that show words at a place of the page."""
    shown = "".join(f"{face()[1][letter]:04x}" for letter in words)
    return f"BT {before} /F1 {size} Tf {x} {y} Td <{shown}> Tj ET\n"


def font(pdf: Pdf) -> Any:
    """The embedded font."""
    data, glyphs, widths = face()
    name = Name("/ABCDEF+SourceSerif4")
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDToGIDMap=Name.Identity,
        CIDSystemInfo=Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
        FontDescriptor=_descriptor(name, pdf.make_stream(data, Length1=len(data))),
        W=[0, Array(widths)],
    )
    rows = "".join(f"<{glyph:04x}> <{ord(letter):04x}>\n" for letter, glyph in glyphs.items())
    known = pdf.make_stream(f"{len(glyphs)} beginbfchar\n{rows}endbfchar".encode())
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=[inner],
            ToUnicode=known,
        )
    )


def _descriptor(name: Any, program: Any) -> Any:
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        FontBBox=[0, -300, 1000, 1000],
        FontFile2=program,
        Ascent=1000,
        Descent=-300,
        CapHeight=700,
        ItalicAngle=0,
        StemV=80,
        Flags=4,
    )


def type3(pdf: Pdf) -> Any:
    """A font whose glyph `a` is a red square, and `b` is not there."""
    glyph = pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 500 500 re f")
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=[0, 0, 500, 500],
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0],
        FirstChar=97,
        LastChar=97,
        Widths=[500],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Differences=Array([97, Name.a, Name.b])),
    )


def write(target: Path, content: str = "", edit: Edit | None = None, pages: int = 1) -> Path:
    """Write a clean file, with more content and an edit that may make it wrong."""
    pdf = pikepdf.new()
    shown = font(pdf)
    body = content if content else text()
    for _ in range(pages):
        pdf.add_blank_page(page_size=SHEET[2:])
        page = pdf.pages[-1].obj
        page.BleedBox, page.TrimBox = Array(BLEED), Array(TRIM)
        page.Resources = Dictionary(Font=Dictionary(F1=shown))
        page.Contents = pdf.make_stream(body.encode("latin-1"))
    profile = pdf.make_stream(PROFILE.read_bytes(), N=4)
    pdf.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFX,
                OutputConditionIdentifier="FOGRA39",
                Info="Coated FOGRA39",
                RegistryName="http://www.color.org",
                DestOutputProfile=profile,
            )
        ]
    )
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(Title="A title", CreationDate=_TIME[0], ModDate=_TIME[0], Trapped=Name("/False"))
    )
    pdf.Root.Metadata = pdf.make_stream(_XMP.replace("TIME", _TIME[1]).encode(), Type=Name.Metadata, Subtype=Name.XML)
    if edit:
        edit(pdf)
    pdf.save(target, force_version="1.6", deterministic_id=True, fix_metadata_version=False)
    return target


def resources(kind: str, **values: Any) -> Edit:
    """An edit that adds resources to each page; a value is an object, or a function of the PDF that makes one."""

    def edit(pdf: Pdf) -> None:
        made = {f"/{name}": value(pdf) if callable(value) else value for name, value in values.items()}
        for page in pdf.pages:
            page.obj.Resources[f"/{kind}"] = Dictionary(made)

    return edit


def picture(width: int, height: int, space: Any = Name.DeviceGray, bits: int = 8, **more: Any) -> Callable[[Pdf], Any]:
    """A picture, for `resources`."""
    components = {"/DeviceRGB": 3, "/DeviceCMYK": 4}.get(str(space), 1)
    data = b"\x80" * (height * ((width * components * bits + 7) // 8))

    def make(pdf: Pdf) -> Any:
        colour = {} if "ImageMask" in more else {"ColorSpace": space}
        return pdf.make_stream(
            data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=width,
            Height=height,
            BitsPerComponent=bits,
            **colour,
            **more,
        )

    return make


def form(content: str, matrix: tuple[float, ...] = (1, 0, 0, 1, 0, 0), **more: Any) -> Callable[[Pdf], Any]:
    """A form, for `resources`."""
    return lambda pdf: pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([-1000, -1000, 1000, 1000]),
        Matrix=Array(matrix),
        **more,
    )


def spot(name: str) -> Any:
    """A colour space of one ink."""
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    return Array([Name.Separation, Name(f"/{name}"), Name.DeviceCMYK, tint])


def found(check: Check, path: Path, rules: Rules = RULES) -> list[Finding]:
    """What a check finds in a file."""
    return list(_found(check, path, rules))


def _found(check: Check, path: Path, rules: Rules) -> Iterator[Finding]:
    with opened(path) as file:
        yield from done(check, file, rules)
