"""Plain text: the whole publication as one UTF-8 file that every channel carries and every screen shows.

Lines have 72 columns at most, of which a Chinese character takes two. The text stands beside a margin of six, which
holds the numbers of paragraphs and notes; headings and rules begin in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from babel.dates import format_date

from press import files, pandoc
from press.editions import draft
from press.editions.title_lines import halves
from press.editions.txt import lines
from press.editions.txt.blocks import BLANK, COLUMNS, MARGIN, Line, Setter
from press.model.book import Book, Fact, Part
from press.model.edition import FORMATS, Edition
from press.model.publication import Publication

RULE = Line("=" * COLUMNS, flush=True)


def write_txt(book: Book, publication: Publication, target: Path) -> None:
    """Write a book as plain text: title, contents, imprint, parts, each with its notes at its end."""
    page = Setter(publication.language(book.language).tag, publication.known)
    found = [*_title(book, publication, page), *_contents(book, page)]
    if book.imprint:
        found += [*_opening("", book.word("Imprint"), page), *page.blocks(book.imprint)]
    for part in book.parts:
        found += _part(part, book, replace(page, numbers=count(part.first_note), notes=[]))
    files.write_text(target, "\n".join(map(str, found)) + "\n")


def _title(book: Book, publication: Publication, page: Setter) -> list[Line]:
    """What stands on the title page, how far a draft is, and where the other languages are."""
    code = book.language
    day = format_date(publication.publication_date, "long", locale=publication.language(code).locale)
    people = [one.name[code] for one in publication.contributors if one.role == "aut" and one.name.get(code)]
    version = book.word("Version {version}", version=publication.version)
    blocks = [list(halves(publication.title[code])), [publication.subtitle.get(code, "")]]
    blocks += [[*people, publication.publisher.get(code, "")], [version, day], [draft.notice(book, publication)]]
    others = [row for row in publication.languages if row.code != code]
    out = [RULE]
    for texts in blocks:
        shown = [line for text in texts if text for line in page.heading(text)]
        out += [*shown, BLANK] if shown else []
    out[-1] = RULE
    if others:
        out += [BLANK, *page.heading(book.word("In other languages"), "-"), BLANK]
        room = max(lines.width(row.name, False) for row in others) + 2
        for row in others:
            file = Edition(FORMATS["txt"], row.code).target(publication.slug)
            out.append(Line(f"{lines.padded(row.name, room, False)}{file.name}"))
    return out


def _contents(book: Book, page: Setter) -> Iterator[Line]:
    yield from [BLANK, *page.heading(book.word("Contents"), "-")]
    for part in book.contents:
        label = part.label + (book.word(". ") if part.label else "")
        yield from [BLANK, *_entry(page, label + part.title_text, 0)]
        for heading in part.headings:
            if heading.level == 2:
                yield from _entry(page, f"{heading.number} {heading.title}".strip(), 4)


def _entry(page: Setter, text: str, indent: int) -> list[Line]:
    first, *rest = page.narrower(indent + 2).wrapped(text)
    return [Line(" " * indent + first), *(Line(" " * (indent + 2) + line) for line in rest)]


def _opening(label: str, title: str, page: Setter) -> list[Line]:
    above = [*page.heading(label)] if label else []
    return [BLANK, BLANK, RULE, *above, *page.heading(title), RULE, BLANK]


def _part(part: Part, book: Book, page: Setter) -> list[Line]:
    """A part with its provenance above it and its notes below."""
    out = _opening(part.label, page.inlines(part.title), page)
    if part.provenance:
        out += [*_provenance(part.provenance, page), BLANK]
    if any(node["t"] == "Div" and "press-original" in node["c"][0][1] for node in pandoc.walk(part.blocks)):
        text = book.word("Lines that begin with {mark} are the original, each under its translation.", mark="|")
        out += [*map(Line, page.wrapped(text)), BLANK]
    out += page.blocks(part.blocks)
    if page.notes:
        out += [BLANK, *page.heading(book.word("Notes"), "-"), BLANK, *page.told()]
    return out


def _provenance(rows: Sequence[Fact], page: Setter) -> list[Line]:
    """The box above a legal document: labels, and behind them their values."""
    rule = Line("-" * (COLUMNS - MARGIN))
    room = min(max(lines.width(row.label, page.wide) for row in rows), page.columns // 3) + 2
    out = [rule]
    for row in rows:
        values = page.narrower(room).wrapped(row.value)
        labels = lines.broken(row.label, room - 2, page.wide)
        for at in range(max(len(values), len(labels))):
            label = labels[at] if at < len(labels) else ""
            out.append(Line(lines.padded(label, room, page.wide) + (values[at] if at < len(values) else "")))
    return [*out, rule]
