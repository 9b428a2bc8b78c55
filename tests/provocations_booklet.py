"""What goes wrong when a booklet is imposed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import interiors
import pytest

from press.model.printers import DEFAULT

Patch = pytest.MonkeyPatch


def interior_with_fewer_pages_than_counted(root: Path, patch: Patch) -> None:
    from press.editions.booklet.write import write_booklet

    write_booklet(interiors.interior(root / "print.pdf", 3), 5, DEFAULT, root / "booklet.pdf")


PROVOCATIONS: dict[str, Callable[[Path, Patch], None]] = {
    "interior_with_fewer_pages_than_counted": interior_with_fewer_pages_than_counted,
}
