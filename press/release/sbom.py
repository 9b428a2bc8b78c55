"""The software bill of materials of a release (CycloneDX 1.6): what its files were made with, as the locks name it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.xml import XmlV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.xml import XmlValidator
from packageurl import PackageURL

from press import files
from press.model.publication import Publication
from press.release import ingredients
from press.release.manifest import Manifest

NAME = "sbom.cdx.xml"


def write(publication: Publication, made_of: Manifest, target: Path) -> None:
    """Write the bill of materials, the same for the same commit.

    Its serial number comes of the publication's identifier, its version and its commit, its time is the day of
    publication.

    Args:
        made_of: as of `press.release.manifest.made_of`.
    """
    about = f"{publication.identifier} {publication.version} {made_of['commit']}"
    bom = Bom(serial_number=uuid5(NAMESPACE_URL, about))
    bom.metadata.timestamp = datetime.combine(publication.publication_date, time(), UTC)
    bom.metadata.component = Component(
        type=ComponentType.DATA,
        name=publication.slug,
        version=publication.version,
        bom_ref=publication.identifier,
        description=publication.title[publication.source_language],
    )
    for component in _components(publication, made_of):
        bom.components.add(component)
    bom.register_dependency(bom.metadata.component, list(bom.components))
    text = XmlV1Dot6(bom).output_as_string(indent=1)
    wrong = XmlValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise AssertionError(f"the bill of materials is not of CycloneDX: {wrong}")
    files.write_text(target, text + "\n")


def _components(publication: Publication, made_of: Manifest) -> Iterator[Component]:
    own = made_of["press"]
    yield _component("whitepaper", own["version"], [("SHA-256", own["sha256"])], ComponentType.APPLICATION)
    pandoc = ingredients.pandoc_version()
    url = PackageURL("github", "jgm", "pandoc", pandoc)
    yield _component("pandoc", pandoc, [], ComponentType.APPLICATION, purl=url)
    for row in (*ingredients.libraries(), ingredients.formulas()):
        yield _package(row)
    for row in ingredients.fonts(publication.root):
        yield _package(row)
    for profile in made_of["profiles"]:
        yield _component(profile["name"], None, [("SHA-256", profile["sha256"])], ComponentType.FILE)


def _package(row: ingredients.Package) -> Component:
    scope, _, name = row.name.rpartition("/")
    url = PackageURL(row.kind, scope or None, name, row.version)
    made = _component(name, row.version, row.digests, ComponentType.LIBRARY, purl=url, group=scope or None)
    if row.licence:
        made.licenses.add(LicenseExpression(row.licence))
    return made


def _component(name: str, version: str | None, digests: Any, kind: ComponentType, **more: Any) -> Component:
    hashes = [HashType(alg=HashAlgorithm(algorithm), content=digits) for algorithm, digits in digests]
    reference = str(more.get("purl") or f"{name}@{version or digests[0][1]}")
    return Component(type=kind, name=name, version=version, hashes=hashes, bom_ref=reference, **more)
