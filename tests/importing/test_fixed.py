"""What people say for rows that say nothing."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import ENGLISH, RealDesk, counts, refusals

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

ROWS = [["N° inventaire", "Lieu"], ["1", "Salle 1"], ["2", ""], ["", ""], ["3", "Salle 3"]]


@pytest.fixture
def desk(ready: Database, folder: Path) -> RealDesk:
    return RealDesk(ready, folder)


def test_a_fixed_value_is_read_like_a_cell_where_a_row_says_nothing(desk: RealDesk) -> None:
    fixed = {"place": "Réserve", "category": "Tablette", "purchase_date": "31/01/2024", "price": "349,90 €"}
    summary = desk.take(ASSETS, ROWS, fixed=fixed)
    assert counts(summary) == {"new": 3, "skipped": 1}
    assert summary.creates == {"place": ("Salle 1", "Réserve", "Salle 3"), "category": ("Tablette",)}
    bought = ("Tablette", date(2024, 1, 31), 34_990)
    assert desk.records(ASSETS, "tag", "place", "category", "purchase_date", "price") == [
        ("1", "Salle 1", *bought),
        ("2", "Réserve", *bought),
        ("3", "Salle 3", *bought),
    ]
    assert counts(desk.take(ASSETS, ROWS, fixed=fixed)) == {"unchanged": 3, "skipped": 1}


def test_rows_in_their_hundreds_come_to_the_same_as_alone(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Lieu"], *([f"A{number}", "" if number % 7 else "Salle 1"] for number in range(2500))]
    assert counts(desk.take(ASSETS, rows, fixed={"Lieu": "Réserve"})) == {"new": 2500}
    places = [place for (place,) in desk.records(ASSETS, "place")]
    assert (places.count("Réserve"), places.count("Salle 1")) == (2142, 358)


def test_blank_rows_and_remarks_are_no_records_for_all_that(desk: RealDesk) -> None:
    rows: list[list[Any]] = [
        ["N° inventaire", "Lieu", "Nom"],
        ["1", "Salle 1", "PC"],
        [],
        ["Total", "", ""],
        [],
        ["Fait le 3 mars par le service informatique", "", ""],
    ]
    fixed = {"category": "Tablette", "status": "En stock", "condition": "Neuf", "holder": "Inès Moreau"}
    assert counts(desk.take(ASSETS, rows, fixed=fixed)) == {"new": 1, "skipped": 4}


def test_a_fixed_value_fills_a_record_that_has_none(desk: RealDesk) -> None:
    desk.take(ASSETS, ROWS[:2])
    assert counts(desk.take(ASSETS, ROWS[:2], fixed={"supplier": "LDLC"})) == {"changed": 1}
    assert desk.records(ASSETS, "supplier") == [("LDLC",)]


def test_a_row_without_key_is_known_again_whatever_is_said_for_it(desk: RealDesk) -> None:
    rows = [["Désignation", "Prix"], ["Câble", "5"], ["Souris", "9"]]
    assert counts(desk.take(ASSETS, rows)) == {"new": 2}
    assert counts(desk.take(ASSETS, rows, fixed={"category": "Accessoire"})) == {"unchanged": 2}


def test_one_number_for_all_is_refused_from_the_second_row_on(desk: RealDesk) -> None:
    rows = [["Désignation", "Prix"], ["Câble", "5"], ["Souris", "9"]]
    assert refusals(desk.take(ASSETS, rows, fixed={"tag": "X1"})) == [
        (3, "", "Row 2 of the file has this value already.")
    ]


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("price", "cher", "“cher” cannot be the value of “Price” for all rows: This is not a number."),
        ("colour", "rouge", "There is no field “colour”. The fields are: tag, serial, name, "),
    ],
)
def test_what_is_not_understood_is_said_at_once(desk: RealDesk, key: str, text: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        desk.take(ASSETS, ROWS, fixed={key: text})
    assert ENGLISH.say(refused.value.message)[: len(said)] == said
