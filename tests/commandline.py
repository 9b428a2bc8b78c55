"""./whitepaper run as a process of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
SECONDS = 60


def whitepaper(*words: str | Path, folder: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command, with no standard input and nothing of the caller's settings."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PRESS_")}
    return subprocess.run(
        [PROJECT / "whitepaper", *words],
        cwd=folder,
        env={**clean, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
