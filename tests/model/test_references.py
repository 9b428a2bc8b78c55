"""The kinds of what a reference may lead to."""

import pytest

from press.model.references import KINDS, beginnings, is_reference


@pytest.mark.parametrize(
    ("key", "expected"),
    [("sec-a", True), ("tbl-t", True), ("app-a", True), ("fig-", True), ("sec", False), ("doe-2000", False)],
)
def test_what_is_a_reference(key, expected):
    assert is_reference(key) is expected


def test_a_message_names_every_kind():
    assert beginnings().startswith("sec-, ch-, ")
    assert all(f"{prefix}-" in beginnings() for prefix in KINDS)
