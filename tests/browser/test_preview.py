"""The preview in a real browser: pages that follow their files in place, and errors on them."""

from __future__ import annotations

import previews
from playwright.sync_api import Page, expect
from previewed import MILLISECONDS, row, segment, translate
from previews import Running


def test_an_edit_appears_and_the_place_is_kept(page: Page, served: Running):
    first, last = row(served, "four weeks"), previews.entries(served.root, "zh", "borrowing")[-1]
    page.evaluate("() => { window.here = true; scrollTo(0, document.body.scrollHeight / 2); }")
    seen = segment(page, last.id).first
    before = seen.bounding_box()
    assert before
    assert page.evaluate("scrollY") > 50
    translate(served, first.id, "这一段话变得长得多。" * 40 + first.target)
    expect(segment(page, first.id)).to_contain_text("这一段话变得长得多。", timeout=MILLISECONDS)
    expect(page.locator(".press-preview-changed")).not_to_have_count(0)
    assert page.evaluate("window.here"), "it was not loaded anew"
    topmost = page.evaluate("() => document.querySelector('main').getBoundingClientRect().top")
    assert topmost < 0


def test_the_topmost_paragraph_stays_where_it_was(page: Page, served: Running):
    first = row(served, "four weeks")
    page.evaluate("() => scrollTo(0, document.querySelector('main table').getBoundingClientRect().top + scrollY - 20)")
    table = page.locator("main table").first
    before = table.bounding_box()
    translate(served, first.id, "这一段话变得长得多。" * 40 + first.target)
    expect(segment(page, first.id)).to_contain_text("这一段话变得长得多。", timeout=MILLISECONDS)
    after = table.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) <= 1


def test_only_what_differs_is_exchanged(page: Page, served: Running):
    pieces = "[...document.querySelectorAll('main p, main table, main h2')]"
    total = page.evaluate(f"() => {pieces}.map((e) => {{ e.kept = true; }}).length")
    first = row(served, "four weeks")
    translate(served, first.id, "别的话。" + first.target)
    expect(segment(page, first.id)).to_contain_text("别的话。", timeout=MILLISECONDS)
    assert page.evaluate(f"() => {pieces}.filter((e) => e.kept).length") == total - 1


def test_a_paragraph_comes_and_goes(page: Page, served: Running):
    path = served.root / "content/chapters/borrowing.md"
    before = path.read_text("utf-8")
    head, rest = before.split("\n\n", 1)
    previews.save(path, f"{head}\n\nA paragraph of its own.\n\n{rest}")
    expect(page.locator("main")).to_contain_text("A paragraph of its own.", timeout=MILLISECONDS)
    expect(page.locator("#press-preview .press-count")).to_contain_text("1 missing")
    previews.save(path, before)
    expect(page.locator("main")).not_to_contain_text("A paragraph of its own.", timeout=MILLISECONDS)
    expect(page.locator("#press-preview .press-missing")).to_have_count(0)


def test_a_change_of_style_loads_the_page_anew(page: Page, served: Running):
    page.evaluate("() => { window.here = true; }")
    css = (previews.MINIMAL.parents[2] / "templates/css/web.css.j2").read_text("utf-8")
    (served.root / "templates/css").mkdir(parents=True)
    previews.save(served.root / "templates/css/web.css.j2", css + "\nmain { outline: 3px solid rgb(1, 2, 3); }\n")
    expect(page.locator("main")).to_have_css("outline-color", "rgb(1, 2, 3)", timeout=MILLISECONDS)
    assert not page.evaluate("window.here")


def test_an_error_shows_and_goes(page: Page, served: Running):
    before = served.catalog("zh").read_text("utf-8")
    text = page.locator("main").inner_text()
    previews.save(served.catalog("zh"), before.replace("msgstr", "msgsrt", 1))
    problems = page.locator("#press-preview-problems")
    expect(problems).to_contain_text("translations/zh/borrowing.po:", timeout=MILLISECONDS)
    expect(problems).to_contain_text("T002")
    assert page.locator("main").inner_text() == text
    previews.save(served.catalog("zh"), before)
    expect(problems).to_have_count(0, timeout=MILLISECONDS)


def test_a_page_that_never_could_be_made_comes_when_it_can(page: Page, served: Running):
    path = served.root / "content/references.yaml"
    before = path.read_text("utf-8")
    previews.save(path, before.replace("id:", "i d:", 1))
    page.goto(f"{served.address}/ru/borrowing.html")
    expect(page.locator("#press-preview-problems")).to_contain_text("content/references.yaml")
    page.wait_for_selector("#press-preview.press-live")
    previews.save(path, before)
    expect(page.locator("main h1")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("#press-preview-problems")).to_have_count(0)
