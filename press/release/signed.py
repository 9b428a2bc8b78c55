"""Who vouches for a release: what the signature of SHA256SUMS shows, and what it doesn't."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from press import characters
from press.diagnostics import PublicationError
from press.release import signature
from press.release.checksums import SIGNATURE


class Proof(StrEnum):
    """How much a signature shows."""

    NONE = "none"  # there is no signature
    UNCHECKED = "unchecked"  # nothing here can check it
    WRONG = "wrong"  # it isn't one of these checksums
    UNKNOWN = "unknown"  # by a key that the given signers don't name
    OWN = "own"  # by a key that the release alone vouches for
    KNOWN = "known"  # by a key that the reader has from elsewhere


@dataclass(frozen=True)
class Signed:
    """What a signature shows.

    Attributes:
        said: that in a sentence or two, for people.
        names: of the signer, as the list of keys has them.
        key: the fingerprint of the key, `SHA256:…`.
    """

    proof: Proof
    said: str
    names: tuple[str, ...] = ()
    key: str = ""


def signed(sums: Path, signers: Path | None) -> Signed:
    """Check the signature beside a list of checksums.

    Args:
        sums: the list.
        signers: the keys that the reader knows, as ssh-keygen(1) has it under ALLOWED SIGNERS; None: none.
    """
    path, beside = sums.parent / SIGNATURE, sums.parent / signature.SIGNERS
    if not path.is_file():
        return Signed(Proof.NONE, "Not signed: nothing here shows who made it.")
    try:
        key = signature.fingerprint(sums, path)
        if not key:
            return Signed(Proof.WRONG, f"{SIGNATURE} is no signature of these checksums.")
        known = signers or (beside if beside.is_file() else None)
        names = tuple(map(characters.visible, signature.principals(sums, path, known))) if known else ()
    except PublicationError as error:
        return Signed(Proof.UNCHECKED, f"Signed, but that was not checked: {error.diagnostics[0].message}.")
    if signers and not names:
        return Signed(Proof.UNKNOWN, f"Signed with the key {key}, which is none of {signers}.", (), key)
    by = f"Signed by {', '.join(names)}, key {key}" if names else f"Signed with the key {key}, which nothing names"
    if signers and not _came_with(signers, sums.parent):
        return Signed(Proof.KNOWN, f"{by}, as {signers} has it.", names, key)
    return Signed(Proof.OWN, f"{by}.\n{_OWN}", names, key)


_OWN = """\
What comes with a release can't vouch for it, for whoever changes a release can change that, too: this shows that
nothing was damaged since it was signed, not who signed it. Compare the key with one that you know from elsewhere, or
name a file of keys that you have from there: --signers content/allowed_signers, in a clone of the publication's
repository."""


def _came_with(signers: Path, folder: Path) -> bool:
    """Whether the keys that are to be trusted lie in what is to be checked."""
    return signers.resolve().is_relative_to(folder.resolve())
