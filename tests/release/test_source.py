"""The commit that a release is made of, whatever its clone, and its tree byte for byte."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from commandline import PROJECT
from repositories import begun, committed, git, published

from press.diagnostics import PublicationError
from press.release import source

MINIMAL = PROJECT / "tests/fixtures/minimal"
POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize {}\n"
CRLF = "one\r\ntwo\r\n"


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and "build" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def written(root: Path, target: Path) -> dict[str, bytes]:
    found = source.find(root)
    source.write_out(found, found.commit, target)
    return files(target)


def told(root: Path) -> list[str]:
    """What isn't as it was committed."""
    found = source.changes(source.find(root))
    return [f"{row.location.path.relative_to(root) if row.location else ''}: {row.message}" for row in found]


def refused(root: Path, target: Path) -> list[tuple[str, str]]:
    with pytest.raises(PublicationError) as raised:
        written(root, target)
    return [(row.code, str(row.location)) for row in raised.value.diagnostics]


def test_the_tree_is_written_as_it_was_committed(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    assert written(root, tmp_path / "tree") == files(MINIMAL)


def test_of_a_publication_within_a_repository_only_that(tmp_path: Path) -> None:
    root = published(tmp_path / "one", inside="books/[of] ours")
    (tmp_path / "one/content").mkdir()
    (tmp_path / "one/content/other.md").write_text("# Other")
    (tmp_path / "one/books/[of] ours and more").mkdir()
    (tmp_path / "one/books/[of] ours and more/content").write_text("none of ours")
    committed(tmp_path / "one")
    assert source.find(root).inside == "books/[of] ours/"
    assert written(root, tmp_path / "tree") == files(MINIMAL)


def test_no_attribute_has_a_say(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    rules = "*.md eol=crlf\n*.po export-ignore\n*.yaml export-subst ident\n*.svg working-tree-encoding=UTF-16 text\n"
    (root / ".gitattributes").write_text(rules)
    committed(root)
    assert written(root, tmp_path / "tree") == files(MINIMAL)


def test_no_setting_of_a_user_or_a_clone_has_a_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = published(tmp_path / "one")
    marked = tmp_path / "ran"
    for name in ("core.fsmonitor", "core.sshCommand", "core.pager"):
        git(root, "config", name, f"touch {marked}; false")
    git(root, "config", "status.showUntrackedFiles", "no")
    git(root, "config", "filter.own.smudge", f"touch {marked}; tr a-z A-Z")
    (root / ".git/info/attributes").write_text("*.md filter=own\n")
    for name in ("post-index-change", "post-checkout", "reference-transaction"):
        (root / ".git/hooks").mkdir(exist_ok=True)
        (root / ".git/hooks" / name).write_text(f"#!/bin/sh\ntouch {marked}\n")
        (root / ".git/hooks" / name).chmod(0o755)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    monkeypatch.setenv("GIT_LITERAL_PATHSPECS", "1")
    (root / "content/new.md").write_text("# New")
    assert told(root) == ["content/new.md: git does not know it"]
    assert written(root, tmp_path / "tree") == files(MINIMAL)
    assert not marked.exists()


def test_a_clone_with_the_line_ends_of_another_system_is_clean(tmp_path: Path) -> None:
    published(tmp_path / "one")
    git(tmp_path, "clone", "--quiet", "--config", "core.autocrlf=true", "one", "two")
    assert b"\r\n" in (tmp_path / "two/content/publication.yaml").read_bytes()
    os.utime(tmp_path / "two/content/publication.yaml", (0, 0))  # git has to look into it again
    assert told(tmp_path / "two") == []
    assert written(tmp_path / "two", tmp_path / "tree") == files(MINIMAL)


def test_line_ends_stay_as_they_were_committed(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    (root / "content/note.md").write_text(CRLF, newline="")
    committed(root)
    assert written(root, tmp_path / "tree")["content/note.md"] == CRLF.encode()


def test_no_object_stands_for_another_one(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    name = git(root, "rev-parse", "HEAD:content/chapters/imprint.md")
    other = git(root, "rev-parse", "HEAD:content/chapters/borrowing.md")
    git(root, "replace", name, other)
    assert written(root, tmp_path / "tree") == files(MINIMAL)


def test_a_repository_of_sha_256(tmp_path: Path) -> None:
    begun(tmp_path / "one", "--object-format=sha256")
    shutil.copytree(MINIMAL, tmp_path / "one", ignore=shutil.ignore_patterns("build"), dirs_exist_ok=True)
    assert len(committed(tmp_path / "one")) == 64
    assert written(tmp_path / "one", tmp_path / "tree") == files(MINIMAL)


def test_a_work_tree_beside_the_first_one(tmp_path: Path) -> None:
    root = published(tmp_path / "one", "v1")
    git(root, "worktree", "add", "--quiet", str(tmp_path / "two"), "v1")
    assert source.find(tmp_path / "two").objects == source.find(root).objects
    assert written(tmp_path / "two", tmp_path / "tree") == files(MINIMAL)


def test_templates_beside_the_press_are_the_presss(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    (root / "templates/pdf").mkdir(parents=True)
    (root / "templates/pdf/front.html.j2").write_text("ours")
    committed(root)
    assert "templates/pdf/front.html.j2" in written(root, tmp_path / "own")
    (root / "press").mkdir()
    (root / "press/project.py").write_text("")
    committed(root)
    assert not (set(written(root, tmp_path / "press's")) - set(files(MINIMAL)))


@pytest.mark.parametrize("inside", ["", "books/one"])
def test_what_large_file_storage_keeps_stands_for_its_pointer(tmp_path: Path, inside: str) -> None:
    root = published(tmp_path / "one", inside=inside)
    picture = root / "content/figures/stamp.png"
    data = picture.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    picture.write_text(POINTER.format(digest, len(data)))
    committed(tmp_path / "one")
    assert refused(root, tmp_path / "lacking") == [("V005", str(picture))]
    kept = tmp_path / "one/.git/lfs/objects" / digest[:2] / digest[2:4] / digest
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"damaged")
    assert refused(root, tmp_path / "damaged") == [("V005", str(picture))]
    kept.write_bytes(data)
    assert written(root, tmp_path / "tree") == files(MINIMAL)


def test_a_submodule_is_none_of_the_publications(tmp_path: Path) -> None:
    root, other = published(tmp_path / "one"), begun(tmp_path / "other")
    (other / "a.md").write_text("# A")
    committed(other)
    git(root, "submodule", "--quiet", "add", str(other), "content/other")
    committed(root)
    assert told(root) == []
    assert refused(root, tmp_path / "tree") == [("V005", str(root / "content/other"))]


def test_a_clone_without_contents_fetches_nothing(tmp_path: Path) -> None:
    origin = published(tmp_path / "one")
    git(origin, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{origin}", "two")
    found = refused(tmp_path / "two", tmp_path / "tree")
    assert {code for code, _ in found} == {"V005"}  # of the first one alone, before git 2.45


@pytest.mark.parametrize("name", ["..", "."])
def test_a_forged_tree_leads_nowhere(tmp_path: Path, name: str) -> None:
    root = published(tmp_path / "one")
    blob = git(root, "rev-parse", "HEAD:content/publication.yaml")
    # Written by hand: a tree within a tree, by a name that leads out of it.
    inner = hashed(root, b"100644 out.md\0" + bytes.fromhex(blob))
    content = hashed(root, f"40000 {name}".encode() + b"\0" + bytes.fromhex(inner))
    top = hashed(root, b"40000 content\0" + bytes.fromhex(content))
    git(root, "update-ref", "HEAD", git(root, "commit-tree", "-m", "Forged", top))
    assert refused(root, tmp_path / "out/tree") == [("V005", str(root / "content" / name / "out.md"))]
    assert list(tmp_path.rglob("out.md")) == []


def hashed(root: Path, tree: bytes) -> str:
    (root.parent / "tree-object").write_bytes(tree)
    name = git(root, "hash-object", "-t", "tree", "-w", "--literally", str(root.parent / "tree-object"))
    (root.parent / "tree-object").unlink()
    return name


def test_links_are_written_last_and_as_links(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    (root / "content/figures/again.svg").symlink_to("shelf.svg")
    committed(root)
    written(root, tmp_path / "tree")
    assert (tmp_path / "tree/content/figures/again.svg").readlink() == Path("shelf.svg")


def test_what_is_not_as_it_was_committed(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    (root / ".gitignore").write_text("*.swp\n")
    committed(root)
    assert told(root) == []
    for name in ("build/editions/a.pdf", "content/a.swp"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("")
    assert told(root) == []
    (root / "content/chapters/borrowing.md").write_text("# Another")
    (root / "content/figures/stamp.png").unlink()
    (root / "новое имя").write_text("")
    assert sorted(told(root)) == [
        "content/chapters/borrowing.md: it is not as it was committed",
        "content/figures/stamp.png: it is not as it was committed",
        "новое имя: git does not know it",
    ]


def test_many_changes_are_counted(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    for number in range(source.MOST_NAMED + 5):
        (root / f"content/{number}.md").write_text("# A")
    assert len(told(root)) == source.MOST_NAMED
    assert told(root)[-1].endswith("; so do 5 others")


def test_changes_beside_a_publication_are_none_of_its(tmp_path: Path) -> None:
    root = published(tmp_path / "one", inside="books/one")
    (tmp_path / "one/other.md").write_text("# Other")
    assert told(root) == []


def test_a_publication_that_git_ignores_is_not_committed(tmp_path: Path) -> None:
    begun(tmp_path / "one")
    (tmp_path / "one/.gitignore").write_text("/books\n")
    committed(tmp_path / "one")
    root = tmp_path / "one/books"
    shutil.copytree(MINIMAL, root, ignore=shutil.ignore_patterns("build"))
    assert told(root) == ["content/publication.yaml: it is not committed: git ignores it"]


def tag(root: Path, version: str) -> str:
    return source.tag_of(source.find(root), version)


def test_the_tag_has_a_v_or_none(tmp_path: Path) -> None:
    root = published(tmp_path / "one", "1.0")
    assert tag(root, "1.0") == "1.0"
    git(root, "tag", "--annotate", "--message", "One", "v1.0")
    assert tag(root, "1.0") == "v1.0"


def test_a_branch_is_no_tag(tmp_path: Path) -> None:
    root = published(tmp_path / "one")
    git(root, "branch", "v1.0")
    with pytest.raises(PublicationError, match=r"has no tag v1\.0"):
        tag(root, "1.0")


@pytest.mark.parametrize("also", [(), ("1.0",)])
def test_a_tag_of_another_commit_is_refused(tmp_path: Path, also: tuple[str, ...]) -> None:
    root = published(tmp_path / "one", "v1.0")
    committed(root, *also)
    with pytest.raises(PublicationError, match=r"the tag v1\.0 names another commit"):
        tag(root, "1.0")


def test_the_last_release_before(tmp_path: Path) -> None:
    root = published(tmp_path / "one", "v1.0")
    assert source.last_release(source.find(root)) == ""
    committed(root, "fonts-2024")
    committed(root, "v1.1")
    assert source.last_release(source.find(root)) == "v1.0"
    committed(root, "v1.2")
    assert source.last_release(source.find(root)) == "v1.1"


def test_a_shallow_clone_knows_no_last_release(tmp_path: Path) -> None:
    root = published(tmp_path / "one", "v1.0")
    committed(root, "v1.1")
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{root}", "two")
    with pytest.raises(PublicationError, match="this clone is shallow"):
        source.last_release(source.find(tmp_path / "two"))


def test_where_there_is_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = published(tmp_path / "one")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PublicationError, match="there is no git on this machine"):
        source.find(root)


@pytest.mark.parametrize("kind", ["bare", "empty", "none"])
def test_where_nothing_is_committed(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "one"
    root.mkdir()
    if kind != "none":
        begun(root, *(["--bare"] if kind == "bare" else []))
    with pytest.raises(PublicationError) as raised:
        source.find(root)
    assert [row.code for row in raised.value.diagnostics] == ["V001"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_somebody_else_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = published(tmp_path / "one")
    for path in (root, root / ".git"):
        os.chown(path, 65534, 65534)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(PublicationError, match=r"--add safe\.directory"):
        source.find(root)
    (tmp_path / ".gitconfig").write_text(f"[safe]\n\tdirectory = {root}\n")
    assert source.find(root).commit
