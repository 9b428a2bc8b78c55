"""One row of the table of run.py, in a process of its own: python steps.py ROW LANGUAGE FOLDER; prints JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

STARTED = time.perf_counter()
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from press.content.publication import read_publication  # noqa: E402
from press.model import book as books  # noqa: E402
from press.model.publication import Publication  # noqa: E402
from press.project import MODULES, PROFILES, PROJECT  # noqa: E402


class Step:
    """Where a row reads and writes; `apart` counts the seconds of work that is the benchmark's own."""

    def __init__(self, language: str, root: Path) -> None:
        self.language, self.publication = language, read_publication(root)
        self.folder = root / "build" / "benchmark" / language
        self.folder.mkdir(parents=True, exist_ok=True)
        self.apart = 0.0
        self.more: dict[str, float] = {}

    @property
    def book(self) -> books.Book:
        return books.load((self.folder / "book.json").read_text("utf-8"))


def book(step: Step) -> None:
    from press.book.stages.book import make_book
    from press.book.stages.source import read_source
    from press.book.stages.text import read_text
    from press.catalogs import interface
    from press.translations.checks import stopping

    publication, language = step.publication, step.language

    def words(code: str) -> dict[str, str]:
        return interface.read([PROJECT / "translations" / code / "ui.po"], publication.spoken(code).tag)

    sources = {d.id: read_source(publication, d) for d in publication.texts}
    texts = {d.id: read_text(publication, d, sources[d.id], language, stopping.errors) for d in publication.texts}
    originals = {
        d.id: (read_text(publication, d, sources[d.id], d.language, stopping.errors), words(d.language))
        for d in publication.parallel_texts(language)
    }
    made = make_book(publication, language, texts, words(language), originals)
    (step.folder / "book.json").write_text(books.dump(made), "utf-8")


def checks(step: Step) -> None:
    from press.translations import check

    check.check(step.publication, (step.language,))


def site(step: Step) -> None:
    from press.editions.html.site import write_site

    write_site(step.book, step.publication, MODULES, step.folder / "site")


def page(step: Step) -> None:
    from press.editions.html import page as pages

    pages.LIMIT = 10**9  # the limit is meant for readers, not for measuring
    pages.write_page(step.book, step.publication, MODULES, step.folder / "page.html")


def cover(step: Step) -> None:
    from press.editions.cover.picture import write_cover_image

    write_cover_image(step.book, step.publication, MODULES, step.folder / "cover.png")


def epub(step: Step) -> None:
    from press.editions.epub.write import write_epub

    write_epub(step.book, step.publication, MODULES, step.folder / "cover.png", step.folder / "book.epub")


def pdf(step: Step) -> None:
    from press.editions.pdf.write import write_pdf
    from press.typesetting.engine import Engine

    roots, sheets = _watch(Engine)
    target = step.folder / "book.pdf"
    write_pdf(step.book, step.publication, MODULES, target)
    started = time.perf_counter()
    _dump(list(roots.values()), sheets[-1], step.folder)
    step.more = {"pages": _pages(target), "layouts": len(roots)}
    step.apart = time.perf_counter() - started


def interior(step: Step) -> None:
    from press.editions.print.interior import write_interior

    made = write_interior(step.book, step.publication, MODULES, _profile(step), step.folder / "print.pdf")
    (step.folder / "print.json").write_text(json.dumps({"pages": made.pages, "filled": made.filled}))
    step.more = {"pages": made.filled}


def spread(step: Step) -> None:
    from press.editions.cover.spread import write_cover

    filled = json.loads((step.folder / "print.json").read_text())["filled"]
    write_cover(step.book, step.publication, filled, MODULES, _profile(step), step.folder / "cover.pdf")


def booklet(step: Step) -> None:
    from press.editions.booklet.write import write_booklet

    pages = json.loads((step.folder / "print.json").read_text())["pages"]
    write_booklet(step.folder / "print.pdf", pages, step.publication.printing, step.folder / "booklet.pdf")


def preflight(step: Step) -> None:
    from press.model.edition import FORMATS, Edition
    from press.tasks import preflight as judging

    filled = json.loads((step.folder / "print.json").read_text())["filled"]
    by = judging.rules(Edition(FORMATS["print"], step.language), step.publication, filled)
    found = judging.judge(step.folder / "print.pdf", by, step.folder / "preflight.html", step.publication.root)
    step.more = {"pages": found.pages}


def _profile(step: Step) -> Path:
    condition = step.publication.printing.printer.condition
    return condition.profile or PROFILES / f"{condition.measurements}.icc"


def _watch(engine: Any) -> tuple[dict[int, Any], list[str]]:
    """Let the engine tell what it lays out: how it is watched, here alone."""
    roots: dict[int, Any] = {}
    sheets: list[str] = []
    lay_out, sheet = engine.lay_out, engine.sheet

    def watched_lay_out(self: Any, html: Any, style: Any) -> Any:
        roots[id(html)] = html
        return lay_out(self, html, style)

    def watched_sheet(self: Any, text: str, base: Path) -> Any:
        sheets.append(text)
        return sheet(self, text, base)

    engine.lay_out, engine.sheet = watched_lay_out, watched_sheet
    return roots, sheets


def _dump(roots: list[Any], sheet: str, folder: Path) -> None:
    """The final HTML of each document, and the style sheet."""
    from xml.etree import ElementTree

    for path in folder.glob("bare-*.html"):
        path.unlink()
    for number, html in enumerate(roots):
        text = ElementTree.tostring(html.etree_element, encoding="unicode", method="html")
        (folder / f"bare-{number}.html").write_text(f"<!DOCTYPE html>{text}", "utf-8")
    (folder / "bare.css").write_text(sheet, "utf-8")


def bare(step: Step) -> None:
    """WeasyPrint as it comes, on the HTML that the PDF edition gave it, without tags and standards."""
    from press.editions.templates import folders
    from press.typesetting.engine import running

    publication: Publication = step.publication
    content = publication.root / "content"
    pages = 0
    with running((content, MODULES, *folders(publication.root))) as engine:
        sheet = engine.sheet((step.folder / "bare.css").read_text("utf-8"), content)
        for path in sorted(step.folder.glob("bare-*.html")):
            document = engine.lay_out(engine.parse(path.read_text("utf-8"), content), sheet)
            document.write_pdf(step.folder / f"{path.stem}.pdf")
            pages += len(document.pages)
    step.more = {"pages": pages}


def _pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as found:
        return len(found.pages)


STEPS: dict[str, Callable[[Step], None]] = {
    "book": book,
    "checks": checks,
    "site": site,
    "page": page,
    "cover": cover,
    "epub": epub,
    "pdf": pdf,
    "bare": bare,
    "print": interior,
    "spread": spread,
    "booklet": booklet,
    "preflight": preflight,
}


def main() -> None:
    row, language, folder = sys.argv[1:]
    step = Step(language, Path(folder))
    STEPS[row](step)
    seconds = time.perf_counter() - STARTED - step.apart
    own, child = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": seconds, "mb": own, "child": child, **step.more}))


if __name__ == "__main__":
    main()
