"""What people read beside the book: links between the guides lead somewhere, and forms ask for nothing personal."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from press.project import PROJECT

GUIDES = sorted(
    path
    for pattern in ("*.md", "docs/*.md", "translations/*.md", "benchmarks/*.md", ".github/*.md")
    for path in PROJECT.glob(pattern)
)
FORMS = sorted(path for path in PROJECT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.name != "config.yml")
LINK = re.compile(r"\]\((?!https?:)([^)\s#]*)(?:#([^)\s]+))?\)")
PERSONAL = re.compile(r"(?i)\b(your|full|real) name\b|e-?mail|\bphone|\bcountry|\baddress\b|contact")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_links_between_guides_lead_somewhere(guide: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`\n]*`", "", guide.read_text("utf-8"))
    assert [wrong for name, anchor in LINK.findall(text) if (wrong := _astray(guide, name, anchor))] == []


def _astray(guide: Path, name: str, anchor: str) -> str:
    target = (guide.parent / name) if name else guide
    if not target.exists():
        return name
    return f"{name}#{anchor}" if anchor and anchor not in _anchors(target) else ""


def _anchors(guide: Path) -> set[str]:
    """As forges make them of headings: small letters, hyphens for spaces, no other marks."""
    headings = re.findall(r"(?m)^#+ +(.*)$", guide.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.stem)
def test_a_form_is_one_and_asks_for_nothing_personal(form: Path) -> None:
    checked = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-issue-forms", str(form)]
    told = subprocess.run(checked, capture_output=True, text=True)
    assert told.returncode == 0, told.stdout
    asked = [field["attributes"] for field in yaml.safe_load(form.read_text("utf-8"))["body"] if "id" in field]
    assert asked
    assert [row for row in asked if PERSONAL.search(f"{row['label']} {row.get('description', '')}")] == []
