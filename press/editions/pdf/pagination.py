"""What stands on each page of a PDF, line by line: so that two editions can be proved to break alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from press.typesetting.pages import lines


@dataclass(frozen=True)
class Pagination:
    """The pages of a book.

    Attributes:
        lines: of each page, a checksum of its lines: their texts and how far down each stands.
        anchors: the page of each anchor, counted from 1.
    """

    lines: tuple[str, ...]
    anchors: Mapping[str, int]

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        return {"lines": list(self.lines), "anchors": dict(self.anchors)}

    def other(self, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """What is otherwise in the pages of which `values` were made: an anchor (#…) by it, and a line for people."""
        if len(self.lines) != len(values["lines"]):
            yield "", f"it has {len(self.lines)} pages, not {len(values['lines'])}"
        anchors: Mapping[str, int] = values["anchors"]
        for name in sorted(self.anchors.keys() | anchors.keys()):
            here, there = self.anchors.get(name), anchors.get(name)
            if here != there:
                yield f"#{name}", f"{name} stands on page {here or 'none'}, not on page {there or 'none'}"
        for page, (mine, theirs) in enumerate(zip(self.lines, values["lines"], strict=False), 1):
            if mine != theirs:
                near = next((f"#{name}" for name, at in self.anchors.items() if at == page), "")
                yield near, f"the lines of page {page} break otherwise"


def paginated(pages: Sequence[Any]) -> Pagination:
    """What stands on laid-out pages."""
    anchors: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for name in page.anchors:
            anchors.setdefault(name, number)
    return Pagination(tuple(_checksum(page) for page in pages), anchors)


def _checksum(page: Any) -> str:
    text = "\n".join(f"{down:.2f} {words}" for down, words in lines(page))
    return sha256(text.encode()).hexdigest()[:16]
