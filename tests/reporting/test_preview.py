from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from coorddesk.core.texts import Texts
from coorddesk.reporting.preview import page_count, page_image
from coorddesk.reporting.write import write_report
from tests.reporting.samples import STAMP, report


@pytest.fixture
def pdf(tmp_path: Path, english: Texts) -> Path:
    path = tmp_path / "été.pdf"
    write_report(report(60), path, STAMP, english)
    return path


def test_pages_are_counted(pdf: Path) -> None:
    assert page_count(pdf) == 3


def test_a_page_is_a_picture_of_its_size(pdf: Path) -> None:
    width, height, pixels = page_image(pdf, 1, 0.5)
    assert (width, height) == (421, 298)  # half of A4's 842 x 595 points
    picture = Image.frombytes("RGBA", (width, height), pixels)
    assert picture.getpixel((0, 0)) == (255, 255, 255, 255)
    assert picture.getchannel("A").getextrema() == (255, 255)
    assert min(picture.convert("L").tobytes()) < 100


def test_each_page_is_another_picture(pdf: Path) -> None:
    assert page_image(pdf, 1, 0.5) != page_image(pdf, 2, 0.5)
    assert page_image(pdf, 1, 0.5) == page_image(pdf, 1, 0.5)
