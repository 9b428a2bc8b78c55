"""What a page, a style sheet or a script would have fetched from elsewhere."""

import pytest

from press.editions.fetched import POLICY, fetched
from press.project import TEMPLATES

GUARDED = '<head><meta http-equiv="content-security-policy" content="default-src \'none\'"></head>'
FAR = "https://e.example/x"


def of_page(body: str) -> list[str]:
    return list(fetched(f"<!DOCTYPE html><html>{GUARDED}<body>{body}</body></html>", "page/page.html.j2"))


@pytest.mark.parametrize(
    "body",
    [
        f'<script src="{FAR}"></script>',
        f"<img src={FAR}>",
        f'<img srcset="a.png 1x, {FAR} 2x">',
        f'<p style="background:url({FAR})">',
        f"<style>p{{background:\\75rl({FAR})}}</style>",
        f'<style>@import "{FAR}";</style>',
        f'<style>@media print {{ p {{ background:image-set("{FAR}" 1x) }} }}</style>',
        f'<svg><image href="{FAR}"/></svg>',
        f'<svg><use xlink:href="{FAR}"/></svg>',
        f'<link rel="preconnect" href="{FAR}">',
        f'<link rel="license stylesheet" href="{FAR}">',
        f'<base href="{FAR}">',
        f'<form action="{FAR}">',
        f'<a href="#x" ping="{FAR}">',
        f'<iframe src="{FAR}"></iframe>',
        f'<template><img src="{FAR}"></template>',
        f'<script>fetch("{FAR}")</script>',
    ],
)
def test_an_address_elsewhere_is_found(body: str) -> None:
    assert of_page(body) == [FAR]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ('<img src="//e.example/x">', ["//e.example/x"]),
        ('<img src="ht\ttps:\n//e.example/x">', ["https://e.example/x"]),
        ('<img src="\\\\e.example\\x">', ["\\\\e.example\\x"]),
        ('<img src="file:///etc/passwd">', ["file:///etc/passwd"]),
        ('<iframe srcdoc="<img>"></iframe>', ["srcdoc"]),
        ('<meta http-equiv="Refresh" content="0;url=https://e.example">', ["0;url=https://e.example"]),
        ('<meta http-equiv="Content-Security-Policy" content="img-src *">', ["img-src *"]),
    ],
)
def test_other_spellings_are_found(body: str, found: list[str]) -> None:
    assert of_page(body) == found


@pytest.mark.parametrize(
    "body",
    [
        f'<a href="{FAR}">a link</a>',
        f'<link rel="license" href="{FAR}"><blockquote cite="{FAR}">{FAR}</blockquote>',
        '<img src="pictures/a.png"><img src="data:image/png;base64,AA//"><svg><use href="#a"/></svg>',
        f'<style>@namespace svg url({FAR}); p::after {{ content: "{FAR}" }}</style>',
        '<style>@font-face { src: url("data:font/woff2;base64,//") }</style>',
        "<script>// a remark: 'what'\nlet a = 1</script>",
    ],
)
def test_what_is_not_fetched_is_no_matter(body: str) -> None:
    assert of_page(body) == []


@pytest.mark.parametrize(
    ("policy", "found"),
    [
        ("default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:", []),
        ("default-src 'none'; img-src https:", ["https:"]),
        ("default-src 'none'; script-src 'self' e.example *", ["e.example", "*"]),
        ("style-src 'self'", ["style-src 'self'"]),
    ],
)
def test_the_policy_of_a_page_lets_nothing_be_fetched(policy: str, found: list[str]) -> None:
    head = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}"></head>'
    assert list(fetched(f"<html>{head}</html>", "site/x.html.j2")) == found


def test_a_page_without_a_policy_is_told() -> None:
    assert list(fetched("<html><body><p>x</p></body></html>", "page/page.html.j2")) == [POLICY]
    assert list(fetched("<p>x</p>", "status/status.html.j2")) == []
    assert list(fetched(" ", "page/page.html.j2")) == []


def test_style_sheets_scripts_and_epubs_are_read_as_what_they_are() -> None:
    assert list(fetched(f"p {{ background: url({FAR}) }}", "css/web.css.j2")) == [FAR]
    assert list(fetched(f"fetch('{FAR}')", "site/site.js")) == [FAR]
    page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><img src="{FAR}"/></body></html>'
    assert list(fetched(f'<?xml version="1.0" encoding="UTF-8"?>{page}', "epub/document.xhtml.j2")) == [FAR]
    item = f'<package xmlns="http://www.idpf.org/2007/opf"><item href="{FAR}"/></package>'
    assert list(fetched(item, "epub/package.opf.j2")) == [FAR]


def test_our_own_script_fetches_nothing_from_elsewhere() -> None:
    assert list(fetched((TEMPLATES / "site/site.js").read_text("utf-8"), "site/site.js")) == []
