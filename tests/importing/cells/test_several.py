"""Cells with several names or numbers where a record has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.importing.cells.several import are_codes, are_names
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import RealDesk, refusals

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database


@pytest.mark.parametrize(
    "text",
    [
        "SN1 / SN2 / SN3",
        "SN1/SN2",
        "5CG123; 5CG124",
        "A1\nB2",
        "A1 | B22",
        "AB12, AB13",
        "AB12 et AB13",
        "12345 / 12346",
    ],
)
def test_several_codes(text: str) -> None:
    assert are_codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "SN1",
        "INV/2024/0012",
        "2024/0012",
        "2024 / 0012",
        "A-12",
        "X1 + chargeur",
        "N/A; voir notes",
        "AB, CD",
        "12/13",
        "",
    ],
)
def test_one_code(text: str) -> None:
    assert not are_codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Inès Moreau / Zoé Petit",
        "Moreau / Petit",
        "Inès Moreau; Zoé Petit",
        "Inès\nZoé",
        "Inès Moreau, Zoé Petit",
        "Inès Moreau et Zoé Petit",
        "Inès Moreau & Zoé Petit",
    ],
)
def test_several_names(text: str) -> None:
    assert are_names(text)


@pytest.mark.parametrize(
    "text", ["Inès Moreau", "Moreau, Inès", "de la Tour, Inès", "Accueil et secrétariat", "Jean-Luc Petit", "A/V", ""]
)
def test_one_name(text: str) -> None:
    assert not are_names(text)


def test_they_are_refused_with_what_to_do(ready: Database, folder: Path) -> None:
    desk = RealDesk(ready, folder)
    desk.take(ASSETS, [["N° inventaire", "Détenteur"], ["0", "Inès Moreau"]])
    rows = [
        ["N° inventaire", "N° série", "Détenteur", "Quantité"],
        ["1", "SN1 / SN2 / SN3", "", "3"],
        ["2; 3", "", "", ""],
        ["4", "SN4", "Inès Moreau / Zoé Petit", ""],
        ["5", "SN5", "Moreau, Inès", ""],
        ["6", "SN/6", "Zoé Petit", ""],
    ]
    assert refusals(desk.take(ASSETS, rows)) == [
        (2, "N° série", "Several serial numbers in one cell: give each device a row of its own."),
        (3, "N° inventaire", "Several inventory numbers in one cell: give each device a row of its own."),
        (
            4,
            "Détenteur",
            "This could be several people: keep the one who holds the device, and name the others in the remarks.",
        ),
    ]
    assert desk.records(ASSETS, "tag", "serial", "holder") == [
        ("0", None, "Inès Moreau"),
        ("5", "SN5", "Inès Moreau"),
        ("6", "SN/6", "Zoé Petit"),
    ]
