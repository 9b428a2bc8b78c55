"""Sets up what is missing, and only that: Debian packages, a virtual environment, fonts; for the tests their tools.

Everything but Debian's packages lies in the project folder. A folder that was installed whole carries a stamp: the
lock that it was installed from, byte for byte. A folder without one (an interrupted installation, another lock) is
installed anew.
"""

from __future__ import annotations

import fcntl
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from press.model.printers import PROFILES
from press.setup import installers
from press.setup.steps import SetupError, step
from press.setup.system import VERAPDF, install_packages, missing_packages


@dataclass(frozen=True)
class Installation:
    """Something that is installed from a lock.

    Attributes:
        lock, stamp: paths relative to the project; the stamp lies in the folder that is installed.
        of_python: whether it suits only the Python that it was made for.
    """

    title: str
    lock: str
    stamp: str
    install: Callable[[Path], None]
    of_python: bool = False

    def key(self, project: Path) -> bytes:
        """What the stamp holds if everything is as it should be: the lock, and where it counts Python's version."""
        version = f"Python {sys.version_info.major}.{sys.version_info.minor}\n" if self.of_python else ""
        return version.encode() + (project / self.lock).read_bytes()

    def missing(self, project: Path) -> bool:
        """Whether it was never installed, not to its end, or from another lock."""
        stamp = project / self.stamp
        return not stamp.is_file() or stamp.read_bytes() != self.key(project)

    def run(self, project: Path) -> None:
        """Install it and stamp it; what was begun and not ended is removed.

        Raises:
            SetupError: its folder is a link: what would be emptied belongs to another project.
        """
        stamp = project / self.stamp
        if not stamp.resolve().is_relative_to(project.resolve()):
            raise SetupError(f"{stamp.parent} leads out of the project; remove the link, then run this command again.")
        with step(self.title):
            stamp.unlink(missing_ok=True)
            try:
                self.install(project)
                stamp.write_bytes(self.key(project))
            except BaseException:
                shutil.rmtree(stamp.parent, ignore_errors=True)
                raise


BUILD = (
    Installation("Python packages", "requirements.txt", ".venv/.installed-build", installers.environment, True),
    Installation("Fonts", "package-lock.json", "node_modules/.installed", installers.fonts),
)
PRINT = (
    Installation(
        "Colour profiles", "press/setup/measurements.sha256", str(PROFILES / ".installed"), installers.profiles
    ),
)
TESTS = (
    *PRINT,
    Installation("Test packages", "requirements-test.txt", ".venv/.installed-test", installers.test_packages, True),
    Installation(
        "Test tools", "tests/tools/package-lock.json", "tests/tools/node_modules/.installed", installers.test_tools
    ),
    # The checksum is the lock of one file, and lies beside it as its stamp.
    Installation("veraPDF", "tests/tools/verapdf.sha256", str(VERAPDF.parent / ".installed"), installers.verapdf),
)


def prepare(project: Path, tests: bool = False, printing: bool = False) -> bool:
    """Install what is missing; whether anything was.

    Args:
        tests: install what tests need, and all else.
        printing: install what editions for print need beside the rest.

    Raises:
        SetupError: an installer failed, or only the person at the keyboard can install what is missing.
    """
    rows = BUILD + (TESTS if tests else PRINT if printing else ())
    if not any(row.missing(project) for row in rows) and not missing_packages(project, tests, printing):
        return False
    with _alone(project):
        if packages := missing_packages(project, tests, printing):
            install_packages(project, packages)
        for row in rows:
            if row.missing(project):
                row.run(project)
    return True


@contextmanager
def _alone(project: Path) -> Iterator[None]:
    """Let one process at a time install; a second one waits, then finds that nothing is missing."""
    (project / ".tools").mkdir(exist_ok=True)
    with open(project / ".tools/lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
