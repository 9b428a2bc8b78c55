"""The signature of SHA256SUMS, by OpenSSH's `ssh-keygen -Y` (PROTOCOL.sshsig): a reader's system has what checks it.

A signature holds the public key and what was signed, but nothing of who signs, where or when: no comment of a key, no
user, no host, no time.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from press import files
from press.diagnostics import Diagnostic, EngineError, Location, SourceError, ToolMissingError
from press.release import checksums

NAMESPACE = "whitepaper"  # of a signature: what it is for, so that none can be taken for one of something else
SIGNERS = "allowed_signers"  # in content/, and in a release beside what is signed
SECONDS = 180  # in which a passphrase is typed, or a security key touched


def sign(folder: Path, key: Path, signers: Path | None) -> None:
    """Sign the checksums of a release; ed25519 gives the same signature of the same checksums, ecdsa never does.

    A passphrase is asked for where there is a terminal; where there is none, a key that has one has to be in an agent.

    Args:
        key: a private key; or a public one, whose private one an agent or a security key holds.
        signers: the keys that readers know, if the publication names any; the signature has to be by one of them.

    Raises:
        SourceError: the key can't be used, or readers don't know it (V007).
        ToolMissingError: there is no ssh-keygen (V007).
    """
    if not key.is_file():
        raise SourceError(Diagnostic("V007", "there is no such key", Location(key), "name the file of a key by --key"))
    sums = folder / checksums.SUMS
    signature = folder / checksums.SIGNATURE
    signature.unlink(missing_ok=True)  # ssh-keygen asks before it writes over one
    told = _run("sign", "-q", "-f", str(key), "-n", NAMESPACE, str(sums), terminal=sys.stdin.isatty())
    if told.returncode or not signature.is_file():
        said = (told.stderr or b"").decode(errors="replace").strip().splitlines()
        hint = "give its passphrase right; or add it to an agent (`ssh-add`) and name the .pub beside it by --key"
        message = "it can't sign" + (f": {said[-1].rpartition('passphrase: ')[2]}" if said else "")
        raise SourceError(Diagnostic("V007", message, Location(key), hint))
    if signers and not principals(sums, signature, signers):
        signature.unlink()
        hint = f"add the public key to content/{SIGNERS} in a commit of its own, or sign with one that is there"
        raise SourceError(Diagnostic("V007", f"{SIGNERS} does not name this key", Location(key), hint))


def try_out(key: Path, signers: Path | None) -> None:
    """Sign nothing, so that no release is built in vain.

    Raises:
        SourceError, ToolMissingError: as of `sign` (V007).
    """
    with TemporaryDirectory(prefix="press-key-") as folder:
        files.write_text(Path(folder) / checksums.SUMS, "")
        sign(Path(folder), key, signers)


def principals(sums: Path, signature: Path, signers: Path) -> tuple[str, ...]:
    """Under which names a signature's key is known, if it is right; empty: it isn't, or none knows the key.

    Raises:
        ToolMissingError: there is no ssh-keygen (V007).
    """
    told = _run("find-principals", "-s", str(signature), "-f", str(signers))
    names = told.stdout.decode(errors="replace").splitlines() if told.returncode == 0 else []
    rest = ("-f", str(signers), "-n", NAMESPACE, "-s", str(signature))
    return tuple(name for name in names if _run("verify", "-I", name, *rest, given=sums).returncode == 0)


def fingerprint(sums: Path, signature: Path) -> str:
    """The fingerprint of the key that made a signature, whoever has it; empty: it is none of these checksums.

    Raises:
        ToolMissingError: there is no ssh-keygen (V007).
    """
    told = _run("check-novalidate", "-n", NAMESPACE, "-s", str(signature), given=sums)
    found = re.search(rb"SHA256:[A-Za-z0-9+/]+", told.stdout) if told.returncode == 0 else None
    return found[0].decode() if found else ""


def copy_signers(signers: Path, target: Path) -> None:
    """Copy the keys that readers know, without comments, which OpenSSH fills with users and hosts.

    Raises:
        SourceError: a line is none of ALLOWED SIGNERS (ssh-keygen(1)) (V007).
    """
    files.write_text(target, "".join(f"{line}\n" for line in _uncommented(signers)))


def _uncommented(signers: Path) -> Iterator[str]:
    for number, line in enumerate(signers.read_text("utf-8").splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        kind = next((at for at, word in enumerate(words) if at and word.startswith(("ssh-", "ecdsa-", "sk-"))), 0)
        if not kind or kind + 1 >= len(words):
            hint = f'write a name, namespaces="{NAMESPACE}", the kind of key and the key, as a .pub has them'
            raise SourceError(Diagnostic("V007", "this line names no key", Location(signers, number), hint))
        yield " ".join(words[: kind + 2])


def _run(
    action: str, *words: str, given: Path | None = None, terminal: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run ssh-keygen; without a terminal it can ask for nothing, and fails instead."""
    environment = {**os.environ, "LC_ALL": "C"}
    if not terminal:
        environment = {name: value for name, value in environment.items() if name not in ("DISPLAY", "SSH_ASKPASS")}
        environment["SSH_ASKPASS_REQUIRE"] = "never"
    command = ["ssh-keygen", "-Y", action, *words]
    with (given or Path(os.devnull)).open("rb") as source:
        try:
            return subprocess.run(
                command,
                env=environment,
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=None if terminal else subprocess.PIPE,
                start_new_session=not terminal,
                timeout=SECONDS,
                check=False,
            )
        except FileNotFoundError as error:
            hint = "install OpenSSH (on Debian: apt install openssh-client), or release without a key"
            raise ToolMissingError(Diagnostic("V007", "there is no ssh-keygen on this machine", None, hint)) from error
        except subprocess.TimeoutExpired as error:
            hint = "touch the security key, or answer the agent, when it asks"
            message = f"ssh-keygen had no answer in {SECONDS} seconds"
            raise EngineError(Diagnostic("V007", message, None, hint)) from error
