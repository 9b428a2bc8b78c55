"""HTML, XML and what is written in it: office files, EPUB's packages, XMP, SVG, TMX, XLIFF; by the names of fields."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from press.diagnostics import Severity
from press.leaks.formats.fields import AUTHORS, TIMES, author, time
from press.leaks.known import Known
from press.leaks.trace import Found, Piece, Trace, within
from press.model.callout import KINDS

Inner = Callable[[bytes, str], Found]

_XML = ("<?xml", "<svg", "<x:xmpmeta", "<?xpacket", "<rdf:RDF", "<tmx", "<xliff", "<package", "<office:")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL)
_DATA = re.compile(r"data:([a-z]+/[-+.a-z0-9]+)?((?:;[^,;\"')\s]*)*),([^\"')\s]+)", re.IGNORECASE)
_NUMBERS = frozenset(("d", "points", "viewBox", "transform", "values", "keyTimes"))  # of SVG, no words
_FIRST = re.compile(r"<[A-Za-z]")
_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
# What drawing programs and cameras write, by their namespaces.
_PROGRAMS = re.compile(
    r"inkscape|sodipodi|/illustrator|adobe\.com/(?:photoshop|camera-raw|exif|tiff|xap/1\.0/(?:mm|sType))|ns\.adobe\.com/(?:photoshop|exif|tiff|lightroom|AdobeIllustrator|pdfx/)"
    r"|iptc\.org|bohemiancoding|figma|serif\.com|cc/ns#|microsoft\.com/photo",
    re.IGNORECASE,
)
_READ = AUTHORS | TIMES | {"template"}
# Of XMP's media management, what tells files apart and nothing of where they come from.
_IDENTITY = frozenset(("DocumentID", "VersionID", "RenditionClass", "InstanceID"))
_INSTRUCTIONS = frozenset(("xml", "xml-stylesheet", "xpacket", "mso-application", "xml-model"))
_INLINE = frozenset("a abbr b bdi bdo cite code dfn em i kbd mark q s samp small span strong sub sup u var wbr".split())
_READ_BY_NOBODY = frozenset(("script", "style", "template", "head"))
# Classes that Pandoc gives, and those by which an author tells the press what something is.
_MEANT = frozenset(
    """
    level1 level2 level3 level4 level5 level6 footnote-ref footnote-back footnotes footnotes-end-of-document citation
    csl-entry csl-bib-body references hanging-indent math inline display sourceCode smallcaps underline mark uri email
    header odd even unnumbered unlisted title subtitle figure line-block task-list no-js numberSource display-math emoji
    date number marker
    """.split()
)


def is_markup(text: str) -> bool:
    """Whether a text is HTML or XML."""
    head = text.lstrip("\ufeff \t\r\n")[:1000]
    return head.startswith(_XML) or bool(_HTML.match(head))


def read(text: str, where: str, known: Known, inner: Inner, styles: str = "") -> Found:
    """The texts of a document, and what it holds beside them.

    Args:
        inner: is given what `data:` addresses hold.
        styles: the style sheets that it is shown with, beside its own; empty: none is known, and no class is told.
    """
    root = _parsed(text)
    yield from inlined(text, where, inner)
    if root is None:
        yield Piece(_without_data(text), where)
        return
    is_html = _name(root) == "html"
    yield Piece(text[: start.start() if (start := _FIRST.search(text)) else 0], where)  # a document type with entities
    for node in root.iter():
        if isinstance(node, etree._Comment | etree._ProcessingInstruction):
            yield from _remark(node, where)
        elif isinstance(node.tag, str):
            yield from _element(node, where, known)
            yield from _quoted(node, where, inner)
    yield from _declared(root, where)
    for words, seen in _words(root, is_html):
        yield Piece(_without_data(words), where, seen)
    if is_html:
        yield from _linked_data(root, where, known)
    if is_html and (styles or root.find(".//{*}style") is not None):
        yield from _classes(root, styles, where)


def _words(root: Any, is_html: bool) -> Iterator[tuple[str, bool]]:
    """What is read, in order, and what isn't: values of attributes, scripts, style sheets, all text of other XML.

    Of XML it is given twice, in one and in pieces: Word cuts words in two, and tables have none between their cells.
    """
    shown: list[str] = []
    hidden: list[str] = []
    unread = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = _name(node)
        if event == "start":
            unread += name in _READ_BY_NOBODY
            hidden += [value for key, value in node.attrib.items() if key not in _NUMBERS]
        if is_html and name and name not in _INLINE:
            shown.append("\n")
        words = (node.text if event == "start" else node.tail if node is not root else "") or ""
        (hidden if is_html and unread - (event == "end" and name in _READ_BY_NOBODY) else shown).append(words)
        unread -= event == "end" and name in _READ_BY_NOBODY
    yield "\n".join(hidden), False
    yield "".join(shown), is_html
    if not is_html:
        yield "\n".join(shown), False


def _quoted(node: Any, where: str, inner: Inner) -> Found:
    """What is packed as text into `data:` addresses of attributes, where quotes may stand in it."""
    for value in node.attrib.values():
        if value[:5].lower() == "data:" and ";base64" not in value[:80]:
            yield from inner(unquote_to_bytes(value.partition(",")[2]), within(where, "data:"))


def _parsed(text: str) -> Any:
    """The root of a document, as far as it can be read; None if it can't."""
    data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.lstrip("\ufeff")).encode("utf-8", "replace")
    try:
        if re.match(
            r"\s*(?:<!doctype html>|<html(?![^>]*xmlns))", data[:1000].decode("utf-8", "replace"), re.IGNORECASE
        ):
            return html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8", huge_tree=False))
        rules = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
        return etree.fromstring(data, rules)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _split(name: str) -> tuple[str, str]:
    """The namespace of a name and the name in it; of HTML, which knows none, what stands before a colon."""
    space, _, local = name.rpartition("}" if "}" in name else ":")
    return space.lstrip("{"), local


def _name(node: Any) -> str:
    """The name of an element without its namespace, small; empty for what is none."""
    return _split(node.tag)[1].lower() if isinstance(node.tag, str) else ""


def _remark(node: Any, where: str) -> Found:
    text = (node.text or "").strip()
    if isinstance(node, etree._ProcessingInstruction):
        if (name := str(node.target)) not in _INSTRUCTIONS:
            said = f"an instruction to a program: {name} {text[:60]}"
            yield Trace("N006", said, where, name, Severity.WARNING)
    elif text and not text.startswith("[if "):
        yield Trace("N006", f"a comment: {' '.join(text.split())[:60]}", where, text, Severity.WARNING)
    yield Piece(text, within(where, "comment"))


def _declared(root: Any, where: str) -> Found:
    """What stands before the first element and behind the last."""
    for step in (root.itersiblings(preceding=True), root.itersiblings()):
        for node in step:
            if isinstance(node.tag, str):  # a page that goes on behind its end
                yield Piece("".join(node.itertext()), where)
            else:
                yield from _remark(node, where)


def _element(node: Any, where: str, known: Known) -> Found:
    space, name = _split(node.tag)
    text = "".join(node.itertext()).strip() if name.lower() in _READ else ""
    if name.lower() == "meta":  # of HTML and of EPUB
        field = node.get("name") or node.get("property") or ""
        yield from _field(field, node.get("content") or node.text or "", where, known, always=True)
    elif space not in ("", "http://www.w3.org/1999/xhtml"):
        yield from _field(name, text, where, known)
    if _PROGRAMS.search(space) and name not in _IDENTITY:
        yield Trace("N005", f"data of a program: <{name}>", where, name)
    if name.lower() == "metadata" and space.endswith("/svg"):
        yield Trace("N005", "the drawing holds metadata", where, "metadata")
    if name == "rsids":
        yield Trace("N006", "it holds numbers of each time that it was edited (rsids)", where, name, Severity.WARNING)
    if name == "attachedTemplate" or (name == "Template" and text not in ("", "Normal", "Normal.dotm")):
        yield Trace("N006", "it names the template that it was made from", where, name, Severity.WARNING)
    for key, value in node.attrib.items():
        of, field = _split(key)
        if _PROGRAMS.search(of) and field not in _IDENTITY:
            yield Trace("N005", f"data of a program: {field}=“{value[:60]}”", where, value)
        elif of or name.lower() in ("tu", "tuv", "header", "phase", "file", "note", "state"):
            yield from _field(field, value, where, known)


def _field(field: str, value: str, where: str, known: Known, always: bool = False) -> Iterator[Trace]:
    """What a field says that holds a person or a time."""
    last = re.split(r"[:.]", field)[-1].lower()
    if field.lower().startswith("calibre"):
        yield Trace("N006", f"{field} says “{value[:60]}”", where, value)
    elif last in AUTHORS:
        yield from author(field, value, where, known)
    elif last in TIMES or (last == "date" and always):
        yield from time(field, value, where, known)


def _linked_data(root: Any, where: str, known: Known) -> Iterator[Trace]:
    """Whom the linked data of a page names (JSON-LD 1.1, 7)."""
    for node in root.iter("script"):
        if node.get("type") == "application/ld+json":
            with suppress(ValueError, RecursionError):
                yield from _persons(json.loads(node.text or ""), where, known)


def _persons(value: Any, where: str, known: Known) -> Iterator[Trace]:
    for key, inner in value.items() if isinstance(value, dict) else ():
        for one in (inner if isinstance(inner, list) else [inner]) if key.lower() in AUTHORS else ():
            yield from author(key, str(one.get("name", "") if isinstance(one, dict) else one), where, known)
        yield from _persons(inner, where, known)
    for inner in value if isinstance(value, list) else ():
        yield from _persons(inner, where, known)


def _classes(root: Any, styles: str, where: str) -> Found:
    """Classes that nothing styles: only whoever gave them knows what they say."""
    sheets = styles + "".join(node.text or "" for node in root.iter("{*}style"))
    known = _MEANT | set(KINDS) | set(_CLASS.findall(sheets)) | set(_CLASS.findall("".join(_scripts(root))))
    bearing = (node for node in root.iter("*") if _name(node) not in ("pre", "code"))  # whose classes name languages
    used = dict.fromkeys(word for node in bearing for word in (node.get("class") or "").split())
    for word in used:
        if word.removeprefix("callout-") not in known and not word.startswith("press-"):
            said = f"nothing styles the class {word}: only who gave it knows what it says"
            yield Trace("N006", said, where, word, Severity.WARNING)


def _scripts(root: Any) -> Iterator[str]:
    yield from (node.text or "" for node in root.iter("{*}script"))


def inlined(text: str, where: str, inner: Inner) -> Found:
    """What is packed into the `data:` addresses of a text."""
    for number, found in enumerate(_DATA.finditer(text), 1):
        packed = re.sub(r"\s|%0A|\\n", "", found[3])
        try:
            data = (
                base64.b64decode(unquote_to_bytes(packed))
                if ";base64" in found[2].lower()
                else unquote_to_bytes(packed)
            )
        except (binascii.Error, ValueError):
            continue
        yield from inner(data, within(where, f"data: {number}"))


def _without_data(text: str) -> str:
    return _DATA.sub("data:", text) if "data:" in text else text
