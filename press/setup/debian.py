"""Debian's packages: installed by root or through sudo, else the person is told the command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from press.setup.steps import SetupError, run, say, step
from press.setup.system import SystemPackage


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
