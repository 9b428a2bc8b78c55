"""The frame around a page: the bar with its state, what is wrong, the panel of a segment. All of it is escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.diagnostics import Diagnostic
from press.editions import templates
from press.preview.workbench import View, Workbench
from press.project import PROJECT

STATUS = Path("build/translations/status.html")
HEAD = (
    '<link rel="icon" href="../favicon.ico">\n<link rel="stylesheet" href="../preview.css">\n'
    '<script src="../preview.js" defer></script>\n'
)
BARE = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>Preview</title>\n'
    '<link rel="stylesheet" href="site.css">\n</head>\n<body>\n'
    '<main id="press-text" tabindex="-1"><div class="press-page"><p>{message}</p></div></main>\n</body>\n</html>\n'
)


@dataclass(frozen=True)
class Framed:
    """A page as the server gives it.

    Attributes:
        digest: of all that it shows; another one, another state.
        style: the same of its style sheet.
    """

    text: str
    digest: str
    style: str
    known: bool = True


class Framing:
    """Puts pages into their frames."""

    def __init__(self, root: Path) -> None:
        """Frame pages of the publication in a folder."""
        self._root = root
        self._templates = templates.environment(PROJECT, {})
        self._templates.filters["place"] = self.place
        self._last: dict[tuple[str, str], View] = {}

    def frame(self, bench: Workbench, language: str, name: str, view: View, style: str, bug: str = "") -> Framed:
        """A page in its frame; after a bug the last that was seen."""
        view = self._last.get((language, name), view) if bug else view
        self._last[language, name] = view
        publication = bench.settings.value
        assert publication is not None
        row = next(row for row in publication.languages if row.code == language)
        paged = view.document and any(d.id == view.document for d in publication.documents)
        values = {
            "view": view,
            "language": row,
            "languages": publication.languages,
            "name": name,
            "bug": bug,
            "pdf": f"{view.document}.pdf" if paged else "",
            "status": (self._root / STATUS).is_file(),
            "written": any(d.id == view.document for d in publication.texts),
        }
        message = "This page can't be made yet: see below." if view.known or not view.text else "There is no such page."
        text = view.text or BARE.format(message=message)
        frame = self.render("preview/frame.html.j2", **values)
        digest = hashlib.sha256(f"{text}\0{frame}\0{style}".encode()).hexdigest()[:16]
        known = view.known or bool(view.problems) or bool(bug)
        return Framed(_put(text, frame, {"digest": digest, "style": style}), digest, style, known)

    def render(self, template: str, **values: Any) -> str:
        """A template of the preview."""
        return self._templates.get_template(template).render(values)

    def place(self, diagnostic: Diagnostic) -> str:
        """Where something is wrong, from the publication's folder: file, line and column."""
        where = diagnostic.location
        if where is None:
            return ""
        path = where.path.relative_to(self._root) if where.path.is_relative_to(self._root) else where.path
        return ":".join([str(path), *(str(number) for number in (where.line, where.column) if number)])


def _put(text: str, frame: str, values: Mapping[str, str]) -> str:
    """A page with the frame's head before its own scripts, and the frame at its end."""
    told = "".join(f' data-{name}="{value}"' for name, value in values.items())
    frame = frame.replace('<aside id="press-preview"', f'<aside id="press-preview"{told}', 1)
    head, script, rest = text.partition("<script")
    if not script or "</head>" in head:
        head, script, rest = text.partition("</head>")
    before, end, after = f"{head}{HEAD}{script}{rest}".rpartition("</body>")
    return f"{before}{frame}{end}{after}"
