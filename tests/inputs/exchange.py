"""Files that come back from translators, or pretend to."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator

from inputs.situation import Data, Situation, put

_XLIFF = (
    '<?xml version="1.0" encoding="UTF-8"?>{head}<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    '<file original="{document}" source-language="en" target-language="ru" datatype="x-pandoc-markdown"><body>'
    '<trans-unit id="{document}/h1-lmyxcruy"><source>Borrowing</source><target>{target}</target></trans-unit>'
    "</body></file></xliff>"
)
_TMX = (
    '<?xml version="1.0" encoding="UTF-8"?>{head}<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en">'
    '<seg>Borrowing</seg></tuv><tuv xml:lang="ru"><seg>{target}</seg></tuv></tu></body></tmx>'
)
_LAUGHS = '<!DOCTYPE x [<!ENTITY e0 "ha">{}]>'.format(
    "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
)
_OUTSIDE = '<!DOCTYPE x [<!ENTITY e11 SYSTEM "file:///etc/hostname">]>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def _zipped(*more: tuple[str, bytes]) -> bytes:
    data = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        warnings.simplefilter("ignore")  # a name may stand in it twice
        for name, text in (("[Content_Types].xml", _TYPES.encode()), ("_rels/.rels", _RELATIONS.encode()), *more):
            archive.writestr(name, text)
    return data.getvalue()


def _document(body: str, head: str = "") -> tuple[str, bytes]:
    return "word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}{_WORD.format(body)}'.encode()


def _xliff(target: str, head: str = "", document: str = "borrowing") -> str:
    return _XLIFF.format(target=target, head=head, document=document)


def _files() -> Iterator[tuple[str, str, Data]]:
    """Format, name of the situation, and the file."""
    nested = "<g id='1'>" * 20_000 + "</g>" * 20_000
    yield "xliff", "entities that multiply", _xliff("&e11;", _LAUGHS)
    yield "xliff", "entity from outside", _xliff("&e11;", _OUTSIDE)
    yield "xliff", "type from elsewhere", _xliff("&e11;", '<!DOCTYPE x SYSTEM "http://elsewhere.example/x.dtd">')
    yield "xliff", "entities in UTF-16", _xliff("&e11;", _LAUGHS).replace("UTF-8", "UTF-16").encode("utf-16")
    yield "xliff", "inclusion", _xliff('<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="/etc/hostname"/>')
    yield "xliff", "nested without end", _xliff(nested)
    yield "xliff", "cut off", _xliff("a")[:240]
    yield "xliff", "nothing", ""
    yield "xliff", "document upwards", _xliff("a", document="../../over")
    yield "xliff", "100 MB", lambda: _xliff("x" * 100_000_000)
    yield "tmx", "entities that multiply", _TMX.format(target="&e11;", head=_LAUGHS)
    yield "tmx", "entity from outside", _TMX.format(target="&e11;", head=_OUTSIDE)
    yield "tmx", "no XML", b"PK\3\4"
    yield "docx", "2 GB unpacked", lambda: _zipped(("word/document.xml", b" " * 2_000_000_000))
    yield "docx", "2 GB beside the text", lambda: _zipped(_document(""), ("word/media/a.bin", b"\0" * 2_000_000_000))
    yield "docx", "part upwards", _zipped(_document(""), ("../../../over", b"a"))
    yield "docx", "text twice", _zipped(_document(""), _document("<w:p/>"))
    yield "docx", "entities that multiply", _zipped(_document("<w:p>&e11;</w:p>", _LAUGHS))
    yield (
        "docx",
        "tables in tables",
        _zipped(_document("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000)),
    )
    yield "docx", "no text", _zipped()
    yield "docx", "cut off", _zipped(_document("<w:p/>"))[:-60]
    yield "docx", "no archive", b"hello"
    yield "omegat", "file of nothing", b""


def situations() -> Iterator[Situation]:
    """Each imported into Russian; all are refused, and no catalog changes."""
    for format, name, data in _files():
        path = f"../back-{format}"
        change = put(path, data)
        command = ("translations", "import", "ru", f"--{format}", f"{{beside}}/back-{format}")
        yield Situation("what came back", f"{format}: {name}", change, command=command)
