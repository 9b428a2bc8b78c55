"""The doctor: what only print needs counts only where something is printed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from press.cli import doctor, environment
from press.cli.doctor import Finding
from press.setup import integrity

PROJECT = Path(__file__).resolve().parents[2]
MINIMAL = PROJECT / "tests/fixtures/minimal"


def test_a_damaged_face_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, text = integrity.Pinned(tmp_path / "face.ttf", 3, bytes(32)), b"abc"
    (tmp_path / "whole.ttf").write_bytes(text)
    whole = integrity.Pinned(tmp_path / "whole.ttf", 3, hashlib.sha256(text).digest())
    monkeypatch.setattr(integrity, "faces", lambda project, packages: iter([whole, broken]))
    row = next(row for row in doctor.findings(PROJECT) if row.name == "faces")
    assert (row.verdict, row.damaged) == ("damaged", 1)


GS = Finding("System", "ghostscript", "any", "", for_print=True)
JAR = Finding("Test tools", "veraPDF", "1.28.2", "", for_tests=True)
FACE = Finding("Fonts", "faces", "10", "10", damaged=1)
PROFILE = Finding("Colour profiles", "profiles", "3", "3", damaged=1, ours=True)
PANGO = Finding("System", "libpango-1.0-0", "any", "")


@pytest.mark.parametrize(
    ("bad", "printing", "status", "advice"),
    [
        ([], True, 0, "Everything is there."),
        ([FACE], False, 1, "./whitepaper setup --repair makes whole what is damaged."),
        ([FACE, PROFILE], True, 1, "What is damaged came with the code; get them back with `git checkout`."),
        ([PROFILE], False, 1, "What is damaged came with the code; get them back with `git checkout`."),
        ([GS], True, 1, "./whitepaper setup installs what is missing."),
        ([GS], False, 0, "Everything that builds need is there"),
        ([GS, JAR], False, 0, "Everything that builds need is there"),
        ([JAR], True, 0, "Everything that builds need is there"),
        ([PANGO, GS], False, 1, "./whitepaper setup installs what is missing."),
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
    monkeypatch.setattr(doctor, "findings", lambda project, fonts: [fine, *bad])
    assert doctor.report(PROJECT, printing) == status
    said = capsys.readouterr().out
    assert advice in said
    assert ("(only print needs it)" in said) == (GS in bad)
    assert ("(only tests need it)" in said) == (JAR in bad)
    doctor.report(PROJECT, printing, quiet=True)
    assert capsys.readouterr().out.count("\n  ") == len(bad)


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
