"""What OmegaT 5.8 leaves in a project, imitated from files that it wrote."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from press.translations.exchange import omegat

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
  <header creationtool="OmegaT" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext" \
creationtoolversion="5.8.0_0_339263804" segtype="paragraph" srclang="en"/>
  <body>
"""
BY = 'changeid="reader" changedate="20260124T094535Z" creationid="reader" creationdate="20260124T094535Z"'


def save(project: Path, defaults: dict[str, str], alone: dict[str, tuple[str, str]], note: str = "") -> Path:
    """Write project_save.tmx as OmegaT does: translations of sources, and of single segments."""
    path = project / omegat.NAME
    entries = ["<!-- Default translations -->", *(_saved(*pair, "", note) for pair in defaults.items())]
    entries.append("<!-- Alternative translations -->")
    for name, pair in alone.items():
        props = f'      <prop type="file">borrowing.po</prop>\n      <prop type="path">{name}</prop>\n'
        entries.append(_saved(*pair, props, note))
    path.write_text(HEAD + "\n".join(entries) + "\n  </body>\n</tmx>\n", "utf-8")
    return path


def _saved(source: str, target: str, props: str, note: str) -> str:
    tuvs = "".join(
        f'      <tuv lang="{tag}" {by}>\n        <seg>{escape(text)}</seg>\n      </tuv>\n'
        for tag, text, by in (("en", source, ""), ("zh-Hans", target, BY))
    )
    return f"    <tu>\n{props}{f'      <note>{note}</note>' if note else ''}\n{tuvs}    </tu>"


def compile_target(project: Path, translations: dict[str, str]) -> None:
    """Write target/ as OmegaT does: states go, msgstr is filled in and broken at line feeds, the header moves up."""
    for source in (project / "source").glob("*.po"):
        name, lines = "", []
        for line in source.read_text("utf-8").splitlines():
            if match := re.fullmatch(r'msgctxt "(.*)"', line):
                name = match[1]
            if line == 'msgstr ""' and not name:
                line = "msgstr "
            elif line.startswith("msgstr "):
                line = f"msgstr {written(translations.get(name, ''))}"
            if not line.startswith(("#, fuzzy", "#|")):
                lines.append(line)
        text = "\n".join(lines).replace("msgstr \n", "msgstr ", 1) + "\n"
        (project / "target" / source.name).write_text(text, "utf-8")


def written(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", '\\n"\n"').replace("\t", "\\t")
    return f'"{escaped}"'.removesuffix('\n""')
