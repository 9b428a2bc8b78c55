"""What a step stores for the next: damaged files are told, all at once, and go."""

from __future__ import annotations

from pathlib import Path

import pytest

from press.diagnostics import MachineError
from press.tasks import stored


def test_what_is_stored_comes_back(tmp_path: Path) -> None:
    stored.write(tmp_path / "new/a.json", {"b": [1, "书"], "a": None})
    assert (tmp_path / "new/a.json").read_text("utf-8") == '{"a": null, "b": [1, "书"]}'
    assert stored.read(tmp_path / "new/a.json") == {"a": None, "b": [1, "书"]}
    assert stored.read(tmp_path / "new/a.json", len) == 26


@pytest.mark.parametrize("damage", [b"", b'{"a": "cut o', b"\0\0\0\0", b'"\xe4\xb9"'])
def test_a_damaged_file_is_told_and_goes(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a").write_bytes(damage)
    (tmp_path / "b").write_bytes(b"1")
    (tmp_path / "c").write_bytes(damage)
    with pytest.raises(MachineError) as raised:
        stored.read_all({name: tmp_path / name for name in "abc"})
    found = raised.value.diagnostics
    assert [(d.code, d.location and d.location.path.name) for d in found] == [("M002", "a"), ("M002", "c")]
    assert [path.name for path in tmp_path.iterdir()] == ["b"]
