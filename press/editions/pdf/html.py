"""The two documents of a PDF as HTML, from templates: the body, and the front with its contents.

They are laid out apart, since the front names pages of the body. Before the layout, references and the contents are
told their pages, and links that lead nowhere are found, in the tree that WeasyPrint has parsed (xml.etree), so that
nothing is parsed twice; of WeasyPrint itself nothing here knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement

from babel.dates import format_date
from jinja2 import Environment
from markupsafe import Markup, escape
from PIL import Image

from press.content.pictures import file_of
from press.content.pixels import strictly
from press.diagnostics import Diagnostic
from press.editions import draft, fonts, templates
from press.editions.html.parts import HtmlPart, NoteStyle, imprint, parts
from press.editions.pdf import formulas
from press.languages.scripts import ARABIC
from press.model.book import Book
from press.model.language import Language
from press.model.publication import Contributor, Matter, Publication
from press.project import TEMPLATES

_FOLD = TEMPLATES / "pdf/fold.svg"
# Size and line height of the text in points, by whether spaces part the language's words. Arabic script is small for
# its size, and reaches far above and below its lines.
TEXT: Mapping[bool, tuple[float, float]] = {True: (10, 14), False: (10.5, 18)}
ARABIC_TEXT = (12, 18)
HEAD_ROOM = 54  # letters of a running head on a measure of 294 pt
LACKING = "write the anchor where it should lead ({#…}), or correct the link"
ALLOWED = ("http://", "https://", "mailto:", "#")


def text_size(language: Language) -> tuple[float, float]:
    """Size and line height of a language's text, in points."""
    return ARABIC_TEXT if language.script == ARABIC else TEXT[language.spaced]


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a part, or a section of level 2 under its part (`level` 1 or 2)."""

    level: int
    anchor: str
    number: str
    label: str
    title: str
    front: bool


@dataclass(frozen=True)
class Setting:
    """What both documents are set from: the book, its publication, its parts as HTML and the templates.

    Attributes:
        parts: all parts of the book.
        templates: the environment of the publication's templates, in the book's language.
    """

    book: Book
    publication: Publication
    parts: tuple[HtmlPart, ...]
    templates: Environment

    @property
    def content(self) -> Path:
        """The folder that addresses in the HTML stand under."""
        return self.publication.root / "content"

    def formulas(self, *, inks: bool) -> formulas.Text:
        """What formulas stand in; for inks, black is that of one plate."""
        size, line = text_size(self.publication.language(self.book.language))
        geometry = self.publication.geometry
        measure = geometry.width - geometry.margins.inner - geometry.margins.outer
        return formulas.Text(size, line, measure, "device-cmyk(0 0 0 1)" if inks else "#000")

    @property
    def phrase(self) -> str:
        """How a reference goes on to its page; the number is bound to the words beside it."""
        phrase = self.book.word(", p. {page}")
        return phrase.replace(" {page}", "\u00a0{page}").replace("{page} ", "{page}\u00a0")

    def document(self, template: str, **values: object) -> str:
        """One of the documents of the PDF."""
        language = self.publication.language(self.book.language)
        return templates.render(
            self.templates, template, book=self.book, publication=self.publication, language=language, **values
        )


def setting(book: Book, publication: Publication) -> Setting:
    """Convert a book once, for all documents of its PDF."""
    environment = templates.environment(publication.root, book.words)
    environment.filters |= {"css": quoted, "running_head": running_head, "lines": lines}
    return Setting(book, publication, parts(book, NoteStyle.FOOT), environment)


def quoted(text: str) -> Markup:
    """A string of CSS (CSS Syntax 3, 4.3.5)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("<", "\\3c ")
    return Markup(f'"{escaped}"')


def body(work: Setting) -> str:
    """Chapters, appendices and back matter."""
    return work.document("pdf/body.html.j2", parts=_matter(work.parts, front=False))


def front(work: Setting) -> str:
    """Half-title, title page, imprint, contents and front matter; pages of the body are empty spans."""
    language = work.publication.language(work.book.language)
    return work.document(
        "pdf/front.html.j2",
        parts=_matter(work.parts, front=True),
        imprint=imprint(work.book, NoteStyle.FOOT),
        draft=draft.notice(work.book, work.publication),
        entries=tuple(_nested(_entries(work.book))),
        credits=tuple(_credits(work.publication.contributors, work.book)),
        date=format_date(work.publication.publication_date, "long", locale=language.locale),
    )


def style(work: Setting, documents: Sequence[str], modules: Path, bleed: float = 0, *, inks: bool = False) -> str:
    """The style sheet of both documents, @font-face rules included.

    Args:
        documents: both.
        modules: node_modules.
        bleed: around the page, in points.
        inks: for print, where code is black.
    """
    language = work.publication.language(work.book.language)
    head, phrase = running_head(work.publication.title[work.book.language]), work.phrase.split("{page}")
    geometry, stamp = work.publication.geometry, "" if work.book.completeness.complete else work.book.word("Draft")
    told = {"head": head, "phrase": phrase, "stamp": stamp, "bleed": bleed, "inks": inks, "fold": _FOLD.as_uri()}
    size, line = text_size(language)
    sheet = work.document("css/pdf.css.j2", geometry=geometry, size=size, line=line, **told)
    rows = fonts.rows_of([*documents, sheet], language)
    return fonts.css_local(modules, language, rows) + "\n" + fonts.stacked(sheet, rows, language)


def lines(title: str) -> Markup:
    """A title with what stands behind its first colon on a line of its own."""
    main, colon, rest = re.match(r"(.*?)([:：]\s*|$)(.*)", title, re.DOTALL).groups()  # type: ignore[union-attr]
    return Markup(f"{escape(main)}{escape(colon.strip())}<br>{escape(rest)}") if rest else escape(title)


def running_head(title: str) -> str:
    """A title as it fits over a page: whole, or as far as its first colon or full stop, or as far as words go.

    A Chinese character takes the room of two letters.
    """
    if _room(title) <= HEAD_ROOM:
        return title
    main = re.split(r"[:：.。—]", title)[0].rstrip()
    if main and _room(main) <= HEAD_ROOM:
        return main
    words = re.findall(r"\s*(?:[\u2e80-\uffef]|[^\s\u2e80-\uffef]+)", title)
    kept = next(count for count in range(len(words), -1, -1) if _room("".join(words[:count])) < HEAD_ROOM)
    return "".join(words[:kept]).rstrip(" ,;，；、") + "…"


def _room(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _matter(parts: Sequence[HtmlPart], *, front: bool) -> tuple[HtmlPart, ...]:
    return tuple(part for part in parts if (part.part.matter is Matter.FRONT) is front)


def _entries(book: Book) -> Iterator[Entry]:
    for part in book.contents:
        front = part.matter is Matter.FRONT
        if part.matter is Matter.APPENDIX:  # its number alone would read as a chapter's
            title = book.word("{label}. {title}", label=part.label, title=part.title_text)
            yield Entry(1, part.anchor, "", "", title, front)
        else:
            yield Entry(1, part.anchor, part.number, part.label, part.title_text, front)
        for heading in part.headings:
            if heading.level == 2:
                yield Entry(2, heading.anchor, heading.number, "", heading.title, front)


def _nested(entries: Iterator[Entry]) -> Iterator[tuple[Entry, tuple[Entry, ...]]]:
    """Each part's line with those of its sections."""
    found: list[tuple[Entry, list[Entry]]] = []
    for entry in entries:
        if entry.level == 1:
            found.append((entry, []))
        else:
            found[-1][1].append(entry)
    return ((entry, tuple(below)) for entry, below in found)


def _credits(contributors: Sequence[Contributor], book: Book) -> Iterator[str]:
    """The lines of the title page that name people and bodies, one a role (MARC relator codes)."""
    names: dict[str, list[str]] = {}
    for contributor in contributors:
        names.setdefault(contributor.role, []).append(contributor.name[book.language])
    separator = book.word(", ")
    phrases: dict[str, Callable[[str], str]] = {
        "aut": lambda who: who,
        "edt": lambda who: book.word("Edited by {names}", names=who),
        "trl": lambda who: book.word("Translated by {names}", names=who),
        "ill": lambda who: book.word("Illustrated by {names}", names=who),
        "ctb": lambda who: book.word("With contributions by {names}", names=who),
    }
    return (phrase(separator.join(names[role])) for role, phrase in phrases.items() if role in names)


LACKING = "write the anchor where it should lead ({#…}), or correct the link"
ALLOWED = ("http://", "https://", "mailto:", "#")


def prepare(root: Element, pages: Mapping[str, str], phrase: str, content: Path) -> None:
    """Say the page of each cross-reference, what a section's bookmark reads, and address and size of each picture.

    Args:
        root: one of the documents.
        content: the folder that pictures are relative to.
        pages: folios of the other document's anchors, as far as they are known; its references are written out. Those
            within the document are counted by the style sheet (class "press-paged").
        phrase: how a reference goes on to its page, with "{page}".
    """
    own = {element.get("id") for element in root.iter()}
    blocks = {code for block in root.iter("pre") for code in block.iter("code")}
    for element in list(root.iter()):
        classes = element.get("class", "").split()
        if "press-xref" in classes:
            _refer(element, own, pages, phrase)
        elif "press-line" in classes:
            _foldable(element)
        elif "press-pn" in classes:
            element.attrib.pop("href", None)  # on the web a link to itself, to be copied; in a PDF it leads nowhere
        elif "press-entry" in classes:
            _enter(element, own, pages)
        elif element.tag in ("h2", "h3"):
            element.set("data-bookmark", "".join(_without_notes(element)).replace("\u2060", ""))
        elif element.tag == "img":
            _show(element, content)
        elif element.tag in ("td", "th") and (style := element.get("style")):  # Markdown's left is where lines begin
            element.set("style", style.replace("text-align: left", "text-align: start").replace("right", "end"))
        elif element.tag == "code" and element not in blocks:
            _with_breaks(element)


def named(root: Element, other: Element) -> set[str]:
    """The anchors of the other document that references of one lead to."""
    links = (link.get("href", "") for link in root.iter("a") if "press-xref" in link.get("class", "").split())
    return {link.removeprefix("#") for link in links} & anchors(other)


def anchors(root: Element) -> set[str]:
    """The anchors of a document."""
    return {anchor for element in root.iter() if (anchor := element.get("id"))}


BREAK = "\u200b"  # a place for a line to end; no text of the PDF (press.typesetting.names)
WHOLE = 16  # letters of code in a line of text that are never parted
# Behind signs within a word of code, and before what opens a bracket; two letters at least on either side.
_SIGNS = re.compile(r"(?<=\w\w)(?:[^\w\s([{<]+(?=\w\w)|(?=[(\[{<]+\w\w))|(?<=[a-z]_)(?=[a-z])")


def _with_breaks(code: Element) -> None:
    """Let long words of code in a text be parted at their signs, without a hyphen."""
    for leaf in [element for element in code.iter() if not len(element)]:
        text = leaf.text or ""
        if max(map(len, text.split()), default=0) > WHOLE:
            leaf.text = BREAK.join(parted(text))


def parted(text: str) -> list[str]:
    """The pieces of code between which a line may end."""
    ends = [found.end() for found in _SIGNS.finditer(text)]
    return [text[start:end] for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


UNBROKEN = 40  # letters of code without a space, which find no room on a line for certain


def _foldable(line: Element) -> None:
    """Take the highlighting from a line of code that has to be folded where no space is: only within one text it can.

    What is as wide as two letters (class "press-double") keeps its size; there a line may break anyway.
    """
    if max(map(len, "".join(line.itertext()).split()), default=0) > UNBROKEN:
        for at, child in reversed(list(enumerate(line))):
            if "press-double" not in child.get("class", "") and not len(child):
                text = (child.text or "") + (child.tail or "")
                line.remove(child)
                if at:
                    line[at - 1].tail = (line[at - 1].tail or "") + text
                else:
                    line.text = (line.text or "") + text


def _without_notes(element: Element) -> Iterator[str]:
    """The text of an element; a note that it calls has no place in a bookmark."""
    if element.get("role") != "doc-footnote":
        yield element.text or ""
        for child in element:
            yield from _without_notes(child)
            yield child.tail or ""


def _refer(link: Element, own: set[str | None], pages: Mapping[str, str], phrase: str) -> None:
    target = link.get("href", "").removeprefix("#")
    if target in own:
        link.set("class", f"{link.get('class')} press-paged")
    elif target in pages:
        SubElement(link, "span", {"class": "press-at-page"}).text = phrase.format(page=pages[target])


COARSE, FINE = 150.0, 300.0  # pixels in an inch of pictures whose width is not given


def _show(picture: Element, content: Path) -> None:
    """A picture's file as an address, and how dense its pixels are: as it says, within what looks well."""
    path = file_of(picture.get("src", ""), content).resolve()
    if not (path.is_relative_to(content.resolve()) and path.is_file()):
        return  # which the engine tells
    picture.set("src", quote(str(path.relative_to(content.resolve()))))
    if path.suffix.lower() != ".svg":
        with strictly(), Image.open(path) as opened:
            told = float(opened.info.get("dpi", (COARSE, COARSE))[0])
        style = f"image-resolution: {min(max(COARSE, told), FINE):.4g}dpi"
        picture.set("style", f"{picture.get('style', '')};{style}".strip(";"))


def _enter(link: Element, own: set[str | None], pages: Mapping[str, str]) -> None:
    """An entry of the contents: its page, a literal for the body's."""
    target = link.get("href", "").removeprefix("#")
    if (page := link.find("span[@class='press-page']")) is None:
        return
    if target in own:
        page.attrib.update({"class": "press-page press-paged", "data-target": f"#{target}"})
    else:
        page.text = pages[target]


def broken(*roots: Element) -> Iterator[Diagnostic]:
    """Links that lead neither into the book nor to the web (P005)."""
    known = {anchor for root in roots for anchor in anchors(root)}
    for root in roots:
        for link in root.iter("a"):
            href = link.get("href")
            if href is None:
                continue
            if not href.startswith(ALLOWED):
                hint = "link to an address of the web, or to an anchor of the book (#…)"
                yield Diagnostic("P005", f"a link leads to {href}", hint=hint, about="".join(link.itertext()))
            elif href.startswith("#") and href[1:] not in known:
                message = f"a link leads to {href}, which the book lacks"
                yield Diagnostic("P005", message, hint=LACKING, about="".join(link.itertext()))
