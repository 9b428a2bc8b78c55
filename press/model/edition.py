"""Editions: a language in a format, and the names of their files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Format:
    """A format of publication; `target` is its path under build/editions, with {slug} and {language}."""

    name: str
    title: str
    target: str


FORMATS = {
    row.name: row
    for row in (
        Format("site", "website", "site/{language}/index.html"),
        Format("page", "offline page", "{slug}-{language}.html"),
        Format("epub", "EPUB", "{slug}-{language}.epub"),
        Format("pdf", "screen PDF", "{slug}-{language}.pdf"),
        Format("print", "print-ready interior", "{slug}-{language}-print.pdf"),
        Format("cover", "print-ready cover", "{slug}-{language}-cover.pdf"),
        Format("booklet", "booklet to print and fold", "{slug}-{language}-booklet.pdf"),
    )
}


@dataclass(frozen=True)
class Edition:
    """A language in a format."""

    format: Format
    language: str

    @property
    def name(self) -> str:
        """The edition's name, as tasks and people say it: `pdf:zh`."""
        return f"{self.format.name}:{self.language}"

    def target(self, slug: str) -> PurePosixPath:
        """Where the edition's file lies under build/editions; of a site, its first page."""
        return PurePosixPath(self.format.target.format(slug=slug, language=self.language))
