"""XLIFF 1.2 (OASIS Standard, 1 February 2008), the format that most translators' tools open.

Each document is a <file>, each segment a <trans-unit> with the id DOCUMENT/SEGMENT; its inline codes stand in <ph>
elements (2.4), those that are equal in source and translation with equal ids. What needs work is told by the state of
the target (2.3); the earlier source of a fuzzy one stands in <alt-trans> as its previous version. Tools that can't
show states go by `approved`, which is yes for all that is not fuzzy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import etree

from press import xml_files
from press.diagnostics import Diagnostic, Location, SourceError
from press.translations.exchange import codes
from press.translations.exchange.codes import Piece
from press.translations.exchange.units import Bundle, File, Incoming, Returned, Unit, UnitState

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
STATES = {
    UnitState.FUZZY: "needs-review-translation",
    UnitState.TRANSLATED: "translated",
    UnitState.REVIEWED: "signed-off",
}
SIGNED_OFF = ("signed-off", "final")
PREVIOUS = "previous-version"
# <note from="…">: who speaks; translators' tools leave theirs out.
IDENTIFIER, DEVELOPER, TRANSLATOR = "identifier", "developer", "translator"
# Inline elements that stand for a code of the source by their id alone, and those that hold it.
REFERENCES, HOLDERS = ("x", "bx", "ex"), ("ph", "bpt", "ept", "it")
_HINT = "export the file again, or save it in your tool as XLIFF 1.2"


def write(bundle: Bundle, target: Path) -> None:
    """Write a bundle.

    Raises:
        SourceError: S015 a text holds what XML can't.
    """
    own: Any = {None: NAMESPACE}
    root = etree.Element(f"{{{NAMESPACE}}}xliff", {"version": "1.2"}, nsmap=own)
    for file in bundle.files:
        root.append(_file(bundle, file))
    _spread(root)
    xml_files.write(root, target)


def _file(bundle: Bundle, file: File) -> etree._Element:
    attributes = {
        "original": file.document,
        "source-language": file.original.tag,
        "target-language": file.language.tag,
        "datatype": "x-pandoc-markdown",
        "product-name": bundle.publication,
    }
    element = etree.Element(f"{{{NAMESPACE}}}file", attributes)
    _note(_add(element, "header"), IDENTIFIER, bundle.identifier)
    body = _add(element, "body")
    for unit in file.units:
        _unit(body, f"{file.document}/{unit.id}", unit)
    return element


def _unit(body: etree._Element, name: str, unit: Unit) -> None:
    for text in (unit.source, unit.target, unit.previous, *unit.notes, *unit.comments):
        xml_files.allowed(text, name)
    element = _add(body, "trans-unit", {"id": name, "restype": f"x-{unit.kind}", xml_files.SPACE: "preserve"})
    numbers = codes.numbered(unit.source, unit.target)
    _fill(_add(element, "source"), unit.source, numbers)
    if unit.target:
        element.set("approved", "no" if unit.state is UnitState.FUZZY else "yes")
        _fill(_add(element, "target", {"state": STATES[unit.state]}), unit.target, numbers)
    for line in unit.notes:
        _note(element, DEVELOPER, line).set("annotates", "source")
    for line in unit.comments:
        _note(element, TRANSLATOR, line)
    if unit.previous and unit.target:
        before = _add(element, "alt-trans", {"alttranstype": PREVIOUS, xml_files.SPACE: "preserve"})
        _add(before, "source").text = unit.previous
        _add(before, "target").text = unit.target


def _add(parent: etree._Element, name: str, attributes: Mapping[str, str] | None = None) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", dict(attributes or {}))


def _note(parent: etree._Element, speaker: str, text: str) -> etree._Element:
    note = _add(parent, "note", {"from": speaker})
    note.text = text
    return note


def _fill(element: etree._Element, text: str, numbers: Mapping[tuple[str, int], str]) -> None:
    """Put a segment into a <source> or <target>."""
    seen: Counter[str] = Counter()
    last: etree._Element | None = None
    for piece in codes.pieces(text):
        if piece.kind:
            kind = "lb" if piece.kind == "break" else f"x-{piece.kind}"
            last = _add(element, "ph", {"id": numbers[piece.text, seen[piece.text]], "ctype": kind})
            last.text = piece.text
            seen[piece.text] += 1
        elif last is None:
            element.text = piece.text
        else:
            last.tail = piece.text


def _spread(element: etree._Element) -> None:
    """Put each element on a line of its own, so that a message can name it; no text is touched."""
    for child in element:
        child.tail = "\n"
        if _name(child) not in ("source", "target", "note"):
            _spread(child)
    if len(element):
        element.text = "\n"


def read(path: Path) -> Returned:
    """What a file brought back; a tool may have renamed prefixes, cut sentences (<mrk>) or written codes otherwise.

    Raises:
        SourceError: X001 it can't be read or is no XLIFF 1.x; X003 an inline element stands for nothing; X004 its parts
            are of several publications or languages.
    """
    root = xml_files.parse(path)
    if xml_files.has_doctype(root):
        raise _error("X001", path, "it has a document type, which no XLIFF has", root)
    if _name(root) != "xliff":
        raise _error("X001", path, "it is no XLIFF file", root)
    if not (version := root.get("version", "")).startswith("1."):
        raise _error("X001", path, f"it is XLIFF {version or 'of no version'}, not 1.2", root)
    files = list(_children(root, "file"))
    if not files:
        raise _error("X001", path, "it holds no file", root)
    units: list[Incoming] = []
    problems: list[Diagnostic] = []
    for file in files:
        for element in (found for found in file.iter() if _name(found) == "trans-unit"):
            try:
                units.append(_incoming(path, file.get("original", ""), element))
            except SourceError as error:
                problems += error.diagnostics
    if problems:
        raise SourceError(problems)
    language = _one(path, files, [file.get("target-language", "") for file in files], "languages")
    return Returned(_one(path, files, [_identifier(file) for file in files], "publications"), language, tuple(units))


def _one(path: Path, files: Sequence[etree._Element], values: Sequence[str], what: str) -> str:
    found = list(dict.fromkeys(value for value in values if value))
    if len(found) > 1:
        second = files[values.index(found[1])]
        raise _error("X004", path, f"it is of several {what}: {', '.join(found)}", second)
    return found[0] if found else ""


def _identifier(file: etree._Element) -> str:
    notes = (note for header in _children(file, "header") for note in _children(header, "note"))
    return next((_plain(note).strip() for note in notes if note.get("from") == IDENTIFIER), "")


def _incoming(path: Path, original: str, element: etree._Element) -> Incoming:
    document, _, identifier = element.get("id", "").rpartition("/")
    given, target = (next(_children(element, name), None) for name in ("source", "target"))
    if given is None:
        raise _error("X001", path, "a unit has no source", element)
    source = _text(path, given, ())
    text = _text(path, target, [piece for piece in codes.pieces(source) if piece.kind]) if target is not None else ""
    notes = (note for note in _children(element, "note") if note.get("from", TRANSLATOR) == TRANSLATOR)
    return Incoming(
        document or original,
        identifier,
        source,
        text,
        _state(element, target, text),
        tuple(line for note in notes for line in _plain(note).split("\n") if line),
        xml_files.line_of(element),
        _previous(element),
    )


def _state(element: etree._Element, target: etree._Element | None, text: str) -> UnitState:
    """The state that a tool left; one that writes no states may tell by `approved`."""
    state = target.get("state", "") if target is not None else ""
    if not text:
        return UnitState.MISSING
    if state in SIGNED_OFF:
        return UnitState.REVIEWED
    doubtful = state == "new" or state.startswith("needs-") or (not state and element.get("approved") == "no")
    return UnitState.FUZZY if doubtful else UnitState.TRANSLATED


def _previous(element: etree._Element) -> str:
    found = (alternative for alternative in _children(element, "alt-trans"))
    before = (alternative for alternative in found if alternative.get("alttranstype") == PREVIOUS)
    return next((_plain(source) for one in before for source in _children(one, "source")), "")


def _text(path: Path, element: etree._Element, known: Sequence[Piece]) -> str:
    """The Markdown of a <source> or <target>; `known` are the codes of the source, the first with the id 1."""
    return (element.text or "") + "".join(
        _inline(path, child, known) + (child.tail or "") for child in element if isinstance(child.tag, str)
    )


def _inline(path: Path, element: etree._Element, known: Sequence[Piece]) -> str:
    name, inner = _name(element), _text(path, element, known)
    if not (name or inner):  # of another vocabulary, such as XInclude
        message = f"<{etree.QName(element).localname}> is no markup of XLIFF, and what it stands for would be lost"
        raise _error("X003", path, message, element)
    if name not in (*REFERENCES, *HOLDERS, "g") or (inner and name in HOLDERS):
        return inner
    number = element.get("id", "")
    at = int(number) - 1 if number.isascii() and number.isdigit() else -1
    if not 0 <= at < len(known):
        raise _error("X003", path, f'<{name} id="{number}"> stands for no inline code of the source', element)
    if name != "g":
        return known[at].text
    end = codes.partners(known).get(at)
    if end is None:
        raise _error("X003", path, f'<g id="{number}"> stands for a code that has no end', element)
    return known[at].text + inner + known[end].text


def _plain(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def _children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if _name(child) == name)


def _name(element: etree._Element) -> str:
    """The name of an element in XLIFF; empty for those of other vocabularies and for what is no element."""
    if not isinstance(element.tag, str):
        return ""
    name = etree.QName(element)
    return name.localname if (name.namespace or "").startswith(NAMESPACE[:-1]) else ""


def _error(code: str, path: Path, message: str, element: etree._Element) -> SourceError:
    return SourceError(Diagnostic(code, message, Location(path, xml_files.line_of(element)), _HINT))
