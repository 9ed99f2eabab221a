from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from coorddesk.core.errors import UserError
from coorddesk.core.scanner import TEST_TEXT
from coorddesk.reporting.code128 import QUIET, bars


def read_back(text: str) -> list[tuple[str, str]]:
    """What a scanner reads of the bars."""
    widths, module = bars(text), 3
    image = Image.new("L", ((sum(widths) + 2 * QUIET) * module, 90), 255)
    drawing, left = ImageDraw.Draw(image), QUIET * module
    for place, width in enumerate(widths):
        if place % 2 == 0:
            drawing.rectangle((left, 10, left + width * module - 1, 80), fill=0)
        left += width * module
    return [(found.text, str(found.format)) for found in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize("text", [TEST_TEXT, "PC-2026-0042", "CDU12345", "12345", "2026", "x", "007", "A~ b", "9A9"])
def test_a_scanner_reads_what_was_said(text: str) -> None:
    assert read_back(text) == [(text, "Code 128")]


def test_digits_in_a_row_take_half_the_room() -> None:
    assert (sum(bars("20260042")), sum(bars("ABCDEFGH"))) == (79, 123)


@pytest.mark.parametrize("text", ["", "é", "a\tb"])
def test_what_it_cannot_hold_is_said(text: str) -> None:
    with pytest.raises(UserError):
        bars(text)
