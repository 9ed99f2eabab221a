"""Sheets of a thousand days and amounts, each cell written from its value: a row has that value, or is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coorddesk.core.texts import Texts
from coorddesk.importing import plan
from coorddesk.importing.importer import Importer
from coorddesk.importing.plan import Summary, Verdict
from tests.importing.corpus import csv_file, xlsx_file
from tests.importing.devices import DEVICES, Shelf
from tests.importing.values.writings import AMOUNTS, CERTAIN_DAYS, DAY_FIRST, SHORT_YEARS, WHOLE_EUROS

ROWS = 1000
HEADERS = ["N° inventaire", "Date d'achat", "Prix"]
SHAPES_OF_DAYS = {
    f"{kind}, {shape}": write
    for kind, shapes in (("certain", CERTAIN_DAYS), ("day first", DAY_FIRST), ("short year", SHORT_YEARS))
    for shape, write in shapes.items()
}

Preview = Callable[[str, Sequence[Any], Sequence[Any]], Summary]


@pytest.fixture
def preview(folder: Path, shelf: Shelf, languages: tuple[Texts, Texts], monkeypatch: pytest.MonkeyPatch) -> Preview:
    """Plan a sheet of these cells, of which every row is kept."""
    monkeypatch.setattr(plan, "EXAMPLES_KEPT", ROWS)

    def planned(kind: str, days: Sequence[Any], prices: Sequence[Any]) -> Summary:
        rows = [
            HEADERS,
            *([f"T{number}", day, price] for number, (day, price) in enumerate(zip(days, prices, strict=True))),
        ]
        if kind == "csv":
            path = csv_file(folder / "a.csv", rows)
        else:
            path = xlsx_file(folder / "a.xlsx", rows, options={"date_1904": kind.endswith("1904")})
        return Importer(DEVICES, path, languages).preview(shelf.session)

    return planned


def days(seed: int, first: int = 1951, last: int = 2099) -> list[date]:
    chance, start = Random(seed), date(first, 1, 1)
    return [start + timedelta(days=chance.randint(0, 365 * (last - first))) for _ in range(ROWS)]


def amounts(seed: int) -> list[int]:
    chance = Random(seed)
    return [chance.randrange(10 ** chance.randint(1, 9)) for _ in range(ROWS)]


def told(summary: Summary, key: str) -> Iterator[Any]:
    """What each row says in a field, in their order; "refused" where it does not come in."""
    taken = {row.row: row.values[key] for row in summary.examples[Verdict.NEW]}
    refused = {row.row for row in summary.refused}
    for number, code in enumerate(summary.verdicts, start=2):
        assert (number in taken, number in refused) == (code == Verdict.NEW.code, code == Verdict.REFUSED.code)
        yield taken.get(number, "refused")


def wrong(summary: Summary, key: str, expected: Sequence[Any]) -> list[Any]:
    """Values that are neither right nor refused."""
    pairs = zip_longest(told(summary, key), expected, fillvalue="missing")
    return [(value, meant) for value, meant in pairs if value not in {meant, "refused"}]


@pytest.mark.parametrize("write", SHAPES_OF_DAYS.values(), ids=SHAPES_OF_DAYS)
def test_a_column_of_days(preview: Preview, write: Callable[[date], str]) -> None:
    meant = days(1, 1951, 2048)
    summary = preview("csv", list(map(write, meant)), [""] * ROWS)
    assert list(told(summary, "purchase_date")) == meant


@pytest.mark.parametrize("kind", ["xlsx", "xlsx of 1904"])
def test_a_column_of_typed_days_and_numbers(preview: Preview, kind: str) -> None:
    meant, cents = days(2), amounts(2)
    summary = preview(kind, meant, [each / 100 for each in cents])
    assert (list(told(summary, "purchase_date")), list(told(summary, "price"))) == (meant, cents)


@pytest.mark.parametrize(("kind", "zero"), [("xlsx", date(1899, 12, 30)), ("xlsx of 1904", date(1904, 1, 1))])
def test_a_column_of_bare_numbers_of_days(preview: Preview, kind: str, zero: date) -> None:
    meant = days(3)
    summary = preview(kind, [(day - zero).days + 0.25 for day in meant], [""] * ROWS)
    assert list(told(summary, "purchase_date")) == meant


@pytest.mark.parametrize("seed", range(8))
def test_a_column_of_days_in_every_shape(preview: Preview, seed: int) -> None:
    shapes = [*CERTAIN_DAYS.values(), *DAY_FIRST.values()]
    chance, meant = Random(seed), days(seed)
    cells = [chance.choice(shapes)(day) for day in meant]
    for kind in ("csv", "xlsx"):
        assert list(told(preview(kind, cells, [""] * ROWS), "purchase_date")) == meant


@pytest.mark.parametrize("seed", range(8))
def test_a_column_of_days_in_two_orders(preview: Preview, seed: int) -> None:
    chance, meant = Random(seed), days(seed)
    cells = [f"{day:%d/%m/%Y}" if chance.random() < 0.5 else f"{day:%m/%d/%Y}" for day in meant]
    summary = preview("csv", cells, [""] * ROWS)
    assert wrong(summary, "purchase_date", meant) == []
    assert summary.counts[Verdict.REFUSED] == sum(1 for day in meant if day.day <= 12 and day.day != day.month)


@pytest.mark.parametrize("write", AMOUNTS.values(), ids=AMOUNTS)
def test_a_column_of_amounts(preview: Preview, write: Callable[[int], str]) -> None:
    meant = amounts(4)
    summary = preview("csv", [""] * ROWS, list(map(write, meant)))
    assert list(told(summary, "price")) == meant


@pytest.mark.parametrize("seed", range(8))
def test_a_column_of_amounts_in_every_shape(preview: Preview, seed: int) -> None:
    chance = Random(seed)
    whole = [chance.random() < 0.3 for _ in range(ROWS)]
    meant = [cents // 100 * 100 if bare else cents for cents, bare in zip(amounts(seed), whole, strict=True)]
    shapes = [[*AMOUNTS.values()], [*WHOLE_EUROS.values()]]
    cells = [chance.choice(shapes[bare])(cents) for cents, bare in zip(meant, whole, strict=True)]
    for kind in ("csv", "xlsx"):
        summary = preview(kind, [""] * ROWS, cells)
        assert wrong(summary, "price", meant) == []
        assert summary.counts[Verdict.NEW] > ROWS * 0.7


@pytest.mark.parametrize("whole", WHOLE_EUROS)
@pytest.mark.parametrize("shape", ["French", "English", "bare, with a point", "German"])
def test_thousands_follow_the_cents_of_their_column(preview: Preview, whole: str, shape: str) -> None:
    meant = [cents // 100 * 100 if place % 2 else cents for place, cents in enumerate(amounts(5))]
    cells = [WHOLE_EUROS[whole](cents) if place % 2 else AMOUNTS[shape](cents) for place, cents in enumerate(meant)]
    assert wrong(preview("csv", [""] * ROWS, cells), "price", meant) == []
