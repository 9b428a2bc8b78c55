"""From a tagged commit to the folder of a release: written out, built cold, described, summed up and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from press import files
from press.content.publication import SETTINGS, read_publication
from press.diagnostics import Diagnostic, Location, Severity, SourceError
from press.leaks import artifacts, known
from press.model.edition import Edition
from press.model.publication import Publication
from press.release import assets, checksums, manifest, notes, sbom, signature, source
from press.release.assets import Row
from press.release.manifest import Manifest
from press.release.source import Source
from press.tasks import stored


def required(folder: Path, version: str) -> Source:
    """The commit that a release is to be made of.

    Raises:
        SourceError: there is none that can be (V001–V004), all that is wrong at once.
    """
    found = source.find(folder)
    wrong = [*_other_version(folder, version), *source.changes(found)]
    try:
        found = replace(found, tag=source.tag_of(found, version))
    except SourceError as error:
        wrong += error.diagnostics if not wrong else ()  # what is wrong before it has to be committed, then tagged
    if wrong:
        raise SourceError(wrong)
    return found


def _other_version(folder: Path, version: str) -> Iterator[Diagnostic]:
    said = read_publication(folder).version
    if said != version:
        hint = f'run `./whitepaper release {said}`, or write `version: "{version}"`, commit and tag it'
        yield Diagnostic("V004", f"its version is {said}, not {version}", Location(folder / SETTINGS), hint)


def write_out(found: Source, tree: Path) -> Publication:
    """Write the tree out; the settings as they were committed.

    Raises:
        SourceError: content that git doesn't hold here (V005), or settings that are wrong.
    """
    source.write_out(found, found.commit, tree)
    return read_publication(tree)


def signers_of(publication: Publication) -> Path | None:
    """The keys that readers know, where the publication names any."""
    path = publication.root / "content" / signature.SIGNERS
    return path if path.is_file() else None


def collect(editions: Iterable[Edition], publication: Publication, target: Path) -> list[Row]:
    """Copy what was built of some editions into the folder of a release; what its manifest tells of each file."""
    target.mkdir(parents=True)
    build = publication.root / "build"
    return [row for edition in editions for row in assets.collected(edition, publication.slug, build, target)]


def completeness(publication: Publication) -> dict[str, dict[str, int]]:
    """How much of each language of a publication that was built is translated and reviewed, in segments."""
    return manifest.completeness(stored.read(publication.root / "build/translations/status.json"))


def end_part(target: Path, made_of: Manifest, rows: Sequence[Row]) -> None:
    """End a part of a release: it tells what it holds, and is no release."""
    manifest.write(target, made_of, rows, complete=False)
    checksums.write(target)


def last_tree(found: Source, target: Path) -> Path | None:
    """The publication's folder as the last release before had it, written out; None: there was none.

    Raises:
        SourceError: this clone doesn't have it (V005).
    """
    tag = source.last_release(found)
    if not tag:
        return None
    source.write_out(found, tag, target)
    return target


def end(
    target: Path,
    publication: Publication,
    made_of: Manifest,
    rows: Sequence[Row],
    before: Path | None,
    key: Path | None,
) -> None:
    """End a release, from whatever its editions come: notes, bill of materials, keys, manifest, checksums, signature.

    Args:
        before: as of `last_tree`.

    Raises:
        SourceError: the key can't sign, or readers don't know it (V007).
        ToolMissingError: there is no ssh-keygen (V007).
    """
    beside = []
    for row in publication.languages:
        changes = notes.changelog_of(publication, row.code)
        text = notes.release_notes(publication, row.code, publication.version, changes, before)
        path = target / f"RELEASE-NOTES.{row.code}.md"
        files.write_text(path, text)
        beside.append(assets.described(path, language=row.code))
    sbom.write(publication, made_of, target / sbom.NAME)
    beside.append(assets.described(target / sbom.NAME))
    if signers := signers_of(publication):
        signature.copy_signers(signers, target / signature.SIGNERS)
        beside.append(assets.described(target / signature.SIGNERS))
    manifest.write(target, made_of, [*rows, *beside], complete=True)
    checksums.write(target)
    if key:
        signature.sign(target, key, signers)


def refuse_leaks(target: Path, folder: Path) -> None:
    """Look through all that a release holds for what tells who made it; remarks hold nobody up.

    Args:
        target: the folder of the release.
        folder: the publication's, in whose history the names stand that nothing may tell.

    Raises:
        SourceError: it tells something (N001–N009).
    """
    found = artifacts.find([target], known.of(read_publication(folder)))
    if told := [row for row in found if row.severity is Severity.ERROR]:
        raise SourceError(told)
