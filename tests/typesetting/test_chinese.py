"""Chinese is justified to both edges: proved by pages, since WeasyPrint is extended for it."""

from __future__ import annotations

from itertools import pairwise

import linebooks
import pdfbooks
import pypdfium2
import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st

from press.preflight.pdf.file import opened
from press.preflight.pdf.lines import pages
from press.preflight.pdf.paragraphs import blocks
from press.typesetting.chinese import PART, gaps
from press.typesetting.engine import VERSION

TEXT = "上海合作组织于2001年在上海成立，次年签署宪章，此后Regional Anti-Terrorist Structure (RATS)“设在塔什干”。" * 6


def test_the_version_is_the_one_that_was_extended():
    assert weasyprint.__version__ == VERSION


def test_lines_end_flush_right():
    path = pdfbooks.one("zh", f"# 标题 {{#sec-t}}\n\n{TEXT}", "chinese")
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[len(pdf) - 1].get_textpage()
        boxes = [page.get_charbox(index, loose=True) for index in range(page.count_chars())]
    lines: dict[int, list[float]] = {}
    for left, bottom, right, _top in boxes:
        if 90 < bottom < 430 and right > left:
            lines.setdefault(round(bottom / 6), []).append(right)
    ends = [max(rights) for rights in lines.values() if len(rights) > 10]
    full = sorted(ends)[1:]  # the last line of the paragraph may be short
    assert len(full) > 5
    assert sum(abs(end - (432 - 75)) < 0.5 for end in full) >= len(full) - 1


def characters(text, name):
    with opened(linebooks.write(f'<p style="white-space: normal; text-indent: 0">{text}</p>', name, "zh")) as file:
        return [character for line in pages(file)[0][:-2] for character in line.characters]


def gap(found, before, after):
    """The room between two neighbours, in em."""
    return [
        (right.left - left.right) / left.size
        for left, right in pairwise(found)
        if left.text == before and right.text == after and right.left > left.left
    ]


def test_chinese_stands_off_from_latin_and_digits_but_not_from_punctuation():
    found = characters("于2001年加入SCO，在（RATS）中。", "apart")
    for pair in ("于2", "1年", "入S"):
        assert gap(found, *pair) == pytest.approx([PART], abs=0.01)
    for pair in ("20", "00", "O，", "（R", "S）", "加入"):
        assert gap(found, *pair) == pytest.approx([0], abs=0.02)


def test_no_room_stands_at_the_ends_of_lines_or_before_a_note_s_call():
    line = "第一二三四五六七八九十一二三四五六七八九十条"
    found = characters(f"{line}2001{line}2001{line}", "edges")
    rows = {c.baseline: [d for d in found if d.baseline == c.baseline] for c in found}
    assert len(rows) > 2
    assert {round(row[0].left, 1) for row in rows.values()} == {40}
    assert {round(row[-1].right) for row in list(rows.values())[:-1]} == {260}
    call = characters("于此<sup>1</sup>年", "call")
    assert gap(call, "此", "1") == pytest.approx([0], abs=0.01)


def test_no_character_is_added():
    path = linebooks.write("<p>于2001年加入SCO组织7月</p>", "plain", "zh")
    with pypdfium2.PdfDocument(path) as pdf:
        assert "于2001年加入SCO组织7月" in pdf[0].get_textpage().get_text_range()


def test_lines_with_two_faces_stand_on_the_grid():
    with opened(pdfbooks.one("zh", f"# 标题 {{#sec-t}}\n\n{TEXT * 3}", "grid")) as file:
        block = max((block for page in blocks(file) for block in page), key=lambda block: len(block.lines))
    steps = [before.baseline - after.baseline for before, after in pairwise(block.lines)]
    assert len(steps) > 8
    assert steps == pytest.approx([18] * len(steps), abs=0.02)


@given(st.text(alphabet="abc абв.,- \n"))
def test_text_without_ideographs_has_no_gaps(text):
    assert gaps(text) == 0


@given(st.text(alphabet="中文，。“”", min_size=1).filter(lambda text: "中" in text or "文" in text))
def test_chinese_has_a_gap_between_any_two_characters(text):
    assert gaps(text) == len(text) - 1


def test_gaps_beside_latin_are_not_widened():
    assert gaps("中文abc") == 1
    assert gaps("abc中文abc（中") == 2
