"""Chinese is justified to both edges: proved by a page, since two functions of WeasyPrint are extended for it."""

from __future__ import annotations

import pdfbooks
import pypdfium2
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.layout import inline
from weasyprint.text.line_break import Layout

from press.renderers.chinese_justification import gaps, justifying
from press.renderers.pdf_engine import VERSION

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


def test_the_extension_is_taken_back():
    before = inline.count_expandable_spaces, Layout.set_text
    with justifying():
        assert inline.count_expandable_spaces is not before[0]
    assert (inline.count_expandable_spaces, Layout.set_text) == before


@given(st.text(alphabet="abc абв.,- \n"))
def test_text_without_ideographs_has_no_gaps(text):
    assert gaps(text) == 0


@given(st.text(alphabet="中文，。“”", min_size=1).filter(lambda text: "中" in text or "文" in text))
def test_chinese_has_a_gap_between_any_two_characters(text):
    assert gaps(text) == len(text) - 1


def test_gaps_beside_latin_are_not_widened():
    assert gaps("中文abc") == 1
    assert gaps("abc中文abc（中") == 2
