"""What is decided about a file, remembered for the next one of its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk.core.desk_tables import Remembered
from coorddesk.core.history_tables import ChangeSet
from coorddesk.directory.imports import PEOPLE, PLACES
from coorddesk.importing.options import Options
from coorddesk.importing.remembering import forget, keep, over, recall, shape_of
from coorddesk.inventory.imports import ASSETS
from tests.importing.real_desk import RealDesk, counts, whys

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database

ROWS = [["Code", "Bien", "Où", "Couleur"], ["1", "PC", "Salle 1", "noir"], ["2", "Écran", "", "gris"]]
MAPPING = {"Code": "tag", "bien": "name", "[C]": "place"}


@pytest.fixture
def desk(ready: Database, folder: Path) -> RealDesk:
    return RealDesk(ready, folder)


def remembered(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Remembered)) or 0


def test_a_mapping_is_as_last_time_for_files_of_its_shape(desk: RealDesk) -> None:
    desk.take(ASSETS, ROWS, mapping=MAPPING, fixed={"category": "Divers"}, key="tag")
    other = [["couleur", "CODE", "où", "Bien"], ["bleu", "3", "Salle 2", "Souris"]]
    assert whys(desk.look(ASSETS, other)) == {
        "CODE": ("tag", "as last time"),
        "où": ("place", "as last time"),
        "Bien": ("name", "as last time"),
    }
    assert counts(desk.take(ASSETS, other)) == {"new": 1}
    assert desk.records(ASSETS, "tag", "name", "place", "category") == [
        ("1", "PC", "Salle 1", "Divers"),
        ("2", "Écran", None, "Divers"),
        ("3", "Souris", "Salle 2", "Divers"),
    ]
    assert counts(desk.take(ASSETS, ROWS)) == {"unchanged": 2}


def test_another_shape_or_kind_knows_nothing_of_it(desk: RealDesk) -> None:
    desk.take(ASSETS, ROWS, mapping=MAPPING)
    wider = [[*ROWS[0], "Poids"], [*ROWS[1], "2 kg"]]
    assert (desk.look(ASSETS, wider).mapping, desk.look(PEOPLE, ROWS).mapping) == ({}, {})


def test_what_people_say_goes_first_and_is_remembered_in_turn(desk: RealDesk) -> None:
    desk.take(ASSETS, ROWS, mapping=MAPPING)
    again = {"Bien": "model", "Couleur": "notes"}
    assert whys(desk.look(ASSETS, ROWS, mapping=again)) == {
        "Code": ("tag", "as last time"),
        "Bien": ("model", "as you say"),
        "Où": ("place", "as last time"),
        "Couleur": ("notes", "as you say"),
    }
    desk.take(ASSETS, ROWS, mapping=again)
    assert desk.look(ASSETS, ROWS).mapping == {"Code": "tag", "Bien": "model", "Où": "place", "Couleur": "notes"}


def test_that_a_column_feeds_nothing_is_remembered_too(desk: RealDesk) -> None:
    rows = [["N° inventaire", "Nom", "Lieu"], ["1", "PC", "Salle 1"]]
    desk.take(ASSETS, rows, mapping={"Lieu": ""})
    assert desk.look(ASSETS, rows).mapping == {"N° inventaire": "tag", "Nom": "name"}


def test_what_values_showed_is_remembered(desk: RealDesk) -> None:
    rooms = ["Salle 1", "Salle 2", "Salle 3"]
    desk.take(PLACES, [["Nom"], *([room] for room in rooms)])
    rows = [["N° inventaire", "Ici"], *([str(place), room] for place, room in enumerate(rooms))]
    desk.take(ASSETS, rows)
    fewer = [rows[0], ["9", "Cave"]]
    assert whys(desk.look(ASSETS, fewer))["Ici"] == ("place", "as last time")
    rows[0][1] = fewer[0][1] = "Affectation"
    desk.take(ASSETS, rows)
    assert whys(desk.look(ASSETS, fewer))["Affectation"] == ("place", "as last time")


def test_columns_taken_apart_and_joined_are_remembered(desk: RealDesk) -> None:
    rows = [["Code", "Bien", "Tour", "Porte"], ["1", "HP / X", "A", "12"]]
    mapping = {"Code": "tag", "Bien": "manufacturer+model", "Tour": "place", "Porte": "place"}
    desk.take(ASSETS, rows, mapping=mapping)
    assert desk.look(ASSETS, rows).mapping == mapping
    assert counts(desk.take(ASSETS, rows)) == {"unchanged": 1}
    assert desk.records(ASSETS, "manufacturer", "model", "place") == [("HP", "X", "A / 12")]


def test_nothing_decided_is_nothing_remembered(desk: RealDesk, ready: Database) -> None:
    before = remembered(ready)
    desk.take(ASSETS, [["N° inventaire", "Nom"], ["1", "PC"]])
    assert remembered(ready) == before


def test_a_look_and_a_preview_remember_nothing(desk: RealDesk, ready: Database) -> None:
    before = remembered(ready)
    importer = desk.importer(ASSETS, ROWS, mapping=MAPPING)
    with ready.reading() as session:
        importer.look_on(session)
        importer.preview(session)
    assert remembered(ready) == before


def test_it_is_no_deed_and_stays_when_the_import_is_undone(desk: RealDesk, ready: Database) -> None:
    from coorddesk.core.undo import undo

    desk.take(ASSETS, ROWS, mapping=MAPPING)
    with ready.reading() as session:
        last = session.scalar(select(func.max(ChangeSet.id))) or 0
    with ready.transaction() as session:
        undo(session, last)
    assert desk.records(ASSETS, "tag") == []
    assert desk.look(ASSETS, ROWS).mapping == {"Code": "tag", "Bien": "name", "Où": "place"}


def test_it_can_be_forgotten(desk: RealDesk, ready: Database) -> None:
    before = remembered(ready)
    desk.take(ASSETS, ROWS, mapping=MAPPING, values={"status": {"dispo ?": "En stock"}})
    importer = desk.importer(ASSETS, ROWS)
    with ready.transaction() as session:
        assert importer.look_on(session).mapping != {}
        importer.forget(session)
        assert importer.look_on(session).mapping == {}
    assert remembered(ready) == before


def test_words_are_remembered_for_files_of_any_shape(desk: RealDesk) -> None:
    one = [["N° inventaire", "Statut"], ["1", "Au chaud"], ["2", "Rayon X"]]
    values = {"status": {"au chaud": "En stock", "rayon x": ""}}
    assert counts(desk.take(ASSETS, one, values=values)) == {"new": 2}
    other = [["Statut", "Nom", "Asset tag"], ["AU CHAUD", "PC", "3"], ["Rayon X", "Écran", "4"]]
    assert counts(desk.take(ASSETS, other)) == {"new": 1, "refused": 1}  # to leave a cell empty is asked again
    assert counts(desk.take(ASSETS, one)) == {"unchanged": 2}


def test_a_preset_is_remembered(desk: RealDesk) -> None:
    rows = [["title", "type", "Asset tag"], ["PC", "INDIVIDUAL", "1"]]
    desk.take(ASSETS, rows, preset="shelf")
    look = desk.look(ASSETS, rows)
    assert (look.preset, look.mapping) == ("shelf", {"title": "name", "Asset tag": "tag"})
    assert desk.look(ASSETS, rows, preset="").preset is None


def test_headers_have_one_shape_in_any_order_and_writing() -> None:
    assert shape_of(["N° inventaire", "Nom"]) == shape_of(["nom", "Numéro d'inventaire"])
    assert len({shape_of(labels) for labels in (["Nom"], ["Nom", "Lieu"], ["Lieu"], ["Nom", "Nom (2)"])}) == 4


def test_what_is_kept_comes_back(ready: Database) -> None:
    decided = Options(
        preset="glpi",
        mapping={"A": "tag", "B": ""},
        key="tag",
        fixed={"place": "Salle 1"},
        readings={"price": ","},
        values={"status": {"x": "En stock", "y": ""}},
        unknown={"place": "create"},
    )
    with ready.transaction() as session:
        keep(session, "assets", "shape", decided)
    with ready.transaction() as session:
        assert recall(session, "assets", "shape") == decided
        assert recall(session, "assets", "other") == Options(values={"status": {"x": "En stock"}})
        assert recall(session, "people", "shape") == Options()
        keep(session, "assets", "shape", over(Options(fixed={"place": "Salle 2"}), decided))
        assert recall(session, "assets", "shape").fixed == {"place": "Salle 2"}
        forget(session, "assets", "shape")
        assert recall(session, "assets", "shape") == Options()
