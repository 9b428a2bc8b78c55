"""The pictures of pages, and where on them an area of the page's user space lies: looked at, pixel by pixel."""

from __future__ import annotations

import base64
import io
import random
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reported import pdf

from press.preflight.report import pictures
from press.preflight.report.pictures import Picture, View, picture, plate, thumbnails, view

RED = (60.0, 200.0, 110.0, 230.0)


def pixels(made: Picture) -> Image.Image:
    return Image.open(io.BytesIO(base64.b64decode(made.address.partition(",")[2]))).convert("RGB")


@pytest.mark.parametrize("rotate", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize(
    "boxes",
    [
        {},
        {"media": [-30, -40, 300, 500]},
        {"media": [20, 50, 300, 500], "crop": [40, 90, 250, 400]},
        {"media": [20, 50, 300, 500], "crop": [0, 0, 200, 900]},
    ],
)
def test_a_frame_stands_around_what_was_found(tmp_path: Path, rotate: int, boxes: dict[str, list[int]]) -> None:
    path = pdf(tmp_path / "a.pdf", [{**boxes, "rotate": rotate, "red": RED}])
    with closing(pypdfium2.PdfDocument(path)) as made:
        seen, drawn = view(made[0]), picture(made[0], 800)
        assert drawn is not None
        assert (seen.width, seen.height) == pytest.approx(made[0].get_size(), abs=0.01)
    scale = drawn.width / seen.width
    left, top, width, height = (scale * value for value in seen.placed(RED))
    shown = pixels(drawn).split()[1].point(lambda green: 255 * (green < 128))  # type: ignore[operator]
    assert shown.getbbox() == pytest.approx((left, top, left + width, top + height), abs=2)


@given(
    st.sampled_from([0, 90, 180, 270]),
    st.tuples(*[st.floats(-300, 900)] * 4),
    st.floats(0, 20),
)
def test_a_frame_never_leaves_the_page(rotation: int, area: tuple[float, float, float, float], least: float) -> None:
    seen = View((10, 20, 310, 520), rotation)
    left, top, width, height = seen.placed(area, least)
    assert left >= 0
    assert top >= 0
    assert width >= 0
    assert height >= 0
    assert left + width <= seen.width + 0.02
    assert top + height <= seen.height + 0.02


def test_what_is_tiny_gets_a_frame_that_can_be_seen() -> None:
    assert View((0, 0, 100, 100)).placed((50, 50, 50.2, 50.2), 6) == pytest.approx((47.1, 46.9, 6, 6), abs=0.1)
    assert View((0, 0, 100, 100)).placed((99.9, 0, 100, 0.1), 6) == pytest.approx((94, 94, 6, 6), abs=0.1)


def test_a_drawing_is_a_png_of_greys_and_a_photograph_a_jpeg() -> None:
    line = Image.new("RGB", (200, 300), "white")
    line.paste((0, 0, 0), (20, 20, 180, 24))
    noise = Image.frombytes("RGB", (60, 60), random.Random(1).randbytes(10_800))
    assert pictures.encoded(line).address.startswith("data:image/png;base64,")
    assert pictures.encoded(noise).address.startswith("data:image/jpeg;base64,")


def test_a_plate_is_tinted_in_its_ink() -> None:
    drawn = Image.new("L", (600, 900), 0)
    drawn.paste(255, (0, 0, 300, 900))
    made = plate(drawn, "Magenta")
    shown = pixels(made)
    assert (made.width, made.height) == shown.size == (200, 300)
    assert (shown.getpixel((10, 10)), shown.getpixel((190, 10))) == ((226, 0, 122), (255, 255, 255))


def test_many_pages_are_small(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [{}])
    with closing(pypdfium2.PdfDocument(path)) as made:
        edges = [thumbnails([made[0]] * count)[-1] for count in (1, 61, 401, 1001)]
    assert [edge.height for edge in edges if edge] == [480, 340, 220, 140]


def test_pages_of_photographs_become_smaller_still(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = pdf(tmp_path / "a.pdf", [{"red": RED}])
    with closing(pypdfium2.PdfDocument(path)) as made:
        whole = thumbnails([made[0]])[0]
        assert whole is not None
        monkeypatch.setattr(pictures, "MOST_BYTES", len(whole.address) // 4)
        small = thumbnails([made[0]])[0]
    assert small is not None
    assert small.height == pytest.approx(whole.height / 2, abs=2)


def test_a_page_that_cannot_be_drawn_is_none() -> None:
    class Damaged:
        def get_size(self) -> tuple[float, float]:
            raise pypdfium2.PdfiumError("no page")

    assert picture(Damaged(), 100) is None
