"""Files that tell who made them, each in a way of its own; the marks are nobody's name."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from datetime import date

import pikepdf
import planted
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.woff2 import WOFF2FlavorData
from PIL import Image

from press.leaks.known import Known, Name

DAY = date(2024, 2, 29)
NOBODY = Name("Nemo Nobody", "the name of this machine's user")
KNOWN = Known(
    names=(
        NOBODY,
        Name("Никто Немов", "a translator"),
        Name("无名氏", "a translator"),
        Name("nemo-box", "the machine"),
        Name("ulix", "its user"),
    ),
    folders=("/srv/nemo/books",),
    credited=frozenset(("the shelf committee",)),
    days=frozenset((DAY, date(1980, 1, 1), date(1970, 1, 1))),
)
HOME = "/home" + "/nemo"  # in two pieces, so that no file here holds a path of a machine
PATH = f"{HOME}/books/a.md"
MAIL = "nemo@nobody.net"


def packed(members: Mapping[str, bytes | str], when: tuple[int, ...] = (1980, 1, 1, 0, 0, 0), **more: bytes) -> bytes:
    """A zip archive of some members; `more` are its comment and the extra field of each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = more.get("comment", b"")
        for name, data in members.items():
            row = zipfile.ZipInfo(name, when)  # type: ignore[arg-type]  # six numbers
            row.extra, row.comment = more.get("extra", b""), more.get("note", b"")
            archive.writestr(row, data)
    return out.getvalue()


def epub(more: Mapping[str, bytes | str], package: str = "", manifest: str = "") -> bytes:
    head = '<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
    opf = f"{head}{package}</metadata><manifest>{manifest}</manifest></package>"
    return packed({"mimetype": "application/epub+zip", "EPUB/package.opf": opf, **more})


def word(part: str, inner: str) -> bytes:
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:x="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    )
    return packed({f"{part}.xml": f'<?xml version="1.0"?><r {spaces}>{inner}</r>'})


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda made: None, text: str = "") -> bytes:
    """A PDF of a page."""
    made, out = pikepdf.new(), io.BytesIO()
    page = made.add_blank_page(page_size=(300, 100))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = "".join(f"({part}) Tj " for part in text.split("|"))
    page.Contents = made.make_stream(f"BT /F1 8 Tf 9 50 Td {shown}ET".encode())
    change(made)
    made.save(out, fix_metadata_version=False)
    return out.getvalue()


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["notes.txt"] = f"seen by {MAIL}".encode()


def annotated(made: pikepdf.Pdf) -> None:
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T="Nemo", Contents="x"
    )
    made.pages[0].Annots = pikepdf.Array([made.make_indirect(note)])


def private(made: pikepdf.Pdf) -> None:
    made.pages[0].PieceInfo = pikepdf.Dictionary(Drawer=pikepdf.Dictionary(LastModified="D:2024"))


def informed(**fields: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        for key, value in fields.items():
            made.docinfo[f"/{key}"] = value

    return change


def described(body: str) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        kind = {"Type": pikepdf.Name.Metadata, "Subtype": pikepdf.Name.XML}
        made.Root.Metadata = made.make_stream(xmp(body), **kind)  # type: ignore[arg-type]  # names are values

    return change


def pictured(made: pikepdf.Pdf) -> None:
    more = {"Subtype": pikepdf.Name.Image, "Filter": pikepdf.Name.DCTDecode, "Width": 40, "Height": 30}
    made.pages[0].Resources.XObject = pikepdf.Dictionary(I=made.make_stream(planted.jpeg(), **more))  # type: ignore[arg-type]


def xmp(body: str) -> bytes:
    spaces = (
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
    )
    about = f'<rdf:RDF {spaces}><rdf:Description rdf:about="">{body}</rdf:Description></rdf:RDF>'
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{about}</x:xmpmeta>'.encode()


def font(flavor: str | None = None, table: str = "", name: str = "Plain", meta: str = "") -> bytes:
    """A font of one glyph."""
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef"])
    made.setupCharacterMap({})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph()})
    made.setupHorizontalMetrics({".notdef": (500, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Plain", "styleName": "Regular", "copyright": name})
    made.setupOS2()
    made.setupPost()
    out = io.BytesIO()
    if table:
        made.font[table] = newTable(table)
        made.font[table].data = b"\0\0\0\1" + b"\0" * 24
    made.font.flavor = flavor
    if meta:
        made.font.flavorData = WOFF2FlavorData()
        made.font.flavorData.metaData = meta.encode()
    made.save(out)
    return out.getvalue()


def taken(uname: str = "", when: int = 0) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        row = tarfile.TarInfo("a.txt")
        row.size, row.mtime, row.uname, row.uid = 1, when, uname, 1000 if uname else 0
        archive.addfile(row, io.BytesIO(b"x"))
    return out.getvalue()


def zipped(name: str = "", when: int = 0) -> bytes:
    out = io.BytesIO()
    with gzip.GzipFile(name, "wb", fileobj=out, mtime=when) as file:
        file.write(b"words")
    return out.getvalue()


def thumbnail() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "JPEG")
    data = out.getvalue()
    return data[:2] + planted.segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + b"\xff\0\0" * 4) + data[20:]


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=en><head><title>A</title>{head}</head><body>{body}</body></html>"


def uri(data: bytes, kind: str = "application/octet-stream") -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def catalog(fields: str = "", head: str = "") -> str:
    return f'{head}msgid ""\nmsgstr ""\n"Language: ru\\n"\n{fields}\n#. a note\nmsgid "A"\nmsgstr "Б"\n'


SVG_XMP = f'<svg xmlns="http://www.w3.org/2000/svg"><metadata>{xmp("").decode()}</metadata><path d="M0 0"/></svg>'
COMMENTED = "<svg xmlns='http://www.w3.org/2000/svg'><!-- drawn by Nemo Nobody --></svg>"
KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n"
# What tells, with the code by which it is told. None of it is planted elsewhere.
LEAKS: Mapping[str, tuple[str, bytes | str]] = {
    "WebP with EXIF": ("N005", planted.webp()),
    "GIF with a comment": ("N005", planted.gif()),
    "TIFF with tags": ("N005", planted.tiff()),
    "PNG with bytes behind its pixels": ("N005", planted.indexed()),
    "JPEG with a thumbnail": ("N005", thumbnail()),
    "profile of one screen": ("N005", planted.profile("Screen")),
    "SVG with XMP in an EPUB": ("N005", epub({"EPUB/a.svg": SVG_XMP}, manifest='<item href="a.svg"/>')),
    "JPEG in a PDF": ("N005", pdf(pictured)),
    "bytes behind a PDF": ("N005", pdf() + b"behind it"),
    "PDF with an attachment": ("N006", pdf(attached)),
    "PDF with an attachment that tells": ("N003", pdf(attached)),
    "PDF with a note": ("N006", pdf(annotated)),
    "PDF with data of a program": ("N006", pdf(private)),
    "PDF with an author": ("N006", pdf(informed(Author="Somebody Else"))),
    "PDF with a field of its own": ("N006", pdf(informed(Workstation="9"))),
    "PDF with an hour": ("N007", pdf(informed(CreationDate="D:20240229101112+00'00'"))),
    "PDF with an hour in XMP": ("N007", pdf(described("<xmp:CreateDate>2024-03-01T00:00:00Z</xmp:CreateDate>"))),
    "PDF with a history": ("N005", pdf(described("<photoshop:History>opened</photoshop:History>"))),
    "PDF of two states": ("N006", pdf() + b"1 0 obj\n<<>>\nendobj\nstartxref\n0\n%%EOF\n"),
    "PDF with a comment between objects": ("N002", pdf().replace(b"\nxref", f"\n%{PATH}\nxref".encode(), 1)),
    "text of a PDF": ("N001", pdf(text="drawn by Nemo |Nobody")),
    "zip with a comment": ("N006", packed({"a": ""}, comment=b"packed at home")),
    "zip with a user's number": ("N006", packed({"a": ""}, extra=struct.pack("<HH", 0x7875, 1) + b"\1")),
    "zip with an hour": ("N007", packed({"a": ""}, (2024, 5, 6, 7, 8, 10))),
    "zip with something before it": ("N006", b"begun by hand" + packed({"a": ""})),
    "member's comment in a zip": ("N006", packed({"a": ""}, note=b"mine")),
    "folder of a system in a zip": ("N006", packed({"__MACOSX/._a": ""})),
    "zip in a zip": ("N002", packed({"a": packed({"b": PATH})})),
    "EPUB with a file of a shop": ("N006", epub({"iTunesMetadata.plist": "x"})),
    "EPUB with a page map": ("N006", epub({"EPUB/page-map.xml": "<?xml version='1.0'?><page-map/>"})),
    "EPUB with a creator": ("N006", epub({}, "<dc:creator>Somebody Else</dc:creator>")),
    "EPUB of another day": ("N007", epub({}, '<meta property="dcterms:modified">2024-02-29T10:00:00Z</meta>')),
    "EPUB of Calibre's": ("N006", epub({}, '<meta name="calibre:timestamp" content="2024"/>')),
    "gzip with an hour": ("N007", zipped(when=1_700_000_000)),
    "gzip with a name": ("N006", zipped("draft.txt")),
    "tar with a user": ("N006", taken("nemo")),
    "tar with an hour": ("N007", taken(when=1_700_000_000)),
    "names of a font": ("N001", font(name="Made by Nemo Nobody")),
    "font in WOFF 2": ("N003", font("woff2", name=MAIL)),
    "FontForge's settings": ("N006", font(table="PfEd")),
    "metadata of WOFF": ("N006", font("woff2", meta="<metadata/>")),
    "font inlined in CSS": ("N001", f"@font-face{{src:url({uri(font(name='Nemo Nobody'), 'font/ttf')})}}"),
    "picture inlined in a page": ("N005", page(f'<img alt="" src="{uri(planted.gif(), "image/gif")}">')),
    "SVG inlined as text": (
        "N006",
        page(f'<img alt="" src="data:image/svg+xml,{COMMENTED}">'.replace("<svg", "%3Csvg")),
    ),
    "comment of HTML": ("N006", page("<!-- set late at night --><p>Words.")),
    "words behind the end of a page": ("N003", page("<p>Words.") + f"</html><html><p>{MAIL}</p></html>"),
    "author of HTML": ("N006", page("", '<meta name="author" content="Somebody Else">')),
    "class that nothing styles": ("N006", page('<p class="of-somebody">', "<style>p{color:red}</style>")),
    "UUID of version 1": ("N004", f"id: {'6ba7b810-9dad-11d1-80b4-00c04fd430c8'}"),
    "network card": ("N004", "wlan0 5c:51:4f:0a:1b:2c up"),
    "address of IPv4": ("N004", "served from http://93.184.216.34:8000/a"),
    "address of IPv6": ("N004", "inet6 fe80::5e51:4fff:fe0a:1b2c scope link"),
    "entities in an address": ("N003", page("<p>nemo&#64;nobody&#46;net")),
    "letters in escapes": ("N003", '{"by": "nemo\\u0040nobody.net"}'),
    "domain in Punycode": ("N003", "nemo@xn--80aaxitdbjk.xn--p1ai"),
    "domain in Cyrillic": ("N003", "немо@никто.рф"),
    "letters of full width": ("N003", "ｎｅｍｏ＠ｎｏｂｏｄｙ．ｎｅｔ"),
    "something unseen in an address": ("N003", "nemo\u200b@nobody.net"),
    "address as it is spoken": ("N003", "nemo [at] nobody [dot] net"),
    "telephone": ("N003", "call +43 1 5336 1234 99"),
    "path in per cents": ("N002", "a=%2Fhome%2Fnemo%2Fbooks"),
    "path in JSON": ("N002", '{"a": "\\/home\\/nemo\\/books"}'),
    "path of Windows": ("N002", '{"a": "C:\\\\Users\\\\Nemo\\\\a.docx"}'),
    "path of a Mac": ("N002", "/Users" + "/nemo/Desktop/a.indd"),
    "file address": ("N002", "see file:///media/stick/a.pdf"),
    "folder of this machine": ("N002", "made in /srv/nemo/books"),
    "UTF-16 with a mark": ("N002", PATH.encode("utf-16")),
    "UTF-16 without": ("N002", f"written to {PATH} at last".encode("utf-16-le")),
    "UTF-16 among bytes": ("N002", b"\xff\xfe\xfd\x80\x81" * 9 + f"  {PATH}".encode("utf-16-be") + b"\x80" * 9),
    "name with an initial": ("N001", "of N. Nobody"),
    "name in another case": ("N001", "перевод Никто Немова"),
    "short name of a user": ("N001", "made by Ulix"),
    "text in base64": ("N002", f'{{"a": "{base64.b64encode(PATH.encode()).decode()}"}}'),
    "old encoding of Russian": ("N001", "Никто Немов и другие".encode("cp1251")),
    "old encoding of Chinese": ("N001", "译者：无名氏。这是一本书。".encode("gb18030")),
    "picture in an icon": ("N005", b"\0\0\1\0\1\0" + b"\x10" * 16 + planted.png()),
    "linked data of a page": (
        "N006",
        page("", '<script type="application/ld+json">{"author": {"name": "Somebody Else"}}</script>'),
    ),
    "author of rich text": ("N006", "{\\rtf1{\\info{\\author Somebody Else}}}"),
    "entity of a document type": ("N002", f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "{PATH}">]><a/>'),
    "instruction to a program": ("N006", '<?xml version="1.0"?><?editor by="somebody"?><a/>'),
    "name in capitals": ("N001", "NEMO NOBODY"),
    "name the other way round": ("N001", "Nobody, Nemo"),
    "name in an address of the web": ("N001", "https://example.org/~nemo.nobody/"),
    "name over two lines": ("N001", "of Nemo\n  Nobody"),
    "name with a hyphen at a line's end": ("N001", "of Nemo No-\nbody"),
    "name in two elements": ("N001", page("<p>Nemo <b>Nobody</b>")),
    "name in Cyrillic": ("N001", "НИКТО НЕМОВ"),
    "name in Chinese": ("N001", "译者：无\n名氏。"),
    "name of the machine": ("N001", "built on nemo-box.local"),
    "author of a Word file": ("N006", word("docProps/core", "<dc:creator>Somebody Else</dc:creator>")),
    "company of a Word file": ("N006", word("docProps/app", "<x:Company>A Press</x:Company>")),
    "hour of a Word file": ("N007", word("docProps/core", "<dcterms:created>2024-02-29T08:00:00Z</dcterms:created>")),
    "template of a Word file": ("N006", word("docProps/app", "<x:Template>House.dotm</x:Template>")),
    "edits of a Word file": ("N006", word("word/settings", '<w:rsids><w:rsid w:val="00AB"/></w:rsids>')),
    "name cut in two by Word": ("N001", word("word/document", "<w:t>of Ne</w:t><w:t>mo Nobody</w:t>")),
    "address in a cell": ("N003", page(f"<table><tr><td>{MAIL}</td><td>12</td></tr></table>")),
    "name that goes on behind an element": ("N001", page("<p><b>Nemo <i>(the</i> one)</b> <b>Nemo</b> Nobody")),
    "comment in a Word file": ("N006", word("word/comments", '<w:comment w:author="Somebody Else"/>')),
    "who translated in a TMX": ("N006", '<tmx version="1.4"><body><tu creationid="somebody"/></body></tmx>'),
    "translator of a catalog": ("N006", catalog('"Last-Translator: Somebody Else\\n"\n')),
    "list of a catalog": ("N006", catalog('"Language-Team: A Team <ru@nobody.net>\\n"\n')),
    "folder of a catalog": ("N002", catalog('"X-Poedit-Basepath: ../draft\\n"\n')),
    "head of a catalog": ("N006", catalog(head="# Somebody Else, 2024.\n")),
    "zone of a catalog": ("N007", catalog('"PO-Revision-Date: 2024-02-29 10:11+0900\\n"\n')),
    "secret key": ("N009", KEY),
}
