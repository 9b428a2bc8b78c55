"""Nothing is lost without being told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from press.model.book import Fragment
from press.verify.markup_text import of_html
from press.verify.text import Extract, letters, lost

TEXTS = ["The harbour opens at dawn.", "Boats leave for the islands.", "A bell is rung.", "The harbour opens at dawn."]


def fragments(*texts, note=False):
    return [Fragment(f"doc p-{at}", (text,), note) for at, text in enumerate(texts)]


def names(found, body="", notes=""):
    return [d.message.split(" of ")[1].split(":")[0] for d in lost(found, Extract(body, notes), "pdf:en")]


def test_what_is_there_is_found():
    assert names(fragments(*TEXTS), " ".join(TEXTS)) == []


@pytest.mark.parametrize("gone", range(3))
def test_lost_text_is_told(gone):
    assert names(fragments(*TEXTS[:3]), " ".join(t for i, t in enumerate(TEXTS[:3]) if i != gone)) == [f"doc p-{gone}"]


def test_a_diagnostic_names_edition_and_text():
    [found] = lost(fragments("Gone."), Extract("", ""), "pdf:en")
    assert (found.code, found.message) == ("L001", "pdf:en lacks the text of doc p-0: “Gone.”")


def test_text_that_stands_twice_has_to_be_found_twice():
    assert names(fragments(*TEXTS), " ".join(TEXTS[:3])) == ["doc p-3"]


def test_text_may_stand_elsewhere_than_in_reading_order():
    assert names(fragments(*TEXTS), " ".join(reversed(TEXTS))) == []


def test_a_piece_of_what_was_found_is_no_second_text():
    assert names(fragments("The bell and the boat", "bell and"), "The bell and the boat") == ["doc p-1"]
    assert names(fragments("bell and", "The bell"), "The bell and the boat") == ["doc p-1"]


def test_notes_are_a_stream_of_their_own():
    assert names(fragments("A note.", note=True), body="A note.") == ["doc p-0"]
    assert names(fragments("A note."), notes="A note.") == ["doc p-0"]
    assert names(fragments("A note.", note=True), notes="1 A note.") == []


def test_all_runs_have_to_be_found():
    found = [Fragment("doc p-0", ("Before the date", "and after it"))]
    assert names(found, "Before the date 9 May, and after it") == []
    assert names(found, "Before the date 9 May") == ["doc p-0"]
    assert names(found, "and after it") == ["doc p-0"]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("counter-terrorism", "counter-\nterrorism"),
        ("cooperation", "coop\u00ad\neration"),
        ('state\'s "duty"', "state’s “duty”"),
        ("в доме № 5", "в\u00a0доме №\u00a05"),
        ("中文 English 中文", "中文English中文"),
        ("office file", "o\ufb03ce \ufb01le"),
        ("Title", "TITLE"),
        ("Straße", "STRASSE"),
        ("ё", "е\u0308"),
        ("one two", "one\ntwo"),
    ],
)
def test_hyphens_typography_and_compatible_forms_do_not_matter(source, shown):
    assert names(fragments(source), shown) == []


@pytest.mark.parametrize("shown", ["harbor", "harbou", "habrour", "4"])
def test_letters_and_digits_do(shown):
    assert names(fragments("harbour"), shown) == ["doc p-0"]


def test_marks_alone_need_not_be_found():
    assert names(fragments("—", "…", " "), "") == []


WORDS = st.text("abcdeабв中文12", min_size=1, max_size=6)


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_what_stands_in_order_is_always_found(words):
    assert names(fragments(*words), " – ".join(words)) == []


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_a_loss_is_always_told(words, data):
    gone = data.draw(st.integers(0, len(words) - 1))
    rest = words[:gone] + words[gone + 1 :]
    assert names(fragments(*words), " ".join(rest)) != []


@given(st.text())
def test_letters_hold_letters_and_digits_alone(text):
    assert all(character.isalnum() for character in letters(text))


PAGE = """<body><nav>Contents</nav><p><a class="press-pn" href="#p-1">1</a>One<button class="press-call">7</button><span
class="press-note" role="doc-footnote">A <i>note</i>.</span> two<a role="doc-noteref" href="#n">8</a> three.</p>
<script>var x</script><style>p {}</style><aside role="doc-footnote"><p>Another.</p></aside>tail</body>"""


def test_the_text_of_a_page():
    found = of_html([html.fromstring(PAGE)])
    assert found.body.split() == ["One", "two", "three.", "tail"]
    assert [line.strip() for line in found.notes.split("\n")] == ["A note.", "Another."]


def test_the_text_of_xhtml():
    xhtml = (
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body><p>One'
        '<a epub:type="noteref" href="#n">1</a> two.</p><aside epub:type="footnote" role="doc-footnote" id="n">Note.'
        "</aside></body></html>"
    )
    found = of_html([etree.fromstring(xhtml)])
    assert (found.body, found.notes) == ("One two.", "Note.")


MARKED = [Fragment("doc list", ("Boats leave",), False, "(a)"), Fragment("doc list", ("Boats leave",), False, "11.")]


@pytest.mark.parametrize(
    ("body", "lacks"),
    [
        ("(a) Boats leave at dawn. 11. Boats leave", []),
        ("(a)\u00a0Bo\u00adats\nleave. 11.Boats leave", []),
        ("a. Boats leave. 11. Boats leave", ["(a)"]),
        ("(a) Boats leave. 1. Boats leave", ["11."]),
        ("(a) Boats leave. 111. Boats leave", ["11."]),
        ("Boats (a) leave. 11. A bell.", ["(a)", "11."]),
        ("1. Boats leave. (a) 11.", ["(a)", "11."]),
    ],
)
def test_a_marker_stands_right_before_its_text(body, lacks):
    told = [d.message for d in lost(MARKED, Extract(body, ""), "pdf:en")]
    assert told == [f"pdf:en lacks “{marker}” before “Boats leave” of doc list" for marker in lacks]


def test_each_marker_has_a_place_of_its_own():
    twice = [Fragment("doc list", ("",), True, "1.")] * 2
    assert [d.code for d in lost(twice, Extract("", "1. one"), "page:en")] == ["L001"]
    assert not list(lost(twice, Extract("", "1. one 1. two"), "page:en"))


def test_short_texts_that_stand_in_each_other_find_places_of_their_own():
    found = fragments("ab cd", "cd ab", "ab", "cd", "cd ab cd")
    assert names(found, "cd | cd ab | ab | cd ab cd | ab cd") == []
    assert names([*found, *fragments("ab")], "cd | cd ab | ab | cd ab cd | ab cd") != []


def test_code_is_told_last_of_each_document_and_short_lines_repeat():
    texts = [f"Paragraph {number} tells what the following code does" for number in range(40)]
    code = [f"run the command of paragraph {number} with x" for number in range(40)]
    body = "\n".join(f"{text}\n{line}\nlet x\nx" for text, line in zip(texts, code, strict=True))
    lines = [Fragment("doc (code)", (line, "let x", "x")) for line in code]
    assert names([*fragments(*texts), *lines], body) == []
    assert names([*fragments(*texts), *lines], body.replace("let x\n", "", 1)) == ["doc (code)"]


def test_words_from_right_to_left_are_counted_wherever_they_stand():
    wanted = fragments("The name شىنجاڭ ئۇيغۇر, twice ئۇيغۇر")
    assert not list(lost(wanted, Extract("The name ئۇيغۇر شىنجاڭ, twice ئۇيغۇر", ""), "pdf"))
    assert not list(lost(wanted, Extract("The name رۇغيۇئ ڭاجنىش, twice رۇغيۇئ", ""), "pdf"))
    (told,) = lost(wanted, Extract("The name ئۇيغۇر شىنجاڭ, twice", ""), "pdf")
    assert told.code == "L001"


def test_a_marker_with_a_letter_is_turned_round_with_the_text_from_right_to_left_behind_it():
    wanted = [*fragments("ثانيًا."), Fragment("a list", ("ثانيًا.",), marker="(b)")]
    assert not list(lost(wanted, Extract("(b)\nثانيًا.", ""), "page"))
    assert not list(lost(wanted, Extract(")b(\nثانيًا.", ""), "pdf"))
    assert not list(lost(wanted, Extract(")b(\nاًيناث.", ""), "pdf"))
    (told,) = lost(wanted, Extract("b.\nثانيًا.", ""), "pdf")
    assert "“(b)”" in told.message
