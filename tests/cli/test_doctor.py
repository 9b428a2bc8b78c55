"""The doctor: what only print needs counts only where something is printed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from press.cli import doctor, environment
from press.cli.doctor import Finding
from press.setup.system import SystemPackage

PROJECT = Path(__file__).resolve().parents[2]
MINIMAL = PROJECT / "tests/fixtures/minimal"
NAMES = ("FOGRA39L.icc", "FOGRA29L.icc", "TR006.icc")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with the lock of the measurements and nothing else."""
    lock = tmp_path / "press/setup/measurements.sha256"
    lock.parent.mkdir(parents=True)
    shutil.copy(PROJECT / "press/setup/measurements.sha256", lock)
    return tmp_path


def stamped(project: Path, stamp: bytes, names: tuple[str, ...] = NAMES) -> Path:
    folder = project / ".tools/icc"
    folder.mkdir(parents=True)
    (folder / ".installed").write_bytes(stamp)
    for name in names:
        (folder / name).touch()
    return project


def verdicts(found: Iterator[Finding]) -> dict[str, str]:
    return {row.name: row.verdict for row in found}


def test_profiles_that_were_not_made(project: Path) -> None:
    assert verdicts(doctor._profiles(project)) == dict.fromkeys(NAMES, "missing")


def test_profiles_that_were_made(project: Path) -> None:
    stamped(project, (project / "press/setup/measurements.sha256").read_bytes())
    assert verdicts(doctor._profiles(project)) == dict.fromkeys(NAMES, "ok")


def test_profiles_of_other_measurements(project: Path) -> None:
    stamped(project, b"another lock", NAMES[:2])
    assert verdicts(doctor._profiles(project)) == {**dict.fromkeys(NAMES[:2], "differs"), NAMES[2]: "missing"}


def test_what_only_makes_the_profiles_is_not_missed_afterwards(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(SystemPackage, "present", property(lambda row: False))
    before = {row.name: row for row in doctor._system(project)}
    for name in ("argyll", "icc-profiles-free", "ghostscript"):
        assert (before[name].verdict, before[name].for_print) == ("missing", True)
    stamped(project, b"")
    after = {row.name: row for row in doctor._system(project)}
    assert after["argyll"].verdict == after["icc-profiles-free"].verdict == "ok"
    assert after["ghostscript"].verdict == "missing"


GS = Finding("System", "ghostscript", "any", "", for_print=True)
JAR = Finding("Test tools", "veraPDF", "1.28.2", "", for_tests=True)
PANGO = Finding("System", "libpango-1.0-0", "any", "")


@pytest.mark.parametrize(
    ("bad", "printing", "status", "advice"),
    [
        ([], True, 0, "Everything is there."),
        ([GS], True, 1, "./whitepaper build installs what is missing."),
        ([GS], False, 0, "Everything that builds need is there"),
        ([GS, JAR], False, 0, "Everything that builds need is there"),
        ([JAR], True, 0, "Everything that builds need is there"),
        ([PANGO, GS], False, 1, "./whitepaper build installs what is missing."),
    ],
)
def test_what_counts(
    bad: list[Finding],
    printing: bool,
    status: int,
    advice: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    fine = Finding("Python", "python", "≥ 3.11", "3.11.2")
    monkeypatch.setattr(doctor, "findings", lambda project: [fine, *bad])
    assert doctor.report(PROJECT, printing) == status
    said = capsys.readouterr().out
    assert advice in said
    assert ("(only print needs it)" in said) == (GS in bad)
    assert ("(only tests need it)" in said) == (JAR in bad)


def test_whether_a_publication_is_printed(tmp_path: Path) -> None:
    root = tmp_path / "p"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    assert environment.prints(root)
    settings = root / "content/publication.yaml"
    told = settings.read_text("utf-8")
    settings.write_text(f"{told}formats: [site, pdf]\n", "utf-8")
    assert not environment.prints(root)
    settings.write_text(f"{told}formats: [nothing]\n", "utf-8")
    assert not environment.prints(root)
