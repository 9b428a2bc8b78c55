"""Parts of a release, made elsewhere of the same commit by the same press: joined into what one place would make."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

from press.diagnostics import Diagnostic, Location, SourceError
from press.model.publication import Publication
from press.release import checksums, manifest
from press.release.assets import Row
from press.release.manifest import Manifest

_AGAIN = "build this part again with `./whitepaper release VERSION EDITION…`, of the same commit by the same press"


def joined(folders: Sequence[Path], publication: Publication, made_of: Manifest, target: Path) -> list[Row]:
    """Copy the editions of some parts into the folder of a release; what its manifest tells of each file.

    Args:
        made_of: what a manifest has to say that is made here; it gets the completeness that the parts tell.
        target: the folder, which is made.

    Raises:
        SourceError: V008 a part is damaged or of something else, or an edition is in none of them.
    """
    parts: list[tuple[Path, Any]] = []
    wrong: list[Diagnostic] = []
    for folder in folders:
        try:
            parts.append((folder, _read(folder)))
        except (OSError, ValueError, KeyError, TypeError) as error:
            wrong.append(Diagnostic("V008", f"it is no part of a release: {error}", Location(folder), _AGAIN))
    for folder, part in parts:
        expected = made_of | {"completeness": parts[0][1]["completeness"]}
        wrong += _differing(folder, part, expected)
    if wrong:
        raise SourceError(wrong)
    made_of["completeness"] = parts[0][1]["completeness"] if parts else {}
    rows: dict[str, tuple[Path, Row]] = {}
    for folder, part in parts:
        for row in part["files"]:
            other, known = rows.setdefault(row["name"], (folder, row))
            if known != row:
                message = f"its {row['name']} is another one than that of {other}"
                wrong.append(Diagnostic("V008", message, Location(folder), _AGAIN))
    there = {row["edition"] for _, row in rows.values()}
    missing = [edition.name for edition in publication.editions if edition.name not in there]
    if missing:
        hint = f"run `./whitepaper release {publication.version} {' '.join(missing)}`, and name that part, too"
        wrong.append(Diagnostic("V008", f"no part has {', '.join(missing)}", None, hint))
    if wrong:
        raise SourceError(wrong)
    target.mkdir(parents=True)
    for name, (folder, _) in rows.items():
        copyfile(folder / name, target / name)
    return [row for _, row in rows.values()]


def _read(folder: Path) -> Any:
    """The manifest of a part whose files are those that it tells of.

    Raises:
        OSError, ValueError, KeyError, TypeError: it is damaged, or none.
    """
    sums = checksums.read((folder / checksums.SUMS).read_text("utf-8"))
    for name, digest in sums.items():
        if (folder / name).is_symlink() or checksums.of_file(folder / name) != digest:
            raise ValueError(f"{name} is not what {checksums.SUMS} tells")
    values = json.loads((folder / manifest.NAME).read_text("utf-8"))
    if values["format"] != manifest.FORMAT or values["complete"] is not False:
        raise ValueError(f"its {manifest.NAME} is that of something else")
    for row in values["files"]:
        if sums[row["name"]] != row["sha256"]:
            raise ValueError(f"{row['name']} is not what {manifest.NAME} tells")
    if manifest.NAME not in sums:
        raise ValueError(f"{checksums.SUMS} does not tell of {manifest.NAME}")
    return values


def _differing(folder: Path, part: Any, expected: Manifest) -> Iterator[Diagnostic]:
    """What a part was made of that isn't what is here."""
    for key, wanted in expected.items():
        if (found := part.get(key)) != wanted:
            shown = f": {found}, here {wanted}" if isinstance(wanted, str) else ""
            yield Diagnostic("V008", f"it was made with another {key}{shown}", Location(folder), _AGAIN)
