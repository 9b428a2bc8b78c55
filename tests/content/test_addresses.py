"""Addresses that an edition may show and link to."""

import pytest

from press.content.addresses import problem, with_user


@pytest.mark.parametrize(
    "address", ["https://a.example/b?c=d@e#f@g", "HTTP://a.example", "www.a.example/@b", "a.example:8080/b", ""]
)
def test_addresses_of_the_web(address: str) -> None:
    assert problem(address) == ""


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JavaScript:alert(1)", "JavaScript"),
        ("java\nscript:alert(1)", "javascript"),
        ("\x01 data:text/html,a", "data"),
        ("file:///etc/passwd", "file"),
        ("vbscript:a", "vbscript"),
        ("ftp://a.example", "ftp"),
    ],
)
def test_other_schemes_are_told(address: str, scheme: str) -> None:
    assert problem(address) == f"an address may not begin with {scheme}:"


@pytest.mark.parametrize("address", ["https://me:secret@a.example/", "//me@a.example", "https:\\\\me@a", "https:me@a"])
def test_names_and_passwords_are_told(address: str) -> None:
    assert "name or password" in with_user(address)
    assert problem(address)
