"""Parallel text in the editions for screens, and the links that can show an original."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import parallels
import pytest
import rich_samples
import webbooks
from manuscripts import chapter, make
from PIL import Image

from press.editions.epub.write import write_epub
from press.editions.html import finish, page, site
from press.languages.registry import LANGUAGES
from press.model.book import Book
from press.model.publication import Document, Matter, Provenance
from press.verify import markup_text, text

EXTRACTORS = {"site": markup_text.of_site, "page": markup_text.of_page, "epub": markup_text.of_epub}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def written(folder: Path, book: Book, name: str) -> Path:
    """An edition of a book for screens."""
    made = replace(webbooks.publication(folder), licence_url="https://licence.example/")
    target = folder / name
    rich_samples.publication(folder)  # for its picture
    if name == "site":
        site.write_site(book, made, webbooks.MODULES, target)
    elif name == "page":
        page.write_page(book, made, webbooks.MODULES, target)
    else:
        Image.new("RGB", (2, 3)).save(folder / "cover.png")
        write_epub(book, made, webbooks.MODULES, folder / "cover.png", target)
    return target


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book of parallels, in each edition for screens."""
    folder = tmp_path_factory.mktemp("parallel")
    return {name: written(folder, parallels.book(), name) for name in ("site", "page", "epub")}


def html(editions: dict[str, Path], name: str) -> str:
    """The text of the part with its original, as HTML."""
    if name == "epub":
        with zipfile.ZipFile(editions["epub"]) as archive:
            pages = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xhtml")]
        return next(found for found in pages if "sec-giving" in found and "<nav" not in found)
    return (editions["site"] / "rules.html" if name == "site" else editions["page"]).read_text("utf-8")


@pytest.mark.parametrize("name", ["site", "page", "epub"])
def test_nothing_of_either_side_is_lost(editions: dict[str, Path], name: str) -> None:
    book = parallels.book()
    assert any("(ru)" in fragment.segment for fragment in book.fragments)
    assert list(text.lost(book.fragments, EXTRACTORS[name](editions[name]), name)) == []


def test_a_lost_original_is_told(tmp_path: Path) -> None:
    book = parallels.book()
    cut = re.sub("Читальня открыта", "…", html({"page": written(tmp_path, book, "page")}, "page"))
    (tmp_path / "page").write_text(cut, "utf-8")
    (lost,) = text.lost(book.fragments, markup_text.of_page(tmp_path / "page"), "page:en")
    assert "rules rules-p-1 (ru)" in lost.message


@pytest.mark.parametrize("name", ["site", "page", "epub"])
def test_the_translation_is_read_first_the_original_in_its_own_language(editions: dict[str, Path], name: str) -> None:
    found = html(editions, name)
    pair = r'<div class="press-pair">\s*<div class="press-(\w+)">.*?<div class="press-(\w+)" lang="(\w+)"'
    pairs = re.findall(pair, found, re.DOTALL)
    assert pairs == [("translation", "original", "ru")] * 9
    behind = found[found.index('id="sec-giving"') :]
    assert re.match(r'[^>]*>(\s*<h2>)?Article.1\. Lending</h2>\s*<div class="press-original-heading" lang="ru"', behind)
    assert found.count("<table") >= 2


@pytest.mark.parametrize("name", ["site", "page", "epub"])
def test_ids_stand_once(editions: dict[str, Path], name: str) -> None:
    ids = re.findall(r'\sid="([^"]+)"', html(editions, name))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["site", "page", "epub"])
def test_notes_of_the_original_stand_at_its_end(editions: dict[str, Path], name: str) -> None:
    found = html(editions, name)
    call = r'1\.1</a><span class="press-call-letter">\.<sup>a</sup></span></p>\s*<div class="press-column-notes">'
    assert re.search(call, found)
    assert "</sup></span> Первая сноска" in found


def test_an_epub_says_the_language_in_both_ways(editions: dict[str, Path]) -> None:
    root = ElementTree.fromstring(html(editions, "epub"))
    columns = [e for e in root.iter() if "press-original" in (e.get("class") or "").split()]
    assert [(e.get("lang"), e.get(XML_LANG)) for e in columns] == [("ru", "ru")] * 11


def test_chinese_marks_have_their_own_face_in_a_russian_book(tmp_path: Path) -> None:
    source = "# 规则 {#sec-act}\n\n“借书”，四周内归还……\n"
    act = parallels.beside("act", source, ["Правила", "«Книги» — на четыре недели."], LANGUAGES["zh-Hans"], words={})
    style = (written(tmp_path, make(act, language=LANGUAGES["ru"]), "site") / "site.css").read_text("utf-8")
    assert '"Press Serif SC"; font-weight: 400' in style
    originals = "html:not(:lang(zh)) :is(.press-original, .press-original-heading):lang(zh)"
    assert f'{originals} {{ font-family: "Press Serif SC"' in style


def others(*codes: str) -> list[finish.Neighbour]:
    rows = {row.code: row for row in LANGUAGES.values()}
    return [finish.Neighbour(rows[code], f"../{code}/a.html") for code in codes]


@pytest.mark.parametrize(
    "paragraph", ['<p><span id="p-1" class="press-anchor"></span>', '<p><a href="#p-1" id="p-1" class="press-pn">1</a>']
)
def test_the_link_to_the_original_is_marked(paragraph: str) -> None:
    found = finish.permalinks(f"{paragraph}Text.</p>", others("zh", "ru"), webbooks.book("en"), "ru")
    marked = re.findall(r'href="([^"]+)"[^>]* data-original>', found)
    assert marked == ["../ru/a.html#p-1"]
    assert "data-original" not in finish.permalinks(f"{paragraph}Text.</p>", others("zh", "ru"), webbooks.book("en"))


def documents(parallel: bool) -> tuple[Document, ...]:
    facts = Provenance({}, "rules", False, {}, "ru", "MIT", parallel=parallel)
    return (
        Document("one", Matter.CHAPTER, Path("one.md"), "en"),
        Document("rules", Matter.APPENDIX, Path("rules.md"), "ru", facts),
    )


@pytest.mark.parametrize(("parallel", "shown"), [(False, {"rules.html": "ru"}), (True, {})])
def test_an_original_is_shown_on_demand_but_not_where_it_stands_beside(
    tmp_path: Path, parallel: bool, shown: dict[str, str]
) -> None:
    made = replace(webbooks.publication(tmp_path), documents=documents(parallel))
    book = make(chapter("one", parallels.ONE), replace(parallels.rules(), original=None))
    rich_samples.publication(tmp_path)  # for its picture
    site.write_site(book, made, webbooks.MODULES, tmp_path / "site")
    marks = {
        path.name: set(re.findall(r'href="\.\./(\w+)/[^"]+"[^>]* data-original>', path.read_text("utf-8")))
        for path in (tmp_path / "site").glob("*.html")
    }
    assert {name: found.pop() for name, found in marks.items() if found} == shown


def test_the_source_is_a_link(tmp_path: Path) -> None:
    book = webbooks.book("en")
    link = f'<a href="{webbooks.ADDRESS}">{webbooks.ADDRESS}</a>'
    assert f"<dt>URL</dt> <dd>{link}</dd>" in (written(tmp_path, book, "site") / "works.html").read_text("utf-8")
    with zipfile.ZipFile(written(tmp_path, book, "epub")) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
    assert any(f">URL</th>\n<td>{link}</td>" in found or link in found for found in texts)
