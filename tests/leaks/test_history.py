"""What a push would tell: authors, zones, messages, tags, files, and files that only the history holds."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import leaky
import planted
import pytest
from leaky import KNOWN

from press.leaks import git, history
from press.leaks.known import COMMITTER, Name

EDITOR = {"NAME": "The Shelf Committee", "EMAIL": "shelf@nobody.net"}
SOMEBODY = {"NAME": "Nemo Nobody", "EMAIL": leaky.MAIL}
MAY = replace(KNOWN, public=frozenset(("shelf@nobody.net",)), names=())


class Repository:
    """A repository of a publication."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "content").mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, zone: str = "+0000", **who: str) -> str:
        people = {f"GIT_{part}_{key}": who.get(key, EDITOR[key]) for part in ("AUTHOR", "COMMITTER") for key in EDITOR}
        times = {f"GIT_{part}_DATE": f"2024-02-29T00:00:00{zone}" for part in ("AUTHOR", "COMMITTER")}
        alone = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "HOME": str(self.root)}
        done = subprocess.run(
            ["git", "-C", str(self.root), *words],
            env={"PATH": "/usr/bin:/bin", **alone, **people, **times},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def commit(
        self, message: str = "Words", files: dict[str, bytes | str] | None = None, zone: str = "+0000", **who: str
    ) -> None:
        for name, data in (files or {}).items():
            (self.root / name).parent.mkdir(parents=True, exist_ok=True)
            (self.root / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, zone=zone, **who)

    def push(self) -> None:
        self.git("clone", "-q", "--bare", ".", "../remote.git")
        self.git("remote", "add", "origin", "../remote.git")
        self.git("fetch", "-q", "origin")

    def told(self) -> list[str]:
        return [str(row).partition("\n")[0].replace(f"{self.root}/", "") for row in history.find(self.root, MAY)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "publication")


def test_who_is_credited_in_utc_may_push(repository: Repository) -> None:
    repository.commit("Words\n\nReviewed-by: The Shelf Committee <shelf@nobody.net>", {"content/a.md": "# A\n"})
    assert repository.told() == []


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("Words", "its author is Nemo Nobody"),
        ("Words\n\nCo-authored-by: Else Anybody <else@nobody.net>", "its Co-authored-by is Else Anybody"),
        ("Words\n\nSigned-off-by: Else Anybody <else@nobody.net>", "its Signed-off-by is Else Anybody"),
        (f"Words from {leaky.PATH}", f"{leaky.PATH} is a path"),
        (f"Thanks to {leaky.MAIL}", f"{leaky.MAIL} is an e-mail address"),
    ],
)
def test_what_a_commit_tells(repository: Repository, message: str, said: str) -> None:
    repository.commit(message, **(SOMEBODY if said.startswith("its author") else {}))
    assert [said in row for row in repository.told()].count(True) == 1


def test_a_pseudonym_with_an_address_that_nobody_has_is_a_remark(repository: Repository) -> None:
    repository.commit(NAME="Nightingale", EMAIL="nightingale@invalid.invalid")
    assert ["warning N008" in row for row in repository.told()] == [True]


def test_a_zone_is_a_remark_told_once(repository: Repository) -> None:
    repository.commit(zone="+0545")
    repository.commit(zone="+0545")
    assert len(found := repository.told()) == 1
    assert "warning N008: commit " in found[0]
    assert "+0545" in found[0]


def test_a_tag_is_looked_at(repository: Repository) -> None:
    repository.commit()
    repository.git("tag", "-a", "v1", "-m", f"seen by {leaky.MAIL}", zone="-0300", **SOMEBODY)
    found = repository.told()
    assert [row.split(": ")[1] for row in found] == ["tag v1"] * 3
    assert [row.split()[1] for row in found] == ["N008:", "N008:", "N003:"]


def test_what_a_remote_has_is_passed_over(repository: Repository) -> None:
    repository.commit(f"from {leaky.PATH}", {"a.png": planted.png()}, zone="+0900", **SOMEBODY)
    (repository.root / "a.png").unlink()
    repository.commit(**SOMEBODY)
    repository.push()
    repository.commit("More", **SOMEBODY)  # whose name is known already
    assert repository.told() == []
    repository.commit("More", NAME="Else Anybody")
    assert [row.split(": ")[-1].split(",")[0] for row in repository.told()] == [
        "its author is Else Anybody <shelf@nobody.net>"
    ]


def test_what_was_taken_out_again_is_in_the_history(repository: Repository) -> None:
    repository.commit(files={"content/a.png": planted.png(), ".env": "PASSWORD=x", "content/b.docx": b"x"})
    for name in ("content/a.png", ".env", "content/b.docx"):
        (repository.root / name).unlink()
    repository.commit("Better")
    found = repository.told()
    assert found
    assert all("as it was in an earlier commit" in row for row in found)
    assert any("content/a.png" in row and "N005" in row for row in found)
    assert any(".env" in row and "N009" in row for row in found)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("content/a.jpg", planted.jpeg(), "N005"),
        ("photos/a.jpg", planted.jpeg(), "N005"),
        ("content/a.svg", leaky.SVG_XMP, "N005"),
        ("content/b.docx", leaky.word("docProps/core", "<dc:creator>Somebody Else</dc:creator>"), "N006"),
        ("translations/ru/a.po", leaky.catalog('"Last-Translator: Somebody Else\\n"\n'), "N006"),
        ("content/a.md", f"# A\n\n{leaky.MAIL}\n", "N003"),
        ("README.md", f"made in {KNOWN.folders[0]}", "N002"),
        ("docs/a.md", f"ask {leaky.MAIL}", "N003"),
        (".mailmap", f"Nightingale <x@example.org> <{leaky.MAIL}>", "N003"),
        ("code/a.py", f"PLACE = '{KNOWN.folders[0]}'", "N002"),
        (".env", "A=b", "N009"),
        ("keys/id_ed25519", "x", "N009"),
        ("deploy/key.txt", leaky.KEY, "N009"),
        ("content/a.md~", "# A", "N009"),
        ("content/.a.md.swp", "x", "N009"),
    ],
)
def test_what_a_file_tells(repository: Repository, name: str, data: bytes | str, code: str) -> None:
    repository.commit(files={name: data})
    found = repository.told()
    assert {row.split(": ")[1].split()[1] for row in found} == {code}, found
    assert all(row.startswith(name) for row in found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        (".env.example", "A=b"),
        ("code/a.py", f"# as in {leaky.PATH}, of {leaky.MAIL}\nKEY = '-----BEGIN OPENSSH PRIVATE KEY-----'\n"),
        ("templates/css/a.css.j2", "/* a comment of whoever works on it */"),
        ("content/a.csl", "<?xml version='1.0'?><!-- where it comes from --><style class='note'/>"),
        ("tests/a.svg", leaky.SVG_XMP),
    ],
)
def test_what_is_no_leak(repository: Repository, name: str, data: str) -> None:
    repository.commit(files={name: data})
    assert repository.told() == []


def test_a_branch_is_named(repository: Repository) -> None:
    repository.commit()
    repository.git("branch", "for-nemo-nobody")
    known = replace(MAY, names=(leaky.NOBODY,))
    assert ["branch or tag for-nemo-nobody" in row.message for row in history.find(repository.root, known)] == [True]


def test_a_note_is_looked_at(repository: Repository) -> None:
    repository.commit()
    repository.git("notes", "add", "-m", f"asked {leaky.MAIL}")
    assert [f"{leaky.MAIL} is an e-mail address" in row for row in repository.told()] == [True]


def test_a_repository_that_git_refuses_to_read_is_told(repository: Repository) -> None:
    repository.commit()
    (repository.root / ".git/config").write_text("[core\n")
    assert ["git can't tell what the repository holds: fatal" in row for row in repository.told()] == [True]


def test_files_too_large_to_be_looked_at_are_told(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    repository.commit(files={"content/a.png": planted.png()})
    (repository.root / "content/a.png").unlink()
    repository.commit()
    monkeypatch.setattr(git, "LARGEST", 100)
    assert any("1 of 1 files of earlier commits are too large" in row for row in repository.told())


def test_commits_too_many_to_be_looked_at_are_told(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "ab":
        repository.commit(files={f"content/{name}.md": "# A\n"})
    monkeypatch.setattr(git, "MOST", 1)
    assert any("1 commits are too many" in row for row in repository.told())


def test_outside_of_a_repository_nothing_is_found(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/a.md").write_text(leaky.MAIL)
    assert list(history.find(tmp_path, MAY)) == []


def test_a_committer_s_name_is_told_as_an_author_alone(repository: Repository) -> None:
    repository.commit("Words of Nemo Nobody", **SOMEBODY)
    known = replace(MAY, names=(Name("Nemo Nobody", COMMITTER),))
    assert len(list(history.find(repository.root, known))) == 1


def test_no_program_of_a_repository_s_settings_is_run(repository: Repository, tmp_path: Path) -> None:
    program, ran = tmp_path / "program", tmp_path / "ran"
    program.write_text(f"#!/bin/sh\ntouch {ran}\n")
    program.chmod(0o755)
    repository.commit(files={"content/a.md": "# A"})
    for key in ("core.fsmonitor", "core.pager", "gpg.program", "core.sshCommand", "diff.external"):
        repository.git("config", key, str(program))
    repository.git("config", "log.showSignature", "true")
    shutil.copy(program, repository.root / ".git/hooks/post-index-change")
    assert repository.told() == []
    assert not ran.exists()
