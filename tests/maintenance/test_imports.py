"""Sheets of the maintenance log, schedules and checklists: taken in, refused with a reason, and back unchanged."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.core.resources import texts_for
from coorddesk.directory.service import Deletion
from coorddesk.inventory.service import find_or_create_category
from coorddesk.maintenance.imports import CHECKLISTS, LOG, PLANS
from coorddesk.maintenance.imports.points import points_in, points_said, points_spelt
from coorddesk.maintenance.queries import checklists, entry, entry_ids, findings, plan, plan_ids
from coorddesk.maintenance.rules import Point, RepairState, Rhythm, Verdict, Work
from coorddesk.maintenance.service import Advance, End, delete_entry, end_repair
from tests.factories import make_asset, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_entry, make_plan, make_repair
from tests.sheets import counts, make_csv, reasons, send_out, take_in

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.importing.kind import ImportKind


@pytest.fixture
def kept(desk: Database) -> Database:
    """A desk with something of each kind."""
    with desk.transaction() as session:
        shop, category = make_supplier(session), find_or_create_category(session, "Vidéoprojecteur")
        model = ("Epson", "EB-685W", "")
        first = make_asset(session, "VP-1", category_id=category, model=model, place="Collège / Salle 1")
        second = make_asset(session, None, serial="S-2", name="Enceinte")
        third = make_asset(session, None, name="Chariot 1", category_id=category)
        points = make_checklist(session, "Vidéoprojecteur", "Lampe; filtre", 'Image "nette"', "Télécommande")
        ticked = (Point("Lampe", is_ticked=True), Point("Filtre", is_ticked=False))
        details = {"cost": 1_234, "downtime": 30, "verdict": Verdict.RESERVES, "notes": "a\nb", "documents": "007"}
        make_entry(session, first, "Lampe changée", points=ticked, supplier_id=shop, under_warranty=True, **details)
        make_entry(session, second, "Soudure", done_by="Denis", work=Work.REPAIR, day=date(2024, 2, 29))
        end_repair(session, End(Advance(make_repair(session, third), 1, RepairState.GIVEN_BACK, TODAY), cost=500))
        about = {"checklist_id": points, "supplier_id": shop, "ahead": 30, "notes": "L’été"}
        make_plan(session, "Lampes", category_id=category, place_id=1, model_id=1, **about)
        days = Rhythm(date(2026, 1, 1), days=((2, 29), (9, 1)), end=date(2030, 1, 1))
        make_plan(session, "Dates", asset_id=second, rhythm=days, work=Work.INSPECTION)
        make_plan(session, "Depuis", asset_id=third, rhythm=Rhythm(date(2026, 1, 31), 6, from_done=True))
    return desk


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("kind", "rows"), [(LOG, 3), (PLANS, 3), (CHECKLISTS, 1)])
def test_an_export_comes_back_unchanged(
    kept: Database, tmp_path: Path, language: str, kind: ImportKind, rows: int
) -> None:
    texts = texts_for(language)
    for ending in ("xlsx", "csv"):
        file = send_out(kept, kind, tmp_path / f"{kind.key}.{ending}", texts)
        summary = take_in(kept, kind, file)
        assert counts(summary) == {"unchanged": rows}


def test_a_log_of_somebody_elses_words_is_taken_in(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        make_asset(session, "PC-1")
        make_asset(session, None, serial="XK7")
        make_asset(session, None, name="Borne")
    file = make_csv(
        tmp_path,
        "N° inventaire;Date;Nature;Intervention;Intervenant;Fournisseur;Montant;Résultat",
        "pc-1;12/03/2026;Préventif;Poussière retirée;Moi;;;Conforme",
        "xk7;01/02/2026;Dépannage;Écran remplacé;;Atelier Plus;129,90 €;",
        "Borne;05/01/2026;;Tactile recalibré;;;;",
        "PC-9;05/01/2026;;Rien;;;;",
    )
    summary = take_in(desk, LOG, file)
    assert counts(summary) == {"new": 3, "refused": 1}
    assert [said for _row, _column, said in reasons(summary, texts_for("en"))] == [
        "There is no device of this number. Add the device first."
    ]
    with desk.reading() as session:
        rows = [entry(session, entry_id) for entry_id in entry_ids(session)]
        told = [(row.device, row.day, row.work, row.cost, row.supplier, row.verdict) for row in rows if row is not None]
        assert told == [
            ("PC-1", date(2026, 3, 12), Work.UPKEEP, None, None, Verdict.GOOD),
            ("XK7", date(2026, 2, 1), Work.REPAIR, 12_990, "Atelier Plus", None),
            ("Borne", date(2026, 1, 5), Work.UPKEEP, None, None, None),
        ]
        assert findings(session) == []


def test_the_log_is_changed_by_a_sheet_but_not_what_a_repair_came_to(kept: Database, tmp_path: Path) -> None:
    file = make_csv(
        tmp_path,
        "Device;Day;What was done;Cost",
        "VP-1;07/09/2026;Lampe changée;20",
        "Chariot 1;07/09/2026;Screen broken;9",
        "VP-1;08/09/2026;Demain;9",
    )
    summary = take_in(kept, LOG, file)
    assert counts(summary) == {"changed": 1, "refused": 2}
    assert [said for _row, _column, said in reasons(summary, texts_for("en"))] == [
        "This line of the log is what a repair came to. Change the repair instead.",
        "This day is still to come.",
    ]
    with kept.reading() as session:
        assert findings(session) == []


def test_what_was_done_twice_on_a_day_stays_twice(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, "VP-1")
        for what, cost in (("Nettoyé", 100), ("nettoyé", 200), ("Nettoyé", 100), ("Réglé", None)):
            make_entry(session, asset, what, cost=cost)
    texts = texts_for("fr")
    file = send_out(desk, LOG, tmp_path / "log.csv", texts)
    assert counts(take_in(desk, LOG, file)) == {"unchanged": 4}
    with desk.transaction() as session:
        for entry_id in (2, 3):
            delete_entry(session, Deletion(entry_id, 1))
    assert counts(take_in(desk, LOG, file)) == {"new": 2, "unchanged": 2}
    assert counts(take_in(desk, LOG, file)) == {"unchanged": 4}
    refused = make_csv(tmp_path, "Device;Day;What was done;Nth time that day", "VP-1;07/09/2026;Nettoyé;1")
    assert [said for _row, _column, said in reasons(take_in(desk, LOG, refused), texts_for("en"))] == [
        "Leave it empty for the first, write 2 for the second that day."
    ]


def test_schedules_are_added_and_changed_by_a_sheet(kept: Database, tmp_path: Path) -> None:
    file = make_csv(
        tmp_path,
        "Schedule;Category;Place;First due on;Every so many months;On these days of the year",
        "Câbles;Chariot;Collège / Salle 9;01/09/2026;2 ans;",
        "Lampes;;;;6;",
        "Sans but;;;01/09/2026;6;",
        "Deux fois;Chariot;;01/09/2026;6;01/03",
    )
    summary = take_in(kept, PLANS, file)
    assert counts(summary) == {"new": 1, "changed": 1, "refused": 2}
    assert [said for _row, _column, said in reasons(summary, texts_for("en"))] == [
        "Say for which devices: one, a model, a category or a place.",
        "Say either every how many months it is due, or on which days of the year.",
    ]
    with kept.reading() as session:
        rows = {row.name: row for each in plan_ids(session) if (row := plan(session, each)) is not None}
        assert (rows["Câbles"].category, rows["Câbles"].place) == ("Chariot", "Collège / Salle 9")
        assert rows["Câbles"].rhythm == Rhythm(date(2026, 9, 1), 24)
        assert rows["Lampes"].rhythm.months == 6
        assert rows["Lampes"].checklist == "Vidéoprojecteur"


def test_checklists_come_in_one_cell_each(desk: Database, tmp_path: Path) -> None:
    file = tmp_path / "lists.csv"
    file.write_text('Checklist;Points\nBorne;"Lecteur; Ticket; lecteur"\n', encoding="utf-8")
    assert counts(take_in(desk, CHECKLISTS, file)) == {"new": 1}
    with desk.reading() as session:
        assert [(row.name, row.points) for row in checklists(session)] == [("Borne", ("Lecteur", "Ticket"))]


@given(st.lists(st.tuples(st.text("abé [];x", min_size=1), st.booleans()), max_size=5))
def test_points_in_a_cell_are_read_as_they_are_written(points: list[tuple[str, bool]]) -> None:
    said = points_said(Point(text, is_ticked=on) for text, on in points)
    assert points_spelt(points_spelt(said)) == points_spelt(said)


def test_a_point_without_a_box_was_done() -> None:
    read = (Point("Lamp", is_ticked=True), Point("Filter", is_ticked=False), Point("Lens", is_ticked=True))
    assert points_in("Lamp; [ ] Filter\n[X] Lens") == read
    assert points_in("☑ Lamp; ☐ Filter; ✓ Lens") == read
