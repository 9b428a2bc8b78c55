"""What the task of a source does: read a document, store its tree and segments."""

from __future__ import annotations

import sys
from pathlib import Path

from press.book.stages.source import dump_source, read_source, stale
from press.model.publication import Document, Publication
from press.tasks.stored import values_of, write


def source(publication: Publication, document: Document, target: Path) -> None:
    """Read a document, tell what is left out of it, and store its tree and segments."""
    found = read_source(publication, document)
    for remark in found.remarks:
        print(remark, file=sys.stderr)  # noqa: T201  (the task's own lines in the build's output)
    old = list(stale(publication, document, found))
    values = {**dump_source(found), "diagnostics": [values_of(row, publication.root) for row in old]}
    write(target, values)
