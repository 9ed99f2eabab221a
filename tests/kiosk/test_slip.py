"""The slip of a report, read back from its pdf."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdfium2 import PdfDocument

from coorddesk.core.languages import LANGUAGES
from coorddesk.core.resources import texts_for
from coorddesk.kiosk.reports import write_slip
from coorddesk.kiosk.rules import Slip
from coorddesk.reporting.page import MM
from tests.labels.paper import all_codes

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts

MOMENT = datetime(2026, 9, 7, 8, 30, tzinfo=UTC)
SLIP = Slip("École Les Tilleuls", "CDI", MOMENT, "P-7K3M", None, "PC-1 HP 400 · Salle 2", "Pas de son")


def printed(slip: Slip, texts: Texts) -> bytes:
    out = BytesIO()
    write_slip(slip, out, texts)
    return out.getvalue()


def words(pdf: bytes) -> list[str]:
    with PdfDocument(pdf) as document:
        assert len(document) == 1
        text: str = document[0].get_textpage().get_text_range()
    return text.split("\r\n")


def test_it_says_what_was_reported_and_bears_the_number_as_a_code(texts: Texts) -> None:
    pdf = printed(SLIP, texts)
    said = (SLIP.organisation, SLIP.provisional, SLIP.where, SLIP.what, texts.moment(MOMENT))
    assert [text for text in words(pdf) if text in said] == [*said]
    assert all_codes(pdf) == ["P-7K3M"]
    drawn = printed(replace(SLIP, number=1234), texts)
    assert (SLIP.provisional in words(drawn), all_codes(drawn)) == (False, ["CDH1234"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_make_it_longer_than_a_hand(language: str) -> None:
    noise = "<b>é😀" * 2_000 + "\n" * 50
    pdf = printed(replace(SLIP, organisation=noise, kiosk=noise, where=noise, what=noise), texts_for(language))
    with PdfDocument(pdf) as document:
        width, height = document[0].get_size()
    assert (round(width / MM), height < 250 * MM) == (72, True)
    assert all_codes(pdf) == ["P-7K3M"]
