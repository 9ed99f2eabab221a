from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import SAMPLE, Coorddesk

NEW = 57
on_one_database = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)
SNIPE_IT = Path(__file__).parents[2].parent / "shared/samples/snipe-it/mock-assets-52cf54d211.csv"


def counts(coorddesk: Coorddesk, file: Path, *more: str) -> dict[str, int]:
    found: dict[str, int] = coorddesk("import", "assets", file, "--json", *more).json["counts"]
    return found


def test_import_says_what_it_did_and_which_cells_it_refused(coorddesk: Coorddesk) -> None:
    ran = coorddesk("import", "assets", SAMPLE)
    assert ran.code == 0
    assert ran.err == ""
    lines = ran.out.splitlines()
    assert lines[0] == "Sheet “Inventaire”, headers in row 4."
    assert lines[1] == "57 new, 0 changed, 0 unchanged, 2 refused, 0 left out."
    assert lines[-2:] == [
        "Row 62, N° inventaire: “INV-0003”: Row 7 of the file has this value already.",
        "Row 63, Date d'achat: “31/02/2024”: There is no such day.",
    ]


def test_import_answers_in_json(coorddesk: Coorddesk) -> None:
    answer = coorddesk("import", "assets", SAMPLE, "--json").json
    assert list(answer) == [
        "sheet",
        "header_row",
        "header_depth",
        "last_row",
        "encoding",
        "delimiter",
        "preset",
        "mapping",
        "unmapped",
        "columns",
        "counts",
        "refused",
        "creates",
        "unknown",
        "warnings",
        "change_set",
    ]
    assert (answer["sheet"], answer["header_row"]) == ("Inventaire", 4)
    assert answer["mapping"]["N° inventaire"] == "tag"
    assert answer["refused"][1] == {
        "row": 63,
        "column": "Date d'achat",
        "value": "31/02/2024",
        "reason": "There is no such day.",
    }
    assert answer["change_set"] == 2


def test_a_dry_run_writes_nothing(coorddesk: Coorddesk) -> None:
    assert counts(coorddesk, SAMPLE, "--dry-run")["new"] == NEW
    assert coorddesk("import", "assets", SAMPLE, "--dry-run", "--json").json["change_set"] is None
    assert counts(coorddesk, SAMPLE)["new"] == NEW
    assert counts(coorddesk, SAMPLE) == {"new": 0, "changed": 0, "unchanged": NEW, "refused": 2, "skipped": 0}


def test_refused_rows_are_saved_with_their_reason(coorddesk: Coorddesk, tmp_path: Path) -> None:
    saved = tmp_path / "refused.xlsx"
    coorddesk("import", "assets", SAMPLE, "--refused", saved)
    rows = list(load_workbook(saved).active.iter_rows(values_only=True))  # type: ignore[union-attr]  # it has a sheet
    assert [row[0] for row in rows] == ["N° inventaire", "INV-0003", "INV-0099"]
    assert rows[0][-2:] == ("Row in the file", "Reason for refusal")
    assert [row[-2] for row in rows[1:]] == [62, 63]


@on_one_database
@pytest.mark.parametrize("written", ["fr", "en"])
@pytest.mark.parametrize("read", ["fr", "en"])
@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_our_own_export_comes_back_to_zero_changes(
    coorddesk: Coorddesk, tmp_path: Path, written: str, read: str, suffix: str
) -> None:
    coorddesk("import", "assets", SAMPLE)
    file = tmp_path / f"export{suffix}"
    assert coorddesk("export", "assets", file, language=written).code == 0
    answer = coorddesk("import", "assets", file, "--json", language=read).json
    assert answer["counts"] == {"new": 0, "changed": 0, "unchanged": NEW, "refused": 0, "skipped": 0}
    assert answer["unmapped"] == []


@pytest.mark.parametrize("kind", ["people", "places", "suppliers"])
def test_every_kind_comes_back_to_zero_changes(coorddesk: Coorddesk, tmp_path: Path, kind: str) -> None:
    coorddesk("import", "assets", SAMPLE)
    file = tmp_path / "export.csv"
    coorddesk("export", kind, file)
    answer = coorddesk("import", kind, file, "--json").json
    assert answer["counts"]["unchanged"] > 0
    assert answer["counts"] | {"unchanged": 0} == dict.fromkeys(answer["counts"], 0)


@pytest.mark.samples
@pytest.mark.skipif(not SNIPE_IT.exists(), reason="the shared samples are not here")
def test_a_snipe_it_export_goes_in_and_out_again(coorddesk: Coorddesk) -> None:
    rows = 150
    assert counts(coorddesk, SNIPE_IT)["new"] == rows
    assert counts(coorddesk, SNIPE_IT)["unchanged"] == rows
    coorddesk("undo")
    assert counts(coorddesk, SNIPE_IT, "--dry-run")["new"] == rows


def test_a_column_is_what_people_say(coorddesk: Coorddesk) -> None:
    answer = coorddesk("import", "assets", SAMPLE, "--json", "--map", "Observations=name", "--map", "Fournisseur=").json
    assert answer["mapping"]["Observations"] == "name"
    assert answer["unmapped"] == ["Fournisseur"]


@on_one_database
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import", "assets", "nowhere.xlsx"], "There is no file nowhere.xlsx. Check its name and folder."),
        (
            ["import", "cats", str(SAMPLE)],
            (
                "There is no kind “cats”. There are: places, people, departments, groups, members, suppliers, "
                "contacts, closures, budget-lines, accounts, assets, categories, models, manufacturers, fields, "
                "addresses, lots, questionnaires, survey-answers, stock, stock-moves, licences, licence-seats, "
                "scans, loans, kits, maintenance-plans, maintenance-log, checklists, tickets, ticket-categories, "
                "causes, orders, invoices, contracts, bank-lines, sessions, courses, participants, rounds."
            ),
        ),
        (["import", "assets", str(SAMPLE), "--map", "tag"], "--map wants “HEADER=FIELD”, not “tag”."),
    ],
)
def test_the_users_trouble_is_one_sentence_and_1(coorddesk: Coorddesk, words: list[str], said: str) -> None:
    ran = coorddesk(*words)
    assert (ran.code, ran.out, ran.err) == (1, "", f"{said}\n")
