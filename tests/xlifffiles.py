"""XLIFF files of a bundle, changed as translators' tools do."""

from __future__ import annotations

from pathlib import Path

import pytest
from bundles import bundle

from press.diagnostics import SourceError
from press.translations.exchange import xliff
from press.translations.exchange.units import Returned, Unit


def written(folder: Path, *units: Unit) -> Path:
    path = folder / "a.xlf"
    xliff.write(bundle(*units), path)
    return path


def edited(path: Path, *edits: tuple[str, str]) -> Returned:
    text = path.read_text("utf-8")
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return xliff.read(path)


def told(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(SourceError) as raised:
        xliff.read(path)
    assert all(d.hint and d.location and d.location.path == path for d in raised.value.diagnostics)
    return [(d.code, d.location.line if d.location else 0, d.message) for d in raised.value.diagnostics]
