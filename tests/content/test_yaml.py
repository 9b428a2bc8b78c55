"""The places, types and limits of YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given, settings
from hypothesis import strategies as st

from press.content import yaml
from press.content.yaml import Report
from press.diagnostics import SourceError

NAMES = st.text("abcdefghij", min_size=1, max_size=6)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])) | st.integers(-999, 999) | st.booleans()
    | st.none() | st.dates(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


def read(tmp_path: Path, text: str) -> tuple[yaml.Item | None, Report]:
    path = tmp_path / "file.yaml"
    path.write_text(text, "utf-8")
    report = Report(tmp_path)
    return yaml.read(path, report), report


@settings(max_examples=60, deadline=None)
@given(value=VALUES)
def test_what_pyyaml_writes_is_read_back(value: Any, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("yaml")
    (folder / "file.yaml").write_text(pyyaml.safe_dump(value, allow_unicode=True), "utf-8")
    assert yaml.load(folder / "file.yaml", folder) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("true", True),
        ("yes", "yes"),
        ("no", "no"),
        ("12", 12),
        ("-7", -7),
        ("012", "012"),
        ("1_000", "1_000"),
        ("9:30", "9:30"),
        ("0x1F", "0x1F"),
        ("1.50", 1.5),
        (".inf", ".inf"),
        ("1e3", "1e3"),
        ("2007-08-09", date(2007, 8, 9)),
        ("2007-08", "2007-08"),
        ("2007-8-9", "2007-8-9"),
        ("2007-08-09T10:00:00Z", "2007-08-09T10:00:00Z"),
        ('"2007-08-09"', "2007-08-09"),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_scalars(tmp_path: Path, written: str, value: object) -> None:
    item, report = read(tmp_path, f"key: {written}\n")
    assert item is not None
    assert not report.diagnostics
    assert yaml.plain(item) == {"key": value}


def test_keys_are_text(tmp_path: Path) -> None:
    item, _ = read(tmp_path, "no: 1\n2007: 2\nnull: 3\n")
    assert item is not None
    assert yaml.plain(item) == {"no": 1, "2007": 2, "null": 3}


def test_places_count_characters(tmp_path: Path) -> None:
    item, _ = read(tmp_path, "题: {书名: [甲, 乙]}\n")
    assert item is not None
    title = item.value["题"].value["书名"]  # type: ignore[index, call-overload, union-attr]
    assert (str(title.key), str(title.value[1].location)) == ("file.yaml:1:5", "file.yaml:1:13")


def test_an_alias_is_read(tmp_path: Path) -> None:
    item, _ = read(tmp_path, "a: &a [1]\nb: *a\n")
    assert item is not None
    assert yaml.plain(item) == {"a": [1], "b": [1]}


@pytest.mark.parametrize("text", ["[" * 100_000, "{a: " * 10_000, "- " * 100_000, "? " * 100_000, "-\t" * 100_000])
def test_depth_is_refused_and_does_not_crash(tmp_path: Path, text: str) -> None:
    item, report = read(tmp_path, text)
    assert item is None
    assert [d.code for d in report.diagnostics] == ["C001"]


@settings(max_examples=200, deadline=None)
@given(text=st.text("ab:-?&*![]{},#|>'\"%@` \n\t\x07é", max_size=40))
def test_anything_is_read_or_told(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    item, report = read(tmp_path_factory.mktemp("yaml"), text)
    assert item is not None or report.diagnostics


def test_load_raises_all(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: 1\na: 2\nb: 2001-02-30\n")
    with pytest.raises(SourceError) as raised:
        yaml.load(tmp_path / "a.yaml", tmp_path)
    assert [str(d).split("\n")[0] for d in raised.value.diagnostics] == [
        "a.yaml:2:1: error C010: a is given twice",
        "a.yaml:3:4: error C005: 2001-02-30 is not a day of the calendar",
    ]
