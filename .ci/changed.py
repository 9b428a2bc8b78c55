"""Gathers the editions that differ from those that were built before, and remembers all of them for the next time.

`./whitepaper list --json | python3 .ci/changed.py BASE FOLDER` copies them into FOLDER and prints their list as
Markdown. BASE holds the SHA-256 of each edition as JSON; where it is missing, every edition counts as new. It runs in
the system's Python, and so on the standard library alone.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def place(file: str) -> Path:
    """What has to be copied to read a file: of a website the whole folder."""
    path = Path(file)
    return path.parent if path.name == "index.html" else path


def digest(places: Iterable[Path]) -> str:
    """A SHA-256 over the names and bytes of files, and of the files of folders."""
    total = hashlib.sha256()
    for top in places:
        for path in sorted(path for path in (top, *top.rglob("*")) if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{content}  {path.relative_to(top.parent).as_posix()}\n".encode())
    return total.hexdigest()


def gather(rows: Iterable[Mapping[str, Any]], base: Path, folder: Path) -> list[str]:
    """Copy the editions that differ; their names.

    Args:
        rows: as `list --json` writes them; paths relative to the working folder.
        base: where the digests were remembered and are again.
        folder: where to; what lay there goes.
    """
    before = json.loads(base.read_text("utf-8")) if base.exists() else {}
    places = {row["edition"]: [place(file) for file in row["files"]] for row in rows}
    digests = {edition: digest(found) for edition, found in places.items()}
    changed = [edition for edition in digests if digests[edition] != before.get(edition)]
    shutil.rmtree(folder, ignore_errors=True)
    for top in (top for edition in changed for top in places[edition]):
        target = folder / top.relative_to("build/editions")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(top, target) if top.is_dir() else shutil.copyfile(top, target)
    base.write_text(json.dumps(digests, indent=1) + "\n", "utf-8")
    return changed


if __name__ == "__main__":
    found = gather(json.load(sys.stdin), Path(sys.argv[1]), Path(sys.argv[2]))
    lines = [f"- `{edition}`" for edition in found] or ["No edition differs from those of the default branch."]
    sys.stdout.write("\n".join(lines) + "\n")
