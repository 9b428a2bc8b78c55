"""Patterns that could search without end."""

from __future__ import annotations

import pytest

from press.content.patterns import endless


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b",
        "(a*)*b",
        "((a?)b?)+",
        "(a|aa)+b",
        "(?:a{1,30}){2,}",
        "(?=(a+)+b)c",
        "(?P<x>(?<!(a+){3})b)",
        ".*.*.*b",
        "a" * 501,
    ],
)
def test_one_that_could(pattern: str) -> None:
    assert endless(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(?<=\d) (?=km)",
        r"\d+\s*(km|m)\b",
        r"(?:\d{3} )+\d",
        r"(?:[IVX]+ )?century",
        "[«„](?P<inside>[^»]*)»",
        "a" * 500,
    ],
)
def test_one_that_can_not(pattern: str) -> None:
    assert endless(pattern) == ""
