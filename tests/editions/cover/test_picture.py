"""The cover's picture: size, weight, languages, the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest
import rich_samples
from PIL import Image

from press.diagnostics import EngineError
from press.editions.cover.picture import write_cover_image

MODULES = Path(__file__).resolve().parents[3] / "node_modules"


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_cover_is_two_by_three_and_light(tmp_path: Path, language: str) -> None:
    target = tmp_path / "cover.png"
    write_cover_image(rich_samples.book(language), rich_samples.publication(tmp_path), MODULES, target)
    with Image.open(target) as image:
        assert image.size == (1600, 2400)
        ground = image.convert("RGB").getpixel((5, 5))
        inks = image.convert("L").crop((100, 300, 1500, 1000)).getextrema()
    assert ground == (0x8A, 0x2B, 0x2B)
    assert inks[1] - inks[0] > 120  # a title stands out from it
    assert target.stat().st_size < 300_000


def test_a_cover_is_always_the_same(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "c.jpg"):
        write_cover_image(rich_samples.book("ru"), rich_samples.publication(tmp_path), MODULES, tmp_path / name)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
    assert (tmp_path / "c.jpg").stat().st_size < 300_000


def test_a_publication_may_bring_its_own_cover(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "cover" / "cover.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text("<style>@page { size: 432pt 648pt; background: #00f }</style><p>{{ title }}</p>")
    write_cover_image(rich_samples.book("en"), rich_samples.publication(tmp_path), MODULES, tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as image:
        assert image.convert("RGB").getpixel((5, 5)) == (0, 0, 255)


def test_a_cover_fetches_nothing(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "cover" / "cover.html.j2"
    template.parent.mkdir(parents=True)
    template.write_text('<img src="https://example.org/a.png" alt="x">')
    with pytest.raises(EngineError) as caught:
        write_cover_image(rich_samples.book("en"), rich_samples.publication(tmp_path), MODULES, tmp_path / "a.png")
    assert caught.value.diagnostics[0].code == "P004"
    assert not (tmp_path / "a.png").exists()
