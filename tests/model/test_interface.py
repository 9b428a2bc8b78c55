"""The words of templates."""

import pytest

from press.model.interface import CONTEXT, Words

WORDS = Words(
    {
        "Contents": "目录",
        "Chapter {number}": "第{number}章",
        f"reference{CONTEXT}Chapter {{number}}": "本书第{number}章",
    }
)


def test_a_word_in_the_language():
    assert WORDS.word("Contents") == "目录"


def test_a_word_without_translation_stays_english():
    assert WORDS.word("Notes") == "Notes"
    assert Words({"Notes": ""}).word("Notes") == "Notes"


def test_names_are_filled_in():
    assert WORDS.word("Chapter {number}", number="二") == "第二章"
    assert WORDS.word("Page {n}", n=3) == "Page 3"


def test_a_reference_has_a_form_of_its_own():
    assert WORDS.reference("Chapter {number}", number="二") == "本书第二章"
    assert WORDS.reference("Contents") == "Contents"


def test_braces_without_values_stay():
    assert WORDS.word("Chapter {number}") == "第{number}章"


def test_a_name_that_is_not_given_is_an_error():
    with pytest.raises(KeyError):
        WORDS.word("Chapter {number}", other=1)
