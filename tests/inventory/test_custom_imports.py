"""The desk's own fields in sheets: known by their names, read strictly by their types, and back unchanged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.undo import next_to_undo, undo
from coorddesk.importing.exporting import columns_of
from coorddesk.importing.importer import Importer
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.queries import custom_fields, custom_values
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import FieldDetails, FieldEdit, create_field, edit_field
from tests.factories import make_asset
from tests.sheets import LANGUAGES, counts, make_csv, reasons, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

KINDS = {
    "Adresse MAC": CustomType.TEXT,
    "Mémoire (Go)": CustomType.NUMBER,
    "Caution": CustomType.AMOUNT,
    "Révision": CustomType.DATE,
    "Chiffré": CustomType.YES_NO,
    "Système": CustomType.CHOICE,
    "Notice": CustomType.LINK,
}


@pytest.fixture
def fields(desk: Database) -> dict[str, int]:
    with desk.transaction() as session:
        return {
            name: create_field(
                session,
                FieldDetails(name, kind, ("Windows 11", "Linux") if kind is CustomType.CHOICE else (), everywhere=True),
            )
            for name, kind in KINDS.items()
        }


def said(desk: Database, fields: dict[str, int], asset: int = 1) -> dict[str, Any]:
    names = {field_id: name for name, field_id in fields.items()}
    with desk.reading() as session:
        return {names[one]: value for one, value in custom_values(session, [asset]).get(asset, {}).items()}


HEADERS = "N° inventaire;Adresse MAC;Mémoire (Go);Caution;Révision;Chiffré;Système;Notice"
EVERYTHING = {
    "Adresse MAC": "00:1B",
    "Mémoire (Go)": 15_500,
    "Caution": 12_050,
    "Révision": date(2026, 9, 1),
    "Chiffré": False,
    "Système": "Linux",
    "Notice": "https://example.fr/n",
}


def test_columns_named_like_fields_feed_them(desk: Database, fields: dict[str, int], tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        HEADERS,
        "CD-1;00:1B;15,5;120,50 €;1/9/2026;non;LINUX;https://example.fr/n",
        "CD-2;;16;;;;;",
    )
    summary = take_in(desk, ASSETS, sheet)
    assert (counts(summary), summary.refused) == ({"new": 2}, [])
    assert said(desk, fields) == EVERYTHING
    assert said(desk, fields, 2) == {"Mémoire (Go)": 16_000}
    assert counts(take_in(desk, ASSETS, sheet)) == {"unchanged": 2}
    otherwise = make_csv(tmp_path, "N° inventaire;Adresse MAC;Notice", "CD-1; 00:1B ;example.fr/n")
    assert counts(take_in(desk, ASSETS, otherwise)) == {"unchanged": 1}
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert said(desk, fields) == {}


def test_known_devices_change_and_blanks_erase_nothing(desk: Database, fields: dict[str, int], tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_asset(session, "CD-1", custom={fields["Système"]: "Linux", fields["Caution"]: 500})
    sheet = make_csv(tmp_path, HEADERS, "CD-1;;8;;;oui;Windows 11;")
    assert counts(take_in(desk, ASSETS, sheet)) == {"changed": 1}
    assert said(desk, fields) == {"Système": "Windows 11", "Caution": 500, "Mémoire (Go)": 8_000, "Chiffré": True}


@pytest.mark.parametrize(
    "cells",
    [
        "Mémoire (Go);beaucoup",
        "Caution;cher",
        "Révision;jamais",
        "Chiffré;peut-être",
        "Système;Windows 95",
        "Notice;C:\\notice.pdf",
        f"Adresse MAC;{'x' * 1001}",
    ],
)
def test_what_a_field_does_not_take_is_refused(
    desk: Database, fields: dict[str, int], tmp_path: Path, cells: str
) -> None:
    header, cell = cells.split(";")
    summary = take_in(desk, ASSETS, make_csv(tmp_path, f"N° inventaire;{header}", f"CD-1;{cell}"))
    assert counts(summary) == {"refused": 1}
    assert [column for _row, column, _said in reasons(summary, LANGUAGES[0])] == [header]


def test_what_leaves_comes_back_unchanged(desk: Database, fields: dict[str, int], tmp_path: Path) -> None:
    from coorddesk.reporting.write import write_table

    with desk.transaction() as session:
        custom = {fields[name]: value for name, value in EVERYTHING.items()}
        make_asset(session, "CD-1", custom=custom)
        make_asset(session, "CD-2", custom={fields["Mémoire (Go)"]: 1_234_567, fields["Caution"]: -1_050})
        make_asset(session, "CD-3")
    for name in ("out.csv", "out.xlsx"):
        with desk.reading() as session:
            kind = ASSETS.on(session)
            write_table(columns_of(kind), kind.rows(session), tmp_path / name, LANGUAGES[0])
        summary = take_in(desk, ASSETS, tmp_path / name)
        assert (counts(summary), summary.refused) == ({"unchanged": 3}, [])


def test_a_field_of_the_desk_goes_before_words_seen_elsewhere(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        remark = create_field(session, FieldDetails("Commentaires", CustomType.TEXT, everywhere=True))
        create_field(session, FieldDetails("Nom", CustomType.TEXT, everywhere=True))
    sheet = make_csv(tmp_path, "N° inventaire;Commentaires;Désignation", "CD-1;rayé;Portable")
    assert counts(take_in(desk, ASSETS, sheet)) == {"new": 1}
    with desk.reading() as session:
        assert custom_values(session, [1]) == {1: {remark: "rayé"}}


def test_what_was_decided_of_a_field_that_is_called_otherwise_now_is_forgotten(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        memory = create_field(session, FieldDetails("Mémoire", CustomType.NUMBER, everywhere=True))
    sheet = make_csv(tmp_path, "N° inventaire;Truc", "CD-1;16")
    take_in(desk, ASSETS, sheet, {"Truc": "custom:Mémoire"})
    with desk.transaction() as session:
        edit_field(session, FieldEdit(memory, 1, FieldDetails("RAM", CustomType.NUMBER, everywhere=True)))
        importer = Importer(ASSETS, sheet, LANGUAGES)
        assert importer.look_on(session).unmapped == ["Truc"]


def test_an_empty_sheet_to_fill_in_has_the_fields(desk: Database, fields: dict[str, int], tmp_path: Path) -> None:
    from openpyxl import load_workbook

    from coorddesk.importing.templates import write_template

    with desk.reading() as session:
        write_template(ASSETS, tmp_path / "empty.xlsx", LANGUAGES[0], session)
        assert [row.name for row in custom_fields(session)] == list(fields)
    headers = [cell.value for cell in next(load_workbook(tmp_path / "empty.xlsx").worksheets[0].iter_rows())]
    assert headers[-7:] == list(fields)
