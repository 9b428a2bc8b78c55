"""F011, lines too thin; F017 to F019, lines of text: told of a page that is set so, not of one that is set well."""

from __future__ import annotations

from pathlib import Path

import linebooks
import pdfbooks
import printfiles
import provocations_lines
import pytest

from press.diagnostics import Severity
from press.languages.registry import LANGUAGES, named
from press.model.preflight import Kind, Rules
from press.model.printers import PRINTERS
from press.preflight.checks.lines import CHECKS, strokes
from press.preflight.pdf.file import opened

EVEN = provocations_lines.EVEN
GOOD = linebooks.full(*EVEN) + linebooks.last("end.")


def told(path, language="en"):
    with opened(path) as file:
        known = tuple(LANGUAGES.values())
        rules = Rules(Kind.INTERIOR, next(iter(PRINTERS.values())), language=named(language), known=known)
        return [finding for check in CHECKS for finding in check(file, rules)]


def codes(body, name, language="en"):
    return [(finding.code, finding.page) for finding in told(linebooks.write(body, name, language), language)]


def test_a_good_page_is_silent():
    assert codes(GOOD, "good") == []


def test_a_widow_and_an_orphan():
    widow = linebooks.full(*EVEN, *EVEN[:2]) + linebooks.last("alone.") + linebooks.full(*EVEN)
    orphan = linebooks.full(*EVEN) + linebooks.last("end.") + linebooks.full(*EVEN[:3])
    assert codes(widow, "widow") == [("F017", 2)]
    assert codes(orphan, "orphan") == [("F017", 1)]


def test_two_lines_on_each_side_are_well():
    assert codes(linebooks.full(*EVEN, *EVEN[:4]) + linebooks.last("end.") + linebooks.full(*EVEN[:2]), "two") == []


def test_a_loose_line_and_a_loose_line_of_chinese():
    assert codes(linebooks.full(*EVEN, "Only a few words are in it") + linebooks.last("end."), "loose") == [("F018", 1)]
    text = "上海合作组织成员国元首在会议上签署了"
    lines = [text + "文件", text + "文", text + "协定", text + "条", "上海合作组织成员国元首"]
    assert codes(linebooks.full(*lines, indented=False) + linebooks.last("完。"), "loose-zh", "zh") == [("F018", 1)]


def test_a_finding_has_its_place_and_quotes_its_line():
    body = linebooks.full(*EVEN, "Only a few words are in it") + linebooks.last("end.")
    (found,) = told(linebooks.write(body, "place"))
    assert found.severity is Severity.WARNING
    assert "Only a few" in found.message
    assert found.area == pytest.approx((40, 72, 260, 86), abs=3)


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_the_sample_books_are_set_well(language):
    found = [finding for finding in told(pdfbooks.rich(language), language) if finding.code != "F018"]
    assert [
        finding for finding in found if "belongs to the next" not in finding.message
    ] == []  # nothing is bound there


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("0.25 w 50 50 m 90 50 l S", ""),
        ("0.2 w 50 50 m 90 50 l S", "0.20 pt wide;"),
        ("0 w 50 50 m 90 50 l S", "of no width"),
        ("q 0.1 0 0 0.1 0 0 cm 2 w 500 500 m 900 500 l S Q", "0.20 pt wide;"),
        ("0.1 w 50 50 m 90 50 l S 0.2 w 50 60 m 90 60 l S", "0.10 pt wide, and 1 more are too thin;"),
        ("50 50 90 0.2 re f", "0.20 pt wide;"),
        ("50 50 90 0.3 re f", ""),
        ("50 50 0.1 0.1 re f", ""),  # a point
        ("50 50 100 100 re 50.1 50.1 99.8 99.8 re f*", "0.10 pt wide, and 3 more"),
        ("0.1 w 5 5 m 9 9 l S", ""),  # a crop mark
        ("q 50 50 90 0.2 re W n 40 40 100 100 re f Q", "0.20 pt wide;"),
    ],
)
def test_lines(content: str, told: str, tmp_path: Path) -> None:
    rows = printfiles.found(strokes, printfiles.write(tmp_path / "a.pdf", content))
    assert [told in row.message for row in rows] == ([True] if told else [])


def test_a_thin_lines_place(tmp_path: Path) -> None:
    (row,) = printfiles.found(strokes, printfiles.write(tmp_path / "a.pdf", "0.2 w 50 50 m 90 50 l S"))
    assert (row.severity, row.area) == (Severity.WARNING, pytest.approx((49.9, 49.9, 90.1, 50.1)))
