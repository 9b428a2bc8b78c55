"""The reading order: what is read, and in what matter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from press.content.fields import SLUG, SLUG_FORM, Fields, contains, resolve
from press.content.provenance import Find, read_provenance
from press.content.yaml import Item, Report
from press.model.publication import BIBLIOGRAPHY, RESERVED_IDS, Document, Matter

_MATTERS = {
    "front": Matter.FRONT,
    "chapters": Matter.CHAPTER,
    "appendices": Matter.APPENDIX,
    "back": Matter.BACK,
}


class ReadingOrder:
    """Makes documents of paths, and keeps watch over their ids."""

    def __init__(self, report: Report, language: str, languages: Collection[str], find: Find, day: date) -> None:
        """Take the language that documents are in which don't say otherwise, and the publication's, with its date.

        Args:
            report: gets what is wrong.
            language: code.
            languages: codes.
            find: gives the language with a code.
            day: the publication's date.
        """
        self.report = report
        self.language = language
        self.languages = languages
        self.find = find
        self.day = day
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
        if contains(text, self.report) and not text.exists():
            hint = "a legal document is a folder with text.md, in its original language, and meta.yaml"
            self.report.error("C006", f"{self.report.place(text)} is not there", item.location, hint)
        provenance = read_provenance(folder / "meta.yaml", self.report, self.languages, self.find, self.day)
        language = provenance.original_language if provenance else self.language
        return replace(document, path=text, language=language, provenance=provenance)

    def _claim(self, document: Document, item: Item, reserved: Collection[str]) -> Document | None:
        """Refuse an id that can't be, or that another document has."""
        name = document.id
        if document.path and not SLUG.fullmatch(name):
            hint = f"name the file with {SLUG_FORM}"
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
