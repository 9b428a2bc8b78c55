"""Editions: a language in a format. Everything that tasks, settings and help know of a format stands in its row."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

_SCREEN = ("book", "publication", "modules")
_PRESS = (*_SCREEN, "profile")


@dataclass(frozen=True)
class Format:
    """A format of publication. Functions are named as text, "module:function", for reading rows must load no engine.

    Attributes:
        name: as settings, tasks and people say it.
        title: what it is, for lists.
        target: path of its file under build/editions, with {slug} and {language}; of a folder, that of its first page.
        writer: what writes it. It is given what it `takes` by these names, and as `target` where to write; what its
            answer's values() hold is stored as `facts`.
        takes: what the writer is given (press.tasks.paths.part).
        extractor: what reads the text back, so that a lost segment is found (press.verify); without one there is no
            text of the publication in it that the format that it is made of has not.
        templates: the folders of templates that it is made from.
        folder: whether its target stands in a folder that is written whole.
        beside: path of a second file; the writer is given it as `beside`.
        facts: the folder of build/ in which the writer's answer is stored for other formats to take, language.json.
        made_of: the format without which it can't be; empty: none.
        judged: what preflight judges it as (press.model.preflight.Kind); empty: it is not for print.
        usual: whether a publication that names no formats has it.
    """

    name: str
    title: str
    target: str
    writer: str
    takes: tuple[str, ...]
    extractor: str = ""
    templates: tuple[str, ...] = ()
    folder: bool = False
    beside: str = ""
    facts: str = ""
    made_of: str = ""
    judged: str = ""
    usual: bool = True


FORMATS = {
    row.name: row
    for row in (
        Format(
            "site", "website", "site/{language}/index.html", "press.editions.html.site:write_site", _SCREEN,
            "press.verify.markup_text:of_site", ("site", "css", "shared"), folder=True,
        ),
        Format(
            "page", "offline page", "{slug}-{language}.html", "press.editions.html.page:write_page", _SCREEN,
            "press.verify.markup_text:of_page", ("page", "css", "shared"),
        ),
        Format(
            "epub", "EPUB", "{slug}-{language}.epub", "press.editions.epub.write:write_epub", (*_SCREEN, "cover"),
            "press.verify.markup_text:of_epub", ("epub", "css", "shared"),
        ),
        Format(
            "pdf", "screen PDF", "{slug}-{language}.pdf", "press.editions.pdf.write:write_pdf", _SCREEN,
            "press.verify.pdf_text:of_pdf", ("pdf", "css", "shared"), facts="pages",
        ),
        Format(
            "print", "print-ready interior", "{slug}-{language}-print.pdf",
            "press.editions.print.interior:write_interior", (*_PRESS, "pagination"),
            "press.verify.pdf_text:of_pdf", ("pdf", "css", "shared"), facts="print", judged="interior",
        ),
        Format(
            "cover", "print-ready cover", "{slug}-{language}-cover.pdf", "press.editions.cover.spread:write_cover",
            (*_PRESS, "filled"), templates=("cover", "css"), made_of="print", judged="cover",
        ),
        Format(
            "booklet", "booklet to print and fold", "{slug}-{language}-booklet.pdf",
            "press.editions.booklet.write:write_booklets", ("publication", "interior", "pages"),
            beside="{slug}-{language}-2up.pdf", made_of="print",
        ),
        Format(
            "txt", "plain text", "{slug}-{language}.txt", "press.editions.txt.write:write_txt",
            ("book", "publication"), "press.verify.plain_text:of_txt", usual=False,
        ),
    )
}  # fmt: skip


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
        return self._path(self.format.target, slug)

    def files(self, slug: str) -> dict[str, PurePosixPath]:
        """What its writer writes, by the name that it is given it as: a file or a folder, and what lies beside it."""
        target = self.target(slug)
        beside = {"beside": self._path(self.format.beside, slug)} if self.format.beside else {}
        return {"target": target.parent if self.format.folder else target, **beside}

    def _path(self, pattern: str, slug: str) -> PurePosixPath:
        return PurePosixPath(pattern.format(slug=slug, language=self.language))
