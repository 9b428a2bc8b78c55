"""The report of preflight as a page and as JSON: whole, self-contained, and honest of what it leaves out."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from PIL import Image
from reported import finding, pdf, plates, report

from press.diagnostics import CODES, EngineError
from press.model.preflight import Plates, Report
from press.preflight.report import findings
from press.preflight.report.page import verdict, write_report

BLED = {"media": [0, 0, 480, 700], "trim": [24, 26, 456, 674], "bleed": [15.5, 17.5, 464.5, 682.5]}
HOSTILE = '"><script>alert(1)</script>{{ 7*7 }}&amp;'


def written(folder: Path, found: Report, drawn: Plates | None = plates) -> html.HtmlElement:
    target = folder / "build" / "report.html"
    write_report(found, target, drawn)
    return html.fromstring(target.read_text("utf-8"))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return pdf(tmp_path / "book.pdf", [{**BLED, "red": (100, 100, 200, 200)} for _ in range(9)])


@pytest.fixture
def found(book: Path) -> Report:
    findings = (
        finding("F018", 7, (100, 300, 300, 310), warning=True),
        finding("F008", 8, (100, 100, 200, 200)),
        finding("F002", 5),
        finding("F015", None, warning=True),
        finding("F008", 4, (100, 100, 200, 200)),
    )
    return report(book, findings, 9, [20, 310.4, 120, 0, 0, 0, 0, 90, 40])


def words(element: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(" ".join(row.itertext()).split()) for row in element.xpath(path)]


def test_it_says_what_it_comes_to(tmp_path: Path, found: Report) -> None:
    page = written(tmp_path, found)
    assert words(page, "//h1") == ["book.pdf"]
    assert words(page, "//p[contains(@class, 'verdict')]") == ["Not ready for print: 3 errors, 2 warnings"]
    figures = dict(zip(words(page, "//dt"), words(page, "//dd"), strict=True))
    assert figures["Pages"] == "9"
    assert figures["Trim size"] == "152.4 × 228.6 mm (6 × 9 in)"
    assert figures["Bleed"] == "3 mm (0.118 in)"
    assert figures["Printing condition"].startswith("Coated FOGRA39")
    assert figures["Most ink"] == "310 % on page 2; the limit is 300 %"
    assert figures["SHA-256"] == hashlib.sha256(found.path.read_bytes()).hexdigest()
    assert "Trim size wanted" not in figures


def test_verdicts(found: Report) -> None:
    assert verdict(replace(found, findings=())) == "Ready for print"
    assert verdict(replace(found, findings=found.warnings[:1])) == "Ready for print; 1 warning to look at"
    assert verdict(replace(found, findings=found.errors[:1])) == "Not ready for print: 1 error"


def test_findings_stand_under_their_codes_and_lead_to_their_pages(tmp_path: Path, found: Report) -> None:
    page = written(tmp_path, found)
    heads = words(page, "//tr[@class='group']/th")
    assert [head.split()[0] for head in heads] == ["F002", "F008", "F015", "F018"]
    assert heads[1] == f"F008 {CODES['F008']} · 2 errors mend F008"
    rows = words(page, "//tbody/tr[starts-with(@class, 'is-')]")
    assert rows[1] == "2 error page 4 F008 is wrong on 4"
    assert "whole file" in rows[3]
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in page.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_a_finding_is_framed_on_its_page_with_its_number(tmp_path: Path, found: Report) -> None:
    page = written(tmp_path, found)
    (large,) = page.xpath("//section[@aria-labelledby='page-4']")
    assert large.xpath(".//svg/@viewbox") == ["0 0 480.0 700.0"]
    (frame,) = large.xpath(".//rect[@class='frame']")
    assert [float(frame.get(name)) for name in ("x", "y", "width", "height")] == [100, 500, 100, 100]
    assert large.xpath(".//svg//text/text()") == ["2"]
    assert large.xpath(".//img[1]/@alt")[0] == "Page 4, with 1 finding"
    (whole,) = page.xpath("//section[@aria-labelledby='page-5']//g")
    assert whole.get("class") == "mark is-error whole"
    assert page.xpath("//li[@id='small-8']//svg//text/text()") == ["3"]


def test_plates_of_the_first_pages_and_of_those_with_findings(tmp_path: Path, found: Report) -> None:
    asked: list[Sequence[int]] = []

    def drawn(pages: Sequence[int]) -> Mapping[int, Mapping[str, Image.Image]]:
        asked.append(pages)
        return plates(pages)

    page = written(tmp_path, found, drawn)
    assert asked == [[1, 2, 3, 4, 5, 7, 8]]
    shown = words(page, "//section[@aria-labelledby='page-4']//figcaption")
    assert shown == ["Cyan", "Magenta: no ink", "Yellow: no ink", "Black", "Gold"]
    assert "The plate Cyan of page 4" in page.xpath("//img/@alt")
    assert words(written(tmp_path, found, None), "//section[@class='large']//figcaption") == []
    empty = {"Cyan": Image.new("L", (20, 30), 0), "Black": Image.new("L", (20, 30), 0)}
    bare = written(tmp_path, found, lambda pages: dict.fromkeys(pages, empty))
    assert "There is no ink on any plate." in bare.xpath("//section[@aria-labelledby='page-2']")[0].text_content()


def test_it_asks_for_nothing(tmp_path: Path, found: Report) -> None:
    page = written(tmp_path, found)
    addresses = page.xpath("//@src | //*[not(self::a)]/@href | //@xlink:href", namespaces={"xlink": "x"})
    assert addresses
    assert all(address.startswith("data:image/") for address in addresses)
    assert page.xpath("//script | //@style | //@*[starts-with(name(), 'on')]") == []
    style = page.xpath("//style")[0].text
    assert not re.search(r"url\(|@import", style)
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert b64encode(hashlib.sha256(style.encode()).digest()).decode() in policy
    assert "default-src 'none'" in policy


def test_it_can_be_read_by_those_who_do_not_see_it(tmp_path: Path, found: Report) -> None:
    page = written(tmp_path, found)
    assert page.get("lang") == "en"
    levels = [int(row.tag[1]) for row in page.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(row.get("alt") for row in page.xpath("//img"))
    assert all(row.get("aria-hidden") or row.get("aria-label") for row in page.xpath("//svg"))
    assert {row.get("scope") for row in page.xpath("//th")} == {"col", "rowgroup"}


def test_ink_over_the_limit_stands_out(tmp_path: Path, found: Report) -> None:
    (chart,) = written(tmp_path, found).xpath("//svg[@class='chart']")
    assert [row.get("class") for row in chart.xpath("./rect")] == [None, "over", *[None] * 7]
    assert "from 0 % to 310 %; the limit is 300 %" in chart.get("aria-label")
    without = written(tmp_path, replace(found, coverage=()))
    assert without.xpath("//svg[@class='chart']") == []
    assert "not measured; the limit is 300 %" in without.text_content()


def test_json_has_all_findings_and_stable_keys(tmp_path: Path, found: Report) -> None:
    written(tmp_path, found)
    made = json.loads((tmp_path / "build/report.json").read_text("utf-8"))
    known = ("file", "sha256", "kind", "language", "pages", "trim", "printer", "condition", "ink_limit", "coverage",
             "errors", "warnings", "findings")
    assert tuple(made) == known
    assert (made["file"], made["printer"], made["condition"]) == ("book.pdf", "offset-europe", "FOGRA39")
    assert made["coverage"] == [20, 310.4, 120, 0, 0, 0, 0, 90, 40]
    assert [row["code"] for row in made["findings"]] == [row.code for row in found.findings]
    assert made["findings"][1] == {
        "code": "F008", "title": CODES["F008"], "severity": "error", "message": "F008 is wrong on 8",
        "hint": "mend F008", "page": 8, "area": [100, 100, 200, 200],
    }


def test_what_is_left_out_is_told(tmp_path: Path, book: Path) -> None:
    many = [finding("F008", 2, (10.0 * n, 50, 10.0 * n + 5, 60)) for n in range(130)]
    page = written(tmp_path, report(book, many, 9))
    assert len(page.xpath("//tr[@class='is-error']")) == findings.MOST_OF_A_CODE
    assert "and 30 more, which are in report.json only" in page.text_content()
    (large,) = page.xpath("//section[@aria-labelledby='page-2']")
    assert len(large.xpath(".//g")) == findings.MOST_MARKS
    assert "40 of these have no frame" in large.text_content()
    assert len(json.loads((tmp_path / "build/report.json").read_text("utf-8"))["findings"]) == 130


def test_errors_are_shown_large_before_warnings(
    tmp_path: Path, found: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(findings, "MOST_LARGE", 2)
    page = written(tmp_path, found)
    assert words(page, "//h3") == ["Page 1", "Page 2", "Page 3", "Page 4", "Page 5"]
    assert "the 2 that weigh most" in page.text_content()
    assert page.xpath("//tr[@id='finding-5']//a/@href") == ["#small-7"]


def test_nothing_to_tell(tmp_path: Path, book: Path) -> None:
    page = written(tmp_path, report(book, (), 9))
    assert "Nothing was found." in page.text_content()
    assert page.xpath("//table | //g") == []
    assert len(page.xpath("//ul[@class='sheet']/li")) == 9


def test_names_and_messages_are_text_alone(tmp_path: Path) -> None:
    path = pdf(tmp_path / "<b>&.pdf", [{}])
    row = replace(finding(), message=HOSTILE, hint=HOSTILE)
    page = written(tmp_path, report(path, [row]))
    assert page.xpath("//script | //b[contains(text(), '.pdf')]") == []
    assert HOSTILE in page.xpath("//td[@class='finding']")[0].text_content()


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "none.pdf"
    path.write_bytes(b"%PDF-1.7 and no more")
    with pytest.raises(EngineError, match="F001"):
        written(tmp_path, report(path))
    assert not (tmp_path / "build").exists()


def test_the_same_again_is_the_same(tmp_path: Path, found: Report) -> None:
    for name in ("a", "b"):
        write_report(found, tmp_path / name / "report.html", plates)
    assert (tmp_path / "a/report.html").read_bytes() == (tmp_path / "b/report.html").read_bytes()


def test_a_finding_on_a_page_that_there_is_not(tmp_path: Path, book: Path) -> None:
    page = written(tmp_path, report(book, [finding("F008", 12)], 9))
    assert "page 12" in page.text_content()
    assert page.xpath("//tr[@id='finding-1']//a") == []


def test_flags_do_not_lie_on_each_other(tmp_path: Path, book: Path) -> None:
    rows = [finding("F008", 2, (100, 100, 110, 110)) for _ in range(40)]
    page = written(tmp_path, report(book, rows, 9))
    flags = page.xpath("//section[@aria-labelledby='page-2']//rect[@class='flag']")
    places = [tuple(float(flag.get(name)) for name in ("x", "y", "width", "height")) for flag in flags]
    assert len(places) == 40
    for index, one in enumerate(places):
        for other in places[:index]:
            beside = one[0] + one[2] <= other[0] + 0.1 or other[0] + other[2] <= one[0] + 0.1
            assert beside or abs(one[1] - other[1]) >= one[3] - 0.1
