"""The panel of a segment in a real browser: by click and keyboard, with hostile text, without JavaScript."""

from __future__ import annotations

import re

import previews
import pytest
from playwright.sync_api import Browser, Page, expect
from previewed import MILLISECONDS, row, segment, translate
from previews import Running


def test_a_click_opens_the_panel(page: Page, served: Running):
    wanted = row(served, "four weeks")
    segment(page, wanted.id).locator("xpath=..").click(position={"x": 120, "y": 20})
    panel = page.locator("#press-preview-panel")
    expect(panel).to_contain_text(wanted.id)
    expect(panel).to_contain_text(f"translations/zh/borrowing.po:{wanted.line}")
    expect(panel).to_contain_text(wanted.target[:20])
    expect(panel).to_contain_text(wanted.source[:20])
    expect(segment(page, wanted.id)).to_have_class(re.compile("press-preview-selected"))
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.locator(".press-preview-selected")).to_have_count(0)


@pytest.mark.parametrize("where", ["h1", "h2", "th", "td", "caption", ".press-note", "dt", "li"])
def test_every_kind_of_text_has_its_panel(page: Page, where: str):
    pages = [page.url, page.url.replace("borrowing", "the-house"), page.url.replace("borrowing", "lending-rules")]
    for address in pages:
        page.goto(address)
        found = page.locator(f"main {where} [data-segment]:visible")
        if found.count():
            break
    else:
        pytest.fail(f"no {where} anywhere")
    wanted = found.first.get_attribute("data-segment")
    found.first.click()
    expect(page.locator("#press-preview-panel h2")).to_contain_text(wanted or "?")


def test_the_keyboard_opens_it_and_walks_on(page: Page, served: Running):
    ids = [entry.id for entry in previews.entries(served.root, "zh", "borrowing")]
    wanted = row(served, "four weeks")
    number = segment(page, wanted.id).locator("xpath=ancestor::p").locator("a.pn")
    number.focus()
    page.keyboard.press("Enter")
    panel = page.locator("#press-preview-panel")
    expect(panel).to_contain_text(wanted.id)
    expect(panel).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel.locator("h2")).to_contain_text(ids[ids.index(wanted.id) + 1])
    page.keyboard.press("Escape")
    expect(number).to_be_focused()


def test_the_panel_follows_its_segment(page: Page, served: Running):
    wanted = row(served, "four weeks")
    segment(page, wanted.id).locator("xpath=..").click(position={"x": 120, "y": 20})
    expect(page.locator("#press-preview-panel")).to_contain_text("translated")
    translate(served, wanted.id, wanted.target, fuzzy=True)
    expect(page.locator("#press-preview-panel h2")).to_contain_text("fuzzy", timeout=MILLISECONDS)
    expect(page.locator("#press-preview .press-count")).to_contain_text("1 fuzzy")


def test_the_list_leads_to_every_segment(page: Page, served: Running):
    page.locator("#press-preview .press-links a", has_text="Segments").click()
    rows = page.locator("#press-preview-panel .press-segments a")
    ids = [entry.id for entry in previews.entries(served.root, "zh", "borrowing")]
    expect(rows).to_have_count(len(ids))
    rows.last.click()
    expect(page.locator("#press-preview-panel h2")).to_contain_text(ids[-1])


HOSTILE = '<img src=x onerror="window.bad=1"><script>window.bad=1</script> [x](javascript:window.bad=1)'


def test_hostile_text_runs_nothing(page: Page, served: Running):
    wanted = row(served, "four weeks")
    translate(served, wanted.id, HOSTILE, comments=(HOSTILE,))
    expect(page.locator("#press-preview-problems")).to_be_visible(timeout=MILLISECONDS)
    segment(page, wanted.id).first.locator("xpath=ancestor::p").click(position={"x": 120, "y": 20})
    expect(page.locator("#press-preview-panel .press-text").nth(1)).to_have_text(HOSTILE)
    assert page.evaluate("window.bad") is None
    assert page.locator("#press-preview-panel :is(img, script), main a[href^='javascript']").count() == 0


def test_links_and_selections_stay_what_they_are(page: Page):
    page.locator("main a.xref").first.click()
    expect(page).not_to_have_url(re.compile("borrowing.html$"))
    page.go_back()
    page.wait_for_selector("#press-preview.press-live")
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('main p'))")
    page.locator("main p").nth(1).dispatch_event("click")
    expect(page.locator("#press-preview-panel")).to_be_hidden()


def test_without_javascript_the_page_and_the_panels_can_be_read(chromium: Browser, served: Running):
    context = chromium.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(f"{served.address}/zh/borrowing.html")
    expect(shown.locator("main h1")).to_be_visible()
    shown.locator("#press-preview .press-links a", has_text="Segments").click()
    shown.locator(".press-segments a").nth(3).click()
    expect(shown.locator("h2")).to_contain_text("translated")
    shown.locator("nav a").last.click()
    expect(shown.locator("h2")).to_contain_text("translated")
    context.close()


def test_the_front_page_leads_to_the_languages(chromium: Browser, served: Running):
    context = chromium.new_context()
    shown, said = context.new_page(), list[str]()
    shown.on("console", lambda message: said.append(message.text))
    shown.goto(f"{served.address}/")
    shown.locator("a", has_text="Русский").click()
    expect(shown).to_have_url(f"{served.address}/ru/index.html")
    shown.wait_for_selector("#press-preview.press-live")
    expect(shown.locator("#press-preview .press-where")).to_contain_text("Русский")
    assert said == []
    context.close()
