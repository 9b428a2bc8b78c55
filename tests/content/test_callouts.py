"""Call-outs as authors write them: one form for all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from press import pandoc
from press.content import markdown


def only(root: Path, text: str) -> Any:
    """The one block of a document below its title."""
    (root / "a.md").write_text(f"# A\n\n{text}\n", "utf-8")
    (block,) = markdown.read(root / "a.md", {}, (), root)["blocks"][1:]
    return block


def told(block: Any) -> tuple[str, list[str], list[str]]:
    """The anchor, the classes and the texts of a call-out, the title in brackets."""
    (anchor, classes, _), blocks = block["c"]
    titled = [b["t"] == "Div" and b["c"][0][1] == ["press-callout-title"] for b in blocks]
    texts = [pandoc.plain(b) for b in blocks]
    return anchor, classes, [f"[{text}]" if title else text for title, text in zip(titled, texts, strict=True)]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("::: note\nWords.\n:::", []),
        ('::: {.note title="An *own* title"}\nWords.\n:::', ["[An own title]"]),
        ('::: {.note title="1. Don\'t"}\nWords.\n:::', ["[1. Don’t]"]),
        ("::: note\n#### An *own* title\n\nWords.\n:::", ["[An own title]"]),
        ("> [!NOTE]\n> Words.", []),
        ("> [!note]- An *own* title\n> Words.", ["[An own title]"]),
        ("> [!NOTE]\n>\n> Words.", []),
    ],
)
def test_each_way_of_writing(tmp_path: Path, text: str, title: list[str]) -> None:
    _, classes, texts = told(only(tmp_path, text))
    assert classes == ["note", "press-callout", "press-callout-note"]
    assert texts == [*title, "Words."]


def test_own_classes_attributes_and_anchors_are_kept(tmp_path: Path) -> None:
    block = only(tmp_path, '::: {.mine .callout-tip #here title="A" lang=ru dir=ltr}\nWords.\n:::')
    assert told(block)[:2] == ("here", ["mine", "callout-tip", "press-callout", "press-callout-tip"])
    assert block["c"][0][2] == [["lang", "ru"], ["dir", "ltr"]]
    assert told(only(tmp_path, "::: tip\n## A {#there}\n\nWords.\n:::"))[0] == "there"


def test_one_within_another_and_within_lists(tmp_path: Path) -> None:
    outer = only(tmp_path, ":::: box\n- item\n\n  > [!TIP]\n  > Inner.\n::::")
    kinds = [node["c"][0][1][-1] for node in pandoc.walk(outer) if node["t"] == "Div"]
    assert kinds == ["press-callout-box", "press-callout-tip"]


@pytest.mark.parametrize("text", ["::: mine\nWords.\n:::", "> [!MINE]\n> Words.", "> [NOTE]\n> Words.", "> > Words."])
def test_all_else_stays_as_it_is(tmp_path: Path, text: str) -> None:
    assert "press-callout" not in repr(only(tmp_path, text))
