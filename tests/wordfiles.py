"""Word documents of a bundle, taken apart and changed as word processors and translators do."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from bundles import TRANSLATED, bundle
from hypothesis import HealthCheck, settings

from press.diagnostics import SourceError
from press.translations.exchange import docx, docx_read
from press.translations.exchange.units import Returned, Unit

MAIN = "word/document.xml"
W = {"w": docx_read.NAMESPACE}
IN_TMP = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORD = Unit("p-1", "p", "A *book*.[^1]", "字", TRANSLATED)


def written(folder: Path, *units: Unit) -> Path:
    path = folder / "a.docx"
    docx.write(bundle(*units), path)
    return path


def part(path: Path, name: str = MAIN) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def repacked(path: Path, name: str, text: str) -> None:
    """Put another text into a part."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, data in {**parts, name: text.encode()}.items():
            archive.writestr(one, data)


def edited(path: Path, *edits: tuple[str, str]) -> Returned:
    """A document with edits to its XML; each text stands in it exactly once."""
    text = part(path)
    for old, new in edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    repacked(path, MAIN, text)
    return docx.read(path)


def told(path: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(SourceError) as raised:
        docx.read(path)
    assert all(d.hint and d.location and d.location.path == path for d in raised.value.diagnostics)
    return [(d.code, d.location.line if d.location else 0, d.message) for d in raised.value.diagnostics]


def in_target(folder: Path, *edits: tuple[str, str], unit: Unit = WORD) -> str:
    """The translation in a document of one row, after edits."""
    return edited(written(folder, unit), *edits).units[0].target


def run_of(text: str) -> str:
    """The run that holds a text, as it is written."""
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{LANG}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


LANG = '<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>'
RUN = run_of("字")
PARAGRAPH = f'<w:p><w:pPr><w:pStyle w:val="Cell"/><w:rPr>{LANG}</w:rPr></w:pPr>{RUN}</w:p>'
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.S)


def row_of(path: Path, name: str) -> str:
    return next(row for row in ROW.findall(part(path)) if f">{name}<" in row)


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def row_with_names(path: Path, name: str) -> str:
    return row_of(path, name).replace("<w:tr>", f'<w:tr xmlns:w="{docx_read.NAMESPACE}">', 1)


TRACKED = 'w:id="1" w:author="x" w:date="2020-01-01T00:00:00Z"'


def p(text: str, mark: str = "") -> str:
    return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{text}</w:p>"


def archive_of(path: Path, **parts: str) -> Path:
    relation = f'<Relationship Type="http://a{docx_read.MAIN}" Target="main"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", f"<Relationships>{relation}</Relationships>")
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def read_or_code(path: Path) -> Returned | list[str]:
    try:
        return docx.read(path)
    except SourceError as error:
        return [d.code for d in error.diagnostics]
