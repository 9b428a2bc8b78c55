"""Settings for Weblate: a component for each document's catalogs and one for the words of the templates.

The file is read by Weblate's `import_json` (management command) and, component by component, by its REST API. Settings
stay here because flags in a PO's `#,` would be lost to the tools that rewrite catalogs.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from press.model.interface import WRITTEN_IN
from press.model.publication import Publication

NAME = Path("translations/weblate.json")
# Notes, and the keys of citations and references: what a translation has to have as its source does.
_PLACEHOLDERS = r'placeholders:r"\[\^[0-9]+\]":r"@[A-Za-z0-9_]+([:.-][A-Za-z0-9_]+)*"'
# `same` and `md-reflink` are wrong here too often: names stay as they are, and [@key][^1] is no link.
_TEXT = f"md-text,ignore-same,ignore-md-reflink,{_PLACEHOLDERS}"
_WORDS = "python-brace-format"


def settings(publication: Publication) -> str:
    """The components as JSON, in reading order; the words last, where there is a POT of them."""
    components = [
        _component(publication, document.id, document.language, _TEXT, "placeholders") for document in publication.texts
    ]
    if (publication.root / "translations/pot/ui.pot").is_file():
        components.append(_component(publication, "ui", WRITTEN_IN, _WORDS, "python_brace_format"))
    return json.dumps(components, ensure_ascii=False, indent=2) + "\n"


def _component(publication: Publication, name: str, original: str, flags: str, enforced: str) -> dict[str, Any]:
    """Nobody adds a language or a segment in Weblate: the publication's settings and sources do."""
    codes = sorted(row.code for row in publication.languages if row.code != original)
    tags = {row.code: row.tag for row in publication.languages}
    return {
        "name": name,
        "slug": name,
        "filemask": f"translations/*/{name}.po",
        "new_base": f"translations/pot/{name}.pot",
        "file_format": "po",
        "template": "",
        "edit_template": False,
        "manage_units": False,
        "source_language": {"code": tags.get(original, original).replace("-", "_")},  # REST alone reads it
        "language_regex": f"^({'|'.join(codes)})$",
        "language_code_style": "bcp",
        "new_lang": "none",
        "allow_translation_propagation": False,
        "check_flags": flags,
        "enforced_checks": [enforced],
    }
