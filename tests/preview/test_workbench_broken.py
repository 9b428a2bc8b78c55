"""The workbench outlives whatever is wrong with a publication, and shows the last good page meanwhile."""

from __future__ import annotations

from pathlib import Path

import previews
import pytest
from previews import edit, save

from press.preview import pages
from press.preview.workbench import Workbench

PROJECT = Path(__file__).resolve().parents[2]
LANGUAGES = ("en", "zh", "ru")


BROKEN = {
    "catalog": ("translations/zh/borrowing.po", "msgstr", "msgsrt", "T002"),
    "settings": ("content/publication.yaml", "title:", "title", "C001"),
    "reference": ("content/chapters/borrowing.md", "# ", "See [@sec-nowhere].\n\n# ", ""),
    "anchor": ("content/chapters/the-house.md", "\n\n", "\n\nSee [@sec-nowhere].\n\n", "R001"),
    "works": ("content/references.yaml", "id:", "i d:", "R004"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_broken_is_told_and_the_last_good_page_stays(root: Path, bench: Workbench, kind: str):
    name, old, new, code = BROKEN[kind]
    good = bench.view("zh", "borrowing.html")
    before = (root / name).read_text("utf-8")
    edit(root / name, old, new)
    view = bench.view("zh", "borrowing.html")
    assert view.text == good.text
    assert view.problems
    assert code in {d.code for d in view.problems} or not code
    assert view.problems[0].location
    save(root / name, before)
    assert bench.view("zh", "borrowing.html") == good


def test_a_template_that_is_broken(root: Path, bench: Workbench):
    good = bench.view("zh", "borrowing.html")
    save_into(root / "templates/site/part.html.j2", "{% block main %}{{ nothing.there }}{% endblock %}")
    view = bench.view("zh", "borrowing.html")
    assert view.text == good.text
    assert [d.code for d in view.problems] == ["W001"]
    save_into(root / "templates/site/part.html.j2", "{% if %}")
    assert [d.location.line for d in bench.view("zh", "borrowing.html").problems if d.location] == [1]
    (root / "templates/site/part.html.j2").unlink()
    assert bench.view("zh", "borrowing.html") == good


def save_into(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    save(path, text)


def test_a_broken_catalog_hurts_one_language(root: Path, bench: Workbench):
    edit(root / "translations/zh/borrowing.po", "msgstr", "msgsrt")
    assert bench.view("zh", "borrowing.html").problems
    assert bench.view("zh", "the-house.html").text
    assert bench.view("ru", "borrowing.html").problems == ()


def test_a_catalog_that_was_never_there_leaves_the_source(root: Path, bench: Workbench):
    (root / "translations/zh/borrowing.po").unlink()
    view = bench.view("zh", "borrowing.html")
    assert "press-untranslated" in view.text
    assert [d.code for d in view.problems] == ["T001"]
    assert view.completeness.translated == 0


def test_broken_markup_stands_in_its_own_place_alone(root: Path, bench: Workbench):
    row = previews.entry(root, "zh", "borrowing", lambda e: "[^1]" in e.target)
    previews.translate(root, "zh", "borrowing", row.id, target=row.target.replace("[^1]", "[^7]"))
    view = bench.view("zh", "borrowing.html")
    assert [d.code for d in view.problems] == ["T006"]
    assert view.problems[0].location
    assert view.problems[0].location.line
    assert view.text.count('class="press-untranslated press-fuzzy"') == 1
    assert row.id in view.problems[0].message


HOSTILE = (
    *("<script>alert(1)</script>", "[x](javascript:alert(1))"),
    *('<img src=x onerror=\\"alert(1)\\">', "`<b>`{=html}"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_translations_run_nothing(root: Path, bench: Workbench, text: str):
    row = previews.entry(root, "zh", "borrowing", lambda e: e.target and "[" not in e.target and len(e.target) > 8)
    edit(root / "translations/zh/borrowing.po", row.target[:8], text + row.target[:8])
    found = bench.view("zh", "borrowing.html").text
    assert "<script>alert" not in found
    assert 'href="javascript:' not in found
    assert "<img src=x" not in found
    assert "<b>" not in found


def test_a_bug_is_tried_again(root: Path, bench: Workbench, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        patched.setattr(pages, "page", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            bench.view("zh", "borrowing.html")
    assert bench.view("zh", "borrowing.html").text


def test_a_page_that_is_not_there(bench: Workbench):
    view = bench.view("zh", "nothing.html")
    assert (view.known, view.text) == (False, "")


def test_a_document_leaves_and_comes_back(root: Path, bench: Workbench):
    good = bench.view("zh", "the-house.html")
    path = root / "content/chapters/borrowing.md"
    text = path.read_text("utf-8")
    path.unlink()
    assert bench.view("zh", "the-house.html").problems
    assert bench.view("zh", "the-house.html").text == good.text
    save(path, text)
    assert bench.view("zh", "the-house.html") == good


def test_half_a_file_breaks_nothing(root: Path, bench: Workbench):
    good = bench.view("zh", "borrowing.html")
    path = root / "translations/zh/borrowing.po"
    data = path.read_bytes()
    for part in (0, 10, len(data) // 3, len(data) // 2, len(data) - 7):
        path.write_bytes(data[:part])
        assert bench.view("zh", "borrowing.html").text
    path.write_bytes(data)
    assert bench.view("zh", "borrowing.html") == good
