"""`new`: what it writes builds at once, in silence; it writes all of it or nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pytest
from commandline import whitepaper

from press.catalogs import po
from press.cli import new
from press.cli.main import parse
from press.content.publication import read_publication
from press.languages import cldr
from press.languages.registry import LANGUAGES


def made(*words: str | Path) -> int:
    """What `new` ends with, called in the environment that has all."""
    request = parse(["new", *map(str, words)])
    return int(request.run(request))


def build(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return whitepaper("build", "--release", *words, "--publication", root)


@pytest.mark.parametrize("code", ["en", "zh", "ru"])
def test_it_builds_at_once(tmp_path: Path, code: str) -> None:
    root = tmp_path / "My Book 书"
    assert made(root, "--language", code) == 0
    publication = read_publication(root)
    assert (publication.slug, [row.code for row in publication.languages]) == ("my-book", [code])
    assert publication.formats == ("site", "page", "epub", "pdf")
    done = build(root)
    assert (done.returncode, done.stderr) == (0, "")
    # A line a step and the last one: nothing else was said.
    assert [line for line in done.stdout.splitlines()[:-1] if not line.startswith("[")] == []
    assert (root / "build/editions" / f"my-book-{code}.pdf").is_file()


def test_more_languages_are_translated_already(tmp_path: Path) -> None:
    root = tmp_path / "p"
    assert made(root, "--language", "ru", "--language", "zh-Hans", "--language", "en", "--print") == 0
    publication = read_publication(root)
    assert [row.code for row in publication.languages] == ["ru", "zh", "en"]
    assert "booklet" in publication.formats
    done = build(root, "pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert "draft" not in done.stdout


@pytest.mark.parametrize(("given", "tag"), [("fr", "fr"), ("zh-hant", "zh-Hant")])
def test_any_language_can_be_begun(tmp_path: Path, given: str, tag: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "p"
    assert made(root, "--language", given, "--print") == 0
    told = capsys.readouterr().out
    (row,) = read_publication(root).languages
    for line in (
        f"Its chapters are English, to be overwritten in {row.name}.",
        f"translations/{tag}/ui.po has the words to translate",
        *cldr.assumed([row]),
    ):
        assert line in told
    settings = (root / "content/publication.yaml").read_text("utf-8")
    assert f"# The chapters are English still: write {row.name} over them.\nlanguages: [{tag}]\n" in settings
    done = whitepaper("build", "page", "print", "--publication", root)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{tag}: a draft. 0 segments untranslated" in done.stdout
    assert "words of its pages untranslated" in done.stdout
    editions = root / "build/editions"
    assert f'<html lang="{tag}"' in (editions / f"p-{tag}.html").read_text("utf-8")
    for name in (f"p-{tag}.pdf", f"p-{tag}-print.pdf"):
        with pikepdf.open(editions / name) as pdf:
            assert pdf.Root.Lang == tag


def test_a_language_beside_one_that_the_press_has_texts_of(tmp_path: Path) -> None:
    root = tmp_path / "p"
    assert made(root, "--language", "ru", "--language", "fr", "--language", "en-GB") == 0
    empty, same = (po.read(root / "translations" / code / "imprint.po", code).entries for code in ("fr", "en-GB"))
    assert {entry.target for entry in empty} == {""}
    assert next(entry.target for entry in same) == "Imprint"


@pytest.mark.parametrize(
    ("given", "said"), [("frr-x", "write a BCP 47 tag"), ("xx", "CLDR doesn't know it"), ("eng", "did you mean en?")]
)
def test_a_language_that_nobody_knows(
    tmp_path: Path, given: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        made(tmp_path / "p", "--language", given)
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_every_language_has_its_own_texts() -> None:
    assert {path.name for path in new.STARTER.iterdir() if path.is_dir()} == {row.code for row in LANGUAGES.values()}


@pytest.mark.parametrize("there", ["file", "folder"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str, capsys: pytest.CaptureFixture[str]) -> None:
    root = tmp_path / "p"
    if there == "folder":
        root.mkdir()
    (root / "mine" if there == "folder" else root).write_text("mine")
    with pytest.raises(SystemExit, match="2"):
        made(root)
    assert "is there already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.rglob("*")] == (["p", "mine"] if there == "folder" else ["p"])


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "p").mkdir()
    assert made(tmp_path / "p") == 0
    assert read_publication(tmp_path / "p").slug == "p"


def test_a_failure_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(new, "STARTER", tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        made(tmp_path / "p")
    assert list(tmp_path.iterdir()) == []
