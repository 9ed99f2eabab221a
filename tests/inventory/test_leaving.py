"""Devices that leave: retired with a reason, or put in the bin by mistake."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.bulk import insert_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import CHUNK_ROWS, table_named
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.queries import AssetCard, AssetQuery, asset_card, asset_ids, default_labels, findings, timeline
from coorddesk.inventory.rules import DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    BringBack,
    Chosen,
    Move,
    NewLabel,
    Retirement,
    bring_back_assets,
    create_label,
    delete_assets,
    move_assets,
    restore_assets,
    retire_assets,
)
from tests.counting import statements
from tests.factories import make_asset, make_person, make_place
from tests.sheets import make_csv, take_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DAY = date(2026, 9, 1)


def card(database: Database, asset_id: int) -> AssetCard:
    with database.reading() as session:
        found = asset_card(session, asset_id)
        assert list(findings(session)) == []
    assert found is not None
    return found


def retirement(*ids: int, **values: Any) -> Retirement:
    return Retirement(Chosen(ids), DisposalReason.SOLD, DAY, DataWiped.YES, **values)


def test_a_retired_device_is_nowhere_and_says_why(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, place="Salle 12", holder_id=make_person(session))
    with desk.transaction() as session:
        retire_assets(session, retirement(asset, recipient=" Ressourcerie ", certificate="BSD-1", notes="Vente"))
    found = card(desk, asset)
    assert (found.row.meta, found.place_id, found.holder_id) == (MetaStatus.RETIRED, None, None)
    assert found.disposal is not None
    disposal = found.disposal
    assert (disposal.day, disposal.recipient, disposal.certificate, disposal.notes) == (
        DAY,
        "Ressourcerie",
        "BSD-1",
        "Vente",
    )
    assert [texts.say(disposal.reason_title), texts.say(disposal.data_wiped_title)] == ["Sold", "Yes"]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    back = card(desk, asset)
    assert (back.row.meta, back.row.place, back.row.holder, back.disposal) == (
        MetaStatus.ASSIGNED,
        "Salle 12",
        "Inès Moreau",
        None,
    )


def test_what_was_retired_comes_back_to_stock(desk: Database) -> None:
    with desk.transaction() as session:
        assets = make_asset(session), make_asset(session, "CD-2")
        place = make_place(session)
        own = create_label(session, NewLabel(MetaStatus.RETIRED, "Sorti"))
    with desk.transaction() as session:
        retire_assets(session, retirement(*assets, status_label_id=own))
    assert card(desk, assets[1]).row.label == "Sorti"
    with desk.transaction() as session:
        bring_back_assets(session, BringBack(Chosen(assets), place, "Erreur"))
    assert [(card(desk, i).row.meta, card(desk, i).row.place, card(desk, i).disposal) for i in assets] == [
        (MetaStatus.IN_STOCK, "Salle 12", None)
    ] * 2


def test_a_device_that_a_sheet_retired_gets_its_reason_later(desk: Database, tmp_path: Path) -> None:
    take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status;Place", "CD-1;Retired;Salle 12"))
    assert (card(desk, 1).row.meta, card(desk, 1).row.place, card(desk, 1).disposal) == (
        MetaStatus.RETIRED,
        "Salle 12",
        None,
    )
    with desk.transaction() as session:
        retire_assets(session, retirement(1))
    assert card(desk, 1).row.place is None
    assert card(desk, 1).disposal is not None


def test_a_device_that_a_sheet_left_with_its_holder_comes_back_to_stock_without(desk: Database, tmp_path: Path) -> None:
    take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Status;Holder", "CD-1;Retired;Inès Moreau"))
    with desk.transaction() as session:
        bring_back_assets(session, BringBack(Chosen((1,))))
    assert (card(desk, 1).row.meta, card(desk, 1).row.holder) == (MetaStatus.IN_STOCK, None)


def test_any_number_of_devices_leave_and_come_back(desk: Database) -> None:
    """A database takes so many values in a statement and no more."""
    with desk.transaction(verbatim("Enter")) as session:
        asset = table_named("asset")
        row = {"name": "Lot", "status_label_id": default_labels(session)[MetaStatus.IN_STOCK], "search": "lot"}
        ids = insert_rows(session, asset, [row] * 1100)
    for leave in (True, False):
        with desk.transaction() as session, statements(session) as sent:
            if leave:
                retire_assets(session, retirement(*ids))
            else:
                bring_back_assets(session, BringBack(Chosen(tuple(ids))))
            questions = [statement for statement in sent if statement.startswith("SELECT")]
        assert max(len(re.findall(r"\?|%\(", question)) for question in questions) == CHUNK_ROWS


def test_what_cannot_leave_or_come_back_is_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset, gone, binned = (make_asset(session, f"CD-{number}") for number in range(3))
        stock = default_labels(session)[MetaStatus.IN_STOCK]
    with desk.transaction() as session:
        retire_assets(session, retirement(gone))
        delete_assets(session, Chosen((binned,)))
    said = []
    deeds: tuple[Callable[[Session], None], ...] = (
        lambda session: retire_assets(session, retirement(gone)),
        lambda session: retire_assets(session, retirement(binned)),
        lambda session: retire_assets(session, retirement(asset, status_label_id=stock)),
        lambda session: bring_back_assets(session, BringBack(Chosen((asset,)))),
        lambda session: move_assets(session, Move(Chosen((gone,)), None)),
        lambda session: delete_assets(session, Chosen((binned,))),
        lambda session: restore_assets(session, Chosen((asset,))),
    )
    for deed in deeds:
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            deed(session)
        said.append(texts.say(refused.value.message))
    assert said == [
        "CD-1 is retired already.",
        "CD-2 is in the bin. Restore it first.",
        "Choose a status that means retired.",
        "CD-0 is not retired.",
        "CD-1 is retired. Bring it back first.",
        "CD-2 is in the bin already.",
        "CD-0 is not in the bin.",
    ]


def test_the_bin_is_a_list_apart_and_gives_back_whole(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        assets = make_asset(session, place="Salle 12"), make_asset(session, "CD-2")
    before = card(desk, assets[0]).row
    with desk.transaction() as session:
        delete_assets(session, Chosen(assets[:1], (1,)))
    with desk.reading() as session:
        lists = [list(asset_ids(session, AssetQuery(in_bin=in_bin))) for in_bin in (False, True)]
        by_words = list(asset_ids(session, AssetQuery("salle")))
        told = [texts.say(entry.text) for entry in timeline(session, ("asset", assets[0]))]
    assert (lists, by_words, told[1]) == ([[assets[1]], [assets[0]]], [], "Put in the bin")
    with desk.transaction() as session:
        restore_assets(session, Chosen(assets[:1]))
    after = card(desk, assets[0]).row
    assert (after.deleted_at, after.place, after.version) == (before.deleted_at, before.place, 3)
    with desk.reading() as session:
        assert "Taken out of the bin" in [texts.say(entry.text) for entry in timeline(session, ("asset", assets[0]))]
