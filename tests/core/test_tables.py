from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.messages import _
from coorddesk.core.tables import Column, Kind, cell_text, heading, value_text

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


class Colour(StrEnum):
    """A word that is kept."""

    RED = "red"


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, Kind.AMOUNT, ""),
        ("", Kind.TEXT, ""),
        ("0042", Kind.CODE, "0042"),
        (Colour.RED, Kind.TEXT, "red"),
        (123450, Kind.AMOUNT, "1,234.50"),
        (123450, Kind.NUMBER, "123,450"),
        (True, Kind.YES_NO, "Yes"),
        (False, Kind.YES_NO, "No"),
        (0, Kind.NUMBER, "0"),
        (date(2026, 1, 31), Kind.DATE, "31/01/2026"),
        (datetime(2026, 1, 31, 12, 5, tzinfo=UTC), Kind.MOMENT, "31/01/2026 13:05"),
        (_("Good"), Kind.CHOICE, "Good"),
    ],
)
def test_a_cell_as_people_read_it(texts: Texts, value: Any, kind: Kind, text: str) -> None:
    assert cell_text(value, kind, texts) == text


@pytest.mark.parametrize("value", [1.5, b"", [1]])
def test_what_no_column_holds_is_our_bug(texts: Texts, value: Any) -> None:
    with pytest.raises(TypeError, match="cannot hold"):
        cell_text(value, Kind.TEXT, texts)


def test_an_amount_says_its_currency_above_its_column_or_beside_it(texts: Texts) -> None:
    price = Column[Any]("price", _("Price"), lambda row: row, Kind.AMOUNT)
    count = Column[Any]("count", _("Count"), lambda row: row, Kind.NUMBER)
    assert (heading(price, texts), heading(count, texts)) == ("Price\N{NO-BREAK SPACE}(€)", "Count")
    assert (value_text(123450, Kind.AMOUNT, texts), value_text(None, Kind.AMOUNT, texts)) == ("€1,234.50", "")
    assert value_text(3, Kind.NUMBER, texts) == "3"
