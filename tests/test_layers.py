"""Imports point one way, and engines are loaded only where they are used (CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from xml.etree import ElementTree

import pytest

PROJECT = Path(__file__).resolve().parent.parent
# A part may import those of a lower level; of its own level only itself.
LEVELS = (
    ("characters", "project"),
    ("diagnostics", "files", "blockwise", "spelling", "worddiff"),
    ("xml_files", "model"),
    ("pandoc", "formulas"),
    ("languages",),
    ("content", "typesetting", "setup", "verify"),
    ("catalogs", "editions"),
    ("book", "preflight", "leaks"),
    ("translations",),
    ("tasks", "preview"),
    ("release",),
    ("cli",),
)
LEVEL = {part: number for number, parts in enumerate(LEVELS) for part in parts}
MODULES = sorted((PROJECT / "press").rglob("*.py"))
TYPESETTERS = ("weasyprint", "pydyf")
ENGINES = ("weasyprint", "pikepdf", "pypdfium2", "fontTools", "PIL", "playwright")


def part_of(path: Path) -> str:
    """`content` for press/content/publication.py, `diagnostics` for press/diagnostics.py."""
    return path.relative_to(PROJECT / "press").parts[0].removesuffix(".py")


def names_imported(path: Path) -> Iterator[str]:
    """What a module imports, anywhere in it, with dots."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}:{node.lineno}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported(path: Path) -> Iterator[str]:
    """The parts of press/ that a module imports."""
    yield from (name.split(".")[1] for name in names_imported(path) if name.startswith("press."))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_imports_point_one_way(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        return
    wrong = [part for part in imported(path) if part != own and LEVEL[part] >= LEVEL[own]]
    assert not wrong, f"{own} must not know {wrong}"


def test_weasyprint_is_met_in_one_room() -> None:
    rooms = {part_of(path) for path in MODULES for name in names_imported(path) if name.split(".")[0] in TYPESETTERS}
    assert rooms == {"typesetting"}


def test_no_module_imports_itself_by_a_detour() -> None:
    names = {".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__") for path in MODULES}
    graph: dict[str, set[str]] = {}
    for path in MODULES:
        name = ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
        froms = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)]
        every = ((f"{node.module}.{alias.name}", str(node.module)) for node in froms for alias in node.names)
        graph[name] = {full if full in names else base for full, base in every if base in names} - {name}
    assert len(graph) > 200
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_the_graph_is_read_without_engines(tmp_path: Path) -> None:
    root = tmp_path / "publication"
    shutil.copytree(PROJECT / "tests/fixtures/minimal", root, ignore=shutil.ignore_patterns("build"))
    program = f"import sys, dodo; print(*(name for name in {ENGINES!r} if name in sys.modules))"
    result = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env={**os.environ, "PRESS_PUBLICATION": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == []


def test_the_picture_of_the_house_shows_every_room_on_its_floor() -> None:
    names = ElementTree.parse(PROJECT / "docs/house.svg").iterfind(".//{*}text[@class='name']")
    height = {name.text: float(name.get("y", 0)) for name in names}  # the floors are drawn after the stages
    floors = [{height.get(part, -1) for part in parts} for parts in LEVELS]
    assert all(len(floor) == 1 for floor in floors), floors
    drawn = [floor.pop() for floor in floors]
    assert drawn == sorted(set(drawn), reverse=True)
