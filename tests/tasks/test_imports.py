"""What modules reach, of a small package: functions and packages count, types alone don't, and nothing is stale."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from press import files
from press.tasks.imports import Imports

MODULES = {
    "__init__.py": "",
    "a.py": "from small.rooms import b\nimport os\n",
    "rooms/__init__.py": "from small import c",
    "rooms/b.py": "def late():\n    import small.d\n",
    "c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from small.e import E\n",
    "d.py": "from small.a import late  # a circle\n",
    "e.py": "",
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in MODULES.items():
        path = tmp_path / "small" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "small"


def reached(package: Path, function: str) -> set[str]:
    found = Imports(package, package.parent / "build/imports.json").reached(function)
    return {str(path.relative_to(package)) for path in found}


def test_imports_are_followed_as_far_as_they_go(package: Path) -> None:
    whole = {"__init__.py", "a.py", "rooms/__init__.py", "rooms/b.py", "c.py", "d.py"}
    assert reached(package, "small.a:anything") == whole
    assert reached(package, "small.rooms:x") == {"__init__.py", "rooms/__init__.py", "c.py"}
    assert reached(package, "small.e:E") == {"__init__.py", "e.py"}


def test_a_module_that_is_not_there_is_told(package: Path) -> None:
    with pytest.raises(LookupError, match=r"there is no module small\.nowhere"):
        reached(package, "small.nowhere:x")


def test_what_is_kept_is_used_until_a_file_changes(package: Path) -> None:
    store = package.parent / "build/imports.json"
    assert "d.py" in reached(package, "small.rooms.b:late")
    kept = json.loads(files.read_sealed(store))
    kept["rooms/b.py"][2] = ["small.e"]
    files.write_sealed(store, json.dumps(kept))
    assert "e.py" in reached(package, "small.rooms.b:late")  # it isn't read again
    (package / "rooms/b.py").write_text("import small.a, small.d\n")
    assert {"a.py", "d.py"} <= reached(package, "small.rooms.b:late")
    (package / "d.py").unlink()
    assert "d.py" not in reached(package, "small.a:x")


@pytest.mark.parametrize("damage", ["", "[1]", '{"a.py": 3}', '{"a.py": [1, 2]}', "{"])
def test_damage_to_what_is_kept_does_no_harm(package: Path, damage: str) -> None:
    whole = reached(package, "small.a:x")
    (package.parent / "build/imports.json").write_text(damage)
    assert reached(package, "small.a:x") == whole
