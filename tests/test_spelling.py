"""The nearest known word."""

from __future__ import annotations

import pytest

from press.spelling import nearest


@pytest.mark.parametrize(("word", "near"), [("titel", "title"), ("TITLE", "title"), ("zh", "zh-Hans"), ("xyzzy", None)])
def test_nearest(word: str, near: str | None) -> None:
    assert nearest(word, ["title", "zh-Hans", "date"]) == near
