"""PO files of OmegaT projects."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import bundles
import pytest
from omegat_files import compile_target

from press.diagnostics import SourceError
from press.translations.exchange import omegat
from press.translations.exchange.units import File


@pytest.fixture
def project(tmp_path: Path) -> Path:
    omegat.write(bundles.bundle(), tmp_path / "project")
    return tmp_path / "project"


@pytest.mark.parametrize(
    ("old", "new", "line", "contains"),
    [
        ('msgid "Rules"\n', 'msgid "Rules\n', 12, "this line is no PO syntax"),
        ('msgid "Rules"\n', "", 11, "an entry has no msgid"),
        ('msgstr "规则"\n', "", 11, "an entry has no msgstr"),
        ('msgctxt "h-1"\n', "", 11, "an entry has no msgctxt"),
        ('msgstr "规则"\n', 'msgstr "规则"\n<<<<<<< ours\n', 14, "this line is no PO syntax"),
        ('msgstr "规则"\n', 'msgstr "规则"\nmsgstr "规章"\n', 14, "an entry has two msgstr"),
        ("X-Document", "X-Else", 0, "its header doesn't tell which document"),
        ('msgctxt "h-1"\nmsgid "Rules"\nmsgstr "规则"\n', "", 0, "it has 11 segments and not 12: it is cut off"),
    ],
)
def test_damage_is_refused(project: Path, old: str, new: str, line: int, contains: str) -> None:
    path = project / "source/borrowing.po"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SourceError) as raised:
        omegat.read(project)
    (found,) = raised.value.diagnostics
    assert (found.code, found.location.path, found.location.line) == ("X001", path, line)
    assert contains in found.message
    assert found.hint


def test_a_file_that_is_cut_off_anywhere_is_refused(project: Path) -> None:
    compile_target(project, {unit.id: unit.target for unit in bundles.UNITS})
    path = project / "target/borrowing.po"
    data = path.read_bytes()
    for end in range(0, len(data) - 1, 13):
        path.write_bytes(data[:end])
        with pytest.raises(SourceError, match="X001"):
            omegat.read(path)


@pytest.mark.parametrize("character", ["\x01", "\r", "\x85", "\u2028", "\u2029"])
def test_what_omegat_cannot_hold_is_named(tmp_path: Path, character: str) -> None:
    unit = replace(bundles.UNITS[0], target=f"规{character}则")
    with pytest.raises(SourceError, match=rf"S015: borrowing/h-1 holds U\+{ord(character):04X}"):
        omegat.write(bundles.bundle(unit), tmp_path / "project")
    assert not list(tmp_path.iterdir())


def test_comments_of_several_lines_stay_comments(tmp_path: Path) -> None:
    unit = replace(bundles.UNITS[0], comments=("one\nmsgid two",), notes=("three\nfour",))
    file = File("borrowing", bundles.EN, bundles.ZH, (unit,))
    (tmp_path / "a.po").write_text(omegat.render_po(bundles.bundle(unit), file), "utf-8")
    assert omegat.read_po(tmp_path / "a.po").units[0].comments == ("one", "msgid two")
