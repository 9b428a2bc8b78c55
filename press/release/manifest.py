"""manifest.json: what a release is made of and what it holds, for programs; not when, where and by whom it was made.

A part, which holds some of the editions alone, has one, too: by these, parts that were made elsewhere are joined.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import press
from press import files
from press.model.publication import Publication
from press.release import ingredients
from press.release.assets import Row
from press.release.received import FORMAT, MANIFEST
from press.release.source import Source
from press.tasks.identity import press_sum

Manifest = dict[str, Any]
"""{"format": 1, "complete", "publication": {"slug", "identifier", "title": {language: text}, "date"}, "version",
"commit", "tag", "files": [{"name", "edition", "format", "language", "size", "sha256", "media_type", "checks", and
"pages" or "words" of an edition}], "completeness": {language: {"segments", "translated", "reviewed"}}, "press":
{"version", "sha256"}, "tools": [{"name", "version"}], "locks": [{"name", "sha256"}], "fonts": [{"name", "version",
"sha512"}], "profiles": [{"name", "condition", "sha256"}]}"""


def made_of(publication: Publication, source: Source) -> Manifest:
    """All that the manifests of a release and of its parts have in common but their completeness.

    Args:
        publication: the settings as they were committed.
        source: with its tag.
    """
    titles = {row.code: publication.title[row.code] for row in publication.languages}
    fonts = [{"name": row.name, "version": row.version, **_sums(row)} for row in ingredients.fonts(publication.root)]
    return {
        "format": FORMAT,
        "publication": {
            "slug": publication.slug,
            "identifier": publication.identifier,
            "title": titles,
            "date": publication.publication_date.isoformat(),
        },
        "version": publication.version,
        "commit": source.commit,
        "tag": source.tag,
        "press": {"version": press.__version__, "sha256": press_sum()},
        "tools": ingredients.tools(publication),
        "locks": ingredients.locks(),
        "fonts": fonts,
        "profiles": ingredients.profiles(publication),
    }


def _sums(row: ingredients.Package) -> dict[str, str]:
    return {algorithm.lower().replace("-", ""): digits for algorithm, digits in row.digests}


def completeness(status: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """How much of each language is translated and reviewed, in segments.

    Args:
        status: as `press.translations.status_model.dump` gives it.
    """
    rows = {row["code"]: row["tally"] for row in status["languages"]}
    return {
        code: {
            "segments": tally["total"]["segments"],
            "translated": tally["translated"]["segments"],
            "reviewed": tally["reviewed"]["segments"],
        }
        for code, tally in rows.items()
    }


def write(folder: Path, values: Manifest, rows: Iterable[Row], complete: bool) -> None:
    """Write the manifest of a release, or of a part of one."""
    whole = {**values, "complete": complete, "files": sorted(rows, key=lambda row: str(row["name"]))}
    files.write_text(folder / MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
