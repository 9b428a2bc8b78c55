"""The checks are silent on the translations that are published."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from workshop import MINIMAL

from press.content.publication import read_publication
from press.model.translation_pair import Pair
from press.translations import check, segments_in_context
from press.translations.check import CHECKS
from press.translations.checks import consistency


@cache
def pairs(root: Path) -> tuple[Pair, ...]:
    publication = read_publication(root)
    pages = segments_in_context.pages(publication, segments_in_context.read_sources(publication))
    return tuple(pair for page in pages for pair in check.pairs(page))


def test_nothing_is_found_in_what_is_published() -> None:
    found = [
        (pair.document, pair.language.code, finding)
        for one in CHECKS
        for pair in pairs(MINIMAL)
        for finding in one(pair)
    ]
    assert not found
    assert not list(consistency.check(pairs(MINIMAL)))
