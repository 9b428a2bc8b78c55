"""`verify`: whether what a reader has is what was released, and whether it can be built again."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from press.characters import visible
from press.cli import environment
from press.cli.parser import Commands, Request, filled, of_publication, of_volume
from press.files import from_here
from press.release.checksums import SUMS
from press.release.received import Received, State, UnknownSumsError, check_files, check_folder
from press.release.signed import Proof, Signed, signed

if TYPE_CHECKING:
    from press.release.report import Rebuilt

_REFUSED = (Proof.WRONG, Proof.UNKNOWN)


def add(commands: Commands) -> None:
    """Register the command."""
    parser = commands.add_parser(
        "verify",
        help="check a release: its files, its checksums, its signature; or build it again and compare",
        description="Check the files of a release against the SHA256SUMS beside them, and these against their\n"
        "signature. Nothing is built, installed or fetched, unless --rebuild is given.",
        epilog="Exits with 0 if everything is as it was released, 1 if something is not, 2 if it can't be checked.",
    )
    parser.add_argument("paths", nargs="+", metavar="DIR|FILE", help="a release, or some files of one")
    parser.add_argument("--sums", type=filled("a file"), metavar="FILE", help=f"the checksums (default: {SUMS} beside)")
    parser.add_argument(
        "--signers",
        type=filled("a file"),
        metavar="FILE",
        help="the keys that you trust, as content/allowed_signers of the publication's repository has them",
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="build the same commit again, in a clone of the publication's repository, and compare; it takes what a "
        "release takes",
    )
    parser.add_argument("--json", action="store_true", help="for programs")
    of_publication(parser)
    of_volume(parser, "what is wrong alone")
    parser.set_defaults(run=run)


def run(request: Request) -> int:
    """Check it; 0: all is right."""
    paths = [Path(path) for path in request.paths]
    if [path.name for path in paths] == [SUMS]:
        paths = [paths[0].parent]  # of the list itself, what it tells of is meant
    sums = _sums(request, paths)
    signers = Path(request.signers) if request.signers else None
    if signers and not signers.is_file():
        environment.refuse(f"--signers: {signers} is no file that is there")
    if request.rebuild:
        environment.enter(request)  # which may begin this command anew
    try:
        found = check_folder(paths[0], sums) if paths[0].is_dir() else check_files(paths, sums)
    except UnknownSumsError as error:
        environment.refuse(str(error))
    by = signed(sums, signers)
    right = found.whole and by.proof not in _REFUSED and not (signers and by.proof is not Proof.KNOWN)
    if not request.json:
        _tell(found, by, right, request.quiet)
        sys.stdout.flush()
    again = _build_again(request, found, paths) if request.rebuild else None
    if request.json:
        sys.stdout.write(json.dumps(_values(found, by, right, again), indent=1) + "\n")
    elif again:
        _tell_rebuilt(again, request)
    return 0 if right and (not again or again.same) else 1


def _build_again(request: Request, found: Received, paths: list[Path]) -> Rebuilt:
    """Build a release again and compare, and write a report.

    Raises:
        SystemExit: it can't be built again here (2).
    """
    from press.release.rebuild import NoRebuildError
    from press.release.report import build_again

    folder = Path(request.publication).resolve()
    if paths[0].is_dir():
        released = {file.name: paths[0] / file.name for file in found.files if file.found}
        released[SUMS] = _sums(request, paths)
    else:
        released = {file.name: path for file, path in zip(found.files, paths, strict=True) if file.found}
    try:
        return build_again(released, found.manifest, folder, paths[0].is_dir(), request.quiet or request.json)
    except NoRebuildError as error:
        environment.refuse(visible(str(error)))


def _tell_rebuilt(again: Rebuilt, request: Request) -> None:
    if again.same and request.quiet:
        return
    for line in (*again.remarks, *again.short(request.verbose)):
        _print(line)
    differing = sum(row.verdict is not row.verdict.SAME for row in again.files)
    said = f"{differing} of {len(again.files)} files differ" if differing else f"the same {len(again.files)} files"
    _print(f"Built again from commit {again.commit}: {said}.\n    {from_here(again.report)}")


def _sums(request: Request, paths: list[Path]) -> Path:
    """The checksums to check by.

    Raises:
        SystemExit: there are none, or the paths don't belong together (2).
    """
    folders = [path for path in paths if path.is_dir()]
    if folders and len(paths) > 1:
        environment.refuse("name one folder, or files of one")
    places = {path if path.is_dir() else path.parent for path in paths}
    if request.sums:
        return Path(request.sums)
    if len(places) > 1:
        environment.refuse("these files lie in several folders: check those of each by themselves, or name --sums")
    sums = places.pop() / SUMS
    if not sums.is_file():
        environment.refuse(f"there is no {SUMS} in {from_here(sums.parent)}: fetch it too, or name it with --sums")
    return sums


def _values(found: Received, by: Signed, right: bool, again: Rebuilt | None) -> dict[str, object]:
    about = {key: found.manifest.get(key) for key in ("publication", "version", "commit", "tag", "complete")}
    return {
        "right": right and (not again or again.same),
        "files": [asdict(file) for file in found.files],
        "faults": list(found.faults),
        "release": about if found.manifest else None,
        "signature": {"proof": by.proof, "names": list(by.names), "key": by.key, "said": by.said},
        "rebuilt": {"commit": again.commit, "remarks": again.remarks, "files": [asdict(row) for row in again.files]}
        if again
        else None,
    }


def _tell(found: Received, by: Signed, right: bool, quiet: bool) -> None:
    width = max(map(len, State))
    for file in found.files:
        if file.state is State.OK and quiet:
            continue
        said = f": {file.said}" if file.said else ""
        if file.state is State.CHANGED:
            said = f": its SHA-256 is {file.found}, it was released with {file.expected}"
        _print(f"{file.state if file.state is State.OK else file.state.upper():{width}}  {visible(file.name + said)}")
    for fault in found.faults:
        _print(f"{'WRONG':{width}}  {visible(fault)}")
    if not quiet:
        _print("")
        if found.manifest:
            _print(_release(found))
    if not (quiet and right):
        _print(by.said)
        _print(_verdict(found, right))


def _release(found: Received) -> str:
    """Which release it says it is."""
    about = found.manifest
    slug = about.get("publication", {}).get("slug", "") if isinstance(about.get("publication"), dict) else ""
    part = "" if about.get("complete") is True else ", a part of it alone"
    return visible(f"{slug} {about.get('version')}, commit {about.get('commit')}{part}")


def _verdict(found: Received, right: bool) -> str:
    count = len(found.files)
    if right:
        return f"All {count} files are as they were released." if count > 1 else "The file is as it was released."
    bad = Counter(file.state for file in found.files if file.state is not State.OK)
    said = [f"{number} {state}" for state, number in sorted(bad.items())]
    said += [f"{len(found.faults)} wrong in the lists"] if found.faults else []
    if said:
        return f"NOT as it was released: {', '.join(said)}."
    return "NOT shown to be by whom you trust: the files agree with the list, but none of your signers signed it."


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
