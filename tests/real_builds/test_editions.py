"""Every real edition: valid by the standards' own checkers, asks for nothing, and tells nothing of who made it."""

from __future__ import annotations

import re
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree, html
from validators.epubcheck import epubcheck
from validators.verapdf import verapdf
from workshop import LANGUAGES, PROJECT, USER, Built

from press.setup.system import VERAPDF

# Attributes and elements whose address a reader asks for without being told to.
FETCHED = {"src", "srcset", "poster", "data", "background"}
LINKED = {"link", "image", "use", "script"}
CSS_ADDRESS = re.compile(r"""url\(\s*['"]?([^'")]*)|@import\s+['"]([^'"]*)""")
MARKUP = (".html", ".xhtml", ".svg", ".opf", ".ncx")
SCRIPTS = {"zh-Hans": re.compile(r"[\u4e00-\u9fff]"), "ru": re.compile(r"[а-яё]{2}", re.IGNORECASE)}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def files_of(built: Built) -> Iterator[tuple[str, bytes]]:
    """Every file of every edition by its name, those inside EPUBs unpacked."""
    for path in sorted(path for path in built.editions.rglob("*") if path.is_file()):
        name = str(path.relative_to(built.editions))
        if path.suffix != ".epub":
            yield name, path.read_bytes()
            continue
        with zipfile.ZipFile(path) as archive:
            yield f"{name} (its list of files)", b"\n".join(info.filename.encode() for info in archive.infolist())
            yield from ((f"{name}/{info.filename}", archive.read(info)) for info in archive.infolist())


def tree(name: str, data: bytes) -> etree._Element:
    return html.document_fromstring(data) if name.endswith(".html") else etree.fromstring(data)


def pages(built: Built) -> Iterator[tuple[str, etree._Element]]:
    """What is markup, parsed; the pages of the website and the offline ones by HTML's rules."""
    return ((name, tree(name, data)) for name, data in files_of(built) if name.endswith(MARKUP))


def addresses(node: etree._Element) -> Iterator[str]:
    """What a reader fetches for an element."""
    tag = etree.QName(node).localname
    for key, value in node.attrib.items():
        name = etree.QName(key).localname
        if name in FETCHED or (name == "href" and tag in LINKED):
            yield value
        if name == "style":
            yield from css_addresses(value)
    if tag == "style":
        yield from css_addresses(node.text or "")


def css_addresses(text: str) -> Iterator[str]:
    return (one or other for one, other in CSS_ADDRESS.findall(text))


def elements(root: etree._Element) -> Iterator[etree._Element]:
    return (node for node in root.iter() if isinstance(node.tag, str))


def remote(address: str) -> bool:
    return bool(re.match(r"(?!data:)[a-z][a-z0-9+.-]*:|//", address.strip(), re.IGNORECASE))


def test_no_edition_fetches_anything(built: Built) -> None:
    found = [(name, a) for name, root in pages(built) for node in elements(root) for a in addresses(node)]
    found += [(n, a) for n, data in files_of(built) if n.endswith(".css") for a in css_addresses(data.decode())]
    assert len(found) > 100
    # The website names where it lies in other languages; nothing is fetched from there.
    assert [(name, address) for name, address in found if remote(address)] == []


def test_no_page_has_a_script_of_its_own(built: Built) -> None:
    for name, root in pages(built):
        scripts = [node for node in elements(root) if etree.QName(node).localname == "script"]
        assert [node.text for node in scripts if (node.text or "").strip() or not node.get("src")] == [], name
        assert not scripts or name.startswith("site/"), name
        handlers = [key for node in elements(root) for key in node.attrib if str(key).startswith("on")]
        assert handlers == [], name
        links = [node.get("href", "").strip().lower() for node in elements(root)]
        assert [link for link in links if link.startswith("javascript:")] == [], name


def language_at(node: etree._Element | None) -> str:
    while node is not None:
        for key in ("lang", XML_LANG):
            if node.get(key):
                return str(node.get(key))
        node = node.getparent()
    return ""


def texts(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The text that readers see, each with the element that it stands in."""
    for node in elements(root):
        if etree.QName(node).localname not in ("style", "script"):
            yield node, node.text or ""
        parent = node.getparent()
        if parent is not None:
            yield parent, node.tail or ""


def test_text_of_another_language_says_so(built: Built) -> None:
    foreign = 0
    for name, root in pages(built):
        if name.endswith((".opf", ".svg", ".ncx")):
            continue
        for node, text in texts(root):
            for tag, script in SCRIPTS.items():
                if script.search(text):
                    assert language_at(node) == tag, f"{name}: {text[:60]!r} is not in {language_at(node)}"
                    foreign += language_at(node) != language_at(root)
    assert foreign > 20


def unpacked(path: Path) -> bytes:
    """All that a PDF holds, its streams decoded."""
    with pikepdf.open(path) as pdf:
        streams = [item.read_bytes() for item in pdf.objects if isinstance(item, pikepdf.Stream) and decodable(item)]
        texts = [repr(item).encode() for item in pdf.objects if not isinstance(item, pikepdf.Stream)]
        return b"\n".join([*streams, *texts, repr(pdf.trailer).encode()])


def decodable(stream: pikepdf.Stream) -> bool:
    return "/DCTDecode" not in str(stream.get("/Filter")) and "/JPXDecode" not in str(stream.get("/Filter"))


def secrets(built: Built) -> list[bytes]:
    """What of this machine must stand nowhere: folders, the user, the host."""
    words = [str(built.root), str(built.root.parent), str(PROJECT), str(Path.home()), USER]
    words += [socket.gethostname()] if len(socket.gethostname()) > 5 else []
    return [form for word in words if len(word) > 5 for form in (word.encode(), word.encode("utf-16-be"))]


def test_no_edition_tells_of_the_machine_that_made_it(built: Built) -> None:
    wanted = secrets(built)
    contents = dict(files_of(built))
    contents |= {str(path): unpacked(path) for path in built.editions.glob("*.pdf")}
    assert len(contents) > 100
    assert [(name, word) for name, data in contents.items() for word in wanted if word in data] == []


def test_a_trace_of_the_machine_would_be_found(built: Built, tmp_path: Path) -> None:
    with pikepdf.open(built.file("en", "pdf")) as pdf:
        pdf.docinfo["/Author"] = USER
        pdf.save(tmp_path / "told.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert USER.encode() in unpacked(tmp_path / "told.pdf")


def test_epubs_pass_epubcheck(built: Built) -> None:
    assert epubcheck([built.file(code, "epub") for code in LANGUAGES]) == []


def test_pdfs_pass_verapdf(built: Built) -> None:
    assert verapdf([built.file(code, "pdf") for code in LANGUAGES], PROJECT / VERAPDF) == []


@pytest.mark.parametrize(("code", "tag"), LANGUAGES.items())
def test_every_edition_says_its_language(built: Built, code: str, tag: str) -> None:
    assert {language_at(html.parse(page).getroot()) for page in built.pages(code)} == {tag}
    assert language_at(html.parse(built.file(code, "html")).getroot()) == tag
    with pikepdf.open(built.file(code, "pdf")) as pdf:
        assert str(pdf.Root.Lang) == tag


def test_every_pdf_has_an_identity_of_its_own(built: Built) -> None:
    """ISO 32000-1, 14.4; and of PDF/X, the DocumentID of its metadata."""
    names = sorted(path.name for path in built.editions.glob("*.pdf"))
    first, documents = {}, {}
    for name in names:
        with pikepdf.open(built.editions / name) as pdf:
            first[name] = bytes(pdf.trailer.ID[0])
            packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
        if found := re.search(rb"<xmpMM:DocumentID>([^<]+)", packet):
            documents[name] = found[1]
    assert len(names) == 15
    assert len(set(first.values())) == len(names)
    assert len(documents) == 6
    assert len(set(documents.values())) == 6
