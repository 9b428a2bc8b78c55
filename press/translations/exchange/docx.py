"""Word documents for translators who know no other tool: a table of id, source, translation and state per document.

The ids tell document, segment and `digest` of the source: #1a2b3c4d. They stand in sight because that is what any
word processor keeps. Nothing tells who made a file, where or when.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from press.diagnostics import Diagnostic, Location, SourceError
from press.translations.exchange import docx_read, docx_write
from press.translations.exchange.codes import pieces
from press.translations.exchange.docx_write import (
    EARLIER,
    REMARK,
    allowed,
    element,
    mark,
    proofed,
    run,
    table_properties,
    twips,
)
from press.translations.exchange.units import Bundle, File, Incoming, Returned, Unit, UnitState, digest
from press.worddiff import Kind, changes

COLUMNS = ("Id", "Source", "Translation", "State")
WIDTHS = (34, 104, 104, 22)  # mm
HEAD_SHADE = "E6E9ED"
SHADES = {UnitState.FUZZY: "FFF1CC", UnitState.MISSING: "EAF2FB"}  # of rows that wait for a translator
_ID = re.compile(r"(.+)/([^/#]+)#([0-9a-f]{8})")
_OWNER = re.compile(r"Publication: (\S+) · Language: (\S+)")
STEPS = (
    "Write in the column Translation only. The other columns tell where a row belongs; leave them as they are.",
    "What is set in grey, like [^1] or [@key] or [words](address), is code. Copy it into the translation, to where "
    "it belongs in your sentence. Asterisks stand around *emphasis*; use them as your language does.",
    "A row whose state is “fuzzy” has a translation of an earlier source. Below the source you see what changed: "
    "words struck out are gone, words underlined are new. Correct the translation, then delete the word “fuzzy”. "
    "In a row whose translation you have compared with its source, and found right, write “reviewed”.",
    "You may track your changes; they are read as accepted. Comments, formatting and empty rows are not read. Use no "
    "lists, footnotes, pictures or merged cells of Word. A row that you delete stays as it is in the publication.",
)


def write(bundle: Bundle, target: Path) -> None:
    """Write a bundle; the same one gives the same bytes.

    Raises:
        SourceError: S015 a text holds what no Word document can.
    """
    content = [
        _paragraph("Lead", f"{bundle.publication}: translation into {bundle.language.name}"),
        *(_paragraph("Step", *_coded(f"{number}.\t{text}", {})) for number, text in enumerate(STEPS, 1)),
        _paragraph("Data", f"Publication: {bundle.identifier} · Language: {bundle.language.tag}"),
    ]
    for file in bundle.files:
        content += [_paragraph("Heading1", file.document), _table(file)]
    caption = f"{bundle.publication} · {bundle.language.name} ({bundle.language.tag})"
    docx_write.save(content, caption, bundle.language, target)


def _paragraph(style: str, *content: etree._Element | str) -> etree._Element:
    runs = [run(part) if isinstance(part, str) else part for part in content]
    return element("p", element("pPr", element("pStyle", val=style)), *runs)


def _table(file: File) -> etree._Element:
    columns = [element("gridCol", w=str(twips(width))) for width in WIDTHS]
    head = element("trPr", element("cantSplit"), element("tblHeader"))
    cells = [_cell(at, [_paragraph("Head", text)], HEAD_SHADE) for at, text in enumerate(COLUMNS)]
    rows = [element("tr", head, *cells), *(_row(file, unit) for unit in file.units)]
    return element("tbl", table_properties(), element("tblGrid", *columns), *rows)


def _row(file: File, unit: Unit) -> etree._Element:
    where = f"{file.document}/{unit.id}"
    for text in (unit.source, unit.target, unit.previous, *unit.notes, *unit.comments):
        allowed(text, where)
    shade = SHADES.get(unit.state, "")
    language, original = proofed(file.language), proofed(file.original)
    translation = _paragraph("Cell", *_coded(unit.target, language))
    mark(translation, language)
    cells = (
        [_paragraph("Id", f"{file.document}/\n{unit.id}\n#{digest(unit.source)}")],
        [_paragraph("Cell", *_coded(unit.source, original)), *_below(unit, original)],
        [translation],
        [_paragraph("State", str(unit.state))],
    )
    return element("tr", *(_cell(at, own, shade) for at, own in enumerate(cells)))


def _cell(at: int, content: Sequence[etree._Element], shade: str = "") -> etree._Element:
    properties = element("tcPr", element("tcW", w=str(twips(WIDTHS[at])), type="dxa"))
    if shade:
        properties.append(element("shd", val="clear", color="auto", fill=shade))
    return element("tc", properties, *content)


def _coded(text: str, language: Mapping[str, str]) -> Iterator[etree._Element]:
    for piece in pieces(text):
        yield run(piece.text, "Code" if piece.kind else "", language)


def _below(unit: Unit, language: Mapping[str, str]) -> Iterator[etree._Element]:
    """What stands below a source: how it changed, and remarks."""
    if unit.state is UnitState.FUZZY and unit.previous:
        marks = {Kind.SAME: "", Kind.DELETED: "Gone", Kind.INSERTED: "Come"}
        found = changes(unit.previous, unit.source)
        yield _paragraph(EARLIER, *(run(change.text, marks[change.kind], language) for change in found))
    for line in (*unit.notes, *unit.comments):
        yield _paragraph(REMARK, line)


def read(path: Path) -> Returned:
    """What a document brought back, its tracked changes accepted; rows that are not in it are not returned.

    Raises:
        SourceError: X001 it can't be read, or cells are merged; X002 a row has no id; X003 a cell holds what is no
            text.
    """
    body = docx_read.body(path)
    units: list[Incoming] = []
    problems: list[Diagnostic] = []
    number = 0
    for table in docx_read.parts(body, "tbl"):
        for row in docx_read.rows(table):
            number += 1
            try:
                units += _incoming(path, number, row)
            except SourceError as error:
                problems += error.diagnostics
    if problems:
        raise SourceError(problems)
    if not units:
        raise docx_read.unreadable(path, "it holds no table of translations")
    lines = ("".join(map(str, paragraph.itertext())) for paragraph in docx_read.parts(body, "p"))
    owner = next((match for line in lines if (match := _OWNER.search(line))), None)
    return Returned(owner[1] if owner else "", owner[2] if owner else "", tuple(units))


def _incoming(path: Path, number: int, row: etree._Element) -> Iterator[Incoming]:
    """The unit in a row; none in an empty one and in one of headings."""
    cells = list(docx_read.parts(row, "tc"))
    texts = [docx_read.cell_text(path, number, cell, _is_text) for cell in cells]
    if not "".join(texts).strip() or tuple(text.strip() for text in texts) == COLUMNS:
        return
    if docx_read.merged(row) or len(cells) != len(COLUMNS):
        message = f"row {number} has merged cells, or not its {len(COLUMNS)} columns"
        raise docx_read.unreadable(path, message, number)
    match = _ID.fullmatch("".join(texts[0].split()))
    if not match:
        hint = "put back what stood in the first column, or delete the row if it is not needed"
        message = f"row {number} has no id: {' '.join(texts[0].split())[:60]}"
        raise SourceError(Diagnostic("X002", message, Location(path, number), hint))
    source, target = texts[1], texts[2]
    state = _state(texts[3], target)
    place = (number, _previous(path, number, cells[1]), match[3])
    yield Incoming(match[1], match[2], source, target, state, (), *place)


def _is_text(paragraph: etree._Element) -> bool:
    return docx_read.style(paragraph) not in (EARLIER, REMARK)


def _state(told: str, target: str) -> UnitState:
    """What the last column says; a row stops being fuzzy when somebody deletes the word."""
    if not target.strip():
        return UnitState.MISSING
    words = {str(state): state for state in (UnitState.FUZZY, UnitState.REVIEWED)}
    return words.get(told.strip().lower(), UnitState.TRANSLATED)


def _previous(path: Path, number: int, cell: etree._Element) -> str:
    """The earlier source: what is below the source, without the words that are new."""
    earlier = (paragraph for paragraph in docx_read.parts(cell, "p") if docx_read.style(paragraph) == EARLIER)
    texts = (docx_read.paragraph_text(path, number, paragraph, _is_old) for paragraph in earlier)
    return next(texts, "")


def _is_old(found: etree._Element) -> bool:
    return docx_read.value(docx_read.below(found, "rPr", "u")) in ("", "none")
