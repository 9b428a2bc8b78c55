"""The words that templates and the pipeline itself set, in one language.

They are msgids of translations/<language>/ui.po, found there by tasks from literal arguments of `_`, `word` and
`reference`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from press.project import CODE, PROJECT, TEMPLATES

# The folders whose code and templates set words that readers see.
ROOMS = (CODE / "book", CODE / "editions", CODE / "release", TEMPLATES)
# Between the context and the msgid in a key, as in gettext's MO files.
CONTEXT = "\x04"
WRITTEN_IN = "en"  # the language of the words themselves


@dataclass(frozen=True)
class Words:
    """English to a language; what has no translation stays English."""

    translations: Mapping[str, str] = field(default_factory=dict)

    def word(self, source: str, **values: object) -> str:
        """A word or phrase, its {names} filled in."""
        return self._filled(source, source, values)

    def reference(self, source: str, **values: object) -> str:
        """A phrase as it stands within a sentence that refers to something, its {names} filled in."""
        return self._filled(f"reference{CONTEXT}{source}", source, values)

    def _filled(self, key: str, source: str, values: Mapping[str, object]) -> str:
        text = self.translations.get(key) or source
        return text.format(**values) if values else text


def word_folders(root: Path) -> list[Path]:
    """The folders in which the words of a publication's pages are looked for."""
    own = [] if root == PROJECT else [root / "templates"]
    return [*ROOMS, *own]


def word_catalogs(root: Path, language: str) -> list[Path]:
    """The project's words in a language, then the publication's own, which stand before them."""
    return [folder / "translations" / language / "ui.po" for folder in dict.fromkeys((PROJECT, root))]
