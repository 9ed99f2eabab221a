from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.models import Place
from coorddesk.directory.queries import findings, place, place_ids, place_page, place_tree, places_below
from coorddesk.directory.rules import PlaceKind
from coorddesk.directory.service import (
    Deletion,
    PlaceDetails,
    PlaceEdit,
    create_place,
    delete_place,
    edit_place,
    find_or_create_place,
)
from tests.factories import make_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def make_house(session: Session) -> dict[str, int]:
    """Site / Bât A / Salle 9 and Salle 10, and Annexe / Salle 9."""
    site = make_place(session, "Site", kind=PlaceKind.SITE)
    building = make_place(session, "Bât A", inside=site, kind=PlaceKind.BUILDING)
    annex = make_place(session, "Annexe", kind=PlaceKind.SITE)
    return {
        "site": site,
        "building": building,
        "room 10": make_place(session, "Salle 10", inside=building),
        "room 9": make_place(session, "Salle 9", inside=building),
        "annex": annex,
        "other 9": make_place(session, "Salle 9", inside=annex),
    }


def paths(database: Database) -> list[str]:
    with database.reading() as session:
        assert list(findings(session)) == []
        return [row.path for row in place_tree(session)]


def edit(session: Session, place_id: int, **values: object) -> None:
    row = place(session, place_id)
    assert row is not None
    details = {"name": row.name, "parent_id": row.parent_id, "kind": row.kind, "code": row.code, **values}
    edit_place(session, PlaceEdit(place_id, row.version, PlaceDetails(**details)))  # type: ignore[arg-type]


def test_the_tree_lists_each_place_before_what_is_inside_it(database: Database) -> None:
    with database.transaction() as session:
        ids = make_house(session)
    assert paths(database) == [
        "Annexe",
        "Annexe / Salle 9",
        "Site",
        "Site / Bât A",
        "Site / Bât A / Salle 9",
        "Site / Bât A / Salle 10",
    ]
    with database.reading() as session:
        row = place(session, ids["room 9"])
        assert row is not None
        assert (row.level, row.parent_path, row.kind) == (2, "Site / Bât A", PlaceKind.ROOM)
        assert place(session, 99) is None
        assert sorted(places_below(session, ids["site"])) == sorted(
            [ids["site"], ids["building"], ids["room 9"], ids["room 10"]]
        )
        assert list(place_ids(session, "bat salle")) == [ids["room 9"], ids["room 10"]]
        assert [row.name for row in place_page(session, place_ids(session, "annexe")).values()] == ["Annexe", "Salle 9"]


def test_renaming_and_moving_carry_all_that_is_inside(database: Database) -> None:
    with database.transaction() as session:
        ids = make_house(session)
    with database.transaction() as session:
        edit(session, ids["building"], name="Bâtiment Alpha")
    with database.transaction() as session:
        edit(session, ids["building"], parent_id=ids["annex"])
    assert paths(database) == [
        "Annexe",
        "Annexe / Bâtiment Alpha",
        "Annexe / Bâtiment Alpha / Salle 9",
        "Annexe / Bâtiment Alpha / Salle 10",
        "Annexe / Salle 9",
        "Site",
    ]
    for _deed in range(2):
        with database.transaction() as session:
            undo(session, next_to_undo(session) or 0)
    assert paths(database)[-1] == "Site / Bât A / Salle 10"


def test_what_was_done_is_said_in_words(database: Database, texts: Texts) -> None:
    said = []
    with database.transaction() as session:
        ids = make_house(session)
    for values in ({"name": "B"}, {"parent_id": None}, {"code": "12"}):
        with database.transaction() as session:
            edit(session, ids["building"], **values)
        with database.transaction() as session:
            said.append(texts.say(undo(session, next_to_undo(session) or 0)))
    assert said == [
        "Rename place “Site / Bât A” to “Site / B”",
        "Move place “Site / Bât A” to “Bât A”",
        "Edit place “Site / Bât A”",
    ]


@pytest.mark.parametrize(
    ("place_name", "values", "field"),
    [
        ("site", {"parent_id": "room 9"}, "parent"),
        ("site", {"parent_id": "site"}, "parent"),
        ("room 9", {"name": "SALLE  10"}, "name"),
        ("building", {"name": " "}, "name"),
        ("building", {"name": "A / B"}, "name"),
        ("building", {"parent_id": 99}, "parent"),
    ],
)
def test_a_tree_stays_a_tree_with_names_that_tell_apart(
    database: Database, place_name: str, values: dict[str, object], field: str
) -> None:
    with database.transaction() as session:
        ids = make_house(session)
    if isinstance(values.get("parent_id"), str):
        values = {"parent_id": ids[str(values["parent_id"])]}
    before = paths(database)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        edit(session, ids[place_name], **values)
    assert (refused.value.field, paths(database)) == (field, before)


def test_two_places_of_one_path_are_refused_by_name(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        make_house(session)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        create_place(session, PlaceDetails("annexe"))
    assert texts.say(refused.value.message) == "There is already a place “Annexe”."


def test_a_place_in_use_is_not_deleted(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        ids = make_house(session)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        delete_place(session, Deletion(ids["building"], 1))
    assert texts.say(refused.value.message) == "“Site / Bât A” cannot be deleted: it still has 2 places inside it."
    with database.transaction() as session:
        delete_place(session, Deletion(ids["room 9"], 1))
    assert "Site / Bât A / Salle 9" not in paths(database)


def test_a_stale_wish_is_refused(database: Database) -> None:
    with database.transaction() as session:
        ids = make_house(session)
    with database.transaction() as session:
        edit(session, ids["site"], name="Campus")
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_place(session, PlaceEdit(ids["site"], 1, PlaceDetails("Autre")))
    with pytest.raises(UserError), database.transaction() as session:
        delete_place(session, Deletion(99, 1))


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("Site > Bât A > Salle 9", "Site / Bât A / Salle 9"),
        ("bat a / SALLE 10", "Site / Bât A / Salle 10"),
        ("salle 10", "Site / Bât A / Salle 10"),
        ("Annexe/Salle 9", "Annexe/Salle 9"),
        ("Annexe / Étage / Salle 3", "Annexe / Étage / Salle 3"),
        ("Bât A / Salle 11", "Site / Bât A / Salle 11"),
        ("Salle 99", "Salle 99"),
    ],
)
def test_a_place_is_found_by_what_people_call_it_or_made(database: Database, text: str, path: str) -> None:
    with database.transaction() as session:
        make_house(session)
        found = find_or_create_place(session, text)
        row = session.get_one(Place, found)
        assert (row.path, find_or_create_place(session, text)) == (path, found)
    assert path in paths(database)


def test_made_places_are_of_the_likely_kind(database: Database) -> None:
    with database.transaction() as session:
        make_place(session)
        find_or_create_place(session, "École / Bâtiment B / Salle 1")
    with database.reading() as session:
        kinds = {row.name: row.kind for row in place_tree(session)}
    assert kinds == {
        "Salle 12": PlaceKind.ROOM,
        "École": PlaceKind.SITE,
        "Bâtiment B": PlaceKind.BUILDING,
        "Salle 1": PlaceKind.ROOM,
    }


def test_a_name_that_several_places_bear_is_refused_with_their_paths(database: Database, texts: Texts) -> None:
    with database.transaction() as session:
        make_house(session)
    with pytest.raises(UserError) as refused, database.transaction() as session:
        find_or_create_place(session, "Salle 9")
    assert texts.say(refused.value.message) == (
        "Several places are called “Salle 9”: “Site / Bât A / Salle 9”, “Annexe / Salle 9”… Write the whole path."
    )
    with pytest.raises(UserError), database.transaction() as session:
        find_or_create_place(session, " / ")
