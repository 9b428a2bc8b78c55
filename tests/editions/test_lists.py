"""Lists of HTML whose markers are text."""

import re

import pytest

from press import pandoc
from press.book.lists import Lists
from press.editions.lists import unmarked
from press.model.interface import Words


def html(markdown):
    blocks = Lists.of(Words(), "").written(pandoc.read(markdown, "markdown")["blocks"])
    return unmarked(pandoc.write(blocks, "html5", "--wrap=none"))


@pytest.mark.parametrize(
    ("markdown", "wanted"),
    [
        ("(b) x\n", ['<ol start="2" type="a" class="press-list press-narrow" role="list">']),
        ("(@) x\n\n(@) y\n", ['<ol type="1" class="press-list press-narrow" role="list">']),
        ("1. (viii) x\n", ["press-narrow", 'type="i" class="press-list press-wider" role="list"']),
        ("1. []{#li-a}x\n\n    y\n", ['class="press-list press-narrow"']),
        ("- x\n", ["<ul>"]),
    ],
)
def test_a_list_says_that_its_markers_are_text(markdown, wanted):
    tags = re.findall(r"<[ou]l[^>]*>", html(markdown))
    assert len(tags) == len(wanted)
    assert all(want in tag for want, tag in zip(wanted, tags, strict=True)), tags


def test_a_marker_is_told_once_with_a_space():
    found = html("iv) one\nv) two\n")
    assert [re.sub(r"<[^>]*>", "", line) for line in found.splitlines() if "<li>" in line] == ["iv) one", "v) two"]
