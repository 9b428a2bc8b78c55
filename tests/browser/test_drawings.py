"""SVG as it is published, in Chromium: it looks as it did, asks for nothing and runs nothing."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import drawn
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from press.editions import drawings
from press.editions.pictures import rewritten


def seen(chromium: Browser, data: bytes, folder: Path) -> Any:
    (folder / "a.svg").write_bytes(data)
    (folder / "a.html").write_text('<body style="margin:0"><img src="a.svg" style="max-width:800px">')
    page = chromium.new_page(viewport={"width": 800, "height": 600})
    page.goto(f"{folder.as_uri()}/a.html")
    page.wait_for_function("document.images[0].complete")
    found = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return found


@pytest.mark.parametrize("name", drawn.PROGRAMS)
def test_it_looks_as_it_did(chromium: Browser, name: str, tmp_path: Path) -> None:
    before = drawn.PROGRAMS[name].encode()
    shots = [seen(chromium, data, tmp_path) for data in (before, rewritten(before, ".svg")[0])]
    assert len(set(shots[0].get_flattened_data())) > 3  # something is drawn
    differences: Any = ImageChops.difference(*shots).getextrema()
    assert max(most for _, most in differences) <= 2


def opened(chromium: Browser, data: bytes, folder: Path) -> tuple[bool, list[str]]:
    """Whether an SVG that is opened by itself runs, and what it asks for."""
    path = folder / "a.svg"
    path.write_bytes(data)
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.wait_for_timeout(100)
    ran = page.evaluate("document.documentElement.id") == "RAN"
    page.close()
    return ran, [url for url in asked if drawn.ADDRESS in url]


@pytest.mark.parametrize("name", ["handler", "script", "script of XHTML", "ATTLIST", "image-set", "srcset", "picture"])
def test_it_runs_and_asks_for_nothing(chromium: Browser, name: str, tmp_path: Path) -> None:
    data = drawn.hostile(name, "utf-16")
    assert opened(chromium, data, tmp_path) != (False, [])  # it is as hostile as it is meant to be
    made = drawings.published(data, lambda data: (data, "image/png"))
    assert opened(chromium, made, tmp_path) == (False, [])
