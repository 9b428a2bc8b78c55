"""Notes at the foot: none gets lost, however many and long they are, and none covers the text."""

from __future__ import annotations

import random
import re

import pdfbooks
import pypdfium2
import pytest

from press.editions.pdf import notes

UNITS = {"en": ("Some words of text. ", "Note text "), "zh": ("正文若干字，", "注释的文字")}


def book(language: str, seed: int) -> tuple[str, set[str]]:
    """A chapter of long and short notes, and the marks that each piece of them holds."""
    draw, (words, unit) = random.Random(seed), UNITS[language]
    marks: set[str] = set()

    def note(number: int) -> str:
        own = [f"n{number}x{piece}" for piece in range(draw.choice([1, 3, 10, 20, 60, 110]))]
        marks.update(own)
        return "^[" + " ".join(f"{unit}{mark}." for mark in own) + "]"

    paragraphs = []
    for number in range(14):
        reference = "[T](#sec-t){.press-xref kind=chapter} " if number % 3 else ""
        calls = [words * draw.randint(3, 20) + note(number * 2 + call) for call in range(2)]
        paragraphs.append(reference + " ".join(calls) + words * 4)
    return "# Title {#sec-t}\n\n" + "\n\n".join(paragraphs), marks


@pytest.mark.parametrize(("language", "seed"), [("en", 1), ("zh", 3)])
def test_no_note_is_lost_or_shown_twice(language, seed):
    markdown, marks = book(language, seed)
    path = pdfbooks.one(language, markdown, f"notes-{language}-{seed}")
    with pypdfium2.PdfDocument(path) as pdf:
        text = "".join(pdf[index].get_textpage().get_text_range() for index in range(len(pdf)))
    found = re.findall(r"n\d+x\d+(?=\.)", re.sub(r"\s|[\ufffe\x02]", "", text))
    assert set(found) == marks
    assert len(found) == len(marks)


def test_long_notes_are_cut_at_sentences():
    import xml.etree.ElementTree as ET

    sentence = "A sentence with <em>emphasis</em> in it. "
    root = ET.fromstring(f'<p>Text<span class="press-note" id="press-note-1">{sentence * 90}</span> goes on.</p>')
    before = "".join(root.itertext())
    notes.split(root)
    assert "".join(root.itertext()) == before
    assert len(root) > 4
    assert [piece.get("data-of") for piece in root[1:]] == ["press-note-1"] * (len(root) - 1)
    assert root[-1].tail == " goes on."
    assert root[0].get("id") == "press-note-1"


def test_short_notes_stay_whole():
    import xml.etree.ElementTree as ET

    first = '<span class="press-note" id="press-note-1">Short.</span>'
    text = f'<p>Text{first}<span class="press-note" id="press-note-2">Next.</span></p>'
    root = ET.fromstring(text)
    notes.split(root)
    assert [note.get("class") for note in root] == ["press-note", "press-note press-next"]


def test_a_long_list_of_a_note_is_cut_between_its_items():
    import xml.etree.ElementTree as ET

    items = "".join(f'<span class="press-note-item">{"Words. " * 40}{at}</span>' for at in range(12))
    note = f'<span class="press-note" id="press-note-1">First.<span class="press-note-list">{items}</span></span>'
    root = ET.fromstring(f"<p>Text{note} goes on.</p>")
    before = "".join(root.itertext())
    notes.split(root)
    assert "".join(root.itertext()) == before
    assert len(root) > 3
    assert sum(len(found) for found in root.iter("span") if found.get("class") == "press-note-list") == 12


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("begins", ["- First\n    - Last", "> First\n    >\n    > Last", "```\n    First\n    ```"])
def test_what_a_note_begins_with_stands_beside_its_number(language, begins):
    made = pdfbooks.one(language, f"# A {{#sec-a}}\n\nText.[^n]\n\n[^n]:\n    {begins}\n", "beginning")
    with pypdfium2.PdfDocument(made) as pdf:
        pages = [page.get_textpage() for page in pdf]
        [page] = [page for page in pages if "First" in page.get_text_range()]
        text = page.get_text_range()
        at = text.index("First")
        number = text.rindex("1", 0, at)
        assert abs(page.get_charbox(number)[1] - page.get_charbox(at)[1]) < 1
        assert page.get_charbox(number)[2] < page.get_charbox(at)[0]
