"""What a release is made with: the press, the tools and fonts that its locks name, and colour profiles.

All of it is told as the locks have it, which the setup holds the machine to; nothing tells one machine from another.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from press import pandoc
from press.content.scripts import packages
from press.model.fonts import FACES, SCOPE
from press.model.publication import Publication
from press.preflight.pdf.plates import PROGRAM as GHOSTSCRIPT
from press.project import FONTS_LOCK, LIBRARIES_LOCK, PROFILES
from press.release import checksums
from press.setup.integrity import plain
from press.tasks import identity

Row = dict[str, Any]
"""An ingredient, as manifest.json tells it."""

_PIN = re.compile(r"^([\w.-]+)==([\w.+-]+)(.*?)(?=^[\w.-]+==|\Z)", re.MULTILINE | re.DOTALL)


class Package(NamedTuple):
    """A package of a registry: its name and version, and the checksums of what may be installed of it.

    Attributes:
        kind: pypi or npm, as package URLs have it.
        digests: (algorithm, hexadecimal digits), SHA-256 of each file of a release or SHA-512 of the one that there is.
        licence: an SPDX expression, where the lock tells one.
    """

    kind: str
    name: str
    version: str
    digests: tuple[tuple[str, str], ...]
    licence: str = ""


def libraries() -> Iterator[Package]:
    """What a build runs, as requirements.txt locks it."""
    for name, pinned, more in _PIN.findall(LIBRARIES_LOCK.read_text("utf-8")):
        digests = tuple(("SHA-256", digest) for digest in re.findall(r"sha256:([0-9a-f]{64})", more))
        yield Package("pypi", plain(name), pinned, digests)


def fonts(root: Path) -> Iterator[Package]:
    """The packages of fonts that a publication's editions may embed, as package-lock.json locks them."""
    wanted = dict.fromkeys([*(face.package for face in FACES), *packages(root)])
    yield from (_npm(f"{SCOPE}/{name}") for name in sorted(wanted))


def formulas() -> Package:
    """MathJax, which reads formulas."""
    return _npm("mathjax")


def _npm(name: str) -> Package:
    row: Row = json.loads(FONTS_LOCK.read_text("utf-8"))["packages"][f"node_modules/{name}"]
    algorithm, _, digest = row["integrity"].partition("-")
    digests = ((algorithm.upper().replace("SHA", "SHA-"), base64.b64decode(digest).hex()),)
    return Package("npm", name, row["version"], digests, row.get("license", ""))


def profiles(publication: Publication) -> list[Row]:
    """The ICC profile of the printing condition, where something is printed; a screen's comes with WeasyPrint."""
    if not _prints(publication):
        return []
    condition = publication.printing.printer.condition
    path = condition.profile or PROFILES / f"{condition.measurements}.icc"
    return [{"name": path.name, "condition": condition.name, "sha256": checksums.of_file(path)}]


def tools(publication: Publication) -> list[Row]:
    """Name and version of all that is run; checksums of what is installed stand in the locks."""
    rows = [{"name": row.name, "version": row.version} for row in (*libraries(), formulas())]
    rows.append({"name": "pandoc", "version": pandoc_version()})
    if _prints(publication):
        rows.append({"name": "ghostscript", "version": _told(GHOSTSCRIPT).strip()})
    # No lock holds what the system brings; where it is another, so may lines be.
    rows += ({"name": name.lower(), "version": told} for name, told in identity.of_system().items())
    return sorted(rows, key=lambda row: row["name"])


def locks() -> list[Row]:
    """The locks, which hold the checksums of all that is installed."""
    return [{"name": path.name, "sha256": checksums.of_file(path)} for path in (FONTS_LOCK, LIBRARIES_LOCK)]


def pandoc_version() -> str:
    """That of Pandoc itself; the package that brings it has another."""
    return _told(pandoc.binary()).split()[1]


def _prints(publication: Publication) -> bool:
    return any(edition.format.judged for edition in publication.editions)


def _told(program: str) -> str:
    """What a program says of its version."""
    command, nothing = [program, "--version"], subprocess.DEVNULL
    return subprocess.run(command, stdin=nothing, capture_output=True, text=True, check=True).stdout
