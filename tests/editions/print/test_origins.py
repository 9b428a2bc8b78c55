"""Where in a publication that comes from which can't be put into inks."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import printbooks
import pytest
from PIL import Image
from printbooks import printing

from press.diagnostics import Diagnostic, EngineError
from press.editions.pictures import rewriter
from press.editions.print.origins import told_at_origin
from press.typesetting.engine import running


def test_a_picture_is_told_at_its_file_though_it_was_rewritten(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "broken.png").write_bytes(b"no picture")
    for name, colour in (("other.png", "blue"), ("shown.jpg", "red")):
        Image.new("RGB", (9, 9), colour).save(content / name, comment=b"not published")
    with running([tmp_path], rewriter(tmp_path, inks=True)) as engine:
        html = engine.parse("<html lang=en><title>A</title><img src='shown.jpg' alt=''>", content)
        (page,) = engine.lay_out(html, engine.sheet("", content)).pages
    (image,) = (box.replacement for box in page._page_box.descendants() if hasattr(box, "replacement"))
    wrong = EngineError(Diagnostic("P010", "a picture can't be decoded", about=f"/Image-{image.id}"))
    publication = replace(printbooks.publication(printing()), root=tmp_path)
    with pytest.raises(EngineError) as raised, told_at_origin(publication):
        raise wrong
    (told,) = raised.value.diagnostics
    assert told.location is not None
    assert told.location.path == content / "shown.jpg"
