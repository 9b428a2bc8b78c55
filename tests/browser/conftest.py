"""Chromium, and the preview of a copy of the minimal publication in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import previews
import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from previews import Running

FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--no-first-run"),
)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Running]:
    found = Running(previews.publication(tmp_path))
    yield found
    found.stop()


@pytest.fixture
def page(chromium: Browser, served: Running) -> Iterator[Page]:
    """The page of a chapter, connected, with nothing said on its console."""
    context = chromium.new_context(viewport={"width": 1300, "height": 600})
    context.set_default_timeout(previews.SECONDS * 1000)
    shown, said = context.new_page(), list[str]()
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.goto(f"{served.address}/zh/borrowing.html")
    shown.wait_for_selector("#press-preview.press-live")
    yield shown
    assert said == []
    context.close()
