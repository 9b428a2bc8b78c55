"""XML that comes from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from press import xml_files
from press.diagnostics import SourceError

BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 100}">' for n in range(9))


def refused(path: Path, contains: str, line: int = 0) -> None:
    with pytest.raises(SourceError) as raised:
        xml_files.parse(path)
    (found,) = raised.value.diagnostics
    assert (found.code, found.location.path, found.location.line) == ("X001", path, line)
    assert contains in found.message
    assert found.hint


@pytest.mark.parametrize(
    ("text", "contains", "line"),
    [
        ("", "no well-formed XML", 1),
        ("<a>\n<b>", "no well-formed XML", 2),
        ("<a>\x01</a>", "no well-formed XML", 1),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "declares entities", 0),
        (f'<!DOCTYPE a [{BOMB}]><a b="&l8;"/>', "no well-formed XML", 1),
        (f"<!DOCTYPE a [{BOMB}]><a>&l8;</a>", "no well-formed XML", 1),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd">\n<a>\n&x;</a>', "&x; is not declared", 3),
    ],
)
def test_what_leads_elsewhere_or_is_broken_is_refused(tmp_path: Path, text: str, contains: str, line: int) -> None:
    path = tmp_path / "a.xml"
    path.write_text(text, "utf-8")
    refused(path, contains, line)


def test_what_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(tmp_path / "none.xml", "can't be opened")
    refused(tmp_path, "can't be opened")
    path = tmp_path / "a.xml"
    path.write_text("<a/>")
    assert xml_files.parse(path).tag == "a"
    monkeypatch.setattr(xml_files, "LARGEST", 3)
    refused(path, "larger than")


def test_a_doctype_that_is_only_named_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text('<!DOCTYPE tmx SYSTEM "http://example.org/none.dtd">\n<tmx>a<!-- x -->b<?y?>c</tmx>')
    assert xml_files.parse(path).text == "abc"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1251"])
def test_any_encoding_that_is_declared_is_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><a>книга</a>'.encode(encoding))
    assert xml_files.parse(path).text == "книга"


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1f", "\ufffe", "\ud800"])
def test_what_no_xml_can_hold_is_named(character: str) -> None:
    with pytest.raises(SourceError, match=rf"S015: borrowing/p-1 holds U\+{ord(character):04X}"):
        xml_files.allowed(f"a{character}b", "borrowing/p-1")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    root = etree.Element("a", {"b": '\t\n"<'})
    root.text = xml_files.allowed("\r\n\t\x7f\x85 ]]>😀", "a")
    xml_files.write(root, tmp_path / "a.xml", "<!DOCTYPE a>")
    assert (
        (tmp_path / "a.xml").read_text("utf-8").startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE a>\n<a ')
    )
    again = xml_files.parse(tmp_path / "a.xml")
    assert (again.text, again.attrib) == (root.text, root.attrib)
