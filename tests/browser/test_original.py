"""A paragraph's original, shown on demand in a real browser; and the link that it is where that can't be."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import webbooks
from playwright.sync_api import Browser, Locator, Page

WRITTEN = "The five states signed the compact in 2001"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    folder = webbooks.editions()  # made before a browser waits for it

    def handler(*args: object) -> _Silent:
        return _Silent(*args, directory=str(folder))  # type: ignore[arg-type]

    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as httpd:
        Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_address[1]}"
        httpd.shutdown()


@pytest.fixture
def shown(chromium: Browser, server: str) -> Iterator[Page]:
    """A page in Chinese of a text that was written in English; nothing may be said on its console."""
    said: list[str] = []
    context = chromium.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text) if "favicon" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{server}/site/zh/summary.html")
    yield page
    context.close()
    assert [text for text in said if "status of 404" not in text] == []


def paragraph(page: Page, anchor: str = "p-2") -> Locator:
    return page.locator("article p", has=page.locator(f"#{anchor}"))


def button(page: Page, anchor: str = "p-2") -> Locator:
    """What shows and hides the original of a paragraph."""
    paragraph(page, anchor).hover()
    return paragraph(page, anchor).locator("a[data-original]")


def test_a_click_shows_the_original_under_its_paragraph(shown: Page) -> None:
    found = button(shown)
    assert found.get_attribute("aria-label") == "Show the original"
    found.click()
    box = shown.locator(".press-original.press-shown")
    box.wait_for()
    assert box.get_attribute("lang") == "en"
    assert box.inner_text().startswith(WRITTEN)
    assert box.evaluate("box => box.previousElementSibling.querySelector('#p-2') !== null")
    assert shown.url.endswith("/zh/summary.html")


def test_it_is_a_button_that_says_whether_it_is_open(shown: Page) -> None:
    found = button(shown)
    assert (found.get_attribute("role"), found.get_attribute("aria-expanded")) == ("button", "false")
    found.focus()
    shown.keyboard.press("Space")
    shown.locator(".press-shown").wait_for()
    assert found.get_attribute("aria-expanded") == "true"
    assert found.get_attribute("aria-label") == "Hide the original"
    assert shown.locator(f"#{found.get_attribute('aria-controls')}").count() == 1
    assert found.evaluate("link => link === document.activeElement")
    shown.keyboard.press("Enter")
    assert shown.locator(".press-shown").count() == 0
    assert found.get_attribute("aria-expanded") == "false"
    assert found.get_attribute("aria-controls") is None


@pytest.mark.parametrize("inside", [False, True])
def test_escape_closes_it_and_the_focus_is_kept(shown: Page, inside: bool) -> None:
    found = button(shown)
    found.click()
    shown.locator(".press-shown").wait_for()
    if inside:
        shown.get_by_role("button", name="Hide the original").last.focus()
    shown.keyboard.press("Escape")
    assert shown.locator(".press-shown").count() == 0
    assert found.evaluate("link => link === document.activeElement")


def test_its_own_button_closes_it(shown: Page) -> None:
    found = button(shown)
    found.click()
    shown.locator(".press-shown button").click()
    assert shown.locator(".press-shown").count() == 0
    assert found.evaluate("link => link === document.activeElement")


def test_several_originals_stand_each_under_its_own(shown: Page) -> None:
    for anchor in ("p-2", "p-3"):
        button(shown, anchor).click()
        shown.locator(f"#press-original-of-{anchor}").wait_for()
    assert shown.locator(".press-shown").count() == 2
    button(shown, "p-2").click()
    assert shown.locator(".press-shown").evaluate_all("boxes => boxes.map(box => box.id)") == ["press-original-of-p-3"]


def test_what_is_inserted_is_plain(shown: Page) -> None:
    """No id twice, no script, no note without its call; the note's number stays."""
    for anchor in ("p-1", "p-2", "p-7"):
        button(shown, anchor).click()
        shown.locator(f"#press-original-of-{anchor}").wait_for()
    ids = shown.evaluate("[...document.querySelectorAll('[id]')].map(found => found.id)")
    assert len(ids) == len(set(ids))
    inside = shown.locator(".press-shown p")
    unwanted = ".press-note, .press-call, .press-pl, script, style, [onclick], [popovertarget], [data-number]"
    assert inside.locator(unwanted).count() == 0
    assert inside.locator("sup").first.inner_text() == "1"
    assert "old customs house" not in inside.first.inner_text()
    assert inside.first.locator("em").count() == 1
    assert inside.first.locator("[lang=ru]").inner_text() == "Соглашение «О реке»"


def test_a_link_in_an_original_leads_into_the_original(shown: Page) -> None:
    button(shown, "p-6").click()
    shown.locator("#press-original-of-p-6 a").first.wait_for()  # the other page is fetched meanwhile
    addresses = shown.locator("#press-original-of-p-6 a").evaluate_all("links => links.map(link => link.href)")
    assert [address.partition("/site/")[2] for address in addresses] == [
        "en/works.html#tbl-members",
        "en/works.html#sec-works",
    ]


def test_scripts_of_another_page_never_run(chromium: Browser, server: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    bad = (
        '<html lang="en"><p><a id="p-2" class="press-pn">2</a>Plain <script>document.title = "run"</script>'
        '<img src="x" onerror="document.title = \'run\'"><b onclick="x()" style="color:red">bold</b>'
        '<a href="javascript:x()">link</a></p></html>'
    )
    page.route("**/site/en/summary.html", lambda route: route.fulfill(body=bad, content_type="text/html"))
    page.goto(f"{server}/site/zh/summary.html")
    before = page.title()
    button(page).click()
    page.locator(".press-shown").wait_for()
    inner = page.locator(".press-shown p").inner_html()
    assert inner == "Plain <span></span><b>bold</b><a>link</a>"
    assert page.title() == before
    context.close()


def test_without_javascript_it_is_a_link(chromium: Browser, server: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{server}/site/zh/summary.html")
    found = button(page)
    assert (found.get_attribute("role"), found.get_attribute("aria-label")) == (None, "English")
    found.click()
    page.wait_for_url("**/en/summary.html#p-2")
    context.close()


@pytest.mark.parametrize("answer", ["nothing", "an error", "a page without it"])
def test_where_it_can_t_be_had_the_link_is_followed(chromium: Browser, server: str, answer: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 800})
    page = context.new_page()
    page.goto(f"{server}/site/zh/summary.html")
    page.evaluate("window.kept = true")

    def once(route: object) -> None:
        if route.request.resource_type != "fetch":  # type: ignore[attr-defined]
            route.continue_()  # type: ignore[attr-defined]
        elif answer == "nothing":
            route.abort()  # type: ignore[attr-defined]
        else:
            route.fulfill(status=500 if answer == "an error" else 200, body="<p>No.</p>")  # type: ignore[attr-defined]

    page.route("**/en/summary.html", once)
    button(page).click()
    page.wait_for_url("**/en/summary.html#p-2")
    assert page.evaluate("window.kept") is None
    context.close()


def test_from_a_disk_the_link_is_followed(chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 800}, offline=True)
    page = context.new_page()
    page.goto((webbooks.editions() / "site/zh/summary.html").as_uri())
    found = button(page)
    assert found.get_attribute("role") is None
    found.click()
    page.wait_for_url("**/en/summary.html#p-2")
    context.close()


def test_a_click_for_a_new_tab_is_left_alone(shown: Page) -> None:
    found = button(shown)
    with shown.context.expect_page() as opened:
        found.click(modifiers=["Control"])
    opened.value.wait_for_url("**/en/summary.html#p-2")
    assert shown.locator(".press-shown").count() == 0


def test_the_language_that_it_was_written_in_has_nothing_to_show(chromium: Browser, server: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    for name, count in (("en/summary", 0), ("zh/summary", 8), ("ru/works", 3), ("zh/bibliography", 0)):
        page.goto(f"{server}/site/{name}.html")
        assert page.locator("a[data-original]").count() == count, name
    context.close()
