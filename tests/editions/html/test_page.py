"""The offline page: one file that holds all it needs, of a size that can be sent."""

import re
from pathlib import Path

import pytest
import samples
import webbooks

from press.diagnostics import EngineError
from press.editions.html import page


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_one_file_holds_everything(code: str) -> None:
    text = (webbooks.editions() / f"river-{code}.html").read_text()
    assert len(text) < page.LIMIT / 4
    addresses = re.findall(r'\s(?:src|href)="([^"]*)"', text) + re.findall(r'url\("([^"]*)"', text)
    links = {a for a in addresses if not a.startswith(("#", "data:"))}
    assert all(link.startswith("https://") for link in links)
    assert not re.search(r"<(?:script|link|iframe)\b|\son\w+=", text)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert {a[1:] for a in addresses if a.startswith("#")} <= set(ids)


def test_the_same_book_gives_the_same_bytes(tmp_path: Path) -> None:
    made = webbooks.editions()
    page.write_page(webbooks.book("zh"), webbooks.publication(made), webbooks.MODULES, tmp_path / "p/page.html")
    assert (tmp_path / "p/page.html").read_bytes() == (made / "river-zh.html").read_bytes()
    assert list((tmp_path / "p").iterdir()) == [tmp_path / "p/page.html"]


def test_too_large_a_page_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LIMIT", 1000)
    with pytest.raises(EngineError, match="W002"):
        page.write_page(
            samples.book("en", "# A {#sec-a}\n\nText."),
            webbooks.publication(tmp_path),
            webbooks.MODULES,
            tmp_path / "p",
        )
    assert not (tmp_path / "p").exists()


def test_a_picture_that_browsers_do_not_show_is_an_error(tmp_path: Path) -> None:
    publication = webbooks.publication(tmp_path)
    (tmp_path / "content/figures/x.ico").touch()
    book = samples.book("en", "# A {#sec-a}\n\n![x](figures/x.ico)")
    with pytest.raises(EngineError, match="W003"):
        page.write_page(book, publication, webbooks.MODULES, tmp_path / "p")
