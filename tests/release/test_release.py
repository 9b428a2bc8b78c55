"""Releases as ./whitepaper makes them: the same bytes everywhere, whole or not at all, refused where they must be."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from releases import KEPT, VERSION, contents, released, settled
from repositories import committed, git
from workshop import PROJECT, USER, command, environment

SLUG = "reading-room"


def commit_of(root: Path) -> str:
    return git(root, "rev-parse", "HEAD")


def left(root: Path) -> list[str]:
    """What lies in build/ of a publication."""
    return sorted(str(path.relative_to(root)) for path in (root / "build").rglob("*") if path.is_file())


def test_parts_made_elsewhere_by_others_give_the_same_bytes(releases: dict[str, Any], whole: Path) -> None:
    joined = Path(releases["joined"]) / "build/release" / VERSION
    assert joined.is_dir(), releases["told"]
    one, other = contents(whole), contents(joined)
    assert one.keys() == other.keys()
    assert [name for name in one if one[name] != other[name]] == []


def test_nothing_but_the_release_is_left(releases: dict[str, Any], whole: Path) -> None:
    root = Path(releases["whole"])
    there = {f"build/release/{VERSION}/{path.name}" for path in whole.iterdir()}
    assert set(left(root)) == {"build/.lock", "build/CACHEDIR.TAG", *there}


def test_what_is_in_it(whole: Path) -> None:
    names = set(contents(whole))
    endings = "-site.zip .html .epub .pdf -print.pdf -cover.pdf -booklet.pdf -2up.pdf .txt".split()
    endings += [f"-{kind}-preflight.{suffix}" for kind in ("print", "cover") for suffix in ("html", "json")]
    assert names == {
        *(f"{SLUG}-{code}{ending}" for code in ("en", "zh", "ru") for ending in endings),
        *(f"RELEASE-NOTES.{code}.md" for code in ("en", "zh", "ru")),
        *("SHA256SUMS", "SHA256SUMS.sig", "allowed_signers", "manifest.json", "sbom.cdx.xml"),
    }


def test_a_reader_checks_it_with_what_is_on_every_machine(whole: Path) -> None:
    said = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=whole, capture_output=True, text=True)
    assert said.returncode == 0, said.stdout
    assert said.stdout.count(": OK") == len(contents(whole)) - 2
    words = "ssh-keygen -Y verify -f allowed_signers -I reading-room -n whitepaper -s SHA256SUMS.sig".split()
    with (whole / "SHA256SUMS").open() as sums:
        said = subprocess.run(words, cwd=whole, stdin=sums, capture_output=True, text=True)
    assert said.returncode == 0, said.stderr


def test_the_manifest_tells_of_every_file(releases: dict[str, Any], whole: Path) -> None:
    found = json.loads((whole / "manifest.json").read_text("utf-8"))
    rows = {row["name"]: row for row in found["files"]}
    assert set(contents(whole)) - set(rows) == {"SHA256SUMS", "SHA256SUMS.sig", "manifest.json"}
    for name, row in rows.items():
        data = (whole / name).read_bytes()
        assert (row["size"], row["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
    assert found["complete"] is True
    assert (found["version"], found["tag"], found["commit"]) == (VERSION, "v1.1", commit_of(Path(releases["whole"])))
    pdf, page = rows[f"{SLUG}-zh.pdf"], rows[f"{SLUG}-en.html"]
    assert (pdf["edition"], pdf["language"], pdf["media_type"]) == ("pdf:zh", "zh", "application/pdf")
    assert pdf["pages"] > 10
    assert page["words"] > 1000
    assert rows[f"{SLUG}-ru-print.pdf"]["checks"] == ["translations", "text", "preflight"]
    assert found["completeness"]["zh"]["segments"] == found["completeness"]["zh"]["translated"] > 100
    tools = {row["name"]: row["version"] for row in found["tools"]}
    assert {"weasyprint", "pandoc", "ghostscript", "mathjax", "pango", "harfbuzz"} <= tools.keys()


def test_the_sites_of_all_languages_make_one(whole: Path, tmp_path: Path) -> None:
    for code in ("en", "zh", "ru"):
        with zipfile.ZipFile(whole / f"{SLUG}-{code}-site.zip") as archive:
            archive.extractall(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "en", "zh", "ru"}
    assert 'href="../zh/imprint.html"' in (tmp_path / "en/imprint.html").read_text("utf-8")


def test_every_imprint_tells_version_date_commit_and_where_checksums_are(releases: dict[str, Any], whole: Path) -> None:
    commit = commit_of(Path(releases["whole"]))
    told = ("Version 1.1, 29 February 2024", "版本1.1，2024年2月29日", "Версия 1.1, 29 февраля 2024 г.")
    for code, line in zip(("en", "zh", "ru"), told, strict=True):
        text = " ".join((whole / f"{SLUG}-{code}.txt").read_text("utf-8").split())
        for wanted in (line, commit, KEPT):
            assert wanted in text
        with zipfile.ZipFile(whole / f"{SLUG}-{code}-site.zip") as archive:
            page = archive.read(f"{code}/imprint.html").decode()
        assert commit in page
        assert f'href="{KEPT}"' in page
        assert commit in (whole / f"{SLUG}-{code}.html").read_text("utf-8")


def test_the_notes_tell_what_changed_since_the_last_release(whole: Path) -> None:
    said = (whole / "RELEASE-NOTES.en.md").read_text("utf-8")
    assert "Changes since version 1.0" in said
    assert "**ever**" in said


def test_a_release_tells_nothing_of_who_made_it(releases: dict[str, Any], whole: Path) -> None:
    marks = (USER, str(Path(releases["whole"]).parent), "zqvx")
    for name, data in contents(whole).items():
        assert [mark for mark in marks if mark.encode() in data] == [], name


def test_a_release_without_a_key_is_told_to_be_unsigned(plain: Path) -> None:
    made = released(plain, "1")
    assert made.returncode == 0, made.stderr
    assert "not signed" in made.stdout
    folder = plain / "build/release/1"
    assert not (folder / "SHA256SUMS.sig").exists()
    again = contents(folder)
    assert released(plain, "1", "-q").returncode == 0
    assert contents(folder) == again


def test_a_release_takes_nothing_from_the_work_trees_build(plain: Path) -> None:
    assert released(plain, "1", "-q").returncode == 0
    before = contents(plain / "build/release/1")
    for name in ("editions/reading-room-en.txt", "book/en.json", "text/en/borrowing.json"):
        (plain / "build" / name).parent.mkdir(parents=True, exist_ok=True)
        (plain / "build" / name).write_text("old")
    there = set(left(plain))
    assert released(plain, "1", "-q", PRESS_PRINTER="office", PRESS_COMMIT="none").returncode == 0
    assert contents(plain / "build/release/1") == before
    assert set(left(plain)) == there
    assert (plain / "build/editions/reading-room-en.txt").read_text() == "old"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("translations/ru/the-house.po", 'msgstr "Потеряшка"', 'msgstr ""', "T003"),
        ("translations/ru/the-house.po", 'msgctxt "term-l2lceaa4"', '#, fuzzy\nmsgctxt "term-l2lceaa4"', "T004"),
        ("translations/ru/the-house.po", 'msgctxt "term-l2lceaa4"', '# Q: why so?\nmsgctxt "term-l2lceaa4"', "T032"),
        ("content/chapters/borrowing.md", "no name is written down", "no name [@sec-nowhere]", "R001"),
    ],
)
def test_what_no_release_may_have(plain: Path, name: str, old: str, new: str, told: str) -> None:
    settled(plain, old, new, name)
    committed(plain, "v1")
    made = released(plain, "1", "-q")
    assert made.returncode == 1
    said = made.stdout + made.stderr
    assert told in said
    assert f"{plain}/{name}:" in said or f"\n{name}:" in f"\n{said}"
    assert "Traceback" not in said
    assert "tree" not in said
    assert left(plain) == ["build/.lock", "build/CACHEDIR.TAG"]


def test_a_release_that_fails_leaves_the_last_one(plain: Path) -> None:
    assert released(plain, "1", "-q").returncode == 0
    before = contents(plain / "build/release/1")
    settled(plain, 'msgstr "Потеряшка"', 'msgstr ""', "translations/ru/the-house.po")
    committed(plain, "v1")
    assert released(plain, "1", "-q").returncode == 1
    assert contents(plain / "build/release/1") == before


def test_all_that_stands_against_a_release_is_told_at_once(plain: Path) -> None:
    (plain / "content/new.md").write_text("# New")
    made = released(plain, "2")
    assert made.returncode == 1
    assert [code for code in ("V002", "V003", "V004") if code in made.stderr] == ["V002", "V004"]


def test_a_killed_release_is_made_anew(plain: Path) -> None:
    given = environment(plain.parent, PRESS_PUBLICATION=str(plain))
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command("release", "1"), cwd=PROJECT, env=given, start_new_session=True, **pipes) as process:
        for line in process.stdout or ():
            if " book:" in line:
                break
        time.sleep(0.2)
        os.killpg(process.pid, signal.SIGKILL)
    assert not (plain / "build/release/1").exists()
    assert any(path.name.startswith(".1.") for path in (plain / "build/release").iterdir())
    assert released(plain, "1", "-q").returncode == 0
    made = contents(plain / "build/release/1")
    assert [path.name for path in (plain / "build/release").iterdir()] == ["1"]
    assert released(plain, "1", "-q").returncode == 0
    assert contents(plain / "build/release/1") == made


def test_a_commit_makes_nothing_out_of_date(plain: Path) -> None:
    def built() -> str:
        words = [PROJECT / "whitepaper", "--publication", plain, "build", "--release"]
        done = subprocess.run(words, env=environment(plain.parent), capture_output=True, text=True, check=True)
        return done.stdout

    assert "3 editions" in built()
    text = (plain / "build/editions/reading-room-en.txt").read_text("utf-8")
    assert "Version 1, 29 February 2024" in text.replace("\u00a0", " ")
    assert commit_of(plain) not in text
    committed(plain, "another")
    assert built() == "everything is up to date\n"


def test_a_part_is_no_release(releases: dict[str, Any]) -> None:
    for folder in map(Path, releases["parts"]):
        found = json.loads((folder / "manifest.json").read_text("utf-8"))
        assert found["complete"] is False
        assert {"SHA256SUMS.sig", "sbom.cdx.xml"} & set(contents(folder)) == set()


def joined(root: Path, *parts: Path | str) -> str:
    made = released(root, VERSION, "--join", *map(str, parts))
    assert made.returncode == 1
    assert "V008" in made.stderr
    return made.stderr


def test_an_edition_that_no_part_has_is_named(releases: dict[str, Any]) -> None:
    said = joined(Path(releases["joined"]), *releases["parts"][:2])
    assert "no part has print:en, print:zh, print:ru, cover:en" in said


def test_a_part_that_was_changed_is_refused(releases: dict[str, Any], part: Path) -> None:
    (part / f"{SLUG}-en.txt").write_bytes((part / f"{SLUG}-en.txt").read_bytes() + b"\n")
    assert f"{SLUG}-en.txt is not what SHA256SUMS tells" in joined(Path(releases["joined"]), part)


def test_a_part_of_another_press_is_refused(releases: dict[str, Any], part: Path) -> None:
    settled(part, '"version": "70.0"', '"version": "69.0"', "manifest.json")
    digest = hashlib.sha256((part / "manifest.json").read_bytes()).hexdigest()
    lines = [line for line in (part / "SHA256SUMS").read_text().splitlines() if "manifest" not in line]
    (part / "SHA256SUMS").write_text("\n".join([*lines, f"{digest}  manifest.json"]) + "\n")
    assert "it was made with another tools" in joined(Path(releases["joined"]), part)


def test_what_is_no_part_is_refused(releases: dict[str, Any], whole: Path, tmp_path: Path) -> None:
    said = joined(Path(releases["joined"]), tmp_path, whole, tmp_path / "nowhere")
    assert said.count("it is no part of a release") == 3
