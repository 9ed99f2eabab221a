"""Days and shares of rounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.rounds.rules import Counts, availability, kept_weekdays, read_weekdays, said_weekdays

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts


@pytest.mark.parametrize(
    ("days", "kept", "said"),
    [
        ((), "", "When needed"),
        ((5, 4, 3, 2, 1), "12345", "Monday to Friday"),
        ((3, 1, 1), "13", "Mon, Wed"),
        (range(1, 8), "1234567", "Every day"),
        ((0, 8, 6), "6", "Sat"),
    ],
)
def test_days_are_kept_in_order_and_said(days: range, kept: str, said: str, texts: Texts) -> None:
    assert kept_weekdays(days) == kept
    assert read_weekdays(kept) == tuple(sorted({*days} & set(range(1, 8))))
    assert texts.say(said_weekdays(kept)) == said


def test_what_nobody_looked_at_counts_for_nothing() -> None:
    assert availability(Counts(skipped=3, left=2)) is None
    assert availability(Counts(ok=3, fault=1, skipped=3, left=2)) == 0.75
    assert (Counts(1, 2, 3, 4).stops, Counts(1, 2, 3, 4).seen) == (10, 6)
