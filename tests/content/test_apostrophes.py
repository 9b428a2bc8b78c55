"""Quotation marks and apostrophes behind links, code and spans: Pandoc's own reading, mended."""

from __future__ import annotations

import pytest

from press import pandoc
from press.catalogs.containers import normalise
from press.content.apostrophes import mended
from press.content.markdown import READER


def read(text: str) -> str:
    tree = pandoc.read(text, READER, "--abbreviations=/dev/null")
    return pandoc.plain(normalise({**tree, "blocks": mended(tree["blocks"])}, ("“", "”", "‘", "’"))["blocks"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Bob](b.html)'s 'stuff' and", "Bob’s ‘stuff’ and"),
        ("[Bob](b.html)'s books and the *others*", "Bob’s books and the others"),
        ("[Bob](b.html)'s and [Eve](e.html)'s 'books'.", "Bob’s and Eve’s ‘books’."),
        ("[the girls](g.html)' books", "the girls’ books"),
        ("[Bob](b.html)'s in the '90s", "Bob’s in the ’90s"),
        ("[Bob](b.html)'s '90s 'stuff'", "Bob’s ’90s ‘stuff’"),
        ("`code`'s \"quote\" and '*Bob*'s' end", "code’s “quote” and ‘Bob’s’ end"),
        ("[a]{.b}'s 'one' and 'two'", "a’s ‘one’ and ‘two’"),
        ("> [Bob](b.html)'s 'stuff'", "Bob’s ‘stuff’"),
        ("'[Bob](b.html)' and '`code`' and *foo*'s 'foo'", "‘Bob’ and ‘code’ and foo’s ‘foo’"),
        ("[Bob](b.html) 'stuff'", "Bob ‘stuff’"),
        ("She said 'it is [Bob](b.html)'.", "She said ‘it is Bob’."),
    ],
)
def test_what_is_meant(text: str, expected: str) -> None:
    assert read(text) == expected
