"""Run every situation of tests/inputs within bounds; prints a table, and exits with 1 if one ends as it should not.

    python benchmarks/hostile.py [WORDS…]        # those whose kind and name hold all of the words

Each has to end as it says, told with a code or made, without a traceback, within 10 seconds of the processor and 1 GB.
What does not is printed as soon as it is found.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests")]

from inputs import running  # noqa: E402


def main() -> int:
    words = sys.argv[1:]
    _load()
    found: dict[str, list[running.Outcome]] = {}
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        base = Path(folder, "base")
        _built(running.MINIMAL, base)
        for situation in running.situations():
            name = f"{situation.kind}: {situation.name}"
            if all(word in name for word in words):
                outcome = running.run(situation, base, Path(folder, "one"), running.forked)
                found.setdefault(situation.kind, []).append(outcome)
                if outcome.wrong:
                    print(f"{name}: {'; '.join(outcome.wrong)}", flush=True)
    every = [outcome for outcomes in found.values() for outcome in outcomes]
    if every:
        print(f"\n{'':24}{'all':>6}{'told':>6}{'made':>6}{'wrong':>7}{'most s':>8}{'most MB':>9}")
        for kind, outcomes in [*found.items(), ("all", every)]:
            _row(kind, outcomes)
    return int(any(outcome.wrong for outcome in every) or not every)


def _load() -> None:
    """Load the libraries, so that each copy of this process has them; the graph of tasks is each one's own."""
    import docx  # noqa: F401
    import pikepdf  # noqa: F401
    from translate.storage import pypo  # noqa: F401

    from press.cli import main  # noqa: F401
    from press.content import publication  # noqa: F401
    from press.editions.html import page, site  # noqa: F401
    from press.translations import check, export_import  # noqa: F401


def _built(source: Path, target: Path) -> None:
    """A publication of which editions are made already: only what a situation changes is made again."""
    shutil.copytree(source, target)
    command = [str(PROJECT / "whitepaper"), "--publication", str(target), "build", "page:en", "page:ru", "site:en"]
    subprocess.run(command, check=True, capture_output=True)


def _row(name: str, outcomes: list[running.Outcome]) -> None:
    told, wrong = sum(one.status > 0 for one in outcomes), sum(bool(one.wrong) for one in outcomes)
    made = sum(one.status == 0 for one in outcomes)
    seconds, megabytes = max(one.seconds for one in outcomes), max(one.megabytes for one in outcomes)
    print(f"{name:24}{len(outcomes):6}{told:6}{made:6}{wrong:7}{seconds:8.1f}{megabytes:9.0f}")


if __name__ == "__main__":
    sys.exit(main())
