"""Translation memories as TMX 1.4b (LISA OSCAR, 26 April 2005): what is translated, for any tool that has a memory.

A memory holds pairs, not states: what needs work is not written, and what is read counts as translated. Its units find
their segments by their source; in a <seg> inline markup is set apart ("Content Markup"). Nothing in it tells who
translated when (creationid, creationdate: optional in 1.4b, "tu" and "header").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from press import xml_files
from press.diagnostics import Diagnostic, Location, SourceError
from press.translations.exchange.codes import Piece, numbered, pieces
from press.translations.exchange.units import Bundle, File, Incoming, Returned, Unit, UnitState

DOCTYPE = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">'
HELD = (UnitState.TRANSLATED, UnitState.REVIEWED)
TOOL = "press"  # as creationtool: what we wrote, and nobody saved since
ALL = "*all*"  # as srclang: any language of an entry may be the source
_HINT = "export the memory again from the tool that made it"
_WITH_CODES = f"{_HINT}, with its inline codes"


def resolved(returned: Returned, bundle: Bundle) -> Returned:
    """Give the units of a memory the ids of all segments of a bundle that have exactly their source.

    A unit that has an id keeps it, and no memory overrules it. Where a memory translates one source in several ways,
    the last is taken and counts as fuzzy: somebody has to choose. What no segment has is left out, for a memory may
    hold more than one publication.
    """
    named = [unit for unit in returned.units if unit.id]
    taken = {(unit.document, unit.id) for unit in named}
    memory: dict[str, list[Incoming]] = defaultdict(list)
    for unit in returned.units:
        if not unit.id and unit.target:
            memory[unit.source].append(unit)
    return replace(returned, units=(*named, *_matches(bundle, memory, taken)))


def _matches(bundle: Bundle, memory: dict[str, list[Incoming]], taken: set[tuple[str, str]]) -> Iterator[Incoming]:
    for file in bundle.files:
        for unit in file.units:
            if unit.source in memory and (file.document, unit.id) not in taken:
                yield replace(_chosen(memory[unit.source]), document=file.document, id=unit.id)


def _chosen(found: Sequence[Incoming]) -> Incoming:
    several = len({unit.target for unit in found}) > 1
    return replace(found[-1], state=UnitState.FUZZY) if several else found[-1]


def fill(seg: etree._Element, text: str, numbers: Mapping[tuple[str, int], str]) -> None:
    """Put a text into a <seg>, its codes into <ph> with their numbers; without numbers it stays plain."""
    seen: Counter[str] = Counter()
    last: etree._Element | None = None
    for piece in pieces(text) if numbers else (Piece(text),):
        if piece.kind:
            last = etree.SubElement(seg, "ph", {"x": numbers[piece.text, seen[piece.text]]})
            last.text = piece.text
            seen[piece.text] += 1
        elif last is None:
            seg.text = piece.text
        else:
            last.tail = piece.text


def text(path: Path, tuv: Any) -> str:
    """The text of a <tuv> with the markup that stands in its inline elements.

    Raises:
        SourceError: X001 it has none; X003 an inline element is empty.
    """
    seg = tuv.find("seg")
    if seg is None:
        raise _error("X001", path, "a text has no <seg>", tuv, _WITH_CODES)
    for code in seg.iter("ph", "bpt", "ept", "it", "ut"):
        if not "".join(code.itertext()):
            message = f"a <{code.tag}> has lost the markup that it stood for"
            raise _error("X003", path, message, code, _WITH_CODES)
    return "".join(seg.itertext())


def write(bundle: Bundle, target: Path, codes: bool = True) -> None:
    """Write the translated and reviewed units; `codes` puts their inline markup into <ph> (TMX 1.4b, "ph").

    Raises:
        SourceError: S015 a text holds what XML can't.
    """
    languages = {file.original.tag for file in bundle.files}
    root, body = start(languages.pop() if len(languages) == 1 else ALL)
    for file in bundle.files:
        body.extend(_tu(bundle, file, unit, codes) for unit in held(file))
    xml_files.write(root, target, DOCTYPE)


def held(file: File) -> Iterator[Unit]:
    """The units that a memory holds."""
    return (unit for unit in file.units if unit.state in HELD and unit.target)


def start(language: str) -> tuple[etree._Element, etree._Element]:
    """The root and the body of an empty memory of texts in a language ("header")."""
    root = etree.Element("tmx", {"version": "1.4"})
    root.text = "\n"
    header = {
        "creationtool": TOOL,
        "creationtoolversion": "1",
        "segtype": "paragraph",
        "o-tmf": "gettext PO",
        "adminlang": "en",
        "srclang": language,
        "datatype": "plaintext",
    }
    etree.SubElement(root, "header", header).tail = "\n"
    body = etree.SubElement(root, "body")
    body.text = body.tail = "\n"
    return root, body


def _tu(bundle: Bundle, file: File, unit: Unit, codes: bool) -> etree._Element:
    name = f"{file.document}/{unit.id}"
    props = {"x-document": file.document, "x-id": unit.id, "x-publication": bundle.identifier}
    tu = entry(file, unit, props, numbered(unit.source, unit.target) if codes else {})
    tu.attrib.update({"tuid": name, "srclang": file.original.tag})
    for at, comment in enumerate(unit.comments):
        note = etree.Element("note")
        note.text, note.tail = xml_files.allowed(comment, name), "\n"
        tu.insert(at, note)
    return tu


def entry(
    file: File, unit: Unit, props: Mapping[str, str], numbers: Mapping[tuple[str, int], str] | None = None
) -> etree._Element:
    """A pair of texts with its properties; `numbers` are those of the inline codes that are set apart.

    Raises:
        SourceError: S015 a text holds what XML can't.
    """
    tu = etree.Element("tu")
    for kind, value in props.items():
        etree.SubElement(tu, "prop", {"type": kind}).text = value
    for language, text in ((file.original, unit.source), (file.language, unit.target)):
        tuv = etree.SubElement(tu, "tuv", {xml_files.LANGUAGE: language.tag})
        text = xml_files.allowed(text, f"{file.document}/{unit.id}")
        fill(etree.SubElement(tuv, "seg"), text, numbers or {})
    for child in tu:
        child.tail = "\n"
    tu.text = tu.tail = "\n"
    return tu


def read(path: Path, language: str = "") -> Returned:
    """What a memory holds: units of ours by their ids, all others with an empty document and id (see memory.resolved).

    `language` is the BCP 47 tag that is looked for; it has to be given where the memory has several.

    Raises:
        SourceError: X001 it can't be read or is no TMX; X003 an inline code has lost its text; X004 it has no
            translation into the language.
    """
    root: Any = xml_files.parse(path)
    if root.tag != "tmx" or root.find("header") is None or root.find("body") is None:
        raise _error("X001", path, "it is no TMX file", root)
    entries = [_entry(path, root.find("header"), tu) for tu in root.find("body").iterfind("tu")]
    found = _language(path, {tag for _, _, targets in entries for tag in targets}, language)
    units = [(tu, _incoming(tu, source, targets[found])) for tu, source, targets in entries if found in targets]
    owners = Counter(owner for tu, _ in units if (owner := _prop(tu, "x-publication")))
    identifier = owners.most_common(1)[0][0] if owners else ""
    kept = tuple(_own(unit, _prop(tu, "x-publication") == identifier) for tu, unit in units)
    return Returned(identifier, language or found, kept)


def _own(unit: Incoming, ours: bool) -> Incoming:
    """A unit of another publication is known by its text alone."""
    return unit if ours else replace(unit, document="", id="")


def _entry(path: Path, header: Any, tu: Any) -> tuple[Any, str, dict[str, str]]:
    """An entry, its source and its other texts by their languages."""
    tuvs = [
        (tuv.get(xml_files.LANGUAGE) or tuv.get("lang") or "", text(path, tuv))
        for tuv in tu.iterfind("tuv")
    ]
    if not tuvs or not all(tag for tag, _ in tuvs):
        raise _error("X001", path, "an entry has no text, or a text has no language", tu)
    wanted = tu.get("srclang") or header.get("srclang") or ALL
    at = next((at for at, (tag, _) in enumerate(tuvs) if _alike(tag, wanted)), 0)
    return tu, tuvs[at][1], dict(tuvs[:at] + tuvs[at + 1 :])


def _language(path: Path, tags: set[str], wanted: str) -> str:
    """The one of the file's languages that is meant."""
    if wanted:
        alike = sorted((tag for tag in tags if _alike(tag, wanted)), key=lambda tag: tag.lower() != wanted.lower())
        if tags and not alike:
            raise _error("X004", path, f"it holds translations into {', '.join(sorted(tags))}, not {wanted}", None)
        return alike[0] if alike else ""
    if len(tags) > 1:
        raise _error("X004", path, f"it holds translations into several languages: {', '.join(sorted(tags))}", None)
    return next(iter(tags), "")


def _alike(one: str, other: str) -> bool:
    """Whether two tags mean the same language: zh-Hans, ZH-CN and zh do, as far as any tool tells them apart."""
    return one.lower().partition("-")[0] == other.lower().partition("-")[0]


def _incoming(tu: Any, source: str, target: str) -> Incoming:
    """A unit: ours tells its id by x-id, OmegaT by the props file and path or id (its alternative translations)."""
    document = _prop(tu, "x-document") or _prop(tu, "file").removesuffix(".po")
    identifier = _prop(tu, "x-id") or _prop(tu, "path") or _prop(tu, "id")
    comments = tuple(line for note in tu.iterfind("note") for line in "".join(note.itertext()).splitlines())
    state = UnitState.TRANSLATED if target else UnitState.MISSING
    named = (document, identifier) if document and identifier else ("", "")
    return Incoming(*named, source, target, state, comments, xml_files.line_of(tu))


def _prop(tu: Any, kind: str) -> str:
    return next(("".join(prop.itertext()) for prop in tu.iterfind("prop") if prop.get("type") == kind), "")


def _error(code: str, path: Path, message: str, element: Any, hint: str = _HINT) -> SourceError:
    return SourceError(Diagnostic(code, message, Location(path, xml_files.line_of(element)), hint))
