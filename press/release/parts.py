"""Parts of a release, made elsewhere of the same commit by the same press: joined into what one place would make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from shutil import copyfile
from typing import Any

from press.diagnostics import Diagnostic, Location, SourceError
from press.model.publication import Publication
from press.release.assets import Row
from press.release.checksums import SUMS
from press.release.manifest import Manifest
from press.release.received import MANIFEST, State, UnknownSumsError, check_folder

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
        except (UnknownSumsError, ValueError) as error:
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
    there = {row.get("edition") for _, row in rows.values()}
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


def _read(folder: Path) -> Mapping[str, Any]:
    """The manifest of a part whose files are those that it tells of.

    Raises:
        ValueError: it is damaged, or none.
        UnknownSumsError: it has no checksums.
    """
    found = check_folder(folder, folder / SUMS)
    bad = [row for row in found.files if row.state is not State.OK]
    wrong = [*(f"{row.name} is not what {SUMS} tells ({row.state})" for row in bad), *found.faults]
    if not wrong and (found.manifest.get("complete") is not False or "completeness" not in found.manifest):
        wrong = [f"its {MANIFEST} is that of something else"]
    wrong += [f"{row.name} lies in a folder" for row in found.files if "/" in row.name]
    if wrong:
        raise ValueError("; ".join(wrong))
    return found.manifest


def _differing(folder: Path, part: Any, expected: Manifest) -> Iterator[Diagnostic]:
    """What a part was made of that isn't what is here."""
    for key, wanted in expected.items():
        if (found := part.get(key)) != wanted:
            shown = f": {found}, here {wanted}" if isinstance(wanted, str) else ""
            yield Diagnostic("V008", f"it was made with another {key}{shown}", Location(folder), _AGAIN)
