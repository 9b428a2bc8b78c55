"""What a changelog says of a version."""

from __future__ import annotations

import pytest

from press.release.changelog import section

TEXT = """\
# Changelog

What readers notice.

## [Unreleased]

- to come

## [1.1.0] - 2024-02-29

- first

### Added

- more

```
## 9.9
```

## v1.0 (2023)

- begun
"""


@pytest.mark.parametrize(
    ("version", "wanted"),
    [
        ("1.1.0", "- first\n\n### Added\n\n- more\n\n```\n## 9.9\n```"),
        ("v1.0", "- begun"),
        ("1.0", "- begun"),
        ("2.0", "- to come"),
        ("9.9", "- to come"),
        ("1.1", "- to come"),
    ],
)
def test_the_part_on_a_version(version: str, wanted: str) -> None:
    assert section(TEXT, version) == wanted


@pytest.mark.parametrize(
    "title", ["1.2", "[1.2]", "## ", "Version 1.2", "1.2 – spring", "v1.2 #", "[v1.2](https://x.y)"]
)
def test_headings_in_many_forms(title: str) -> None:
    found = section(f"## {title}\nwords\n\n## 1.1\nothers\n", "1.2")
    assert found == (None if title == "## " else "words")


@pytest.mark.parametrize("text", ["", "no headings", "## 1.0\n\n- old\n", "## Unreleased\n\n## 1.0\n"])
def test_there_may_be_none(text: str) -> None:
    assert section(text, "2.0") is None
