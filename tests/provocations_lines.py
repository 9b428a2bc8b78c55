"""Provocations of what preflight says of lines: PDFs that are set badly in one way each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import linebooks
import pytest

from press.diagnostics import PublicationError
from press.languages.registry import LANGUAGES, named
from press.model.preflight import Kind, Rules
from press.model.printers import PRINTERS
from press.preflight.checks.line_ends import forbidden_ends
from press.preflight.checks.lines import loose, overfull, widows_and_orphans
from press.preflight.pdf.file import Check, opened

Patch = pytest.MonkeyPatch

# Lines of about 220 pt that differ in length a little, as lines do.
EVEN = (
    "The text of a paragraph goes on to an end",
    "and its lines are spread, each by its own,",
    "so that all of them end at one place here",
    "as printers have done it since they could",
    "and whoever reads does not see them move",
    "when the eyes go to where the next begins",
)


def judged(check: Check, body: str, target: Path, language: str = "en") -> None:
    """Raise what a check finds in a PDF."""
    shutil.copy(linebooks.write(body, "provocation", language), target)
    with opened(target) as file:
        known = tuple(LANGUAGES.values())
        rules = Rules(Kind.INTERIOR, next(iter(PRINTERS.values())), language=named(language), known=known)
        found = list(check(file, rules))
    raise PublicationError(finding.diagnostic(target) for finding in found)


def last_line_alone_on_a_page(root: Path, patch: Patch) -> None:
    body = linebooks.full(*EVEN, *EVEN[:2]) + linebooks.last("alone.") + linebooks.full(*EVEN)
    judged(widows_and_orphans, body, root / "book.pdf")


def spaces_too_wide(root: Path, patch: Patch) -> None:
    judged(loose, linebooks.full(*EVEN, "Only a few words here") + linebooks.last("end."), root / "book.pdf")


def line_over_the_measure(root: Path, patch: Patch) -> None:
    long = "and this one is much longer than any of the lines before"
    body = linebooks.full(*EVEN) + linebooks.last(long) + linebooks.full(*EVEN, indented=False)
    judged(overfull, body, root / "book.pdf")


def chinese_line_that_begins_with_a_comma(root: Path, patch: Patch) -> None:
    lines = ("上海合作组织成员国元首在会议上签署了文件", "，其中规定各方应当在打击恐怖主义方面合作")
    judged(forbidden_ends, linebooks.full(*lines, indented=False), root / "book.pdf", "zh")


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    name: value
    for name, value in list(globals().items())
    if getattr(value, "__module__", "") == __name__ and name not in ("judged", "Patch")
}
