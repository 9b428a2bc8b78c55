"""Metadata of a PDF: document information and XMP (ISO 16684-1)."""

from __future__ import annotations

from hashlib import md5
from typing import Any
from xml.sax.saxutils import escape

from press.model.book import Book
from press.model.publication import Publication
from press.typesetting.metadata import PRODUCER, information

# PDF/A knows no pdfuaid: the schema has to be declared beside it (ISO 19005-2, 6.6.2.3.3).
XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
{properties}</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""


def of_document(book: Book, publication: Publication) -> Any:
    """What the document information dictionary says (ISO 32000-1, 14.3.3); all dates are that of publication."""
    code = book.language
    return information(
        publication.title[code],
        _authors(book, publication),
        publication.description.get(code, ""),
        publication.keywords.get(code, ()),
        publication.publication_date.isoformat(),
        publication.language(code).tag,
    )


def identifier(book: Book, publication: Publication) -> bytes:
    """What stays the same in all versions of the file (ISO 32000-1, 14.4)."""
    name = f"{publication.identifier} {book.language} pdf"
    return md5(name.encode(), usedforsecurity=False).hexdigest().encode()


def xmp(book: Book, publication: Publication) -> str:
    """The metadata packet of the document."""
    code = book.language
    tag, day = publication.language(code).tag, publication.publication_date.isoformat()
    keywords, description = publication.keywords.get(code, ()), publication.description.get(code, "")
    properties = [
        f"<dc:title>{_alternatives(publication.title[code], tag)}</dc:title>",
        f"<dc:description>{_alternatives(description, tag)}</dc:description>" if description else "",
        _list("dc:creator", "Seq", _authors(book, publication)),
        _list("dc:publisher", "Bag", [publication.publisher[code]] if code in publication.publisher else []),
        _list("dc:subject", "Bag", keywords),
        _list("dc:language", "Bag", [tag]),
        _list("dc:date", "Seq", [day]),
        f"<dc:format>application/pdf</dc:format><dc:identifier>{escape(publication.identifier)}</dc:identifier>",
        f"<dc:rights>{_alternatives(publication.licence, tag)}</dc:rights>",
        f"<xmpRights:WebStatement>{escape(publication.licence_url)}</xmpRights:WebStatement>",
        f"<xmpMM:VersionID>{escape(publication.version)}</xmpMM:VersionID>",
        f"<xmp:CreateDate>{day}</xmp:CreateDate><xmp:ModifyDate>{day}</xmp:ModifyDate>",
        f"<xmp:MetadataDate>{day}</xmp:MetadataDate><pdf:Producer>{PRODUCER}</pdf:Producer>",
        f"<pdf:Keywords>{escape(', '.join(keywords))}</pdf:Keywords>" if keywords else "",
    ]
    return XMP.format(properties="\n".join(row for row in properties if row))


def _authors(book: Book, publication: Publication) -> list[str]:
    return [row.name[book.language] for row in publication.contributors if row.role == "aut"]


def _alternatives(text: str, tag: str) -> str:
    """A text with its language (XMP, language alternative)."""
    item = escape(text)
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{item}</rdf:li><rdf:li xml:lang="{tag}">{item}</rdf:li></rdf:Alt>'


def _list(name: str, kind: str, items: list[str] | tuple[str, ...]) -> str:
    if not items:
        return ""
    rows = "".join(f"<rdf:li>{escape(item)}</rdf:li>" for item in items)
    return f"<{name}><rdf:{kind}>{rows}</rdf:{kind}></{name}>"
