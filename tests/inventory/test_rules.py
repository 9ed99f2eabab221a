from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.inventory.rules import (
    IN_USE,
    AssetCopies,
    MetaStatus,
    Warranty,
    asset_copies,
    called,
    keeps_holder,
    settled_end,
    status_by_holder,
    taken,
    trouble_with,
    warranty_end,
)

DAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("purchase", "months", "end"),
    [
        (date(2024, 3, 15), 24, date(2026, 3, 14)),
        (date(2024, 3, 1), 12, date(2025, 2, 28)),
        (date(2023, 3, 1), 12, date(2024, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 15), 0, date(2024, 3, 14)),
    ],
)
def test_a_warranty_ends_on_the_day_before(purchase: date, months: int, end: date) -> None:
    assert warranty_end(purchase, months) == end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 120))
def test_a_longer_warranty_never_ends_earlier(purchase: date, months: int) -> None:
    assert warranty_end(purchase, months) < warranty_end(purchase, months + 1)


@pytest.mark.parametrize(
    ("before", "after", "end"),
    [
        (Warranty(), Warranty(DAY, 24), date(2026, 3, 14)),
        (Warranty(), Warranty(DAY, None), None),
        (Warranty(), Warranty(None, 24), None),
        (Warranty(), Warranty(DAY, 24, date(2030, 1, 1)), date(2030, 1, 1)),
        # reckoned, so it follows
        (Warranty(DAY, 24, date(2026, 3, 14)), Warranty(DAY, 36, date(2026, 3, 14)), date(2027, 3, 14)),
        (Warranty(DAY, 24, date(2026, 3, 14)), Warranty(None, 24, date(2026, 3, 14)), None),
        # written down, so it stays
        (Warranty(DAY, 24, date(2030, 1, 1)), Warranty(DAY, 36, date(2030, 1, 1)), date(2030, 1, 1)),
        (Warranty(DAY, 24, date(2026, 3, 14)), Warranty(DAY, 36, date(2030, 1, 1)), date(2030, 1, 1)),
        (Warranty(DAY, 24, date(2026, 3, 14)), Warranty(DAY, 24, date(2026, 3, 14)), date(2026, 3, 14)),
    ],
)
def test_a_reckoned_end_follows_and_a_written_one_stays(before: Warranty, after: Warranty, end: date | None) -> None:
    assert settled_end(before, after) == end


@pytest.mark.parametrize(
    ("meta", "held", "becomes"),
    [
        (MetaStatus.IN_STOCK, True, MetaStatus.ASSIGNED),
        (MetaStatus.ASSIGNED, False, MetaStatus.IN_STOCK),
        (MetaStatus.UNDER_REPAIR, True, MetaStatus.UNDER_REPAIR),
        (MetaStatus.ON_LOAN, False, MetaStatus.ON_LOAN),
    ],
)
def test_a_holder_changes_stock_and_use_only(meta: MetaStatus, becomes: MetaStatus, *, held: bool) -> None:
    assert status_by_holder(meta, held=held) is becomes


def test_nobody_holds_what_is_in_stock_or_has_left() -> None:
    assert {meta for meta in MetaStatus if not keeps_holder(meta)} == {MetaStatus.IN_STOCK, MetaStatus.RETIRED}
    assert frozenset(MetaStatus) - IN_USE == {MetaStatus.RETIRED}


def test_a_device_is_called_by_the_first_that_it_has() -> None:
    names = [called("CD-1", "S1", "Poste", 7), called(None, "S1", "Poste", 7), called(None, None, "Poste", 7)]
    assert [*names, called(None, None, "", 7)] == ["CD-1", "S1", "Poste", "#7"]


def test_copies_hold_the_numbers_without_blanks_and_all_own_words() -> None:
    copies = asset_copies("CD 0012", "Sn-É", "Écran  24", "BC 7", "")
    assert copies == AssetCopies("cd0012", "sn-e", "ecran 24", "cd0012 sn-e ecran 24 bc 7")
    assert asset_copies(None, None, "", "", "") == AssetCopies(None, None, "", "")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((-1, 1, 0), "price"),
        ((10**12 + 1, 1, 0), "price"),
        ((0, 0, 0), "quantity"),
        ((0, 10**6 + 1, 0), "quantity"),
        ((10**12, 10**6, 0), None),
        ((None, 1, -1), "warranty_months"),
        ((None, 1, 1201), "warranty_months"),
        ((0, 1, 1200), None),
        ((None, None, None), None),
    ],
)
def test_impossible_numbers_are_told(values: tuple[int | None, int | None, int | None], field: str | None) -> None:
    trouble = trouble_with(*values)
    assert (trouble and trouble[0]) == field


def test_a_taken_number_says_whose_it_is_and_what_to_do() -> None:
    said = [taken(field, "1", "Poste", in_bin=in_bin).text for field in ("tag", "serial") for in_bin in (False, True)]
    assert said == [
        "The inventory number {number} is that of {device}.",
        "The inventory number {number} is that of {device}, which is in the bin: restore it, or take another number.",
        "The serial number {number} is that of {device}.",
        "The serial number {number} is that of {device}, which is in the bin: restore it, or correct the number.",
    ]
