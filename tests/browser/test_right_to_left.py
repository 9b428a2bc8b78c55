"""A site in Arabic in a real browser: what stands at the start of lines stands on the right, code runs as it is."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from workshop import PROJECT, run

PLACES = """selector => { const box = document.querySelector(selector).getBoundingClientRect();
  const style = getComputedStyle(document.querySelector(selector));
  return [box.left, box.right, style.direction, style.borderRightWidth, style.borderLeftWidth]; }"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site") / "kitab"
    shutil.copytree(PROJECT / "tests/fixtures/right_to_left", root)
    done = run(root, "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "build/editions/site/ar"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    yield context.new_page()
    context.close()


def place(page: Page, selector: str) -> Any:
    """From where to where an element reaches, its direction, and the width of its rules on the right and the left."""
    return page.evaluate(PLACES, selector)


def test_the_page_is_mirrored(page: Page, site: Path) -> None:
    page.goto((site / "house.html").as_uri())
    text, contents, note = (place(page, name) for name in ("article", "#press-contents", ".press-note"))
    number, callout = place(page, ".press-pl"), place(page, ".press-callout")
    assert note[1] < text[0] < text[1] < number[0] < contents[0]
    assert callout[2:] == ["rtl", "2px", "0px"]
    assert page.evaluate("getComputedStyle(document.querySelector('article > p > em')).fontStyle") == "normal"
    first, last = place(page, "tbody td:first-child"), place(page, "tbody td:last-child")
    assert first[0] > last[1] - 1


def test_passages_and_code_run_their_own_way(page: Page, site: Path) -> None:
    page.goto((site / "names.html").as_uri())
    assert place(page, "pre.press-code")[2] == place(page, "p code")[2] == place(page, "p .uri")[2] == "ltr"
    assert place(page, "[lang=en] em")[2] == "ltr"
    assert page.evaluate("getComputedStyle(document.querySelector('p [lang=en] em')).fontStyle") == "italic"
    order = """() => [...document.querySelectorAll("p [dir=ltr]")].some(span => {
      const [first, second] = [document.createRange(), document.createRange()];
      if (!span.textContent.startsWith("Windows")) return false;
      first.selectNodeContents(span.firstChild); second.selectNodeContents(span.lastChild);
      return first.getBoundingClientRect().left < second.getBoundingClientRect().left; })"""
    assert page.evaluate(order)


def test_the_next_page_is_on_the_left(page: Page, site: Path) -> None:
    page.goto((site / "names.html").as_uri())
    before, after = place(page, "[rel=prev].press-turn, .press-turn [rel=prev]"), place(page, ".press-turn [rel=next]")
    assert after[1] < before[0]
    assert page.inner_text(".press-turn [rel=next] .press-label").endswith("←")
