"""A glossary as TBX-Basic, in the form of ISO 30042:2008 (martif): that is what OmegaT, Weblate and most tools read.

The form of 2019 (conceptEntry, langSec, termSec) says the same in other words that few tools know. How sure a form is
stands in its administrative status: the first of a preferred concept is preferred and its others admitted; all of an
admitted one are admitted; those of an unchecked one have no status; forbidden variants are deprecated.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from press import xml_files
from press.diagnostics import Diagnostic, Location, SourceError
from press.languages.registry import LANGUAGES
from press.model.glossary import Term, TermStatus
from press.translations.exchange.units import Bundle

PREFERRED, ADMITTED, DEPRECATED = (f"{word}Term-admn-sts" for word in ("preferred", "admitted", "deprecated"))
_TAGS = {row.code: row.tag for row in LANGUAGES.values()}


def write(bundle: Bundle, target: Path) -> None:
    """Write the glossary of a bundle, in all languages of its terms.

    Raises:
        SourceError: G001 there are no terms: a TBX has at least one entry (core structure, "body"); S015 a text holds
            what XML can't.
    """
    glossary = bundle.glossary
    if not glossary.terms:
        hint = "add terms to the glossary first"
        raise SourceError(Diagnostic("G001", "there are no terms to write", Location(glossary.path), hint))
    root = etree.Element("martif", {"type": "TBX-Basic", xml_files.LANGUAGE: "en"})
    root.append(_header(bundle))
    body = etree.SubElement(etree.SubElement(root, "text"), "body")
    body.extend(_entry(term) for term in glossary.terms)
    etree.indent(root)
    xml_files.write(root, target)


def _header(bundle: Bundle) -> etree._Element:
    """fileDesc and encodingDesc, which names the data categories of TBX-Basic."""
    header = etree.Element("martifHeader")
    description = etree.SubElement(header, "fileDesc")
    etree.SubElement(etree.SubElement(description, "titleStmt"), "title").text = bundle.publication
    etree.SubElement(etree.SubElement(description, "sourceDesc"), "p").text = bundle.identifier
    encoding = etree.SubElement(header, "encodingDesc")
    etree.SubElement(encoding, "p", {"type": "XCSURI"}).text = "TBXBasicXCSV02.xcs"
    return header


def _entry(term: Term) -> etree._Element:
    """A concept; ids of XML begin with a letter, so that each has a `c-` before it."""
    entry = etree.Element("termEntry", {"id": f"c-{term.concept}"})
    if term.note:
        etree.SubElement(entry, "note").text = xml_files.allowed(term.note, term.concept)
    for code in dict.fromkeys([*term.forms, *term.forbidden]):
        section = etree.SubElement(entry, "langSet", {xml_files.LANGUAGE: _TAGS.get(code, code)})
        for text, status in _statuses(term, code):
            tig = etree.SubElement(section, "tig")
            etree.SubElement(tig, "term").text = xml_files.allowed(text, term.concept)
            if status:
                etree.SubElement(tig, "termNote", {"type": "administrativeStatus"}).text = status
    return entry


def _statuses(term: Term, code: str) -> Iterator[tuple[str, str]]:
    """Each form in a language with its administrative status, empty for none."""
    for number, text in enumerate(term.forms.get(code, ())):
        sure = PREFERRED if term.status is TermStatus.PREFERRED and not number else ADMITTED
        yield text, "" if term.status is TermStatus.UNCHECKED else sure
    for text in term.forbidden.get(code, ()):
        yield text, DEPRECATED
