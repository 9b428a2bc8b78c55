"""Wrong settings: all is told with them that can be known, whatever it is that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from test_cases import CASES, HERE, prepare, read_case

from press import setup
from press.cli import environment
from press.setup.steps import SetupError


def settings() -> Iterator[Path]:
    """Of each code's cases of wrong settings the first, and all that make a document unreadable."""
    seen: set[str] = set()
    for case in CASES:
        code = case.relative_to(HERE / "cases").parts[0]
        wrong = read_case(case).get("stage") == "config"
        if code.startswith("C") and wrong and (code not in seen or code == "C006" or "language" in case.name):
            seen.add(code)
            yield case


SETTINGS = list(settings())


@pytest.mark.parametrize("case", SETTINGS, ids=lambda case: case.relative_to(HERE / "cases").as_posix())
def test_no_mistake_of_the_settings_hides_another(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path.resolve() / "publication"
    spec = prepare(case, root)
    monkeypatch.chdir(root)
    with pytest.raises(SystemExit) as raised:
        environment.require_settings(root)
    assert raised.value.code == 1
    said = capsys.readouterr().err
    for wrong in spec["expect"]:
        assert f"{wrong.get('location', '')}: error {wrong['code']}: " in said


def test_fonts_that_cannot_be_had_do_not_stop_a_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text("བོད", "utf-8")
    asked: list[str] = []

    def refuse(_: Path, packages: list[str]) -> None:
        asked.extend(packages)
        raise SetupError("npm failed with exit status 1.")

    monkeypatch.setattr(setup, "prepare_fonts", refuse)
    environment._fetch_fonts(tmp_path)
    assert asked == ["noto-serif-tibetan"]
    assert capsys.readouterr().err == "npm failed with exit status 1.\n"
