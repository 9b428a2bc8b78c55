"""`./whitepaper build` and `info`: what is said before, while and after something is built."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
from pathlib import Path

import pytest
from commandline import PROJECT, whitepaper


def built(publication: Path, *words: str) -> list[str]:
    """What a build that goes well says."""
    result = whitepaper("build", *words, "--publication", publication)
    assert (result.returncode, result.stderr) == (0, "")
    return result.stdout.splitlines()


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_what_would_be_built_and_why(publication: Path) -> None:
    first = built(publication, "words", "source:imprint", "--dry-run")
    assert first == ["words:templates: it was not built yet", "source:imprint: it was not built yet"]
    assert not (publication / "build/words.json").exists()
    built(publication, "words", "source:imprint")
    assert built(publication, "words", "source:imprint", "--dry-run") == ["everything is up to date"]
    (publication / "build/words.json").unlink()
    edit(publication / "content/chapters/imprint.md", "\n", "\n\n")
    assert built(publication, "words", "text:en:imprint", "--dry-run") == [
        "words:templates: build/words.json is not there",
        "source:imprint: content/chapters/imprint.md changed",
        "text:en:imprint: it was not built yet",
    ]
    built(publication, "text:en:imprint")
    edit(publication / "content/chapters/imprint.md", "\n\n", "\n")
    assert built(publication, "text:en:imprint", "--dry-run") == [
        "source:imprint: content/chapters/imprint.md changed",
        "text:en:imprint: if source:imprint comes out otherwise",
    ]


def test_as_much_as_is_wanted_is_told(publication: Path) -> None:
    assert built(publication, "words", "-q") == []
    assert built(publication, "words") == ["everything is up to date"]
    assert built(publication, "words", "-v") == ["[1/1] words:templates up to date", "everything is up to date"]
    again = built(publication, "words", "--again", "-v")
    assert again[0].startswith("[1/1] words:templates ")
    assert again[1] == "    it was not built yet"


def test_everything_again(publication: Path) -> None:
    built(publication, "words", "source:imprint")
    assert built(publication, "words", "--dry-run") == ["everything is up to date"]
    built(publication, "source:imprint", "--again")
    assert built(publication, "words", "--dry-run") == ["everything is up to date"]


@pytest.mark.parametrize("processes", ["1", "2"])
def test_all_mistakes_of_all_documents_are_told_at_once(publication: Path, processes: str) -> None:
    edit(publication / "content/chapters/the-house.md", "# ", "{{ nope }}\n\n# ")
    edit(publication / "content/chapters/borrowing.md", "# ", "{{ neither }}\n\n# ")
    result = whitepaper("build", "page", "text:zh:imprint", "-n", processes, "--publication", publication)
    assert (result.returncode, result.stderr) == (1, "")
    lines = result.stdout.splitlines()
    assert sorted(line.split(": ")[1] for line in lines if ": error " in line) == ["error S002", "error S002"]
    assert lines[-1].startswith("2 errors; 0 of 3 editions built; not built: page:")
    assert (publication / "build/text/zh/imprint.json").exists()
    assert "Traceback" not in result.stdout


def test_mistakes_of_the_settings_are_told_with_those_of_the_documents(publication: Path) -> None:
    edit(publication / "content/publication.yaml", "slug:", "slugg: x\nslug:")
    edit(publication / "content/chapters/the-house.md", "# ", "{{ nope }}\n\n# ")
    for command in ("build", "list"):
        result = whitepaper(command, "--publication", publication)
        assert (result.returncode, result.stdout) == (1, "")
        assert re.findall("error ([A-Z0-9]+): ", result.stderr) == ["C002", "S002"]


def test_a_printer_that_there_is_not_is_a_mistake_of_usage(publication: Path) -> None:
    result = whitepaper("build", "--printer", "offset-erope", "--publication", publication)
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean offset-europe?" in result.stderr


def test_what_an_edition_is_made_of(publication: Path) -> None:
    result = whitepaper("info", "pdf:zh", "--publication", publication)
    assert (result.returncode, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[:2] == ["pdf:zh  screen PDF in 中文: not built", "  file: build/editions/reading-room-zh.pdf"]
    assert "  to build: pdf:zh: it was not built yet" in lines
    assert "  made of: translations/zh/the-house.po" in lines
    assert not [line for line in lines if "translations/ru" in line]
    assert lines[-1].endswith(" files of the program")


def test_one_build_at_a_time(publication: Path) -> None:
    place = publication / "build/.lock"
    built(publication, "source:imprint")
    settings = {name: value for name, value in os.environ.items() if not name.startswith("PRESS_")}
    for words in (["build", "words"], ["clean", "pdf:zh"], ["clean"]):
        with place.open("a") as lock:
            fcntl.lockf(lock, fcntl.LOCK_EX)
            command = [PROJECT / "whitepaper", *words, "--publication", publication]
            with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
                assert waiting.stderr
                assert b"another ./whitepaper is at work" in waiting.stderr.readline()
                assert waiting.poll() is None
                assert not (publication / "build/words.json").exists() or words[0] == "clean"
                assert place.exists()
                fcntl.lockf(lock, fcntl.LOCK_UN)
                waiting.communicate()
                assert waiting.returncode == 0
    assert not place.parent.exists()
