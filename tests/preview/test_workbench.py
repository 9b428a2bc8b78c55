"""The workbench: pages are those of the site, follow every kind of file, and outlive whatever is wrong with them."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import previews
import pytest
from previews import edit, save, workbench

from press.blockwise import Memo, keeping
from press.editions.html.site import write_site
from press.preview.workbench import Workbench

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "zh", "ru")


def bare(text: str) -> str:
    """A page without the marks of segments, of which the spans are balanced."""
    out, depth = [], []
    for piece in re.split(r"(<span\b[^>]*>|</span>)", text):
        if piece.startswith("<span"):
            depth.append("data-segment" in piece)
            out.append("" if depth[-1] else piece)
        elif piece == "</span>":
            out.append("" if depth.pop() else piece)
        else:
            out.append(re.sub(r' data-segment="[^"]*"', "", piece))
    return "".join(out)


def site(bench: Workbench, language: str, folder: Path) -> dict[str, str]:
    """The pages of the real site, without their policy."""
    book = bench.book(language)
    assert book
    write_site(book, bench.publication, PROJECT / "node_modules", folder)
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n')
    return {path.name: policy.sub("", path.read_text("utf-8")) for path in folder.glob("*.html")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_those_of_the_site(bench: Workbench, language: str, tmp_path: Path):
    wanted = site(bench, language, tmp_path / "site")
    assert {name: bare(bench.view(language, name).text) for name in wanted} == wanted
    assert len(wanted) == 7


def test_after_edits_they_still_are(root: Path, bench: Workbench, tmp_path: Path):
    bench.view("zh", "borrowing.html")
    rows = [row for row in previews.entries(root, "zh", "borrowing") if row.target]
    for row in (rows[1], rows[4], rows[8]):
        edit(root / "translations/zh/borrowing.po", row.target[:6], f"改{row.target[:6]}")
        bench.view("zh", "borrowing.html")
    with keeping(Memo()):
        again = workbench(root)
    wanted = site(again, "zh", tmp_path / "site")
    assert bare(bench.view("zh", "borrowing.html").text) == wanted["borrowing.html"]
    assert "改" in wanted["borrowing.html"]


def test_every_segment_that_is_seen_can_be_found(bench: Workbench):
    for document in bench.publication.texts:
        source = bench.source(document)
        assert source
        name = "imprint.html" if document.id == "imprint" else f"{document.id}.html"
        text = bench.view("zh", name).text
        seen = [e.id for s, e in zip(source.segments, source.entries, strict=True) if s.kind != "meta"]
        if document.id == "imprint":
            seen = seen[1:]  # its title is not printed
        found = re.findall(r'data-segment="([^"]*)"', text)
        assert sorted(found) == sorted(seen)


def test_a_translation_changes_its_page(root: Path, bench: Workbench):
    before = {name: bench.view("zh", name).text for name in ("the-house.html", "borrowing.html")}
    row = previews.entry(root, "zh", "borrowing", lambda e: len(e.target) > 20)
    edit(root / "translations/zh/borrowing.po", row.target[:8], "全新的开头")
    assert "全新的开头" in bench.view("zh", "borrowing.html").text
    assert bench.view("zh", "the-house.html").text == before["the-house.html"]
    assert "全新的开头" not in bench.view("ru", "borrowing.html").text


def test_a_source_changes_every_language(root: Path, bench: Workbench):
    bench.view("zh", "borrowing.html")
    path = root / "content/chapters/borrowing.md"
    save(path, path.read_text("utf-8") + "\nA new last paragraph.\n")
    for language in LANGUAGES:
        view = bench.view(language, "borrowing.html")
        assert "A new last paragraph." in view.text
    assert view.completeness.missing == 1
    assert [d.code for d in view.problems] == ["T008"]


def test_settings_change_the_title(root: Path, bench: Workbench):
    assert "The Reading Room" in bench.view("en", "index.html").text
    edit(root / "content/publication.yaml", "The Reading Room", "The Quiet Room")
    assert "The Quiet Room" in bench.view("en", "index.html").text


def test_the_bibliography_follows_its_file(root: Path, bench: Workbench):
    bench.view("en", "bibliography.html")
    text = (root / "content/references.yaml").read_text("utf-8")
    title = re.search(r"title: (.+)", text)
    assert title
    save(root / "content/references.yaml", text.replace(title[1], "A Renamed Work", 1))
    assert "A Renamed Work" in bench.view("en", "bibliography.html").text


def test_data_follow(root: Path, bench: Workbench):
    bench.view("en", "opening-hours.html")
    path = root / "content/data/hours.yaml"
    edit(path, "1204", "9731")
    assert "9,731" in bench.view("en", "opening-hours.html").text


def test_a_template_of_the_publication_s_own(root: Path, bench: Workbench):
    assert "OWN FOOT" not in bench.view("zh", "borrowing.html").text
    layout = (PROJECT / "templates/site/layout.html.j2").read_text("utf-8")
    (root / "templates/site").mkdir(parents=True)
    save(root / "templates/site/layout.html.j2", layout.replace("</footer>", "OWN FOOT</footer>"))
    assert "OWN FOOT" in bench.view("zh", "borrowing.html").text
    shutil.rmtree(root / "templates")
    assert "OWN FOOT" not in bench.view("zh", "borrowing.html").text


def test_words_follow(root: Path, bench: Workbench):
    assert "WORTE" not in bench.view("ru", "index.html").text
    path = root / "translations/ru/ui.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    save(path, f'{head}msgid "Contents"\nmsgstr "WORTE"\n')
    assert "WORTE" in bench.view("ru", "index.html").text


def test_citations_follow_an_edit_as_the_whole_book_has_them(root: Path, bench: Workbench, tmp_path: Path):
    bench.view("zh", "the-house.html")
    path = root / "translations/zh/the-house.po"
    rows = [row for row in previews.entries(root, "zh", "the-house") if "[@" in row.target and "sec-" not in row.target]
    assert rows
    for row in rows:
        edit(path, row.target[:3], f"改{row.target[:3]}")
        assert bare(bench.view("zh", "the-house.html").text)
    wanted = site(workbench(root), "zh", tmp_path / "site")
    assert {name: bare(bench.view("zh", name).text) for name in wanted} == wanted
