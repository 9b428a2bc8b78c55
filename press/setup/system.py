"""What has to be on the machine, as rows of data, and whether it is there. Standard library only: it runs first.

Debian's packages are installed by root or through sudo; who is neither is told the command.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from press.project import INSTALLED
from press.setup.steps import SetupError, run, say, step

VERAPDF = Path(".tools/verapdf/greenfield-apps-1.28.2.jar")


def _library(*names: str) -> bool:
    for name in names:
        with suppress(OSError):
            return bool(ctypes.CDLL(name))
    return False


def _command(*names: str) -> bool:
    return any(map(shutil.which, names))


def _module(*names: str) -> bool:
    return all(map(find_spec, names))


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package, and how to see on any system whether what it brings is there.

    Attributes:
        probe: says whether one of `names` is there.
        names: libraries, commands or modules; what one system calls it, then another.
        elsewhere: what to look for in the packages of another system.
        for_print: only editions for print need it; `for_tests`: only tests do.
    """

    name: str
    probe: Callable[..., bool]
    names: tuple[str, ...]
    elsewhere: str
    for_tests: bool = False
    for_print: bool = False

    @property
    def present(self) -> bool:
        """Whether it works here, however it was installed."""
        return self.probe(*self.names)


SYSTEM_PACKAGES = (
    SystemPackage("python3-venv", _module, ("venv", "ensurepip"), "Python's venv and ensurepip modules"),
    SystemPackage("libpango-1.0-0", _library, ("libpango-1.0.so.0", "libpango-1.0.dylib"), "Pango 1.44 or later"),
    SystemPackage(
        "libpangoft2-1.0-0", _library, ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"), "Pango's FreeType 2 library"
    ),
    SystemPackage(
        "libharfbuzz-subset0",
        _library,
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        "HarfBuzz's subsetting library, 4.1 or later",
    ),
    SystemPackage("ghostscript", _command, ("gs",), "Ghostscript 10 or later", for_print=True),
    SystemPackage("chromium", _command, ("chromium", "chromium-browser", "google-chrome"), "Chromium", True),
    SystemPackage("openssh-client", _command, ("ssh-keygen",), "OpenSSH 8.1 or later", True),
    SystemPackage("maven", _command, ("mvn",), "Apache Maven 3.6 or later, with a Java runtime", True),
)


def work_done(project: Path) -> set[str]:
    """The packages whose only work is done, so that nobody needs them any more.

    Maven brings veraPDF and no more; pip has its own place for the libraries of a wheel.
    """
    done = {"maven"} if (project / VERAPDF).is_file() else set()
    return done | ({"python3-venv"} if INSTALLED else set())


def missing_packages(project: Path, tests: bool, printing: bool) -> tuple[SystemPackage, ...]:
    """The system's packages that are not there, but for those whose only work is done."""
    done = work_done(project)
    wanted = (r for r in SYSTEM_PACKAGES if (tests or not r.for_tests) and (tests or printing or not r.for_print))
    return tuple(row for row in wanted if row.name not in done and not row.present)


def install_packages(project: Path, packages: Sequence[SystemPackage]) -> None:
    """Install packages of the system.

    Raises:
        SetupError: they can't be installed without the person at the keyboard, or what they bring still isn't there.
    """
    names = [row.name for row in packages]
    install = ["apt-get", "install", "-y", "--no-install-recommends", *names]
    if not shutil.which("apt-get"):
        wanted = "".join(f"\n    {row.elsewhere}" for row in packages)
        raise SetupError(f"Install these with your system's packages, then run this command again:{wanted}")
    prefix = _as_root()
    if prefix is None:
        command = f"sudo apt-get update && sudo {' '.join(install)}"
        raise SetupError(f"Debian packages are missing. Install them, then run this command again:\n    {command}")
    with step(f"Debian packages {', '.join(names)}"):
        refused = _update(prefix, project)
        run([*prefix, "DEBIAN_FRONTEND=noninteractive", *install], project)
        if still := [row.elsewhere for row in packages if not row.present]:
            raise SetupError(f"{refused}\nInstalled, but still not found: {', '.join(still)}.".strip())


def _update(prefix: Sequence[str], project: Path) -> str:
    """Renew the lists; a source that can't be reached need not be the one that has the packages, so only tell of it."""
    try:
        run([*prefix, "apt-get", "update"], project)
    except SetupError as error:
        return str(error)
    return ""


def _as_root() -> list[str] | None:
    """What to put before a command so that root runs it; None if that can't be had."""
    if os.geteuid() == 0:
        return ["env"]
    if not shutil.which("sudo"):
        return None
    if sys.stdin and sys.stdin.isatty():
        say("sudo will install Debian packages; it may ask for your password.")
        return ["sudo", "env"] if subprocess.call(["sudo", "-v"]) == 0 else None
    silent = subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL) == 0
    return ["sudo", "-n", "env"] if silent else None
