"""The state of the translations as a page for translators and as JSON: neither belongs to an edition."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from press import files
from press.editions import templates
from press.model.publication import Publication
from press.translations.status_model import LanguageStatus, Tally, Work, dump
from press.worddiff import Change, changes

PARTS = ("translated", "fuzzy", "missing")


def write_status(found: Sequence[LanguageStatus], publication: Publication, target: Path) -> None:
    """Write the page, and status.json (press.translations.status_model.dump) beside it.

    Args:
        found: every language.
        publication: the settings, for the title.
        target: the page; it asks for nothing, has no script, and says so in its content security policy.

    Raises:
        EngineError: a template can't be rendered (W001).
    """
    made = templates.environment(publication.root, {})
    style = templates.render(made, "status/status.css.j2")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    values = {
        "found": found,
        "publication": publication,
        "title": publication.title[publication.source_language],
        "title_tag": publication.language(publication.source_language).tag,
        "bar": bar,
        "changed": changed,
    }
    page = templates.render(made, "status/status.html.j2", **values, style=style, digest=digest)
    files.write_text(target.with_suffix(".json"), json.dumps(dump(found), ensure_ascii=False, indent=1) + "\n")
    files.write_text(target, page)


def bar(tally: Tally) -> list[tuple[str, float, float]]:
    """The runs of a bar: name of the part, start and length in per cent of the words."""
    total = tally.total.words
    runs, start = [], 0.0
    for part in PARTS:
        length = 100 * getattr(tally, part).words / total if total else 100.0 * (part == "translated")
        runs += [(part, round(start, 2), round(length, 2))] if length else []
        start += length
    return runs


def changed(work: Work) -> Sequence[Change]:
    """The source of a fuzzy translation against the one that was translated; nothing if that isn't known."""
    return changes(work.previous, work.source) if work.previous else ()
