"""Markers of lists as text, and what a reference to an item says."""

import pytest
from manuscripts import localised
from notation import CHINESE, ENGLISH, RUSSIAN

from press import pandoc
from press.book.lists import fragments
from press.book.numbering import Counters, number
from press.catalogs.interface import read
from press.model.book import marker_of
from press.model.interface import Words, word_catalogs
from press.model.publication import Matter
from press.project import PROJECT

DEEP = """# Charter {#sec-c}

4. Fourth:

    (a) one;
    (b) two:

        i) three;
        ii) []{#li-deep}four.

5. Fifth.
"""


def numbered(text, matter=Matter.APPENDIX, words=None, language=ENGLISH):
    count = Counters(words or Words(), language)
    return number(localised(text).tree["blocks"], matter, count).blocks, {t.anchor: t for t in count.targets}


def shown(text):
    """Each marker with the text behind it."""
    blocks, _ = numbered(f"# A {{#sec-a}}\n\n{text}")
    return [(f.marker, f.runs[0]) for f in fragments("a", blocks)]


def words_of(language):
    return Words(read(word_catalogs(PROJECT, language), language))


def test_markers_stand_in_every_kind_of_list():
    assert shown("5. five\n\nwords\n\n6. six\n") == [("5.", "five"), ("6.", "six")]
    assert shown("(@) one\n\nwords\n\n(@x) two (@x)\n") == [("(1)", "one"), ("(2)", "two (2)")]
    assert shown("> iv) quoted\n\nTerm\n\n:   A.  defined\n") == [("iv)", "quoted"), ("A.", "defined")]
    assert shown("+----------+\n| (c) cell |\n| (d) next |\n+----------+\n") == [("(c)", "cell"), ("(d)", "next")]
    assert shown("1. *loose* [link](#sec-a)\n\n    more\n\n2. [x](#sec-a) two\n") == [("1.", "loose"), ("2.", "")]


def test_a_marker_stands_before_what_is_no_paragraph():
    blocks, _ = numbered("# A {#sec-a}\n\n1. (a) both\n2. ```\n   code\n   ```\n3.\n4. > quoted\n")
    items = blocks[0]["c"][1]
    assert [[block["t"] for block in item] for item in items] == [
        *(["Plain", "OrderedList"], ["Plain", "CodeBlock"], ["Plain"], ["Plain", "BlockQuote"]),
    ]
    assert [marker_of(item[0]["c"])[0] for item in items] == ["1.", "2.", "3.", "4."]


def test_bullets_have_none_and_a_box_is_one():
    assert shown("- bullet\n") == []
    assert shown("- [ ] open\n- [x] done\n- neither\n") == [("☐", "open"), ("☑", "done"), ("–", "neither")]
    assert shown("1. [x] done\n") == [("1.\u00a0☑", "done")]


def test_a_list_has_room_for_its_widest_marker():
    blocks, _ = numbered("# A {#sec-a}\n\n(vii) a\n(viii) b\n\n---\n\n1. c\n")
    spans = (node["c"][0][1] for node in pandoc.walk(blocks) if node["t"] == "Span")
    rooms = [classes[1] for classes in spans if "press-marker" in classes]
    assert rooms == ["press-wider", "press-wider", "press-narrow"]


@pytest.mark.parametrize(
    ("language", "row", "wanted"),
    [("en", ENGLISH, "para. 4 (b) (ii)"), ("zh", CHINESE, "第4款第(b)项第(ii)目"), ("ru", RUSSIAN, "п. 4 (b) (ii)")],
)
def test_a_reference_tells_the_markers_above(language, row, wanted):
    _, targets = numbered(DEEP, words=words_of(language), language=row)
    assert (targets["li-deep"].kind, targets["li-deep"].text) == ("item", wanted)


@pytest.mark.parametrize(
    ("heading", "language", "wanted"),
    [
        ("Article 5. Use", "en", "Article 5 (4) (b) (ii)"),
        ("Article 5", "en", "Article 5 (4) (b) (ii)"),
        ("Статья 5. Применение", "ru", "Статья 5, п. 4 (b) (ii)"),
        ("第五条　适用", "zh", "第五条第4款第(b)项第(ii)目"),
        ("Report 2011 on use", "en", "para. 4 (b) (ii)"),
    ],
)
def test_an_article_is_told_by_its_heading(heading, language, wanted):
    text = DEEP.replace("{#sec-c}\n", "{#sec-c}\n\n## " + heading + "\n")
    for matter in (Matter.APPENDIX, Matter.CHAPTER):
        _, targets = numbered(text, matter, words_of(language))
        assert targets["li-deep"].text == wanted


def test_a_list_under_a_numbered_paragraph():
    text = "# A {#sec-a}\n\nFirst.\n\nStates should:\n\n1. []{#li-one}be;\n    - [do]{#li-bullet}\n2. [do]{#li-two} so."
    _, targets = numbered(text + "\n\n## B {#sec-b}\n\n(a) []{#li-item}alone\n", Matter.CHAPTER)
    said = {anchor: (t.kind, t.text) for anchor, t in targets.items() if anchor.startswith("li-")}
    assert said == {
        "li-one": ("item", "para. 2 (1)"),
        "li-bullet": ("bullet", ""),
        "li-two": ("item", "para. 2 (2)"),
        "li-item": ("item", "item (a)"),
    }


def test_letters_between_numbers_stand_under_them():
    text = "# A {#sec-a}\n\n4. Shall:\n\n(a) be;\n(b) []{#li-b}do.\n\nFurther:\n\n5. And:\n\n(a) []{#li-a}so.\n\n"
    _, targets = numbered(text + "## B {#sec-b}\n\n(a) []{#li-c}alone\n")
    assert [targets[f"li-{name}"].text for name in "bac"] == ["para. 4 (b)", "para. 5 (a)", "item (a)"]


def test_an_example_is_told_by_its_number():
    _, targets = numbered("# A {#sec-a}\n\n(@) one\n(@) []{#li-e}two\n")
    assert targets["li-e"].text == "example (2)"


def test_what_begins_an_item_is_not_translated():
    found = localised("# A {#sec-a}\n\n1. []{#li-a} One.\n- [x] Done.\n")
    assert [f.runs for f in found.fragments][1:] == [("One.",), ("Done.",)]
