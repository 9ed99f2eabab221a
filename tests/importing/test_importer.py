"""The whole way of a sheet over a desk of dictionaries: looked at, previewed, applied, and taken in again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from coorddesk.core.errors import Cancelled, UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer, Options, Summary
from coorddesk.importing.kind import Choice, ImportKind
from coorddesk.importing.look import SeenColumn
from coorddesk.importing.plan import Verdict
from coorddesk.importing.saying import as_json
from tests.importing.corpus import csv_file, xlsx_file
from tests.importing.devices import DEVICES, PEOPLE, Shelf

Languages = tuple[Texts, Texts]
HEADERS = ["N° inventaire", "Désignation", "Lieu", "Prix", "Date d'achat"]
DEVICE = ["INV-0001", "Écran", "Salle 1", "349,90 €", "31/01/2024"]


def counts(summary: Summary) -> dict[str, int]:
    return {verdict.value: count for verdict, count in summary.counts.items() if count}


def refusals(summary: Summary, texts: Texts) -> list[tuple[int, str, str, str]]:
    return [(row.row, one.column, one.value, texts.say(one.reason)) for row in summary.refused for one in row.refusals]


class Desk:
    """Imports into a shelf, as many sheets as a test likes."""

    def __init__(self, folder: Path, shelf: Shelf, languages: Languages) -> None:
        self.shelf = shelf
        self._folder = folder
        self._languages = languages

    def importer(self, rows: Any, kind: ImportKind = DEVICES, **options: Any) -> Importer:
        path = rows if isinstance(rows, Path) else csv_file(self._folder / "sheet.csv", rows)
        return Importer(kind, path, self._languages, Options(**options))

    def preview(self, rows: Any, kind: ImportKind = DEVICES, **options: Any) -> Summary:
        return self.importer(rows, kind, **options).preview(self.shelf.session)

    def take(self, rows: Any, kind: ImportKind = DEVICES, **options: Any) -> Summary:
        """Preview and apply; both must come to the same."""
        importer = self.importer(rows, kind, **options)
        seen = importer.preview(self.shelf.session)
        done = importer.apply(self.shelf.session, seen=seen)
        assert (counts(done), done.creates) == (counts(seen), seen.creates)
        return done


@pytest.fixture
def desk(folder: Path, shelf: Shelf, languages: Languages) -> Desk:
    return Desk(folder, shelf, languages)


def test_a_sheet_is_looked_at(desk: Desk, languages: Languages) -> None:
    rows = [["Inventaire"], [], [*HEADERS, "Couleur"], [*DEVICE, "noir"], ["INV-0002", "Souris", "", "5", "", ""]]
    look = desk.importer(rows).look()
    assert (look.sheet, look.sheets, look.encoding, look.delimiter) == (None, (), "utf-8", ";")
    assert (look.header_row, look.last_row) == (3, 5)
    assert look.mapping == {
        "N° inventaire": "tag",
        "Désignation": "name",
        "Lieu": "place",
        "Prix": "price",
        "Date d'achat": "purchase_date",
    }
    assert look.unmapped == ["Couleur"]
    why, reads = _("by its header"), _("codes as they stand")
    assert look.columns[0] == SeenColumn("N° inventaire", "A", 0, ("tag",), ("INV-0001", "INV-0002"), why, reads)
    assert [(one.column, languages[1].say(one.text)) for one in look.decisions] == [
        ("Date d'achat", "dates have the day first"),
        ("Prix", "decimals come after a comma"),
    ]


def test_new_rows_become_records(desk: Desk, shelf: Shelf) -> None:
    assert counts(desk.take([HEADERS, DEVICE, ["INV-0002", "Souris", "salle 1", "5", ""]])) == {"new": 2}
    assert list(shelf.records.values()) == [
        {
            "tag": "INV-0001",
            "name": "Écran",
            "place": "Salle 1",
            "purchase_date": date(2024, 1, 31),
            "price": 34_990,
            "fingerprint": None,
        },
        {
            "tag": "INV-0002",
            "name": "Souris",
            "place": "Salle 1",
            "purchase_date": None,
            "price": 500,
            "fingerprint": None,
        },
    ]
    assert (shelf.finished, shelf.deeds) == (1, [(2, 0)])


def test_the_same_sheet_again_changes_nothing(desk: Desk, shelf: Shelf) -> None:
    rows = [HEADERS, DEVICE, ["", "Souris", "Salle 1", "5", ""], ["", "Souris", "Salle 1", "5", ""]]
    desk.take(rows)
    assert counts(desk.take(rows)) == {"unchanged": 3}
    assert (len(shelf.records), shelf.deeds) == (3, [(3, 0)])


def test_changes_are_named_cell_by_cell_and_blanks_never_erase(desk: Desk, shelf: Shelf) -> None:
    desk.take([HEADERS, DEVICE])
    summary = desk.take([HEADERS, ["inv-0001", "", "Salle 2", "350", "2024-01-31"]])
    assert counts(summary) == {"changed": 1}
    (changed,) = summary.examples[Verdict.CHANGED]
    assert (changed.row, changed.values, changed.old) == (
        2,
        {"place": "Salle 2", "price": 35_000},
        {"place": "Salle 1", "price": 34_990},
    )
    assert shelf.records[1]["name"] == "Écran"
    assert shelf.deeds == [(1, 0), (0, 1)]


def test_blanks_and_case_of_codes_are_no_changes(desk: Desk, shelf: Shelf) -> None:
    shelf.add(tag="INV 1", name="Écran  24\npouces", place="Salle 1")
    assert counts(desk.take([HEADERS[:3], ["inv-1", "", ""], ["inv1", "Écran 24 pouces", "SALLE 1"]])) == {
        "new": 1,
        "unchanged": 1,
    }


def test_a_serial_finds_what_a_number_does_not(desk: Desk, shelf: Shelf) -> None:
    shelf.add(serial="SN1")
    headers = ["N° inventaire", "N° de série"]
    assert counts(desk.take([headers, ["INV-1", "sn1"], ["INV-2", "SN2"]])) == {"changed": 1, "new": 1}
    assert shelf.records[1] == {"serial": "SN1", "tag": "INV-1"}


def test_every_bad_cell_of_a_row_is_named_and_nothing_of_the_row_taken(
    desk: Desk, shelf: Shelf, languages: Languages
) -> None:
    summary = desk.take([HEADERS, ["3.195E+12", "Écran", "Salle 1", "cher", "31/02/2024"], DEVICE])
    assert counts(summary) == {"new": 1, "refused": 1}
    assert refusals(summary, languages[1]) == [
        (
            2,
            "N° inventaire",
            "3.195E+12",
            "A spreadsheet has shortened this number, its last digits are lost. Type it again in a column of texts.",
        ),
        (2, "Date d'achat", "31/02/2024", "There is no such day."),
        (2, "Prix", "cher", "This is not a number."),
    ]
    assert [record["tag"] for record in shelf.records.values()] == ["INV-0001"]


def test_a_number_that_comes_twice_is_refused_with_the_first_row(desk: Desk, languages: Languages) -> None:
    summary = desk.take([HEADERS, DEVICE, [], ["inv-0001 ", "Autre", "", "", ""]])
    assert counts(summary) == {"new": 1, "skipped": 1, "refused": 1}
    assert refusals(summary, languages[1]) == [
        (4, "N° inventaire", "inv-0001 ", "Row 2 of the file has this value already.")
    ]


def test_two_rows_about_one_record_are_refused(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    shelf.add(tag="INV-1", serial="SN1")
    headers = ["N° inventaire", "N° de série"]
    summary = desk.take([headers, ["INV-1", ""], ["", "SN1"]])
    assert counts(summary) == {"unchanged": 1, "refused": 1}
    assert refusals(summary, languages[1]) == [(3, "N° de série", "SN1", "Row 2 of the file is about the same record.")]


def test_a_row_between_two_records_is_refused(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    shelf.add(tag="INV-1", serial="SN1")
    shelf.add(tag="INV-2", serial="SN2")
    summary = desk.take([["N° inventaire", "N° de série"], ["INV-1", "SN2"]])
    assert refusals(summary, languages[1]) == [
        (2, "N° de série", "SN2", "Another record has this value already: INV-2.")
    ]


def test_a_chosen_key_finds_records(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    shelf.add(tag="INV-1", name="Écran")
    shelf.add(tag="INV-2", name="Souris")
    shelf.add(tag="INV-3", name="Souris")
    headers = ["Désignation", "Lieu", "N° inventaire"]
    summary = desk.take(
        [
            headers,
            ["ÉCRAN", "Salle 9", ""],
            ["Souris", "Salle 9", ""],
            ["Clavier", "Salle 9", "INV-3"],
            ["Tablette", "Salle 9", "INV-9"],
            ["Tablette", "Salle 8", "INV-8"],
        ],
        key="name",
    )
    assert counts(summary) == {"changed": 1, "new": 1, "refused": 3}
    assert shelf.records[1]["place"] == "Salle 9"
    assert refusals(summary, languages[1]) == [
        (3, "Désignation", "Souris", "2 records have this value."),
        (4, "N° inventaire", "INV-3", "Another record has this value already: INV-3."),
        (6, "Désignation", "Tablette", "Row 5 of the file has this value already."),
    ]


def test_a_chosen_key_needs_its_column(desk: Desk, languages: Languages) -> None:
    with pytest.raises(UserError) as refused:
        desk.preview([HEADERS, DEVICE], key="serial")
    assert languages[1].say(refused.value.message) == (
        "To know which record this is about, one of these is needed: Serial number."
    )


def test_a_chosen_key_must_be_a_field(desk: Desk, languages: Languages) -> None:
    with pytest.raises(UserError) as refused:
        desk.preview([HEADERS, DEVICE], key="colour")
    assert (
        languages[1].say(refused.value.message).startswith("There is no field “colour”. The fields are: tag, serial,")
    )


def test_people_are_found_by_name_where_nothing_surer_is_known(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    shelf.add(last_name="Martin", first_name="Lucas", identifier="1")
    shelf.add(last_name="Martin", first_name="Lucas", identifier="2")
    shelf.add(last_name="Moreau", first_name="Inès", identifier=None)
    rows = [
        ["Nom", "Prénom", "Matricule", "Adresse Email"],
        ["MARTIN", "Lucas", "2", "lm@example.org"],
        ["Martin", "Lucas", "3", ""],
        ["Moreau", "Ines", "4", ""],
        ["Martin", "Lucas", "", ""],
        ["Petit", "Zoé", "", ""],
        ["Petit", "Zoé", "", ""],
        ["Petit", "", "", ""],
        ["", "Zoé", "", ""],
    ]
    summary = desk.take(rows, PEOPLE)
    assert counts(summary) == {"changed": 2, "new": 3, "refused": 3}
    assert shelf.records[2]["email"] == "lm@example.org"
    assert shelf.records[3]["identifier"] == "4"
    assert refusals(summary, languages[1]) == [
        (5, "Nom", "Martin", "2 records have this value."),
        (7, "Nom", "Petit", "Row 6 of the file has this value already."),
        (
            9,
            "Matricule",
            "",
            "To know which record this is about, one of these is needed: Last name, E-mail, Identifier.",
        ),
    ]


def test_a_field_that_a_new_record_needs(desk: Desk, languages: Languages) -> None:
    summary = desk.take([["Nom", "Matricule"], ["", "1"], ["Petit", "2"]], PEOPLE)
    assert refusals(summary, languages[1]) == [(2, "Nom", "", "A new record needs this.")]
    summary = desk.take([["Matricule"], ["7"]], PEOPLE)
    assert refusals(summary, languages[1]) == [(2, "", "", "A new record needs this.")]


def test_a_sheet_without_any_key_is_refused_at_once(desk: Desk, languages: Languages) -> None:
    with pytest.raises(UserError) as refused:
        desk.preview([["Prénom", "Né(e) le"], ["Zoé", "01/02/2015"]], PEOPLE)
    assert languages[1].say(refused.value.message) == (
        "To know which record this is about, one of these is needed: Last name, E-mail, Identifier."
    )


def test_headers_that_nobody_knows_are_refused_but_can_be_looked_at(desk: Desk, languages: Languages) -> None:
    importer = desk.importer([["Alpha", "Beta"], ["1", "2"]])
    assert importer.look().unmapped == ["Alpha", "Beta"]
    with pytest.raises(UserError) as refused:
        importer.preview(desk.shelf.session)
    assert languages[1].say(refused.value.message) == (
        "None of the headers in row 1 is known: Alpha, Beta. Say which column is what."
    )
    importer.change(Options(mapping={"Alpha": "tag"}))
    assert counts(importer.preview(desk.shelf.session)) == {"new": 1}


def test_new_names_are_listed_once_in_their_first_spelling(desk: Desk, shelf: Shelf) -> None:
    shelf.names["place"] = ["Accueil"]
    rows = [
        ["N° inventaire", "Lieu", "Fournisseur", "Prix"],
        ["1", "accueil", "Dell", "1"],
        ["2", "Salle  1", "DELL", "1"],
        ["3", "SALLE 1", "", "1"],
        ["4", "Salle 2", "", "-1"],
    ]
    summary = desk.take(rows)
    assert summary.creates == {"place": ("Salle 1",), "supplier": ("Dell",)}
    assert [record["place"] for record in shelf.records.values()] == ["Accueil", "Salle 1", "Salle 1"]
    assert counts(summary) == {"new": 3, "refused": 1}


def test_a_name_that_could_be_several_is_refused(desk: Desk, languages: Languages) -> None:
    summary = desk.take([["N° inventaire", "Lieu"], ["1", "?"]])
    assert refusals(summary, languages[1]) == [(2, "Lieu", "?", "This could be several.")]


def test_parts_of_a_name_are_joined(desk: Desk, shelf: Shelf) -> None:
    headers = ["Asset Tag", "Checked Out To: Last Name", "Checked Out To: First Name"]
    desk.take([headers, ["1", "Moreau", "Inès"], ["2", "", ""], ["3", "Petit", ""]])
    assert [record["holder"] for record in shelf.records.values()] == ["Inès Moreau", None, "Petit"]


def test_columns_that_people_join_are_joined(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    mapping = {"Type": "name", "Taille": "name"}
    desk.take([["N° inventaire", "Type", "Taille"], ["1", "Écran", "24"]], mapping=mapping)
    assert shelf.records[1]["name"] == "Écran 24"
    summary = desk.take([["N° inventaire", "Type", "Taille"], ["2", "Écran", "#N/A"]], mapping=mapping)
    assert refusals(summary, languages[1]) == [
        (2, "Type + Taille", "Écran #N/A", "The spreadsheet shows an error here, not a value.")
    ]


def test_choices_are_taken_in_both_languages(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    rows = [["N° inventaire", "Etat"], ["1", "Neuf"], ["2", "GOOD"], ["3", "usagé"], ["4", "worn"], ["5", "cassé"]]
    summary = desk.take(rows)
    assert [record["condition"] for record in shelf.records.values()] == ["new", "good", "worn", "worn"]
    assert refusals(summary, languages[0]) == [(6, "Etat", "cassé", "This is none of: Neuf, Bon, Usé.")]


def test_totals_repeated_headers_and_remarks_are_skipped_and_told(desk: Desk, languages: Languages) -> None:
    rows = [
        HEADERS,
        DEVICE,
        HEADERS,
        ["INV-0002", "Souris", "Salle 2", "5", "01/02/2024"],
        ["", "", "Total", "354,90 €", ""],
        [],
        ["Arrêté à la somme de 354,90 €"],
    ]
    summary = desk.take(rows)
    assert counts(summary) == {"new": 2, "skipped": 4}
    assert [languages[1].say(warning) for warning in summary.warnings] == [
        "Row 7 stands below the table and was left out.",
        "Row 5 is a total and was left out.",
    ]


def test_a_row_with_more_cells_than_headers_is_refused(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    summary = desk.take([HEADERS, DEVICE, ["INV-0002", "Écran; grand", "x", "5", "", "surplus"], [*DEVICE[:4], "", ""]])
    assert counts(summary) == {"new": 1, "refused": 2}
    assert refusals(summary, languages[1])[0] == (3, "", "", "This row has more cells than there are headers.")


def test_typed_cells_of_a_workbook(desk: Desk, shelf: Shelf, folder: Path) -> None:
    rows: list[list[Any]] = [
        [*HEADERS, "Garantie", "Quantité", "N° de commande"],
        [12.0, "Écran", 101, 349.9, date(2024, 1, 31), 24, 1, 45],
        ["0012", 24, "B", "1 234,50", 45_322, "2 ans", 2.0, "00045"],
    ]
    assert counts(desk.take(xlsx_file(folder / "a.xlsx", rows))) == {"new": 2}
    assert [
        (record["tag"], record["name"], record["place"], record["price"], record["purchase_date"])
        for record in shelf.records.values()
    ] == [
        ("12", "Écran", "101", 34_990, date(2024, 1, 31)),
        ("0012", "24", "B", 123_450, date(2024, 1, 31)),
    ]
    assert [
        (record["warranty_months"], record["quantity"], record["order_number"]) for record in shelf.records.values()
    ] == [(24, 1, "45"), (24, 2, "00045")]


def test_true_is_not_one(desk: Desk, folder: Path) -> None:
    rows: list[list[Any]] = [
        ["N° inventaire", "Quantité", "Garantie", "Lieu"],
        ["1", 1, 1, 1],
        ["2", True, 1, 1],
        ["3", 1, True, 1],
    ]
    summary = desk.take(xlsx_file(folder / "a.xlsx", [*rows, ["4", 1, 1, True]]))
    assert [(row.row, row.refusals[0].column, row.refusals[0].value) for row in summary.refused] == [
        (3, "Quantité", "TRUE"),
        (4, "Garantie", "TRUE"),
        (5, "Lieu", "TRUE"),
    ]


def test_days_of_an_early_mac(desk: Desk, shelf: Shelf, folder: Path) -> None:
    rows: list[list[Any]] = [["N° inventaire", "Date d'achat"], ["1", 43_860], ["2", date(2024, 1, 31)]]
    desk.take(xlsx_file(folder / "a.xlsx", rows, options={"date_1904": True}))
    assert [record["purchase_date"] for record in shelf.records.values()] == [date(2024, 1, 31)] * 2


def test_the_sheet_with_our_headers_is_chosen(desk: Desk, folder: Path) -> None:
    path = xlsx_file(
        folder / "a.xlsx",
        [["Titre"], ["Lisez-moi"]],
        sheet="Accueil",
        others={
            "Parc 2023": [HEADERS, DEVICE],
            "Parc 2024": [HEADERS, DEVICE, ["INV-0002"]],
            "Caché": [HEADERS, *[DEVICE] * 9],
            "Mouvements": [["Nom", "Lieu"], *[["x", "y"]] * 99],
        },
        hidden=["Caché"],
    )
    look = desk.importer(path).look()
    assert (look.sheet, look.sheets) == ("Parc 2024", ("Accueil", "Parc 2023", "Parc 2024", "Caché", "Mouvements"))
    assert desk.importer(path, sheet="Caché").look().last_row == 10
    importer = desk.importer(path)
    importer.look()
    importer.change(Options(sheet="Parc 2023"))
    assert (importer.look().sheet, importer.look().last_row) == ("Parc 2023", 2)


def test_a_workbook_of_hidden_sheets_is_read_all_the_same(desk: Desk, folder: Path) -> None:
    path = xlsx_file(folder / "a.xlsx", [], others={"B": [HEADERS, DEVICE]}, hidden=["B"])
    assert desk.importer(path, sheet="B").look().sheet == "B"


def test_a_desk_that_changed_since_the_preview_stops_the_import(desk: Desk, shelf: Shelf, languages: Languages) -> None:
    importer = desk.importer([HEADERS, DEVICE])
    seen = importer.preview(shelf.session)
    shelf.add(tag="INV-0001")
    with pytest.raises(UserError) as refused:
        importer.apply(shelf.session, seen=seen)
    assert languages[1].say(refused.value.message) == (
        "The desk has changed since this was shown. Nothing was written; look at it again."
    )


@pytest.mark.parametrize("change", ["value", "place"])
def test_the_smallest_change_stops_the_import(desk: Desk, shelf: Shelf, change: str) -> None:
    shelf.add(tag="INV-0001", name="Ecran")
    importer = desk.importer([HEADERS, DEVICE])
    seen = importer.preview(shelf.session)
    if change == "value":
        shelf.records[1]["name"] = "Moniteur"
    else:
        shelf.names["place"] = ["Salle 1"]
    with pytest.raises(UserError):
        importer.apply(shelf.session, seen=seen)


def test_an_import_can_be_stopped(desk: Desk, shelf: Shelf) -> None:
    told: list[tuple[int, int | None, str]] = []

    def progress(done: int, total: int | None = None, doing: Message | None = None) -> None:
        told.append((done, total, doing.text if doing else ""))
        if doing and doing.text == "Comparing with the desk" and done > 2000:
            raise Cancelled

    shelf.add(tag="x")
    importer = desk.importer([["N° inventaire"], *([n] for n in range(6000))])
    with pytest.raises(Cancelled):
        importer.apply(shelf.session, progress)
    looking = [(first, None, "Looking at the sheet") for first in range(2, 6002, 1000)]
    assert told[:7] == [(0, None, "Reading the file"), *looking]
    assert told[7:] == [
        (0, None, "Reading the desk"),
        (2, 6001, "Comparing with the desk"),
        (1002, 6001, "Comparing with the desk"),
        (2002, 6001, "Comparing with the desk"),
    ]


def test_refused_rows_beyond_a_number_are_only_counted(desk: Desk) -> None:
    summary = desk.preview([["N° inventaire", "Prix"], *([n, "x"] for n in range(10_050))])
    assert (counts(summary), len(summary.refused)) == ({"refused": 10_050}, 10_000)


def test_rows_to_show_are_kept_up_to_a_number(desk: Desk) -> None:
    summary = desk.preview([["N° inventaire", "Prix"], *([n, "1"] for n in range(2500))])
    kept = summary.examples[Verdict.NEW]
    assert (len(kept), kept[0].row, kept[-1].row, kept[-1].values["tag"]) == (1000, 2, 1001, "999")


def test_everything_as_json(desk: Desk, languages: Languages) -> None:
    importer = desk.importer([[*HEADERS, "Couleur"], [*DEVICE, "noir"], ["INV-2", "x", "y", "cher", "", ""]])
    summary = importer.preview(desk.shelf.session)
    answer = json.loads(json.dumps(as_json(importer.look(), summary, languages[1], 7)))
    assert [column["header"] for column in answer["columns"]] == [*HEADERS, "Couleur"]
    assert answer.pop("columns")[3] == {
        "header": "Prix",
        "letter": "D",
        "fields": ["price"],
        "why": "by its header",
        "reads": "amounts, comma before cents",
        "reading": ",",
        "readings": [",", "."],
    }
    assert answer == {
        "sheet": None,
        "header_row": 1,
        "header_depth": 1,
        "last_row": 3,
        "encoding": "utf-8",
        "delimiter": ";",
        "preset": None,
        "mapping": {
            "N° inventaire": "tag",
            "Désignation": "name",
            "Lieu": "place",
            "Prix": "price",
            "Date d'achat": "purchase_date",
        },
        "unmapped": ["Couleur"],
        "counts": {"new": 1, "changed": 0, "unchanged": 0, "refused": 1, "skipped": 0},
        "refused": [{"row": 3, "column": "Prix", "value": "cher", "reason": "This is not a number."}],
        "creates": {"place": ["Salle 1"]},
        "unknown": {
            "place": [
                {"text": "Salle 1", "count": 1, "first_row": 2, "nearest": []},
                {"text": "y", "count": 1, "first_row": 3, "nearest": []},
            ],
            "price": [{"text": "cher", "count": 1, "first_row": 3, "nearest": []}],
        },
        "warnings": [],
        "change_set": 7,
    }


def test_columns_beside_the_table_are_told(desk: Desk, languages: Languages, folder: Path) -> None:
    rows: list[list[Any]] = [[*HEADERS, "", "Catégorie", "Nombre"], [*DEVICE, "", "Écran", 3]]
    rows += [["INV-1" + str(n), "a", "b", "1", ""] for n in range(8)]
    summary = desk.preview(xlsx_file(folder / "a.xlsx", rows))
    assert [languages[1].say(warning) for warning in summary.warnings] == [
        "Columns beside the table belong to another one and were left out: Catégorie, Nombre."
    ]


def test_a_record_stays_recognised_when_it_is_given_a_number(desk: Desk, shelf: Shelf) -> None:
    rows = [HEADERS, ["", "Souris", "Salle 1", "5", ""]]
    desk.take(rows)
    shelf.records[1] |= {"tag": "INV-0007", "name": "Souris sans fil", "place": "Réserve"}
    assert counts(desk.take(rows)) == {"unchanged": 1}
    assert shelf.records[1]["name"] == "Souris sans fil"


def test_a_record_without_number_is_recognised_by_all_that_the_row_says(desk: Desk, shelf: Shelf) -> None:
    shelf.add(name="Souris", price=500)
    shelf.add(name="Souris", price=500, tag="INV-1")
    rows = [["Désignation", "Prix"], ["Souris", "5"], ["Souris", "5"]]
    assert counts(desk.take(rows)) == {"unchanged": 1, "new": 1}
    assert counts(desk.take(rows)) == {"unchanged": 2}


def test_a_number_may_be_the_chosen_key(desk: Desk, shelf: Shelf) -> None:
    shelf.add(name="Écran", price=34_990)
    assert counts(desk.take([["Désignation", "Prix"], ["Moniteur", "349,90"], ["Souris", "5"]], key="price")) == {
        "changed": 1,
        "new": 1,
    }


def test_a_workbook_of_charts_alone_has_no_sheet(desk: Desk, folder: Path, languages: Languages) -> None:
    path = folder / "charts.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        chart = workbook.add_chart({"type": "bar"})
        assert chart is not None
        chart.add_series({"values": "=Nothing!$A$1:$A$2"})
        workbook.add_chartsheet("Nothing").set_chart(chart)
    with pytest.raises(UserError) as refused:
        desk.importer(path).look()
    assert languages[1].say(refused.value.message) == "charts.xlsx has no sheet."


def test_a_hundred_warnings_are_enough(desk: Desk) -> None:
    summary = desk.preview([HEADERS, DEVICE, *[["", "Total"]] * 150])
    assert (counts(summary), len(summary.warnings)) == ({"new": 1, "skipped": 150}, 100)


def test_memory_is_bounded_by_forgetting(desk: Desk, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.importing.cells.readers._REMEMBERED", 2)
    monkeypatch.setattr("coorddesk.importing.survey._TEXTS_KEPT", 2)
    rows = [["N° inventaire", "Lieu", "Prix"], *([n, f"Salle {n % 5}", f"{n},50"] for n in range(50))]
    summary = desk.take(rows)
    assert (counts(summary), len(summary.creates["place"])) == ({"new": 50}, 5)


def test_a_desk_of_two_words_for_one_status(desk: Desk, languages: Languages) -> None:
    own = (Choice("Au placard", verbatim("Au placard")), Choice("new", DEVICES.title))
    fields = tuple(
        replace(field, own_choices=lambda _session: own) if field.key == "condition" else field
        for field in DEVICES.fields
    )
    kind = replace(DEVICES, fields=fields)
    summary = desk.take([["N° inventaire", "Etat"], ["1", "au placard"], ["2", "Usé"]], kind)
    assert refusals(summary, languages[1]) == [(3, "Etat", "Usé", "This is none of: Au placard, Devices.")]
