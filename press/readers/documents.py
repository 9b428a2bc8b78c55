"""The reading order: what is read, and in what matter; and a legal document's meta.yaml, which tells its origin."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from press.model.language import LANGUAGES
from press.model.publication import (
    BIBLIOGRAPHY,
    DOCUMENT_TYPES,
    RESERVED_IDS,
    STATUSES,
    Document,
    Matter,
    Provenance,
    Translation,
)
from press.readers.places import contains, resolve
from press.readers.report import Report
from press.readers.shapes import SLUG, URL, Fields
from press.readers.yaml import NO_DAY, Item, read

_MATTERS = {
    "front": Matter.FRONT,
    "chapters": Matter.CHAPTER,
    "appendices": Matter.APPENDIX,
    "back": Matter.BACK,
}
_CODES = {row.code for row in LANGUAGES.values()}


class ReadingOrder:
    """Makes documents of paths, and keeps watch over their ids."""

    def __init__(self, report: Report, language: str, languages: Collection[str]) -> None:
        """Take the language that documents are in which don't say otherwise, and those of the publication."""
        self.report = report
        self.language = language
        self.languages = languages
        self.ids: dict[str, Item] = {}
        self.listed = 0

    def read(self, fields: Fields) -> tuple[Document, ...]:
        """The documents of `reading_order`, from the front matter to the back matter."""
        found: list[Document] = []
        for key, matter in _MATTERS.items():
            documents = (self.document(name, item, matter) for name, item in fields.texts(key))
            found += [document for document in documents if document]
        if fields.is_mapping and not self.listed:
            fields.impossible("chapters", "nothing is there to be read", "list the files of the chapters")
        return tuple(found)

    def document(
        self, name: str, item: Item, matter: Matter, reserved: Collection[str] = RESERVED_IDS
    ) -> Document | None:
        """A document of its path under content/: a Markdown file, or a folder that holds text.md and meta.yaml."""
        self.listed += 1
        if name == BIBLIOGRAPHY:
            return self._claim(Document(BIBLIOGRAPHY, matter, None, self.language), item, reserved)
        path = resolve(name, item, self.report, [".md"])
        if not path:
            return None
        document = Document(path.stem if path.is_file() else path.name, matter, path, self.language)
        return self._claim(self._legal(document, path, item) if path.is_dir() else document, item, reserved)

    def _legal(self, document: Document, folder: Path, item: Item) -> Document:
        text = folder / "text.md"
        if contains(text, self.report) and not text.is_file():
            hint = "a legal document is a folder with text.md, in its original language, and meta.yaml"
            self.report.error("C006", f"{self.report.place(text)} is not there", item.location, hint)
        provenance = read_provenance(folder / "meta.yaml", self.report, self.languages)
        language = provenance.original_language if provenance else self.language
        return replace(document, path=text, language=language, provenance=provenance)

    def _claim(self, document: Document, item: Item, reserved: Collection[str]) -> Document | None:
        """Refuse an id that can't be, or that another document has."""
        name = document.id
        if document.path and not SLUG.fullmatch(name):
            hint = "name the file with small ASCII letters and digits, words joined by hyphens"
            self.report.error("C005", f"{name} can't be the id of a document", item.location, hint)
        elif document.path and name in reserved:
            hint = f"the pipeline makes files of this name itself; reserved are {', '.join(sorted(reserved))}"
            self.report.error("C005", f"{name} can't be the id of a document", item.location, hint)
        elif name in self.ids:
            hint = f"the first is at {self.ids[name].location}; rename one of the two files"
            self.report.error("C007", f"two documents have the id {name}", item.location, hint)
        else:
            self.ids[name] = item
            return document
        return None


def read_provenance(path: Path, report: Report, languages: Collection[str]) -> Provenance | None:
    """The provenance of a legal document, or None if its file can't be read; what is wrong goes into the report."""
    item = read(path, report) if contains(path, report) else None
    if not item:
        return None
    with Fields(item, report) as fields:
        original = fields.choice("original_language", _CODES)
        return Provenance(
            title=fields.localised("title", languages),
            type=fields.choice("type", DOCUMENT_TYPES),
            digest=fields.flag("digest", False),
            issuer=fields.localised("issuer", languages),
            original_language=original,
            licence=fields.text("licence"),
            number=fields.text("number", "") or None,
            source_url=fields.text("source_url", "", URL, "write the whole address: https://…") or None,
            translations=_translations(fields, original, [code for code in languages if code != original]),
            **_dates(fields),
        )


def _dates(fields: Fields) -> Mapping[str, date | None]:
    days = {key: fields.day(key) for key in ("adopted", "in_force", "retrieved")}
    adopted = days["adopted"] if days["adopted"] != NO_DAY else None
    for key, can_not in (("in_force", "can't be in force"), ("retrieved", "can't be retrieved")):
        day = days[key]
        if adopted and day and day < adopted:
            fields.impossible(key, f"it {can_not} on {day}, before it was adopted on {adopted}", "check both dates")
    return days


def _translations(fields: Fields, original: str, languages: Collection[str]) -> Mapping[str, Translation]:
    """How the document came into each language other than its own."""
    given = fields.mapping("translations", bool(languages))
    if not given or original not in _CODES:
        return {}
    with given:
        given.complete(languages)
        return dict(_each_translation(given, languages))


def _each_translation(given: Fields, languages: Collection[str]) -> Iterator[tuple[str, Translation]]:
    for code in languages:
        if not (fields := given.mapping(code, False)):
            continue
        with fields:
            status = fields.choice("status", STATUSES)
            source = fields.choice("translated_from", _CODES)
            if source == code:
                hint = "name the language that the translator worked from"
                fields.impossible("translated_from", f"nothing is translated from {code} into {code}", hint)
            yield code, Translation(status, source, fields.text("translator", "") or None)
