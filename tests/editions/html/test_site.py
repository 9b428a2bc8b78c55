"""The site as files: pages, links that arrive, names by content, nothing from elsewhere."""

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
import rich_samples
import samples
import webbooks
from PIL import Image

from press.diagnostics import EngineError
from press.editions.html import finish, site

PAGES = {"index.html", "summary.html", "works.html", "bibliography.html", "imprint.html"}
CODES = ("en", "zh", "ru")


@pytest.fixture
def sites() -> Path:
    """The folder of the sites in all languages."""
    return webbooks.editions() / "site"


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(folder.glob("*.html"))}


def test_a_page_a_part(sites: Path) -> None:
    assert [set(texts(sites / code)) for code in CODES] == [PAGES] * 3


def test_every_link_and_file_of_every_page_is_there(sites: Path) -> None:
    ids = {path: set(re.findall(r'\sid="([^"]+)"', path.read_text())) for path in sites.rglob("*.html")}
    seen = 0
    for path in ids:
        for address in re.findall(r'\s(?:href|src)="([^"]*)"', path.read_text()):
            if address.startswith("https://"):
                continue
            name, _, anchor = unquote(address).partition("#")
            there = (path.parent / name).resolve() if name else path
            assert there.is_file(), (path, address)
            assert not anchor or anchor in ids[there], (path, address)
            seen += 1
    assert seen > 300


def test_nothing_is_asked_of_another_server(sites: Path) -> None:
    for path in sites.rglob("*"):
        if path.suffix in (".html", ".css", ".js"):
            text = path.read_text()
            assert not re.search(r'\ssrc="(?!pictures/|site\.js)', text)
            assert not re.search(r'<link[^>]*href="(?:https?:)?//', text)
            assert not re.search(r"@import|url\((?!\"(?:fonts/|data:font/))", text)
            assert not re.search(r"\son\w+=|\sstyle=|javascript:", text)


def test_a_cross_reference_leads_to_the_page_of_its_anchor(sites: Path) -> None:
    page = (sites / "en/summary.html").read_text()
    assert 'href="works.html#tbl-members"' in page
    assert 'href="works.html#sec-works"' in page


def test_each_paragraph_leads_to_itself_in_the_other_languages(sites: Path) -> None:
    page = (sites / "ru/works.html").read_text()
    assert re.search(r'<a class="press-pn" id="p-8" href="#p-8" aria-label="Абзац 8">8</a>', page)
    assert 'href="../zh/works.html#p-8" lang="zh-Hans" hreflang="zh-Hans" aria-label="中文">中</a>' in page
    assert 'href="../en/works.html#p-8"' in page


def test_ids_are_said_once_a_page_and_buttons_open_notes_that_are_there(sites: Path) -> None:
    for code in CODES:
        for text in texts(sites / code).values():
            ids = re.findall(r'\sid="([^"]+)"', text)
            assert len(ids) == len(set(ids))
            assert set(re.findall(r'popovertarget="([^"]+)"', text)) <= set(ids)
            assert set(re.findall(r'aria-labelledby="([^"]+)"', text)) <= set(ids)


def test_a_draft_says_so_and_only_a_draft(sites: Path) -> None:
    assert 'class="press-draft">Draft. Segments translated: 15 of 20;' in (sites / "ru/index.html").read_text()
    assert 'class="press-draft"' not in (sites / "en/index.html").read_text()


def test_tables_scroll_and_have_no_styles_of_their_own(sites: Path) -> None:
    page = (sites / "en/works.html").read_text()
    region = '<div class="press-table press-wide-table" tabindex="0" role="region"'
    assert f'{region} aria-labelledby="press-tbl-members-caption">' in page
    assert '<td class="press-end">' in page
    css = (sites / "en/site.css").read_text()
    for width in finish.widths([page]):
        assert f".press-w-{width} {{ width: {width}%; }}" in css


def test_the_front_door_names_all_languages_in_themselves_and_sends_nowhere(sites: Path) -> None:
    door = (sites / "index.html").read_text()
    assert [name in door for name in ("English", "中文", "Русский")] == [True] * 3
    assert 'http-equiv="refresh"' not in door
    assert "<script" not in door


def test_the_same_book_gives_the_same_bytes_and_takes_the_old_site_s_place(tmp_path: Path, sites: Path) -> None:
    target = tmp_path / "en"
    target.mkdir()
    (target / "old.html").touch()
    site.write_site(webbooks.book("en"), webbooks.publication(sites.parent), webbooks.MODULES, target)
    files = [path.relative_to(target) for path in sorted(target.rglob("*")) if path.is_file()]
    assert files == [p.relative_to(sites / "en") for p in sorted((sites / "en").rglob("*")) if p.is_file()]
    assert all((target / name).read_bytes() == (sites / "en" / name).read_bytes() for name in files)


def test_a_site_in_one_language_has_no_switch(tmp_path: Path) -> None:
    publication = replace(webbooks.publication(tmp_path, "en"))
    site.write_site(samples.book("en", "# A {#sec-index}\n\nText."), publication, webbooks.MODULES, tmp_path / "en")
    page = (tmp_path / "en/part-index.html").read_text()
    assert 'class="press-languages"' not in page
    assert 'class="press-langs"' not in page


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[x](#nowhere)", "R001"),
        ("![x](https://example.org/x.png)", "S006"),
        ("![x](//example.org/x.png)", "S006"),
        ("![x](../../etc/passwd)", "C008"),
        ("![x](figures/none.png)", "S007"),
    ],
)
def test_what_a_site_cannot_hold_is_an_error_and_leaves_nothing(tmp_path: Path, text: str, code: str) -> None:
    book = samples.book("en", f"# A {{#sec-a}}\n\n{text}")
    with pytest.raises(EngineError, match=code):
        site.write_site(book, webbooks.publication(tmp_path, "en"), webbooks.MODULES, tmp_path / "sites/en")
    assert list((tmp_path / "sites").iterdir()) == []


def test_pictures_of_any_name_are_there_in_forms_that_browsers_show(tmp_path: Path) -> None:
    publication = rich_samples.publication(tmp_path)
    for name in ("a#b 100%.png", "c.bmp"):
        Image.new("L", (2, 2)).save(tmp_path / "content/figures" / name)
    text = "# A {#sec-a}\n\nB ![x](<figures/a#b 100%.png>) ![y](figures/c.bmp)"
    site.write_site(samples.book("en", text), publication, webbooks.MODULES, tmp_path / "site")
    [page] = (path.read_text("utf-8") for path in (tmp_path / "site").glob("*.html") if path.name != "index.html")
    names = [unquote(found) for found in re.findall(r'<img src="([^"]*)"', page)]
    assert [name.rpartition(".")[2] for name in names] == ["png", "png"]
    assert all((tmp_path / "site" / name).is_file() for name in names)
    assert not re.search(r'<img src="[^"]*[# ]', page)
