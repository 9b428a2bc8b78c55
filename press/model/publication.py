"""A publication's settings: content/publication.yaml as typed, frozen data. Texts per language map codes to text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path

from press.model.edition import FORMATS, Edition
from press.model.language import Language
from press.model.printers import DEFAULT
from press.model.printing import Printing

Text = Mapping[str, str]

BIBLIOGRAPHY = "bibliography"  # stands in the reading order for the generated list of works; its document's id
# Names of pages and catalogs that no document may take.
RESERVED_IDS = frozenset({"imprint", "index", "publication", "ui"})
ROLES = ("aut", "edt", "trl", "ill", "ctb", "pbl")  # author, editor, translator, illustrator, contributor, publisher
DOCUMENT_TYPES = (
    "treaty",
    "agreement",
    "declaration",
    "resolution",
    "statute",
    "regulation",
    "rules",
    "judgment",
    "decision",
    "report",
)
STATUSES = ("official", "unofficial", "machine-assisted")  # of a translation


class Matter(StrEnum):
    """The part of a book that a document belongs to."""

    FRONT = "front"
    CHAPTER = "chapter"
    APPENDIX = "appendix"
    BACK = "back"


@dataclass(frozen=True)
class Contributor:
    """A person or body that is credited by name; role is a MARC relator code of ROLES."""

    name: Text
    role: str


@dataclass(frozen=True)
class Margins:
    """Margins of a page, in points (1/72 in)."""

    head: float = 66
    foot: float = 78
    inner: float = 63
    outer: float = 75


@dataclass(frozen=True)
class Geometry:
    """The trimmed page, in points (1/72 in)."""

    width: float = 432
    height: float = 648
    margins: Margins = field(default_factory=Margins)


@dataclass(frozen=True)
class Translation:
    """How a legal document was translated (after Akoma Ntoso's FRBRtranslation).

    Attributes:
        status: one of STATUSES.
        translated_from: code of the language that the translator worked from.
        translator: a name or a pseudonym; None: not credited.
        reviewer: the same of who compared it with the original.
        made: the day of the translation.
        licence: None: that of the document.
        original_prevails: whether the original decides where the two differ; that of an unofficial one always does.
    """

    status: str
    translated_from: str
    translator: str | None = None
    reviewer: str | None = None
    made: date | None = None
    licence: str | None = None
    original_prevails: bool = True


@dataclass(frozen=True)
class Provenance:
    """Where a legal document comes from (after Akoma Ntoso's FRBRWork and FRBRtranslation).

    Attributes:
        digest: whether the text tells the content of the document instead of being it.
        original_language: code of the language that the text was written in.
        number: as the issuer writes it.
        source_url: where the issuer published it; `retrieved` is the day on which the text was taken from there.
        sha256: of the file that was retrieved, 64 hexadecimal digits: by it whoever keeps that file can tell it from
            another version. No edition prints it; a reader has nothing to compare it with.
        parallel: whether editions in other languages show the original beside its translation.
        translations: by code of the language that they are in.
    """

    title: Text
    type: str
    digest: bool
    issuer: Text
    original_language: str
    licence: str
    number: str | None = None
    adopted: date | None = None
    in_force: date | None = None
    source_url: str | None = None
    retrieved: date | None = None
    sha256: str | None = None
    parallel: bool = False
    translations: Mapping[str, Translation] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A document in the reading order; `path` is its Markdown, None for the generated bibliography.

    Attributes:
        id: names the page, the catalog and the tasks of the document.
        language: code of the language that it is written in.
    """

    id: str
    matter: Matter
    path: Path | None
    language: str
    provenance: Provenance | None = None


@dataclass(frozen=True)
class Publication:
    """All settings of one publication; paths are absolute.

    Attributes:
        root: the folder that holds content/, translations/ and, where wanted, templates/.
        publication_date: date printed and written into the metadata.
        documents: in reading order: front matter, chapters, appendices, back matter.
        originals: the languages that documents are in and no edition.
        others: what else is known, for passages of text.
        imprint: the document printed on the back of the title page.
        citation_styles: per language, the path of a CSL style.
        raw_html: names of HTML elements that content may hold.
        printing: how it is printed.
        public: addresses, paths and names that the leak check lets pass.
        releases: the address where releases and their checksums are published; empty: none is told.
        commit: which a release is made of, in hexadecimal digits; empty: this is no release.
    """

    root: Path
    slug: str
    identifier: str
    version: str
    publication_date: date
    title: Text
    subtitle: Text
    description: Text
    languages: tuple[Language, ...]
    source_language: str
    formats: tuple[str, ...]
    documents: tuple[Document, ...]
    imprint: Document | None
    licence: str
    licence_url: str
    citation_styles: Mapping[str, Path]
    references: Path | None
    publisher: Text = field(default_factory=dict)
    contributors: tuple[Contributor, ...] = ()
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    geometry: Geometry = field(default_factory=Geometry)
    raw_html: tuple[str, ...] = ()
    printing: Printing = DEFAULT
    public: tuple[str, ...] = ()
    originals: tuple[Language, ...] = ()
    others: tuple[Language, ...] = ()
    releases: str = ""
    commit: str = ""

    def language(self, code: str) -> Language:
        """The language with a code.

        Raises:
            KeyError: the publication does not appear in it.
        """
        return {language.code: language for language in self.languages}[code]

    @property
    def known(self) -> tuple[Language, ...]:
        """Every language that a text or a passage may be in."""
        return (*self.languages, *self.originals, *self.others)

    def spoken(self, code: str) -> Language:
        """The language with a code, also one that only a document's original is in.

        Raises:
            KeyError: no document appears in it.
        """
        return {row.code: row for row in (*self.originals, *self.languages)}[code]

    @property
    def texts(self) -> tuple[Document, ...]:
        """The documents that are written, not generated: the imprint too."""
        written = tuple(document for document in self.documents if document.path)
        return (*written, self.imprint) if self.imprint else written

    def parallel_texts(self, language: str) -> tuple[Document, ...]:
        """The documents that stand beside their originals in the editions of a language, by its code."""
        return tuple(d for d in self.documents if d.provenance and d.provenance.parallel and d.language != language)

    @property
    def editions(self) -> Iterator[Edition]:
        """Every format in every language."""
        return (Edition(FORMATS[name], row.code) for name in self.formats for row in self.languages)


def template_path(publication: Publication, document: Document) -> Path:
    """The POT of a document."""
    return publication.root / "translations" / "pot" / f"{document.id}.pot"


def catalog_path(publication: Publication, document: Document, language: str) -> Path:
    """The PO of a document in a language."""
    return publication.root / "translations" / language / f"{document.id}.po"
