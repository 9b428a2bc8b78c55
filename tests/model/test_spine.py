"""Which spines bear text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import rich_samples

from press.diagnostics import Location, Severity
from press.model.printers import BINDINGS, PRINTERS, printing
from press.model.spine import bears_text, spine_warnings

WHERE = Location(Path("content/publication.yaml"), 3)


@pytest.mark.parametrize(("pages", "bears"), [(64, False), (96, False), (112, True), (400, True)])
def test_text_wants_six_millimetres(pages: int, bears: bool, tmp_path: Path) -> None:
    made = printing(PRINTERS["offset-europe"])
    assert bears_text(made, pages) is bears
    found = list(spine_warnings(replace(rich_samples.publication(tmp_path), printing=made), pages, WHERE))
    assert len(found) == (0 if bears else 1)
    assert all((d.code, d.severity, d.location) == ("B002", Severity.WARNING, WHERE) for d in found)


def test_no_spine_is_no_narrow_spine(tmp_path: Path) -> None:
    made = replace(printing(PRINTERS["offset-europe"]), binding=BINDINGS["saddle"])
    assert not bears_text(made, 64)
    assert list(spine_warnings(replace(rich_samples.publication(tmp_path), printing=made), 64, WHERE)) == []
