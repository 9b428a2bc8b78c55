"""XML files read without being led anywhere, and written with the same bytes every time (XML 1.0, fifth edition)."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import Any

from lxml import etree

from press import files
from press.diagnostics import Diagnostic, Location, SourceError

LARGEST = 64 * 1024 * 1024  # bytes; some hundred times the catalogs of a book
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# What no XML file can hold, not even escaped (XML 1.0, 2.2).
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HINT = "it may be damaged or cut off; get the file again from where it was made"


def parse(path: Path) -> etree._Element:
    """The root of an XML file, without its comments and processing instructions.

    A document type that is only named is passed over (OmegaT writes one); nothing is fetched and no entity declared.

    Raises:
        SourceError: X001 it is not there, too large, no well-formed XML, or it declares entities.
    """
    return parsed(path, read(path))


def parsed(path: Path, data: bytes) -> etree._Element:
    """The same of what was read from a file or out of an archive; `path` is for messages."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _error(path, f"it is no well-formed XML: {error.msg}", error.lineno or 0) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise _error(path, "it declares entities, which are not read", 0)
    for entity in root.iter(etree.Entity):
        raise _error(path, f"{entity.text} is not declared", line_of(entity))
    return root


def has_doctype(root: etree._Element) -> bool:
    """Whether a file has a document type, also one that only is named."""
    declared: Any = root.getroottree().docinfo.internalDTD
    return declared is not None


def read(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        SourceError: X001 it is not there, no file, or too large.
    """
    try:
        return files.read_bytes(path, LARGEST)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise _error(path, str(error.strerror), 0) from error
        message = f"it can't be opened: {error.strerror}"
        raise SourceError(Diagnostic("X001", message, Location(path), "give the path of the file")) from error


def line_of(element: Any) -> int:
    """The line of an element; 0 where it is not known."""
    return int(element.sourceline or 0) if element is not None else 0


def _error(path: Path, message: str, line: int) -> SourceError:
    return SourceError(Diagnostic("X001", message, Location(path, line), _HINT))


def allowed(text: str, where: str) -> str:
    """A text that XML can hold, as it is; `where` names it for the message.

    Raises:
        SourceError: S015 it holds a control character that XML forbids.
    """
    if found := _FORBIDDEN.search(text):
        message = f"{where} holds U+{ord(found[0]):04X}, which no XML file can hold"
        raise SourceError(Diagnostic("S015", message, None, "remove it from the catalog"))
    return text


def write(root: etree._Element, target: Path, doctype: str | None = None) -> None:
    """Write an XML file, at once and always in the same way."""
    head = f"{doctype}\n" if doctype else ""
    body = str(etree.tostring(root, encoding="unicode"))
    files.write_text(target, f'<?xml version="1.0" encoding="UTF-8"?>\n{head}{body}\n')
