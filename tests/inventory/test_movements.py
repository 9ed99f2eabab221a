from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.queries import AssetQuery, asset_ids, asset_page, default_labels, findings, timeline
from coorddesk.inventory.rules import MetaStatus
from coorddesk.inventory.service import (
    Assignment,
    Chosen,
    Move,
    StatusChange,
    assign_assets,
    change_status,
    delete_assets,
    move_assets,
)
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def stands(database: Database) -> list[tuple[MetaStatus, str | None, str | None]]:
    with database.reading() as session:
        ids = asset_ids(session, AssetQuery())
        page = asset_page(session, ids)
        assert list(findings(session)) == []
        return [(page[i].meta, page[i].place, page[i].holder) for i in ids]


def story(database: Database, texts: Texts, kind: str, record_id: int) -> list[str]:
    with database.reading() as session:
        return [f"{texts.say(entry.text)} ({entry.actor})" for entry in timeline(session, (kind, record_id))]


def latest_deed(database: Database, texts: Texts) -> tuple[str, int]:
    with database.reading() as session:
        (row,) = change_sets(session, limit=1)
    return texts.say(row.deed), row.subjects


def test_many_devices_move_as_one_change(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ids = tuple(make_asset(session, f"CD-{number:02}") for number in range(40))
        there, here = make_place(session, "Salle 2"), make_place(session)
    with desk.transaction() as session:
        move_assets(session, Move(Chosen(ids), there))
    with desk.transaction() as session:
        move_assets(session, Move(Chosen(ids), here, " Rentrée "))
    assert latest_deed(desk, texts) == ("Move 40 devices to Salle 12", 40)
    assert stands(desk) == [(MetaStatus.IN_STOCK, "Salle 12", None)] * 40
    assert story(desk, texts, "asset", ids[3])[0] == "Moved to Salle 12 (Rentrée) (Camille Martin)"
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert stands(desk) == [(MetaStatus.IN_STOCK, "Salle 2", None)] * 40


def test_what_stands_there_already_does_not_move(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, place="Salle 12")
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((asset,), (1,)), 1))
    assert latest_deed(desk, texts)[0] != "Move CD-1 to Salle 12"
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((asset,), (1,)), None))
    assert latest_deed(desk, texts) == ("Take CD-1 out of its place", 1)
    assert story(desk, texts, "asset", asset)[0] == "Taken out of Salle 12 (Camille Martin)"


def test_giving_and_taking_back_turn_stock_into_use_and_back(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset, repaired = make_asset(session), make_asset(session, "CD-2")
        ines, place = make_person(session), make_place(session)
        repair = default_labels(session)[MetaStatus.UNDER_REPAIR]
    with desk.transaction() as session:
        change_status(session, StatusChange(Chosen((repaired,)), repair))
    with desk.transaction() as session:
        assign_assets(session, Assignment(Chosen((asset, repaired)), ines, place))
    assert latest_deed(desk, texts) == ("Give 2 devices to Inès Moreau", 2)
    assert stands(desk) == [
        (MetaStatus.ASSIGNED, "Salle 12", "Inès Moreau"),
        (MetaStatus.UNDER_REPAIR, "Salle 12", "Inès Moreau"),
    ]
    with desk.transaction() as session:
        assign_assets(session, Assignment(Chosen((asset,)), None))
    assert latest_deed(desk, texts) == ("Take CD-1 back", 1)
    assert stands(desk)[0] == (MetaStatus.IN_STOCK, "Salle 12", None)
    assert story(desk, texts, "asset", asset) == [
        "Status: In stock · Given back by Inès Moreau (Camille Martin)",
        "Status: Assigned · Moved to Salle 12 · Given to Inès Moreau (Camille Martin)",
        "Status: In stock (Camille Martin)",
        "Add CD-1 and 3 more (Camille Martin)",
    ]


def test_what_goes_to_stock_is_held_by_nobody(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ines = make_person(session)
        asset = make_asset(session, holder_id=ines)
        labels = default_labels(session)
    for meta, holder in ((MetaStatus.UNAVAILABLE, "Inès Moreau"), (MetaStatus.IN_STOCK, None)):
        with desk.transaction() as session:
            change_status(session, StatusChange(Chosen((asset,)), labels[meta]))
        assert stands(desk) == [(meta, None, holder)]
    assert latest_deed(desk, texts)[0] == "Set CD-1 to “In stock”"


def test_places_and_people_know_who_came_and_went(desk: Database, texts: Texts, clock: FixedClock) -> None:
    with desk.transaction() as session:
        asset, other = make_asset(session, place="Salle 12"), make_asset(session, "CD-2")
        ines = make_person(session)
    for minute, place in enumerate((None, 1, 1, None), 1):
        clock.moment = clock.moment.replace(minute=30 + minute)
        with desk.transaction() as session:
            move_assets(session, Move(Chosen((asset, other)), place))
    with desk.transaction() as session:
        assign_assets(session, Assignment(Chosen((asset,)), ines))
    assert story(desk, texts, "place", 1) == [
        "CD-1 left (Camille Martin)",
        "CD-2 left (Camille Martin)",
        "CD-1 came (Camille Martin)",
        "CD-2 came (Camille Martin)",
        "CD-1 left (Camille Martin)",
        "CD-1 came (Camille Martin)",
    ]
    assert story(desk, texts, "person", ines) == ["CD-1 came (Camille Martin)"]
    assert story(desk, texts, "supplier", 1) == []


def test_what_cannot_be_done_is_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        chosen = Chosen((make_asset(session),))
        retired = default_labels(session)[MetaStatus.RETIRED]
    said = []
    deeds: tuple[Callable[[Session], None], ...] = (
        lambda session: move_assets(session, Move(chosen, 99)),
        lambda session: assign_assets(session, Assignment(chosen, 99)),
        lambda session: assign_assets(session, Assignment(chosen, None, 99)),
        lambda session: change_status(session, StatusChange(chosen, 99)),
        lambda session: change_status(session, StatusChange(chosen, retired)),
        lambda session: move_assets(session, Move(Chosen((*chosen.ids, 99)), None)),
        lambda session: move_assets(session, Move(Chosen(()), None)),
    )
    for deed in deeds:
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            deed(session)
        said.append((refused.value.field, texts.say(refused.value.message)))
    assert said == [
        ("place", "What was chosen here is no longer there. Choose again."),
        ("holder", "What was chosen here is no longer there. Choose again."),
        ("place", "What was chosen here is no longer there. Choose again."),
        ("status", "This status is no longer there. Choose another."),
        ("status", "A device is retired with a reason and a date: use “Retire”."),
        (None, "One of these devices is no longer there. Select again."),
        (None, "One of these devices is no longer there. Select again."),
    ]


def test_a_device_changed_since_it_was_seen_is_not_moved(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        assets = make_asset(session), make_asset(session, "CD-2")
        place = make_place(session)
    with desk.transaction() as session:
        move_assets(session, Move(Chosen(assets[1:], (1,)), place))
    with pytest.raises(StaleWrite) as refused, desk.transaction() as session:
        move_assets(session, Move(Chosen(assets, (1, 1)), None))
    assert texts.say(refused.value.message) == "Somebody changed CD-2 since you saw it. Look at it again."


def test_what_is_in_the_bin_does_not_move(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    with desk.transaction() as session:
        delete_assets(session, Chosen((asset,)))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        move_assets(session, Move(Chosen((asset,)), None))
    assert texts.say(refused.value.message) == "CD-1 is in the bin. Restore it first."
