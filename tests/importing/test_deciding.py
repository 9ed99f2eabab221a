"""What people decide about words, names and cells, and what every row is told about itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.texts import Texts
from coorddesk.importing import plan as plan_module
from coorddesk.importing.importer import Importer, Options, Summary
from coorddesk.importing.kind import Choice, FieldType, ImportField
from coorddesk.importing.plan import PlannedRow, Unknown, Verdict
from tests.importing.corpus import csv_file, xlsx_file
from tests.importing.devices import DEVICES, Shelf

Languages = tuple[Texts, Texts]
Take = Callable[..., Summary]
HEADERS = ["N° inventaire", "Désignation", "Lieu", "État", "Prix", "Date d'achat"]


@pytest.fixture
def take(folder: Path, shelf: Shelf, languages: Languages) -> Take:
    """Preview and apply rows under HEADERS; returns what people are shown."""

    def taken(*rows: list[Any], headers: list[str] = HEADERS, **options: Any) -> Summary:
        importer = Importer(DEVICES, csv_file(folder / "sheet.csv", [headers, *rows]), languages, Options(**options))
        seen = importer.preview(shelf.session)
        done = importer.apply(shelf.session, seen=seen)
        assert (done.counts, done.creates, done.verdicts) == (seen.counts, seen.creates, seen.verdicts)
        return seen

    return taken


def verdicts(summary: Summary) -> str:
    return " ".join(Verdict.of_code(code) for code in summary.verdicts)


def refusals(summary: Summary, texts: Texts) -> list[tuple[int, str, str, str]]:
    return [(row.row, one.column, one.value, texts.say(one.reason)) for row in summary.refused for one in row.refusals]


def places(shelf: Shelf) -> list[str | None]:
    return [record["place"] for record in shelf.records.values()]


def devices(*said: str) -> list[list[str]]:
    """A device in each place."""
    return [[str(number), f"Poste {number}", place, "", "", ""] for number, place in enumerate(said, start=1)]


def test_names_that_nothing_has_are_listed_with_the_nearest(take: Take, shelf: Shelf) -> None:
    shelf.names["place"] = ["Salle 12", "Salle 121"]
    summary = take(*devices("salle 12", "Sale 12", "Réserve", "sale 12", "Salle 122"))
    assert summary.unknowns == {
        "place": (Unknown("Sale 12", 2, 3, ("Salle 12",)), Unknown("Réserve", 1, 4, ()), Unknown("Salle 122", 1, 6, ()))
    }
    assert summary.creates == {"place": ("Sale 12", "Réserve", "Salle 122")}
    assert places(shelf) == ["Salle 12", "Sale 12", "Réserve", "Sale 12", "Salle 122"]


def test_one_name_is_taken_for_another_however_it_is_written(take: Take, shelf: Shelf) -> None:
    shelf.names["place"] = ["Salle 12"]
    rows = devices("Sale 12", "SALE 12 ", "Réserve", "réserve")
    summary = take(*rows, values={"place": {"sale 12": "Salle 12", "Réserve": ""}})
    assert (summary.unknowns, summary.creates) == ({}, {})
    assert places(shelf) == ["Salle 12", "Salle 12", None, None]


@pytest.mark.parametrize(
    ("fate", "said", "created", "told"),
    [
        ("create", ["Salle 1", "Salle 2", "Salle 3"], ("Salle 2", "Salle 3"), "new new new"),
        ("empty", ["Salle 1", None, "Salle 3"], ("Salle 3",), "new new new"),
        ("refuse", ["Salle 1", "Salle 3"], ("Salle 3",), "new refused new"),
    ],
)
def test_all_other_unknown_names_meet_one_fate(
    take: Take, shelf: Shelf, fate: str, said: list[str | None], created: tuple[str, ...], told: str
) -> None:
    shelf.names["place"] = ["Salle 1"]
    rows = devices("Salle 1", "Salle 2", "salle 3")
    summary = take(*rows, unknown={"place": fate}, values={"place": {"salle 3": "Salle 3"}})
    assert (places(shelf), summary.creates, verdicts(summary)) == (said, {"place": created}, told)
    assert [unknown.text for unknown in summary.unknowns["place"]] == ["Salle 2", "Salle 3"]


def test_a_refused_name_says_so(take: Take, languages: Languages) -> None:
    summary = take(*devices("Salle 2"), unknown={"place": "refuse"})
    assert refusals(summary, languages[1]) == [
        (2, "Lieu", "Salle 2", "This name is not known, and none is to be created.")
    ]


def test_a_name_that_could_be_several_is_asked_about(take: Take, shelf: Shelf) -> None:
    summary = take(*devices("?"))
    assert (summary.unknowns, verdicts(summary)) == ({"place": (Unknown("?", 1, 2, ()),)}, "refused")
    take(*devices("?"), values={"place": {"?": "Salle 1"}})
    assert places(shelf) == ["Salle 1"]


def test_names_in_rows_that_are_no_records_are_no_question(take: Take) -> None:
    rows = [*devices("Salle 1"), HEADERS, ["Total", "", "", "", "349,90", ""], ["", "", "", "", "", ""]]
    summary = take(*rows, *devices("Salle 1"))
    assert summary.unknowns == {"place": (Unknown("Salle 1", 2, 2, ()),)}
    assert verdicts(summary) == "new skipped skipped skipped refused"


def test_words_of_a_choice_are_asked_once(take: Take, shelf: Shelf, languages: Languages) -> None:
    rows = [[str(number), "x", "", word, "", ""] for number, word in enumerate(["neuf", "Usée", "usee", "bof"])]
    summary = take(*rows)
    assert summary.unknowns == {
        "condition": (Unknown("Usée", 2, 3, ("Usé",)), Unknown("bof", 1, 5, ())),
    }
    assert verdicts(summary) == "new refused refused refused"
    assert refusals(summary, languages[0])[0] == (3, "État", "Usée", "This is none of: Neuf, Bon, Usé.")

    again = take(*rows, values={"condition": {"usee": "Usé", "bof": ""}})
    assert (verdicts(again), again.unknowns) == ("unchanged new new new", {})
    assert [record["condition"] for record in shelf.records.values()] == ["new", "worn", "worn", None]


def test_numbers_that_stand_for_words_are_asked_once_too(shelf: Shelf, folder: Path, languages: Languages) -> None:
    rows: list[list[Any]] = [["N° inventaire", "État"], ["a", 1], ["b", 2], ["c", 1], ["d", "=2"]]
    path = xlsx_file(folder / "a.xlsx", rows)
    summary = Importer(DEVICES, path, languages).preview(shelf.session)
    assert summary.unknowns["condition"][0] == Unknown("1", 2, 2, ())
    options = Options(values={"condition": {"1": "Neuf", "2": "Usé"}})
    Importer(DEVICES, path, languages, options).apply(shelf.session)
    assert [record["condition"] for record in shelf.records.values()] == ["new", "worn", "new"]


def test_a_doubtful_word_is_asked_with_what_it_may_mean(shelf: Shelf, folder: Path, languages: Languages) -> None:
    choices = (*(Choice(one.value, one.title, one.spellings, ("HS",)) for one in DEVICES.fields[7].choices[1:]),)
    fields = [ImportField(**{**vars(one), "choices": choices}) if one.choices else one for one in DEVICES.fields]
    kind = type(DEVICES)(**{**vars(DEVICES), "fields": tuple(fields)})
    path = csv_file(folder / "a.csv", [HEADERS, ["1", "x", "", "hs", "", ""]])
    assert Importer(kind, path, languages).preview(shelf.session).unknowns == {
        "condition": (Unknown("hs", 1, 2, ("Bon", "Usé")),)
    }


def test_a_word_where_a_number_or_day_belongs_is_asked_once_too(take: Take, shelf: Shelf) -> None:
    rows = [
        ["1", "x", "", "", "don", "inconnue"],
        ["2", "x", "", "", "Don", "12/2x"],
        ["3", "x", "", "", "12..5", "inconnue"],
        ["#N/A", "x", "", "", "", ""],
    ]
    assert take(*rows).unknowns == {
        "tag": (Unknown("#N/A", 1, 5, ()),),
        "price": (Unknown("don", 2, 2, ()),),
        "purchase_date": (Unknown("inconnue", 2, 2, ()),),
    }
    values = {"tag": {"#n/a": ""}, "price": {"don": "0", "12..5": "12,5"}, "purchase_date": {"inconnue": ""}}
    assert verdicts(take(*rows, values=values)) == "new refused new new"
    assert [(record["tag"], record["price"]) for record in shelf.records.values()] == [
        ("1", 0),
        ("3", 1_250),
        (None, None),
    ]


def test_yes_and_no_are_asked_like_a_choice(shelf: Shelf, folder: Path, languages: Languages) -> None:
    field = ImportField("lent", DEVICES.fields[0].title, FieldType.YES_NO, ("Prêté",))
    kind = type(DEVICES)(**{**vars(DEVICES), "fields": (*DEVICES.fields, field)})
    rows = [["1", "oui"], ["2", "x"], ["3", "parfois"], ["4", "FAUX"], ["5", ""]]
    path = csv_file(folder / "a.csv", [["N° inventaire", "Prêté"], *rows])
    summary = Importer(kind, path, languages).preview(shelf.session)
    assert [row.values["lent"] for row in summary.examples[Verdict.NEW]] == [True, True, False, None]
    assert summary.unknowns == {"lent": (Unknown("parfois", 1, 4, ("Yes", "No")),)}
    decided = Importer(kind, path, languages, Options(values={"lent": {"parfois": "yes"}})).preview(shelf.session)
    assert [row.values["lent"] for row in decided.examples[Verdict.NEW]] == [True, True, True, False, None]


def test_a_cell_that_is_typed_anew_is_read_like_any_other(take: Take, shelf: Shelf, languages: Languages) -> None:
    rows = [["1", "x", "", "", "1,50", "31/01/2024"], ["2", "y", "", "", "cher", "31/02/2024"]]
    assert verdicts(take(*rows)) == "new refused"
    summary = take(*rows, corrections={3: {4: "1.000", 5: "02/03/2024"}})
    assert (verdicts(summary), shelf.records[2]["price"]) == ("unchanged new", 100_000)
    assert shelf.records[2]["purchase_date"] == date(2024, 3, 2)
    worse = take(*rows, corrections={2: {4: "1,2,3"}, 3: {4: "moins cher", 5: ""}})
    assert refusals(worse, languages[1]) == [
        (2, "Prix", "1,2,3", "This is not a number."),
        (3, "Prix", "moins cher", "This is not a number."),
    ]


def test_cells_are_corrected_in_a_spreadsheet_too(shelf: Shelf, folder: Path, languages: Languages) -> None:
    rows: list[list[Any]] = [
        ["Parc"],
        HEADERS,
        ["1", "x", "", "", 12.5, date(2024, 1, 31)],
        ["2", "y", "", "", "cher", ""],
    ]
    options = Options(corrections={3: {4: "13,5", 5: "1er mars 2024"}, 4: {4: "7"}})
    Importer(DEVICES, xlsx_file(folder / "a.xlsx", rows), languages, options).apply(shelf.session)
    assert [(record["price"], record["purchase_date"]) for record in shelf.records.values()] == [
        (1_350, date(2024, 3, 1)),
        (700, None),
    ]


def test_every_row_has_its_verdict_and_changed_ones_what_they_were(take: Take, shelf: Shelf) -> None:
    shelf.add(tag="1", name="Écran", price=100)
    shelf.add(tag="2", name="Souris", price=200)
    rows = [
        ["1", "Écran", "", "", "1,00", ""],
        ["", "", "", "", "", ""],
        ["2", "Souris sans fil", "", "", "2,50", ""],
        ["3", "Clavier", "", "", "x", ""],
        ["4", "Clavier", "", "", "5", ""],
    ]
    summary = take(*rows)
    assert verdicts(summary) == "unchanged skipped changed refused new"
    assert summary.details == {
        4: PlannedRow(4, {"name": "Souris sans fil", "price": 250}, {"name": "Souris", "price": 200})
    }


def test_what_is_kept_of_changed_rows_is_bounded(take: Take, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_module, "DETAILS_KEPT", 2)
    for number in range(1, 5):
        shelf.add(tag=str(number), name="x")
    summary = take(*devices(*[""] * 4))
    assert (sorted(summary.details), summary.counts[Verdict.CHANGED]) == ([2, 3], 4)


def test_a_blank_never_erases_nor_does_a_decision_to_leave_empty(take: Take, shelf: Shelf) -> None:
    shelf.add(tag="1", name="Poste 1", place="Salle 1", condition="good", price=100, purchase_date=date(2024, 1, 31))
    rows = [["1", "", " ", "", "", ""], ["2", "Poste 2", "", "", "", ""]]
    assert verdicts(take(*rows)) == "unchanged new"
    shelf.records.pop(2)
    rows = [["1", "Poste 1", "Salle 9", "bof", "don", "?"]]
    decided = {"condition": {"bof": ""}, "price": {"don": ""}, "purchase_date": {"?": ""}}
    assert verdicts(take(*rows, values=decided, unknown={"place": "empty"})) == "unchanged"


def test_doubles_are_told_in_both_rows(take: Take, shelf: Shelf, languages: Languages) -> None:
    rows = [
        ["1", "a", "", "", "", ""],
        ["2", "b", "", "", "", ""],
        ["1 ", "c", "", "", "", ""],
        ["1", "d", "", "", "", ""],
    ]
    summary = take(*rows)
    assert (verdicts(summary), len(shelf.records)) == ("new new refused refused", 2)
    assert refusals(summary, languages[1]) == [
        (4, "N° inventaire", "1 ", "Row 2 of the file has this value already."),
        (5, "N° inventaire", "1", "Row 2 of the file has this value already."),
    ]
    assert {row: languages[1].say(note) for row, note in summary.notes.items()} == {
        2: "Row 4 says the same in “Inventory number” and is refused."
    }


@pytest.mark.parametrize("key", ["serial", "name"])
def test_records_are_found_by_the_key_that_people_choose(take: Take, shelf: Shelf, key: str) -> None:
    shelf.add(tag="1", serial="S1", name="Écran A")
    shelf.add(tag="2", serial="S2", name="Écran B")
    headers = ["N° de série", "Désignation", "Remarques"]
    summary = take(["s1", "écran a", "vu"], ["S3", "Écran C", "vu"], ["S2", "Écran B", ""], headers=headers, key=key)
    assert verdicts(summary) == "changed new unchanged"
    assert [record.get("notes") for record in shelf.records.values()] == ["vu", None, "vu"]


def test_what_a_name_means_may_not_change_between_seeing_and_doing(
    folder: Path, shelf: Shelf, languages: Languages
) -> None:
    shelf.names["place"] = ["Salle 1"]
    importer = Importer(DEVICES, csv_file(folder / "a.csv", [HEADERS, *devices("salle 1")]), languages)
    seen = importer.preview(shelf.session)
    shelf.names["place"] = ["SALLE 1"]
    with pytest.raises(UserError) as refused:
        importer.apply(shelf.session, seen=seen)
    assert refused.value.message.text == (
        "The desk has changed since this was shown. Nothing was written; look at it again."
    )


def test_days_that_a_spreadsheet_took_for_months_are_told(shelf: Shelf, folder: Path, languages: Languages) -> None:
    typed = [date(2024, 3, 4), date(2024, 12, 1), date(2024, 1, 9), date(2024, 2, 2)]
    days = [*typed, "25/04/2024", "31/01/2024"]
    rows: list[list[Any]] = [
        ["N° inventaire", "Date d'achat"],
        *([str(number), day] for number, day in enumerate(days)),
    ]
    warnings = Importer(DEVICES, xlsx_file(folder / "a.xlsx", rows), languages).look().warnings
    (warning,) = warnings
    assert languages[1].say(warning) == (
        "Date d'achat: all days up to the 12th are dates, all others texts (31/01/2024). A spreadsheet has probably "
        "taken days for months there; compare some with what they should be."
    )
