"""Provocations of releases: what is wrong with a repository, a key or a part, and stands in no publication."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from releases import key
from repositories import begun, committed, git

from press.content.publication import read_publication
from press.release import make, parts, signature, source


def no_repository(root: Path, patch: pytest.MonkeyPatch) -> None:
    make.required(root, "1")


def changed_since(root: Path, patch: pytest.MonkeyPatch) -> None:
    begun(root)
    committed(root, "v1")
    (root / "content/chapters/borrowing.md").write_text("# Another")
    (root / "content/forgotten.md").write_text("# Forgotten")
    make.required(root, "1")


def untagged(root: Path, patch: pytest.MonkeyPatch) -> None:
    begun(root)
    committed(root)
    make.required(root, "1")


def tagged_elsewhere(root: Path, patch: pytest.MonkeyPatch) -> None:
    begun(root)
    committed(root, "v1")
    committed(root)
    make.required(root, "1")


def another_version(root: Path, patch: pytest.MonkeyPatch) -> None:
    begun(root)
    committed(root, "v2")
    make.required(root, "2")


def pointer_of_what_is_not_there(root: Path, patch: pytest.MonkeyPatch) -> None:
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 5\n"
    (root / "content/figures/stamp.png").write_text(pointer)
    begun(root)
    committed(root, "v1")
    make.write_out(make.required(root, "1"), root / "build/tree")


def shallow(root: Path, patch: pytest.MonkeyPatch) -> None:
    begun(root)
    committed(root)
    committed(root, "v1")
    (root / ".git/shallow").write_text(git(root, "rev-parse", "HEAD") + "\n")
    source.last_release(source.find(root))


def key_that_readers_do_not_know(root: Path, patch: pytest.MonkeyPatch) -> None:
    signers = root / "content/allowed_signers"
    signers.write_text('reading-room namespaces="whitepaper" ' + key(root).with_suffix(".pub").read_text())
    (root / "another").mkdir()
    signature.try_out(key(root / "another"), signers)


def key_that_is_not_there(root: Path, patch: pytest.MonkeyPatch) -> None:
    signature.try_out(root / "no-key", None)


def signers_without_keys(root: Path, patch: pytest.MonkeyPatch) -> None:
    (root / "content/allowed_signers").write_text("# Ours\n\nreading-room\n")
    signature.copy_signers(root / "content/allowed_signers", Path(os.devnull))


def parts_of_nothing(root: Path, patch: pytest.MonkeyPatch) -> None:
    parts.joined([root / "content"], read_publication(root), {}, root / "build/release/1")


def no_parts_at_all(root: Path, patch: pytest.MonkeyPatch) -> None:
    parts.joined([], read_publication(root), {}, root / "build/release/1")


PROVOCATIONS = {
    "no_repository": no_repository,
    "changed_since": changed_since,
    "untagged": untagged,
    "tagged_elsewhere": tagged_elsewhere,
    "another_version": another_version,
    "pointer_of_what_is_not_there": pointer_of_what_is_not_there,
    "shallow": shallow,
    "key_that_readers_do_not_know": key_that_readers_do_not_know,
    "key_that_is_not_there": key_that_is_not_there,
    "signers_without_keys": signers_without_keys,
    "parts_of_nothing": parts_of_nothing,
    "no_parts_at_all": no_parts_at_all,
}
