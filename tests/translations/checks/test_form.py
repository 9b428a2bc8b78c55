"""What weighs how much among the checks of form, and where they look for a mistake."""

from __future__ import annotations

import pytest
from notation import inlines

from press.diagnostics import Severity
from press.languages.registry import LANGUAGES
from press.model.catalog import Entry, Segment
from press.model.translation_pair import LONGEST, Finding, Pair, too_long
from press.translations.checks import links, markup, punctuation, reading, shape

ENGLISH, CHINESE, RUSSIAN = LANGUAGES["en"], LANGUAGES["zh-Hans"], LANGUAGES["ru"]


def pair(source, target, language=RUSSIAN, kind="p"):
    entry = Entry("p-a", source, target)
    return Pair("doc", Segment(kind, "", source), entry, inlines(source), inlines(target), ENGLISH, language)


def weights(found):
    return {finding.severity for finding in found}


@pytest.mark.parametrize(
    ("source", "target"),
    [("`a`", "а"), ("$a$", "а"), ("[a]{.term}", "а"), ("[a]{lang=de}", "а"), ("![a](b.png)", "а"), ("a", "а`")],
)
def test_markup_that_carries_meaning_is_an_error(source, target):
    assert weights(markup.check(pair(source, target))) == {Severity.ERROR}


@pytest.mark.parametrize(("source", "target"), [("*a*", "а"), ("a", "**а"), ("~~a~~", "а"), ("a\\\nb", "а б")])
def test_looks_are_a_warning(source, target):
    assert weights(markup.check(pair(source, target))) == {Severity.WARNING}


def test_links_and_shapes_are_errors():
    assert weights(links.check(pair("[a](#b)", "а"))) == {Severity.ERROR}
    assert weights(shape.blocks(pair("a", "# а"))) == {Severity.ERROR}
    assert weights(shape.length(pair("a", "а" * 2001))) == {Severity.ERROR}


def test_punctuation_is_a_warning():
    assert weights(punctuation.check(pair("a b", "а ,б"))) == {Severity.WARNING}
    assert weights(punctuation.check(pair("a b", "甲,乙", CHINESE))) == {Severity.WARNING}
    assert weights(punctuation.check(pair("a b", "a ,b", ENGLISH))) == {Severity.WARNING}


def test_each_language_has_a_check_of_its_own():
    for language, code in ((ENGLISH, "T020"), (CHINESE, "T018"), (RUSSIAN, "T019")):
        assert {finding.code for finding in punctuation.check(pair("a b", 'а, "书" b ,书', language))} == {code}


def test_what_cannot_be_parsed_is_left_to_another_check():
    checks = [(language, punctuation) for language in (ENGLISH, CHINESE, RUSSIAN)]
    checks += [(ENGLISH, markup), (ENGLISH, links)]
    for language, check in checks:
        broken = Pair("doc", Segment("p", "", "a"), Entry("p-a", "a", 'x ,"['), inlines("a"), None, ENGLISH, language)
        assert not list(check.check(broken))


def test_a_finding_says_where_and_how_often():
    (found,) = punctuation.check(pair("Everybody may borrow, always.", "Книги , что на полке , выдают всем."))
    message = "a space before the mark: “Книги , что на полк…”, 2 times"
    assert found == Finding("T019", "p-a", message, "take the space out")


def test_the_text_that_is_read():
    text = "См. [@sec-a], `код` и [слово]{lang=de} от [1998-05-01]{.date},[@work] <https://a.example/b>.[^1]\n\n[^1]: a"
    assert reading.printed(inlines(text), RUSSIAN) == "См. \ufffc, \ufffc и \ufffc от 0, \ufffc."


def test_a_translation_may_be_twelve_times_as_long():
    assert not too_long("a" * 200, "я" * 2400)
    assert too_long("a" * 200, "я" * 2401)
    assert not too_long("a", "я" * 2000)
    assert too_long("a" * 5000, "я" * (LONGEST + 1)) == "it has 20001 characters, its source 5000"
