"""PDFs whose lines are set one by one: each line of a paragraph ends where the text here has a line's end."""

from __future__ import annotations

from pathlib import Path

from pdfbooks import MODULES, folder

from press.editions import fonts
from press.languages.registry import LANGUAGES
from press.typesetting.chinese import justifying
from press.typesetting.engine import running

STYLE = """
@page { size: 300pt 200pt; margin: 30pt 40pt 50pt; @top-left { content: "A running head"; font: 8pt "Press Serif"; }
  @bottom-right { content: counter(page); font: 8pt "Press Serif"; } }
html { font: 10pt/14pt "Press Serif", "Press Serif SC"; text-align: justify; orphans: 1; widows: 1; }
body, p { margin: 0; }
p { text-indent: 14pt; white-space: nowrap; }
.full, .on { text-align-last: justify; white-space: normal; }
.on { text-indent: 0; }
"""
LANGUAGE = {row.code: row for row in LANGUAGES.values()}


def write(body: str, name: str, language: str = "en") -> Path:
    """A PDF of some HTML, in lines of 220 pt and pages of 8 lines."""
    target, tag = folder() / f"{name}.pdf", LANGUAGE[language].tag
    with running([MODULES]) as engine, justifying():
        sheet = engine.sheet(fonts.css_local(MODULES, LANGUAGE[language]) + STYLE, folder())
        html = engine.parse(f'<html lang="{tag}"><title>Lines</title><body>{body}</body></html>', folder())
        engine.lay_out(html, sheet).write_pdf(target)
    return target


def full(*lines: str, indented: bool = True) -> str:
    """A paragraph, or its beginning, whose lines are all spread to both edges."""
    return f'<p class="{"full" if indented else "on"}">{"<br>".join(lines)}</p>'


def last(line: str) -> str:
    """The last line of the paragraph before."""
    return f'<p style="text-indent: 0">{line}</p>'
