"""Every diagnostic is provoked: tests/cases/<CODE>/ holds publications that are wrong in one way each.

A case is a folder with a case.yaml, at tests/cases/<CODE>/ or one level deeper where a code has several:

    stage: config                      # a name of tests/stages.py, or
    provocation: note_without_room     # one of tests/provocations*.py, where no file can be wrong in that way
    edit: {FILE: {OLD: NEW}}           # changes to files of tests/fixtures/minimal; OLD stands there exactly once
    remove: [FILE]
    links: {FILE: TARGET}              # symbolic links
    expect: [{code: C002, location: "content/publication.yaml:7:1", contains: titel}]
    hint: false                        # there is nothing to do that the message doesn't say

Other files beside case.yaml replace those of the fixture, or are added. The stage has to tell what is expected and
nothing else; no file, line or column may differ, and each diagnostic has a hint.
"""

from __future__ import annotations

import shutil
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from stages import EDITIONS, IMPORTS, STAGES

from press.diagnostics import CODES, Diagnostic, PublicationError

HERE = Path(__file__).parent
MINIMAL = HERE / "fixtures" / "minimal"
MODULES = sorted(path.stem for path in HERE.glob("provocations*.py"))
PROVOCATIONS = {name: each for module in MODULES for name, each in import_module(module).PROVOCATIONS.items()}
CASES = sorted(path.parent for path in (HERE / "cases").rglob("case.yaml"))


def read_case(case: Path) -> dict[str, Any]:
    """What case.yaml says."""
    found: dict[str, Any] = yaml.load((case / "case.yaml").read_text("utf-8"), yaml.CSafeLoader)
    return found


def prepare(case: Path, root: Path) -> dict[str, Any]:
    """Make the case's publication and give its case.yaml."""
    shutil.copytree(MINIMAL, root, symlinks=True, ignore=shutil.ignore_patterns("build"))
    shutil.copytree(case, root, symlinks=True, dirs_exist_ok=True)
    spec = read_case(case)
    (root / "case.yaml").unlink()
    for name in spec.get("remove", []):
        path = root / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, edits in spec.get("edit", {}).items():
        edit(root / name, edits)
    for name, target in spec.get("links", {}).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    return spec


def edit(path: Path, edits: dict[str, str]) -> None:
    text = path.read_text("utf-8")
    for old, new in edits.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def run(spec: dict[str, Any], root: Path, patch: pytest.MonkeyPatch) -> None:
    if "stage" in spec:
        {**STAGES, **EDITIONS, **IMPORTS}[spec["stage"]](root)
    else:
        PROVOCATIONS[spec["provocation"]](root, patch)


def where(diagnostic: Diagnostic, root: Path) -> str:
    return str(diagnostic.location or "").removeprefix(f"{root}/")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(HERE / "cases").as_posix())
def test_case(case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path.resolve() / "publication"
    spec = prepare(case, root)
    with pytest.raises(PublicationError) as raised:
        run(spec, root, monkeypatch)
    found = raised.value.diagnostics
    told = [(d.code, where(d, root)) for d in found]
    assert sorted(told) == sorted((e["code"], e.get("location", "")) for e in spec["expect"]), raised.value
    for e in spec["expect"]:
        assert e.get("contains"), "a case has to say what is told"
        text = " ".join(str(d) for d in found if (d.code, where(d, root)) == (e["code"], e.get("location", "")))
        assert e["contains"] in text, text
    assert all(d.hint for d in found) == spec.get("hint", True), raised.value


def test_every_code_has_a_case() -> None:
    covered = {
        e["code"]
        for case in CASES
        for e in read_case(case)["expect"]
        if e["code"] == case.relative_to(HERE / "cases").parts[0]
    }
    assert covered == set(CODES)


def test_every_provocation_is_used() -> None:
    specs = [read_case(case) for case in CASES]
    assert {spec["provocation"] for spec in specs if "provocation" in spec} == set(PROVOCATIONS)


@pytest.mark.parametrize("stage", STAGES)
def test_the_fixture_has_none(stage: str, tmp_path: Path) -> None:
    root = tmp_path / "publication"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    STAGES[stage](root)
