"""Lists that would be printed with other numbers than they are written with."""

from pathlib import Path

import pytest

from press import pandoc
from press.content.lists import problems
from press.diagnostics import Location


def told(text):
    def where(at, line):
        return Location(Path("a.md"), text.count("\n", 0, at) + 1)

    found = problems(text, lambda source: pandoc.read(source, "markdown"), where)
    return [(d.location.line, d.message) for d in found]


@pytest.mark.parametrize(
    "text",
    [
        "1. a\n2. b\n",
        "1. a\n1. b\n1. c\n\ntext\n\n1. d\n2. e\n",
        "5. a\n6. b\n\ntext\n\n7. c\n\n(a) d\n(b) e\n\n    (i) f\n    (ii) g\n",
        "h. a\ni. b\nj. c\n",
        "#. a\n#. b\n\n3. c\n",
        "(@) a\n\ntext\n\n(@x) b (@x)\n",
        "1. a\n\n::: {}\n3. b\n:::\n\n4. c\n",
        "```\n1. a\n3. b\n```\n\nText of\n1986. A year\n\n3. c\n",
        "1. (a) both\n2. [^1]\n\n    [^1]: 4. no\n",
        "01. a\n02. b\n\n> 3) c\n> 4) d\n",
    ],
)
def test_what_is_printed_as_it_is_written(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("1. a\n3. b\n4. c\n", 2, "3. would be printed 2.: a list counts on from its first item"),
        ("text\n\n> (a) a\n> (c) b\n", 4, "(c) would be printed (b): a list counts on from its first item"),
        ("100. a\n\n1. b\n", 3, "1. would be printed 101.: a list counts on from its first item"),
        ("1. (a) a\n   (c) b\n2. d\n", 2, "(c) would be printed (b): a list counts on from its first item"),
        ("1. (a) i. a\n        iii. b\n2. d\n", 2, "iii. would be printed ii.: a list counts on from its first item"),
        ("1. (a) a\n3. (a) b\n", 2, "3. would be printed 2.: a list counts on from its first item"),
        ("- 1. a\n  2. b\n- i) c\n  iii) d\n", 4, "iii) would be printed ii): a list counts on from its first item"),
    ],
)
def test_what_is_not(text, line, message):
    assert told(text) == [(line, message)]
