"""Signatures that any ssh-keygen checks, and that tell nothing of who made them."""

from __future__ import annotations

import base64
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from releases import key

from press.diagnostics import PublicationError
from press.release import checksums, signature
from press.release.signature import copy_signers, principals, sign, try_out


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A release of one file."""
    made = tmp_path / "release"
    made.mkdir()
    (made / "a.txt").write_text("A")
    checksums.write(made)
    return made


@pytest.fixture
def agent() -> Iterator[dict[str, str]]:
    """An agent of our own, without keys."""
    said = subprocess.run(["ssh-agent", "-s"], capture_output=True, text=True, check=True).stdout
    names = dict(re.findall(r"(SSH_\w+)=([^;]+);", said))
    yield names
    subprocess.run(["ssh-agent", "-k"], env={**os.environ, **names}, capture_output=True, check=True)


def signed(folder: Path) -> bytes:
    return (folder / checksums.SIGNATURE).read_bytes()


def signers(folder: Path, of: Path, options: str = 'namespaces="whitepaper" ') -> Path:
    path = folder / signature.SIGNERS
    path.write_text(f"# ours\n\nreading-room {options}{of.with_suffix('.pub').read_text()}")
    return path


def refused(folder: Path, key: Path, known: Path | None = None) -> str:
    with pytest.raises(PublicationError) as raised:
        sign(folder, key, known)
    assert [row.code for row in raised.value.diagnostics] == ["V007"]
    assert not (folder / checksums.SIGNATURE).exists()
    return str(raised.value)


def test_it_is_the_same_again_and_tells_no_name(folder: Path, tmp_path: Path) -> None:
    private = key(tmp_path)
    sign(folder, private, signers(tmp_path, private))
    first = signed(folder)
    sign(folder, private, None)
    assert signed(folder) == first
    held = base64.b64decode(b"".join(first.splitlines()[1:-1]))
    assert held.startswith(b"SSHSIG")
    comment = private.with_suffix(".pub").read_text().split()[2]
    assert "@" in comment
    assert [word for word in (comment, *comment.split("@"), str(tmp_path)) if word.encode() in held] == []


def test_a_changed_list_or_another_key_is_found_out(folder: Path, tmp_path: Path) -> None:
    private = key(tmp_path)
    known, sums = signers(tmp_path, private), folder / checksums.SUMS
    sign(folder, private, known)
    assert principals(sums, folder / checksums.SIGNATURE, known) == ("reading-room",)
    sums.write_text(sums.read_text().replace("a.txt", "b.txt"))
    assert principals(sums, folder / checksums.SIGNATURE, known) == ()


def test_readers_have_to_know_the_key_for_this_use(folder: Path, tmp_path: Path) -> None:
    private = key(tmp_path)
    assert "does not name this key" in refused(folder, private, signers(tmp_path, private, 'namespaces="git" '))
    other = tmp_path / "other"
    other.mkdir()
    assert "does not name this key" in refused(folder, key(other), signers(tmp_path, private))


def test_a_passphrase_is_not_asked_for_where_nobody_can_answer(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = key(tmp_path)
    subprocess.run(["ssh-keygen", "-q", "-p", "-N", "secret", "-f", private], check=True, capture_output=True)
    monkeypatch.setenv("DISPLAY", ":99")
    monkeypatch.setenv("SSH_ASKPASS", shutil.which("false") or "")
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    assert "incorrect passphrase" in refused(folder, private)


def test_a_key_in_an_agent_is_named_by_its_public_half(
    folder: Path, tmp_path: Path, agent: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in agent.items():
        monkeypatch.setenv(name, value)
    private = key(tmp_path)
    known, public = signers(tmp_path, private), private.with_suffix(".pub")
    subprocess.run(["ssh-add", "-q", private], check=True)
    private.unlink()
    sign(folder, public, known)
    assert principals(folder / checksums.SUMS, folder / checksums.SIGNATURE, known) == ("reading-room",)
    subprocess.run(["ssh-add", "-q", "-D"], check=True)
    assert "it can't sign" in refused(folder, public)


def test_what_is_no_key_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear reader")
    assert "it can't sign" in refused(folder, tmp_path / "letter")
    assert "there is no such key" in refused(folder, tmp_path)


def test_a_key_is_tried_without_a_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = key(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "scratch"))
    (tmp_path / "scratch").mkdir()
    try_out(private, signers(tmp_path, private))
    assert list((tmp_path / "scratch").iterdir()) == []


def test_without_ssh_keygen(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    private = key(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "there is no ssh-keygen" in refused(folder, private)


def test_an_answer_that_never_comes_is_not_waited_for(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    private = key(tmp_path)
    slow = tmp_path / "bin/ssh-keygen"
    slow.parent.mkdir()
    slow.write_text("#!/bin/sh\nexec sleep 1000\n")
    slow.chmod(0o755)
    monkeypatch.setenv("PATH", f"{slow.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(signature, "SECONDS", 0.1)
    assert "had no answer" in refused(folder, private)


def test_the_keys_of_readers_are_copied_without_comments(tmp_path: Path) -> None:
    private = key(tmp_path)
    known = signers(tmp_path, private, 'namespaces="whitepaper",valid-after="20240101" ')
    copy_signers(known, tmp_path / "copy")
    [line] = (tmp_path / "copy").read_text().splitlines()
    assert line.startswith('reading-room namespaces="whitepaper",valid-after="20240101" ssh-ed25519 AAAA')
    assert len(line.split()) == 4
