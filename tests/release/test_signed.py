"""What the signature of a release shows, and what it doesn't."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from press.release.signed import Proof, signed

pytestmark = pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="ssh-keygen is not there")
SUMS = f"{'a' * 64}  one.pdf\n"


def key(folder: Path, name: str) -> Path:
    """A new key without a passphrase."""
    path = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
    return path


def signers(path: Path, of: Path, principal: str = "reading-room") -> Path:
    kind, public = of.with_suffix(".pub").read_text().split()[:2]
    path.write_text(f'{principal} namespaces="whitepaper" {kind} {public}\n')
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "release"
    found.mkdir()
    (found / "SHA256SUMS").write_text(SUMS)
    return found


def sign(folder: Path, by: Path, namespace: str = "whitepaper") -> None:
    words = ["ssh-keygen", "-q", "-Y", "sign", "-n", namespace, "-f", by, folder / "SHA256SUMS"]
    subprocess.run(words, check=True, stderr=subprocess.DEVNULL)


def test_no_signature(folder: Path) -> None:
    assert signed(folder / "SHA256SUMS", None).proof is Proof.NONE


def test_a_key_that_the_reader_knows(folder: Path, tmp_path: Path) -> None:
    own = key(tmp_path, "own")
    sign(folder, own)
    found = signed(folder / "SHA256SUMS", signers(tmp_path / "known", own))
    assert (found.proof, found.names) == (Proof.KNOWN, ("reading-room",))
    assert found.key.startswith("SHA256:")


def test_another_key(folder: Path, tmp_path: Path) -> None:
    sign(folder, key(tmp_path, "forged"))
    signers(folder / "allowed_signers", tmp_path / "forged")
    found = signed(folder / "SHA256SUMS", signers(tmp_path / "known", key(tmp_path, "own")))
    assert (found.proof, found.names) == (Proof.UNKNOWN, ())


@pytest.mark.parametrize("given", [False, True])
def test_keys_that_came_with_the_release_vouch_for_nobody(folder: Path, tmp_path: Path, given: bool) -> None:
    sign(folder, key(tmp_path, "own"))
    beside = signers(folder / "allowed_signers", tmp_path / "own")
    found = signed(folder / "SHA256SUMS", beside if given else None)
    assert (found.proof, found.names) == (Proof.OWN, ("reading-room",))
    assert "not who signed it" in found.said


def test_a_key_that_nothing_names(folder: Path, tmp_path: Path) -> None:
    sign(folder, key(tmp_path, "own"))
    found = signed(folder / "SHA256SUMS", None)
    assert (found.proof, found.names) == (Proof.OWN, ())


def test_checksums_that_changed(folder: Path, tmp_path: Path) -> None:
    own = key(tmp_path, "own")
    sign(folder, own)
    (folder / "SHA256SUMS").write_text(SUMS.replace("a", "b", 1))
    assert signed(folder / "SHA256SUMS", signers(tmp_path / "known", own)).proof is Proof.WRONG


def test_a_signature_of_something_else(folder: Path, tmp_path: Path) -> None:
    own = key(tmp_path, "own")
    sign(folder, own, "git")
    assert signed(folder / "SHA256SUMS", signers(tmp_path / "known", own)).proof is Proof.WRONG


def test_a_signature_that_is_none(folder: Path) -> None:
    (folder / "SHA256SUMS.sig").write_text("nothing")
    assert signed(folder / "SHA256SUMS", None).proof is Proof.WRONG


def test_a_machine_without_the_tool(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "SHA256SUMS.sig").write_text("nothing")
    monkeypatch.setenv("PATH", str(folder))
    found = signed(folder / "SHA256SUMS", None)
    assert found.proof is Proof.UNCHECKED
    assert "no ssh-keygen" in found.said
