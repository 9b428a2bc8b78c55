"""The EPUB: package, navigation, notes, languages, fonts, refusals, the same bytes every time."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
import rich_samples
import samples
from PIL import Image

from press.diagnostics import PublicationError
from press.editions.epub.write import write_epub
from press.model.book import Book, Completeness

MODULES = Path(__file__).resolve().parents[3] / "node_modules"
LANGUAGES = ("en", "zh", "ru")
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def make(folder: Path, book: Book, name: str = "book.epub") -> Path:
    publication = rich_samples.publication(folder)
    cover = folder / "cover.png"
    Image.new("RGB", (2, 3)).save(cover)
    write_epub(book, publication, MODULES, cover, folder / name)
    return folder / name


@pytest.fixture(scope="module")
def editions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, bytes]]:
    """Per language, the files of an EPUB in the order in which they stand in it."""
    out = {}
    for language in LANGUAGES:
        path = make(tmp_path_factory.mktemp(language), rich_samples.book(language))
        with zipfile.ZipFile(path) as archive:
            out[language] = {info.filename: archive.read(info) for info in archive.infolist()}
    return out


def text(files: dict[str, bytes], name: str) -> str:
    return files[f"EPUB/{name}"].decode()


def documents(files: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    return {name: ElementTree.fromstring(data) for name, data in files.items() if name.endswith(".xhtml")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_container_opens_as_the_standard_says(editions: dict[str, dict[str, bytes]], language: str) -> None:
    names = list(editions[language])
    assert names[:2] == ["mimetype", "META-INF/container.xml"]
    assert names[2:] == sorted(names[2:])
    assert editions[language]["mimetype"] == b"application/epub+zip"


def test_the_archive_holds_nothing_of_the_clock(tmp_path: Path) -> None:
    first = make(tmp_path, rich_samples.book("zh"), "a.epub")
    second = make(tmp_path, rich_samples.book("zh"), "b.epub")
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("language", LANGUAGES)
def test_note_numbers_run_through_the_book(editions: dict[str, dict[str, bytes]], language: str) -> None:
    calls, asides = [], []
    for tree in documents(editions[language]).values():
        calls += ["".join(a.itertext()) for a in tree.iter(f"{XHTML}a") if a.get(TYPE) == "noteref"]
        asides += [a.get("id") for a in tree.iter(f"{XHTML}aside") if a.get(TYPE) == "footnote"]
    assert calls == [str(n) for n in range(1, 7)]
    assert asides == [f"press-note-{n}" for n in range(1, 7)]


def test_a_note_keeps_its_paragraphs_and_leads_back(editions: dict[str, dict[str, bytes]]) -> None:
    tree = documents(editions["en"])["EPUB/text/ch002.xhtml"]
    aside = next(a for a in tree.iter(f"{XHTML}aside") if a.get("id") == "press-note-2")
    assert len(aside.findall(f"{XHTML}p")) == 2
    back = next(aside.iter(f"{XHTML}a"))
    assert back.get("role") == "doc-backlink"
    assert str(back.get("href")).endswith("#press-call-2")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_leads_to_an_anchor_that_is_there(editions: dict[str, dict[str, bytes]], language: str) -> None:
    trees = documents(editions[language])
    ids = {name: {e.get("id") for e in tree.iter() if e.get("id")} for name, tree in trees.items()}
    for tree in trees.values():
        for link in tree.iter(f"{XHTML}a"):
            name, _, anchor = str(link.get("href")).removeprefix("../text/").partition("#")
            if name:
                assert f"EPUB/text/{name}" in trees
            if name and anchor:
                assert anchor in ids[f"EPUB/text/{name}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_sees_is_in_the_books_language(editions: dict[str, dict[str, bytes]], language: str) -> None:
    nav = text(editions[language], "text/nav.xhtml")
    for word in ("Contents", "Cover", "Title page", "Imprint", "Start of the text", "Landmarks"):
        local = rich_samples.WORDS.get(language, {}).get(word, word)
        assert f">{local}<" in nav
        assert language == "en" or f">{word}<" not in nav
    assert rich_samples.LABELS[language].format("一" if language == "zh" else "1") in nav


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh", "zh-Hans"), ("ru", "ru")])
def test_documents_and_foreign_passages_say_their_language(
    editions: dict[str, dict[str, bytes]], language: str, tag: str
) -> None:
    for tree in documents(editions[language]).values():
        assert tree.get("lang") == tree.get(XML_LANG) == tag
        for element in tree.iter():
            assert element.get("lang") == element.get(XML_LANG)
    chapter = text(editions[language], "text/ch002.xhtml")
    assert len(re.findall(r"<span lang=", chapter)) >= 2


def test_the_package_tells_what_the_publication_is(editions: dict[str, dict[str, bytes]]) -> None:
    package = text(editions["zh"], "package.opf")
    for line in (
        '<dc:identifier id="identifier">urn:uuid:6d0f4a5e-0b0e-4b1c-9d38-0d7a4c1f2b11</dc:identifier>',
        "<dc:language>zh-Hans</dc:language>",
        "<dc:subject>恐怖主义</dc:subject>",
        "<dc:publisher>出版者</dc:publisher>",
        '<meta property="dcterms:modified">2011-03-01T00:00:00Z</meta>',
        '<meta property="schema:accessMode">visual</meta>',
        '<meta property="schema:accessibilityHazard">none</meta>',
        'properties="cover-image"',
        'properties="nav"',
    ):
        assert line in package
    assert "&amp; &lt;more&gt;" in package


def test_fonts_are_cut_to_the_book(editions: dict[str, dict[str, bytes]]) -> None:
    sizes = {name: len(data) for name, data in editions["zh"].items() if name.endswith(".woff2")}
    assert {name.rpartition("/")[2] for name in sizes} >= {
        "press-serif-400-normal.woff2",
        "press-serif-sc-400-normal.woff2",
        "press-serif-sc-600-normal.woff2",
    }
    assert all(data.startswith(b"wOF2") for name, data in editions["zh"].items() if name.endswith(".woff2"))
    assert max(sizes.values()) < 120_000


def test_a_book_without_chinese_has_no_chinese_face(tmp_path: Path) -> None:
    path = make(tmp_path, samples.book("en", "# Title {#sec-a}\n\nText."))
    assert not [name for name in zipfile.ZipFile(path).namelist() if "-sc-" in name]


def test_a_draft_says_so_and_a_finished_book_does_not(tmp_path: Path) -> None:
    book = replace(samples.book("en", "# Title {#sec-a}\n\nText."), completeness=Completeness(3, 1, 0))
    page = zipfile.ZipFile(make(tmp_path, book)).read("EPUB/text/title-page.xhtml").decode()
    assert "Segments translated: 3 of 4;" in page
    done = zipfile.ZipFile(make(tmp_path, replace(book, completeness=Completeness(4)))).read("EPUB/text/ch001.xhtml")
    assert b'class="press-draft"' not in done


def test_provenance_stands_above_a_legal_document(editions: dict[str, dict[str, bytes]]) -> None:
    chapter = text(editions["zh"], "text/ch003.xhtml")
    assert chapter.index("</h1>") < chapter.index('class="press-provenance"') < chapter.index("联合军事")
    assert re.search(r'<th[^>]*scope="row"[^>]*>原文语言</th>', chapter)


def test_paragraphs_keep_number_and_anchor(editions: dict[str, dict[str, bytes]]) -> None:
    chapter = text(editions["ru"], "text/ch002.xhtml")
    assert re.search(r'<p class="press-numbered"><span id="p-1" class="press-pn">1 </span>Организация', chapter)


def test_two_notes_at_one_place_are_told_apart(tmp_path: Path) -> None:
    path = make(tmp_path, samples.book("zh", "# 题 {#sec-a}\n\n句。^[一。]^[二。]后"))
    chapter = zipfile.ZipFile(path).read("EPUB/text/ch001.xhtml").decode()
    assert re.search(r'<span class="press-tied">。<a [^>]*><sup>1</sup></a></span><sup>,</sup><a ', chapter)


def test_the_number_of_a_note_that_begins_with_a_list_stands_beside_it(tmp_path: Path) -> None:
    notes = "[^a]: - one\n    - two\n\n[^b]: Words.\n\n    - one"
    path = make(tmp_path, samples.book("en", f"# A {{#sec-a}}\n\nText.[^a] More.[^b]\n\n{notes}"))
    chapter = zipfile.ZipFile(path).read("EPUB/text/ch001.xhtml").decode()
    first, second = re.findall("<aside.*?</aside>", chapter, re.DOTALL)
    assert re.search(r'<div class="press-nn-beside">\s*<a [^>]*>1</a>\s*</div>\s*<ul', first)
    assert re.search(r"<p><a [^>]*>2</a> Words", second)


def test_a_picture_that_its_caption_tells_of_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    Image.new("L", (2, 2)).save(tmp_path / "content/a.png")
    book = samples.book("en", "# A {#sec-a}\n\n![Figure 1](a.png){.press-captioned}\n\n![Else](a.png)")
    chapter = zipfile.ZipFile(make(tmp_path, book)).read("EPUB/text/ch001.xhtml").decode()
    assert re.findall(r'alt="(.*?)"', chapter) == ["", "Else"]


def test_long_words_of_tables_can_be_parted(editions: dict[str, dict[str, bytes]]) -> None:
    assert "Chelyabinsk" in text(editions["en"], "text/ch003.xhtml").replace("\u00ad", "")
    assert "\u00ad" in text(editions["ru"], "text/ch003.xhtml")
    assert "\u00ad" not in text(editions["zh"], "text/ch003.xhtml")


def refused(folder: Path, markdown: str) -> str:
    with pytest.raises(PublicationError) as caught:
        make(folder, samples.book("en", markdown))
    assert not (folder / "book.epub").exists()
    return caught.value.diagnostics[0].code


@pytest.mark.parametrize(
    ("picture", "code"),
    [
        ("https://example.org/a.png", "S006"),
        ("//example.org/a.png", "S006"),
        ("figures/none.png", "S007"),
        ("../secret.png", "C008"),
        ("figures/map.eps", "E001"),
    ],
)
def test_pictures_that_are_refused(tmp_path: Path, picture: str, code: str) -> None:
    (tmp_path / "secret.png").write_bytes(b"")
    rich_samples.publication(tmp_path)
    (tmp_path / "content/figures/map.eps").write_bytes(b"")
    assert refused(tmp_path, f"# T {{#sec-a}}\n\n![x]({picture})") == code


def test_a_part_within_a_part_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, "# T {#sec-a}\n\nText.\n\n# Second {#sec-b}\n") == "E005"
