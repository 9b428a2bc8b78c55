"""Whatever bytes stand in a file, the checks end, with findings or with a PublicationError."""

from __future__ import annotations

import re
import tempfile
from functools import cache
from pathlib import Path

import pikepdf
import printfiles
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Pdf

from press.diagnostics import PublicationError
from press.preflight.examine import CHECKS, done
from press.preflight.pdf.file import opened

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
CONTENT = printfiles.text() + "/X Do /Y Do /G gs /S cs 0.5 scn 50 50 9 9 re f* BI /W 1 /H 1 /BPC 8 /CS /G ID a EI n"
_NUMBER = re.compile(rb"(?<![\w.])\d+(?![\w.])")


@cache
def sample() -> bytes:
    """A small file of one of everything, uncompressed, without its profile."""

    def edit(pdf: Pdf) -> None:
        form = printfiles.form("q 1 0 0 rg 60 60 20 20 re B Q")(pdf)
        printfiles.resources("XObject", X=printfiles.picture(2, 2), Y=form)(pdf)
        printfiles.resources("ExtGState", G=Dictionary(LW=1, OP=True, SMask=Dictionary(G=form)))(pdf)
        printfiles.resources("ColorSpace", S=printfiles.spot("Warm"))(pdf)
        font = pdf.pages[0].obj.Resources.Font.F1
        font.DescendantFonts[0].FontDescriptor.FontFile2 = pdf.make_stream(b"\0\1\0\0")
        pdf.Root.OutputIntents[0].DestOutputProfile = pdf.make_stream(b"profile", N=4)

    with tempfile.TemporaryDirectory() as folder:
        path = printfiles.write(Path(folder) / "a.pdf", CONTENT, edit)
        with pikepdf.open(path) as pdf:
            plain = pikepdf.StreamDecodeLevel.specialized
            pdf.save(Path(folder) / "b.pdf", compress_streams=False, stream_decode_level=plain)
        return (Path(folder) / "b.pdf").read_bytes()


def judged(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        try:
            with opened(path) as file:
                for check in CHECKS:
                    list(done(check, file, printfiles.RULES))
        except PublicationError:
            pass


@QUIET
@given(st.lists(st.tuples(st.integers(0, 10**6), st.binary(min_size=1, max_size=4)), min_size=1, max_size=8))
def test_bytes_that_are_wrong(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(sample())
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    judged(bytes(data))


@QUIET
@given(st.lists(st.tuples(st.integers(0, 10**6), st.sampled_from(
    [b"-1", b"0", b"1e9", b"null", b"[]", b"<<>>", b"(a)", b"/N", b"99999999999999999999", b"4 0 R", b"true", b"0.0"]
)), min_size=1, max_size=12))  # fmt: skip
def test_values_of_a_wrong_type(changes: list[tuple[int, bytes]]) -> None:
    data = sample()
    for place, new in changes:
        numbers = list(_NUMBER.finditer(data))
        match = numbers[place % len(numbers)]
        data = data[: match.start()] + new + data[match.end() :]
    judged(data)


@QUIET
@given(st.integers(0, 10**6))
def test_files_that_end_too_early(length: int) -> None:
    judged(sample()[: length % len(sample())])


@QUIET
@given(st.text("0123456789.-/ qQcmwTfjJBETDoXYSGgskrnW*'\"()<>[]RGfMN", max_size=200))
def test_content_of_any_kind(content: str) -> None:
    head, _, tail = sample().partition(CONTENT.encode())
    assert tail
    judged(head + content.encode().ljust(len(CONTENT))[: len(CONTENT)] + tail)
