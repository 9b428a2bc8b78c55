"""What the server answers: for this machine alone, only to look, only what it has tables for."""

from __future__ import annotations

import re
from posixpath import normpath

import previews
import pytest
from previews import Running

from press.preview import server


def test_pages_styles_scripts_fonts_and_pictures(running: Running):
    status, headers, body = running.ask("/zh/borrowing.html")
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    text = body.decode()
    assert text.count('<aside id="press-preview"') == 1
    assert text.index("../preview.js") < text.index("site.js")
    assert "http-equiv" not in text
    for path, kind in (
        ("/zh/site.css", "text/css; charset=utf-8"),
        ("/zh/site.js", "text/javascript; charset=utf-8"),
        ("/preview.css", "text/css; charset=utf-8"),
        ("/preview.js", "text/javascript; charset=utf-8"),
        ("/fonts/SourceSerif4_400Regular.ttf", "font/ttf"),
        ("/", "text/html; charset=utf-8"),
    ):
        status, headers, body = running.ask(path)
        assert (status, headers["content-type"], bool(body)) == (200, kind, True), path
    pictures = re.findall(r'src="(pictures/[^"]+)"', running.ask("/zh/the-house.html")[2].decode())
    assert pictures
    assert [running.ask(f"/zh/{picture}")[0] for picture in pictures] == [200] * len(pictures)


def test_all_faces_of_the_style_are_there(running: Running):
    urls = set(re.findall(r'url\("([^"]+)"\)', running.ask("/ru/site.css")[2].decode()))
    assert len(urls) > 5
    assert {running.ask(normpath(f"/ru/{url}"))[0] for url in urls} == {200}


def test_a_language_leads_to_its_first_page(running: Running):
    assert running.ask("/ru/")[1]["location"] == "index.html"


def test_the_page_that_chooses_the_language_has_its_faces(running: Running):
    urls = set(re.findall(r'url\("([^"]+)"\)', running.ask("/")[2].decode()))
    assert urls
    assert {running.ask(f"/{url}")[0] for url in urls} == {200}


THERE = ["/", "/zh/", "/zh/borrowing.html", "/zh/borrowing.segments", "/preview.js", "/favicon.ico"]
NEAR = [f"//{previews.SECRET}", f"/{previews.SECRET.upper()}", f"/{previews.SECRET}s", f"/{previews.SECRET[:-1]}"]
STRANGERS = ["", "/", "/a", "/%00", "/%C3%A9", *NEAR]


@pytest.mark.parametrize("secret", STRANGERS)
def test_without_the_secret_nothing_is_told_not_even_what_there_is(running: Running, secret: str):
    events = "/events?language=zh&name=borrowing.html"
    answers = [running.ask(path, secret=secret) for path in (*THERE, events, "/fonts/x", "/nothing", "")]
    assert {status for status, _, _ in answers} == {404}
    for _, headers, _ in answers:
        headers.pop("date")
    assert all(answer == answers[0] for answer in answers)
    assert previews.SECRET.encode() not in answers[0][2]


def test_the_secret_alone_opens_nothing_that_a_foreign_page_could_show(running: Running):
    assert running.ask("/zh/borrowing.html", Host="evil.example")[0] == 421
    assert running.ask("/zh/borrowing.html", Cookie=f"press={previews.SECRET}", secret="")[0] == 404
    assert running.ask("/zh/borrowing.html", Referer=running.address, secret="")[0] == 404
    _, headers, _ = running.ask("/zh/borrowing.html")
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


def test_no_page_holds_the_secret(running: Running):
    for path in ("/", "/zh/borrowing.html", "/zh/site.css", "/zh/borrowing.segments", "/zh/nothing.html"):
        assert previews.SECRET.encode() not in running.ask(path)[2]


HOSTS = ["localhost:{port}", "example.org", "example.org:{port}", "127.0.0.1", "127.0.0.1:1", "[::1]:{port}", ""]


@pytest.mark.parametrize("host", HOSTS)
def test_another_host_is_refused(running: Running, host: str):
    status, _, body = running.ask("/zh/borrowing.html", Host=host.format(port=running.port))
    assert status == 421
    assert b"<" not in body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE"])
def test_it_is_only_for_looking(running: Running, method: str):
    assert running.ask("/zh/borrowing.html", method)[0] == 405


def test_other_sites_may_not_ask(running: Running):
    assert running.ask("/zh/borrowing.html", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors")[0] == 403
    assert running.ask("/zh/borrowing.html", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")[0] == 200
    for origin in ("https://example.org", "null", f"http://{server.ADDRESS}", f"https://{running.host}"):
        status, headers, _ = running.ask("/zh/borrowing.html", Origin=origin)
        assert status == 403
        assert not [name for name in headers if name.startswith("access-control")]
    assert running.ask("/zh/borrowing.html", Origin=f"http://{running.host}")[0] == 200


def test_what_is_longer_than_any_browser_s_is_refused(running: Running):
    assert running.ask("/zh/borrowing.html", X="a" * 9000)[0] == 431
    assert running.ask(f"/zh/{'a' * 9000}.html")[0] == 414
    assert running.ask(f"/zh/borrowing.segment?id={'a' * 9000}")[0] == 414


@pytest.mark.parametrize("path", ["/zh/borrowing.html", "/preview.js", "/nothing/at.all", "/zh/borrowing.segments"])
def test_every_answer_has_a_strict_policy(running: Running, path: str):
    _, headers, _ = running.ask(path)
    assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"


OUTSIDE = [
    *("/../pyproject.toml", "/zh/../../content/secret.txt", "/content/secret.txt"),
    *("/zh/pictures/../../content/secret.txt", "/zh/pictures/", "/fonts/"),
    *("/zh/pictures/..%2f..%2fcontent%2fsecret.txt", "/zh/pictures/secret.txt", "/fonts/..%2f..%2fpackage.json"),
    *("/fonts/%2e%2e/package.json", "/zh/%2e%2e%2fcontent%2fsecret.txt", "/zh/secret.txt", "/zh/..%5csecret.txt"),
    *("//etc/passwd", "/zh/pictures/%00", "/status.html", "/xx/index.html", "/xx/site.css", "/zh/nothing.pdf"),
    *("/zh/nothing.segments", "/zh/borrowing.segment?id=../../x", "/events?language=xx&name=a"),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_there_is_nothing_else(running: Running, path: str):
    status, _, body = running.ask(path)
    assert status == 404
    assert b"secret" not in body


def test_a_page_that_is_not_there_still_has_its_frame(running: Running):
    status, _, body = running.ask("/zh/nothing.html")
    assert status == 404
    assert b'<aside id="press-preview"' in body


def test_the_panel_is_escaped(running: Running):
    row = previews.entry(running.root, "ru", "borrowing", lambda e: "[^1]" in e.target)
    hostile = '<script>alert(1)</script><img src=x onerror="alert(2)"> ' + row.target
    previews.translate(running.root, "ru", "borrowing", row.id, target=hostile, comments=("<b>bold</b>",))
    status, _, body = running.ask(f"/ru/borrowing.segment?id={row.id}")
    text = body.decode()
    assert status == 200
    assert "&lt;script&gt;alert(1)" in text
    assert "&lt;b&gt;bold" in text
    assert not [tag for tag in ("<script", "<img", "<b>bold") if tag in text]


def test_the_segments_of_a_document(running: Running):
    text = running.ask("/zh/borrowing.segments")[2].decode()
    assert text.count("data-open=") == len(previews.entries(running.root, "zh", "borrowing"))


def test_the_status_page_is_there_when_the_build_has_made_it(running: Running):
    assert "/status.html" not in running.ask("/en/index.html")[2].decode()
    path = running.root / "build/translations/status.html"
    path.parent.mkdir(parents=True)
    path.write_text("<p>status")
    assert "/status.html" in running.ask("/en/index.html")[2].decode()
    assert running.ask("/status.html")[2] == b"<p>status"
    path.unlink()


def test_the_pdf_of_a_chapter(running: Running):
    import pikepdf

    status, headers, body = running.ask("/ru/the-house.pdf")
    assert (status, headers["content-type"]) == (200, "application/pdf")
    path = running.root / "one.pdf"
    path.write_bytes(body)
    with pikepdf.open(path) as found:
        assert 1 <= len(found.pages) <= 6
    assert running.ask("/ru/the-house.pdf")[2] == body
