"""The site and the offline page in a real browser: places kept over languages, notes without JavaScript, no request."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import webbooks
from playwright.sync_api import Browser, Page, Route

CODES = ("en", "zh", "ru")
NAMES = ("index", "summary", "works", "bibliography", "imprint")


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def editions() -> Path:
    return webbooks.editions()


@pytest.fixture(scope="module")
def server(editions: Path) -> Iterator[str]:
    def handler(*args: object) -> _Silent:
        return _Silent(*args, directory=str(editions))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()


def opened(chromium: Browser, address: str, width: int = 1400, **options: object) -> Page:
    """A page with nothing said on its console; scripts run unless options say otherwise."""
    context = chromium.new_context(viewport={"width": width, "height": 800}, **options)  # type: ignore[arg-type]
    shown = context.new_page()
    shown.goto(address)
    return shown


def top(shown: Page, anchor: str) -> float:
    box = shown.locator(f"#{anchor}").bounding_box()
    assert box
    return box["y"]


def test_the_language_switch_lands_on_the_same_paragraph(chromium: Browser, server: str) -> None:
    shown = opened(chromium, f"{server}/site/en/summary.html#p-4", width=390)
    for name, code in (("中文", "zh"), ("Русский", "ru"), ("English", "en")):
        shown.wait_for_timeout(250)
        shown.locator(".press-languages").get_by_text(name, exact=True).evaluate("link => link.click()")
        shown.wait_for_url(f"**/{code}/summary.html#p-4")
        assert -5 < top(shown, "p-4") < 60
    shown.context.close()


def test_at_the_top_of_a_page_the_switch_leads_to_the_top(chromium: Browser, server: str) -> None:
    shown = opened(chromium, f"{server}/site/en/works.html")
    shown.locator(".press-languages").get_by_text("中文").click()
    shown.wait_for_url("**/zh/works.html")
    shown.context.close()


def test_without_javascript_each_paragraph_leads_to_itself_in_the_other_language(
    chromium: Browser, server: str
) -> None:
    shown = opened(chromium, f"{server}/site/en/summary.html", java_script_enabled=False)
    paragraph = shown.locator("p", has=shown.locator("#p-5"))
    paragraph.hover()
    paragraph.get_by_label("Русский").click()
    shown.wait_for_url("**/ru/summary.html#p-5")
    assert -5 < top(shown, "p-5") < 60
    shown.context.close()


@pytest.mark.parametrize("name", ["site/zh/summary.html", "river-zh.html"])
def test_a_note_opens_without_javascript(chromium: Browser, server: str, name: str) -> None:
    shown = opened(chromium, f"{server}/{name}", width=390, java_script_enabled=False)
    note = shown.locator("#press-note-2")
    assert not note.is_visible()
    shown.get_by_role("button", name="注2").click()
    assert note.is_visible()
    assert "旧海关大楼" in note.inner_text()
    shown.keyboard.press("Escape")
    assert not note.is_visible()
    shown.context.close()


def test_where_there_is_room_notes_stand_beside_their_calls(chromium: Browser, server: str) -> None:
    shown = opened(chromium, f"{server}/site/ru/summary.html", java_script_enabled=False)
    text, note = shown.locator("article p").nth(1).bounding_box(), shown.locator("#press-note-1").bounding_box()
    assert text
    assert note
    assert note["x"] > text["x"] + text["width"]
    assert abs(note["y"] - top(shown, "p-1")) < 260
    shown.context.close()


def test_no_request_leaves_the_site_and_nothing_is_refused(chromium: Browser, server: str) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    said: list[str] = []

    def seen(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_()

    context.route("**/*", seen)
    shown = context.new_page()
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
    for name in ["index", *(f"{code}/{name}" for code in CODES for name in NAMES)]:
        shown.goto(f"{server}/site/{name}.html")
        shown.evaluate("document.fonts.ready")
    outside = [address for address in asked if not address.startswith((f"{server}/site/", "data:"))]
    assert [address for address in outside if not address.endswith("/favicon.ico")] == []
    assert any(address.endswith(".woff2") for address in asked)
    assert [text for text in said if "favicon" not in text] == []
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_wider_than_a_narrow_phone(chromium: Browser, server: str, code: str) -> None:
    shown = opened(chromium, f"{server}/site/index.html", width=360)
    for name in ("site/index", f"river-{code}", *(f"site/{code}/{name}" for name in NAMES)):
        shown.goto(f"{server}/{name}.html")
        assert shown.evaluate("document.documentElement.scrollWidth") <= 360, name
    shown.context.close()


@pytest.mark.parametrize("code", CODES)
def test_every_character_is_set_in_a_face_of_ours(chromium: Browser, server: str, code: str) -> None:
    shown = opened(chromium, f"{server}/site/{code}/summary.html")
    protocol = shown.context.new_cdp_session(shown)
    for name in ("site/index", f"river-{code}", *(f"site/{code}/{name}" for name in NAMES)):
        shown.goto(f"{server}/{name}.html")
        shown.evaluate("document.fonts.ready")
        protocol.send("DOM.enable")
        protocol.send("CSS.enable")
        root = protocol.send("DOM.getDocument")["root"]["nodeId"]
        nodes = protocol.send("DOM.querySelectorAll", {"nodeId": root, "selector": "body *"})["nodeIds"]
        for node in nodes:
            used = protocol.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
            foreign = [font["familyName"] for font in used if not font["isCustomFont"]]
            assert not foreign, (name, foreign, protocol.send("DOM.getOuterHTML", {"nodeId": node})["outerHTML"][:200])
    shown.context.close()


@pytest.mark.parametrize("code", CODES)
def test_the_page_and_the_site_work_from_a_disk_without_network(chromium: Browser, editions: Path, code: str) -> None:
    shown = opened(chromium, (editions / f"river-{code}.html").as_uri(), offline=True, java_script_enabled=False)
    shown.locator(".press-list a", has_text="1.1").first.click()
    assert shown.url.endswith("#sec-commission")
    assert -5 < top(shown, "sec-commission") < 60
    shown.goto((editions / "site" / code / "works.html").as_uri())
    assert shown.locator("figure img").evaluate("image => image.naturalWidth") > 0
    assert "Press Serif" in shown.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    shown.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_accent_can_be_read_on_the_paper(chromium: Browser, server: str, scheme: str) -> None:
    shown = opened(chromium, f"{server}/site/en/summary.html", color_scheme=scheme)
    paper = colour(shown, "body", "backgroundColor")
    headings = (".press-opening .press-label", ".press-contents h2")
    for selector in ("body", ".press-pn", *headings, ".press-note", ".press-bottom"):
        assert contrast(colour(shown, selector, "color"), paper) >= 4.5, selector
    shown.context.close()


def colour(shown: Page, selector: str, name: str) -> tuple[float, ...]:
    """A computed colour as red, green and blue from 0 to 1."""
    value = shown.locator(selector).first.evaluate("(node, name) => getComputedStyle(node)[name]", name)
    return tuple(int(part) / 255 for part in value.removeprefix("rgb(").removesuffix(")").split(","))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """The contrast ratio of WCAG 2.2, 1.4.3."""

    def luminance(rgb: tuple[float, ...]) -> float:
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
