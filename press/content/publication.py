"""content/publication.yaml and the meta.yaml of its legal documents: read once, checked whole, told of all at once.

Every citation is a note, so a citation style has to be of CSL's class `note` (CSL 1.0.2, "Citation styles").
"""

from __future__ import annotations

import html
import os
import re
import stat
import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from press.content import texts
from press.content.bibliography import SUFFIXES
from press.content.fields import SLUG, SLUG_FORM, URL, Fields, contains, resolve_file, text
from press.content.languages import FOLDER, Languages, own_file
from press.content.positions import hidden_within
from press.content.printing import profiles, read_printing
from press.content.reading_order import ReadingOrder
from press.content.yaml import Item, Report, read
from press.diagnostics import Diagnostic, SourceError
from press.languages.registry import LANGUAGES, named
from press.model.edition import FORMATS
from press.model.language import Language
from press.model.publication import RESERVED_IDS, ROLES, Contributor, Document, Geometry, Margins, Matter, Publication
from press.project import TEMPLATES

_NOTE = re.compile(rb"<style\b[^>]*\bclass=[\"']note[\"']")
LEAST = 72  # points of a line and of a page: in less, no word has room
LARGEST = 1024**3  # bytes of any file
SETTINGS = "content/publication.yaml"
_VERSION = re.compile(r"(?=.{1,100}\Z)[0-9A-Za-z]+([.+-][0-9A-Za-z]+)*")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_ISBN = re.compile(r"urn:isbn:97[89]-?([0-9]-?){9}[0-9]")
_SECURE = re.compile(rf"(?=https:){URL.pattern}")
_LICENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
# HTML elements that content may be allowed: those that do nothing but hold text, which readers see and the proof of an
# edition finds. Markdown has signs for most of them, and for tables, pictures and headings, which are none of these.
_TEXTUAL = frozenset(
    """
    abbr address article aside b bdi blockquote cite code del dfn div em footer header i ins kbd mark q rt ruby s samp
    section small span strong sub sup time u var
    """.split()
)


def citation_style(name: str, item: Item, report: Report) -> Path | None:
    """The file of a style under content/, or None (and a diagnostic) if there is none that can be used."""
    path = resolve_file(name, item, report, ".csl")
    data = path.read_bytes() if path and path.stat().st_size <= texts.LARGEST else b""
    if path and _NOTE.search(data):
        written = data.decode(errors="replace")
        report.diagnostics += hidden_within(html.unescape(written), written, report.place(path).path)
        from press.content import csl  # loads lxml, which the graph of most publications can do without

        report.diagnostics += csl.problems(path, report.place(path).path)
    elif path:
        hint = 'citations are notes here: choose a style that says class="note", or leave it out for ours'
        report.error("C005", f"the citation style {name} sets no notes", item.location, hint)
        return None
    return path


def own_style(language: Language) -> Path:
    """The style of a language for a publication that names none."""
    return TEMPLATES / "csl" / f"{language.citation_style}.csl"


def read_publication(root: Path, printer: str | None = None) -> Publication:
    """Read the settings of a publication and the provenance of its documents; takes some milliseconds.

    Args:
        root: the folder that holds content/.
        printer: the name of a preset to print with, instead of the one that the settings name.

    Raises:
        SourceError: everything that is wrong (C001–C010), sorted by location.
    """
    publication, wrong = survey(root, printer)
    if wrong or not publication:
        raise SourceError(wrong)
    return publication


def survey(root: Path, printer: str | None = None) -> tuple[Publication | None, list[Diagnostic]]:
    """The settings as far as they can be understood, and all that is wrong with them, sorted by location.

    What can't be is left out or has its default, so that the documents can be looked at all the same; None: the file
    can't be read at all.
    """
    report = Report(root)
    path = report.root / SETTINGS
    item = read(path, report) if contains(path, report) else None
    _look_around(report)
    publication = None
    if item:
        with Fields(item, report) as fields:
            publication = _publication(fields, report, printer)
    return publication, report.sorted()


def _look_around(report: Report) -> None:
    """Report what no setting names and no step could bear: links that lead out, what is no file, what has no measure.

    What a document or a setting names under content/ is looked at there, wherever a link leads to.
    """
    for folder in ("translations", "templates", "build", "content", FOLDER):
        for entry in _entries(report.root / folder):
            if entry.is_symlink() and folder != "content":
                contains(Path(entry), report, "remove the link, or put there itself what it leads to")
            with suppress(OSError):  # another process may have removed it; a link may lead nowhere
                _look_at(entry, entry.stat(), report)


def _look_at(entry: os.DirEntry[str], state: os.stat_result, report: Report) -> None:
    bare = stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)
    if bare and state.st_size <= LARGEST:  # of thousands of files nearly all: each command looks at them
        return
    where = report.place(Path(entry))
    if not bare:
        message = f"{where} is a pipe, a socket or a device, not a file"
        report.error("C025", message, where, "remove it, or put the file itself there")
    else:
        hint = "keep it elsewhere: each build would read it whole"
        report.error("C026", f"{where} is larger than {LARGEST // 1024**2} MB", where, hint)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All that lies in a folder at any depth but folders, the folder itself first."""
    waiting = [entry for entry in os.scandir(folder.parent) if entry.name == folder.name]
    while waiting:
        entry = waiting.pop()
        if entry.is_dir(follow_symlinks=False):
            with suppress(OSError):  # what can't be read is told where it is read
                waiting += os.scandir(entry)
        else:
            yield entry


def inputs(publication: Publication) -> tuple[Path, ...]:
    """The files that `read_publication` reads, or would read: a task that depends on settings depends on them."""
    folders = [d.path.parent for d in publication.documents if d.path and d.provenance]
    metas = (folder / "meta.yaml" for folder in folders)
    own = (own_file(publication.root, row.tag) for row in publication.known)
    return (publication.root / SETTINGS, *metas, *profiles(publication.printing), *own)


def _publication(fields: Fields, report: Report, printer: str | None) -> Publication:
    known = Languages(report, TEMPLATES / "csl")
    languages = _languages(fields, known)
    codes = [language.code for language in languages]
    source = fields.choice("source_language", codes, codes[0] if codes else "en")
    day = fields.day("date", required=True) or date.max
    order = ReadingOrder(report, source, codes, known.find, day)
    licence, licence_url = _licence(fields)
    documents = _documents(fields, order)
    originals = _originals(documents, codes, known)
    return Publication(
        root=report.root,
        slug=fields.text("slug", None, SLUG, SLUG_FORM),
        identifier=_identifier(fields),
        version=fields.text("version", "1", _VERSION, "100 letters, digits and . + - at most, as in 1.0 or 2.1-draft"),
        publication_date=day,
        title=fields.localised("title", codes),
        subtitle=fields.localised("subtitle", codes, False),
        description=fields.localised("description", codes, False, lines=True),
        languages=languages,
        source_language=source,
        formats=_formats(fields),
        documents=documents,
        originals=originals,
        others=known.others((*languages, *originals)),
        imprint=_imprint(fields, order),
        printing=read_printing(fields, report, codes, printer),
        licence=licence,
        licence_url=licence_url,
        citation_styles=_citation_styles(fields, languages, report),
        references=_references(fields, report),
        publisher=fields.localised("publisher", codes, False),
        contributors=tuple(_contributor(item, report, codes) for item in fields.sequence("contributors")),
        keywords=_keywords(fields, codes),
        geometry=_geometry(fields),
        raw_html=_raw_html(fields),
        public=tuple(text for text, _ in fields.texts("public")),
        releases=fields.text("releases", "", _SECURE, "write the whole address, beginning with https://"),
    )


def _languages(fields: Fields, known: Languages) -> tuple[Language, ...]:
    """The languages; if they are wrong, those of the title, so that one mistake isn't told again of every text."""
    before = len(fields.report.diagnostics)
    found = tuple(filter(None, (known.tagged(tag, item) for tag, item in fields.texts("languages", required=True))))
    if fields.has("languages") and fields.items["languages"].value == []:
        fields.impossible("languages", "there has to be one at least", f"as in [{', '.join(LANGUAGES)}]")
    if len(fields.report.diagnostics) == before:
        return found
    title = fields.find("title", False)
    codes = title.value if title and isinstance(title.value, dict) else {}
    return tuple(row for code in codes if (row := named(code) or known.find(code)))


def _originals(documents: Iterable[Document], codes: Collection[str], known: Languages) -> tuple[Language, ...]:
    """The languages that only documents are in, each once."""
    others = dict.fromkeys(d.language for d in documents if d.language not in codes)
    return tuple(filter(None, map(known.find, others)))


def _formats(fields: Fields) -> tuple[str, ...]:
    if not fields.has("formats"):
        return tuple(name for name, row in FORMATS.items() if row.usual)
    found = tuple(fields.names("formats", FORMATS))
    for name in found:
        needed = FORMATS[name].made_of
        if needed and needed not in found:
            fields.impossible("formats", f"{name} is made from the {FORMATS[needed].title}", f"add {needed} to them")
    return found


def _identifier(fields: Fields) -> str:
    """A URN of a UUID or of an ISBN, or an address (RFC 9562; ISO 2108; EPUB 3.3 5.4 wants it unique and lasting)."""
    found = fields.text("identifier")
    if _ISBN.fullmatch(found):
        digits = [int(digit) for digit in found if digit.isdigit()]
        fine = sum(digits[::2]) % 10 == -3 * sum(digits[1::2]) % 10
    else:
        fine = bool(_UUID.fullmatch(found) or URL.fullmatch(found))
    if found and not fine:
        hint = f"write urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, found)}, urn:isbn: and 13 digits, or https://…"
        fields.impossible("identifier", f"{found} can't be", hint)
    return found


def _documents(fields: Fields, order: ReadingOrder) -> tuple[Document, ...]:
    given = fields.mapping("reading_order", True)
    if not given:
        return ()
    with given:
        return order.read(given)


def _imprint(fields: Fields, order: ReadingOrder) -> Document | None:
    item = fields.find("imprint", False)
    name = text(item, fields.report, "imprint") if item else ""
    document = order.document(name, item, Matter.FRONT, RESERVED_IDS - {"imprint"}) if item and name else None
    if document and (document.path is None or document.provenance):
        fields.impossible("imprint", f"{name} can't be the imprint", "name a Markdown file: chapters/imprint.md")
    return document


def _licence(fields: Fields) -> tuple[str, str]:
    given = fields.mapping("licence", True)
    if not given:
        return "", ""
    with given:
        name = given.text("text", None, _LICENCE, "write its SPDX identifier: CC-BY-4.0 (https://spdx.org/licenses/)")
        return name, given.text("url", None, URL, "write the whole address: https://…")


def _citation_styles(fields: Fields, languages: Iterable[Language], report: Report) -> Mapping[str, Path]:
    """The style of each language: the one that is given, or else the one that suits the language."""
    given = fields.mapping("citation_styles", False)
    items = dict(given.items) if given else {}
    if given:
        with given:
            items = {row.code: given.items[row.code] for row in languages if given.has(row.code)}
    found: dict[str, Path] = {}
    for row in languages:
        item = items.get(row.code)
        name = text(item, report, f"citation_styles.{row.code}") if item else ""
        if path := citation_style(name, item, report) if item and name else own_style(row):
            found[row.code] = path
    return found


def _references(fields: Fields, report: Report) -> Path | None:
    item = fields.find("references", False)
    name = text(item, report, "references") if item else ""
    return resolve_file(name, item, report, *SUFFIXES) if item and name else None


def _contributor(item: Item, report: Report, languages: Collection[str]) -> Contributor:
    with Fields(item, report, "contributors") as fields:
        return Contributor(fields.localised("name", languages), fields.choice("role", ROLES))


def _keywords(fields: Fields, languages: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    given = fields.mapping("keywords", False)
    if not given:
        return {}
    with given:
        given.complete(languages)
        return {code: tuple(word for word, _ in given.texts(code)) for code in languages}


def _geometry(fields: Fields) -> Geometry:
    page = fields.mapping("page", False)
    if not page:
        return Geometry()
    with page:
        width = page.points("width", Geometry.width)
        height = page.points("height", Geometry.height)
        margins = _margins(page)
        for size, whole, sides, taken in (
            ("width", width, "inner and outer", margins.inner + margins.outer),
            ("height", height, "head and foot", margins.head + margins.foot),
        ):
            if taken >= whole:
                hint = f"make {size} greater or the margins smaller: they leave no room for text"
                page.impossible("margins", f"{sides} take {taken:g} pt of a {size} of {whole:g} pt", hint)
            elif whole - taken < LEAST:
                message = f"{sides} leave {whole - taken:g} pt of a {size} of {whole:g} pt for text"
                page.impossible("margins", message, f"make {size} greater or the margins smaller: {LEAST} pt at least")
        return Geometry(width, height, margins)


def _margins(page: Fields) -> Margins:
    given = page.mapping("margins", False)
    if not given:
        return Margins()
    with given:
        sides = ("head", "foot", "inner", "outer")
        return Margins(**{side: given.points(side, getattr(Margins, side)) for side in sides})


def _raw_html(fields: Fields) -> tuple[str, ...]:
    found = []
    for name, item in fields.texts("raw_html"):
        if name not in _TEXTUAL:
            hint = f"elements that only hold text can be: {', '.join(sorted(_TEXTUAL))}"
            fields.report.error("C005", f"raw_html: {name} can't be allowed", item.location, hint)
        found.append(name)
    return tuple(found)
