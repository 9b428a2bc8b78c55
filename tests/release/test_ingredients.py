"""What a release is made with, as the locks have it, and the bill of materials that says so."""

from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from commandline import PROJECT

from press.content.publication import read_publication
from press.release import ingredients, manifest, sbom, source

MINIMAL = PROJECT / "tests/fixtures/minimal"
COMMIT = "3f786850e387550fdab836ed7e6dc881de23001b"


def made_of() -> manifest.Manifest:
    return manifest.made_of(read_publication(MINIMAL), source.Source(MINIMAL, "", MINIMAL, COMMIT, "v1"))


def test_every_package_of_the_lock_with_its_checksums() -> None:
    found = {row.name: row for row in ingredients.libraries()}
    lock = (PROJECT / "requirements.txt").read_text("utf-8")
    assert len(found) == len(re.findall(r"(?m)^[\w.-]+==", lock)) > 40
    assert sum(len(row.digests) for row in found.values()) == lock.count("--hash=sha256:")
    assert found["weasyprint"].version == "70.0"


def test_the_fonts_that_a_publication_needs() -> None:
    found = [row.name for row in ingredients.fonts(MINIMAL)]
    assert "@expo-google-fonts/source-serif-4" in found
    assert "@expo-google-fonts/scheherazade-new" not in found


def test_nothing_tells_one_machine_from_another() -> None:
    text = json.dumps(made_of())
    assert [word for word in (str(PROJECT), str(Path.home()), "python3") if word in text] == []


def test_the_bill_of_materials_is_valid_and_the_same_again(tmp_path: Path) -> None:
    publication, values = read_publication(MINIMAL), made_of()
    for name in ("one", "two"):
        sbom.write(publication, values, tmp_path / name)  # validates what it writes
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    root = ElementTree.parse(tmp_path / "one").getroot()
    urls = {node.text or "" for node in root.iterfind(".//{*}purl")}
    assert "pkg:pypi/weasyprint@70.0" in urls
    assert "pkg:npm/%40expo-google-fonts/source-serif-4@0.4.1" in urls
    assert root.findtext("{*}metadata/{*}component/{*}name") == "reading-room"
    assert root.findtext("{*}metadata/{*}timestamp") == "2024-02-29T00:00:00+00:00"
    names = {node.text for node in root.iterfind("{*}components/{*}component/{*}name")}
    assert {"whitepaper", "pandoc", "mathjax", "FOGRA39L.icc"} <= names


def test_another_commit_has_another_bill(tmp_path: Path) -> None:
    publication = read_publication(MINIMAL)
    for commit in (COMMIT, "0" * 40):
        sbom.write(publication, {**made_of(), "commit": commit}, tmp_path / commit)
    numbers = {ElementTree.parse(tmp_path / name).getroot().get("serialNumber") for name in (COMMIT, "0" * 40)}
    assert len(numbers) == 2
