"""The checks are silent on the translations that are published, and quick."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from workshop import MINIMAL, PROJECT

from press.content.publication import read_publication
from press.model.translation_pair import Pair
from press.translations import check, segments_in_context
from press.translations.checks import consistency, length, numbers, remains, repeats

SECONDS = 2  # half a second on a machine that does nothing else


@cache
def pairs(root: Path) -> tuple[Pair, ...]:
    publication = read_publication(root)
    pages = segments_in_context.pages(publication, segments_in_context.read_sources(publication))
    return tuple(pair for page in pages for pair in check.pairs(page))


@pytest.mark.parametrize("root", [PROJECT, MINIMAL])
def test_nothing_is_found_in_what_is_published(root: Path) -> None:
    found = [
        (pair.document, pair.language.code, finding)
        for one in (numbers.check, repeats.check, remains.check, length.check)
        for pair in pairs(root)
        for finding in one(pair)
    ]
    assert not found
    assert not list(consistency.check(pairs(root)))


def test_the_checks_are_quick() -> None:
    begun = time.perf_counter()
    for pair in pairs(PROJECT):
        for one in (numbers.check, repeats.check, remains.check, length.check):
            list(one(pair))
    assert time.perf_counter() - begun < SECONDS
