"""Purchase lots: entered once, their devices ticked off one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.clock import FixedClock
from coorddesk.core.errors import UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.inventory.imports import ASSETS
from coorddesk.inventory.queries import AssetCard, asset_card, default_labels, findings
from coorddesk.inventory.queries.lots import (
    LotCard,
    LotQuery,
    lot_card,
    lot_devices,
    lot_ids,
    lot_of,
    lot_page,
    usual_steps,
)
from coorddesk.inventory.rules import Condition, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    Arrival,
    Chosen,
    LotArrival,
    LotDetails,
    LotEdit,
    ModelAbout,
    ModelWords,
    NewLot,
    Retirement,
    Tick,
    add_to_lot,
    create_lot,
    create_model,
    delete_assets,
    delete_lot,
    edit_lot,
    find_or_create_category,
    retire_assets,
    set_serial,
    tick_step,
)
from tests.factories import make_asset, make_place, make_supplier
from tests.sheets import make_csv, take_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DAY = date(2026, 11, 20)
STEPS = ("BIOS", "Étiquette", "Antivirus")


def receive(session: Session, count: int = 0, serials: tuple[str, ...] = (), **values: Any) -> int:
    """A lot of laptops."""
    category = find_or_create_category(session, "Portable")
    steps = values.pop("steps", STEPS)
    place = values.pop("place_id", None)
    said: dict[str, Any] = {"category_id": category, "purchase_date": DAY, "price": 899_00, "warranty_months": 36}
    details = LotDetails(**said | values)
    return create_lot(session, NewLot(details, Arrival(count, serials, place), steps))


def card(database: Database, lot_id: int) -> LotCard:
    with database.reading() as session:
        found = lot_card(session, lot_id)
        assert list(findings(session)) == []
    assert found is not None
    return found


def device(database: Database, asset_id: int) -> AssetCard:
    with database.reading() as session:
        found = asset_card(session, asset_id)
    assert found is not None
    return found


def refused(database: Database, texts: Texts, deed: Callable[[Session], object]) -> tuple[str | None, str]:
    with pytest.raises(UserError) as error, database.transaction() as session:
        deed(session)
    return error.value.field, texts.say(error.value.message)


def test_one_entry_makes_all_devices_and_one_undo_takes_them_back(desk: Database) -> None:
    with desk.transaction() as session:
        model = create_model(
            session, ModelWords("Dell", "Latitude 5450"), ModelAbout(find_or_create_category(session, "Portable"))
        )
        place, supplier = make_place(session), make_supplier(session)
    with desk.transaction() as session:
        lot = receive(
            session,
            25,
            ("5CG1", " 5CG2 "),
            category_id=None,
            model_id=model,
            supplier_id=supplier,
            order_number="BC-14",
            place_id=place,
        )
    found = card(desk, lot)
    assert (found.row.name, found.row.devices, found.row.deployed, found.row.value) == (
        "Dell Latitude 5450 × 25",
        25,
        0,
        25 * 899_00,
    )
    assert [(each.tag, each.serial) for each in found.devices[:3]] == [
        ("CD-00001", "5CG1"),
        ("CD-00002", "5CG2"),
        ("CD-00003", None),
    ]
    first = device(desk, found.devices[0].id).row
    assert (first.category, first.model, first.place, first.meta, first.condition, first.order_number) == (
        "Portable",
        "Latitude 5450",
        "Salle 12",
        MetaStatus.IN_STOCK,
        Condition.NEW,
        "BC-14",
    )
    assert (first.purchase_date, first.price, first.supplier, first.warranty_end) == (
        DAY,
        899_00,
        "LDLC Pro",
        date(2029, 11, 19),
    )
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        assert (lot_card(session, lot), asset_card(session, found.devices[0].id)) == (None, None)


def test_a_serial_number_that_is_there_already_is_refused_with_whose_it_is(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_asset(session, "CD-7", serial="5CG1")
        binned = make_asset(session, "CD-8", serial="5CG2")
        delete_assets(session, Chosen((binned,)))
    assert refused(desk, texts, lambda session: receive(session, serials=("X1", "5cg1"))) == (
        "serials",
        "The serial number 5cg1 is that of CD-7 · Portable · 5CG1.",
    )
    assert refused(desk, texts, lambda session: receive(session, serials=("5CG2",))) == (
        "serials",
        (
            "The serial number 5CG2 is that of CD-8 · Portable · 5CG2, which is in the bin: "
            "restore it, or correct the number."
        ),
    )
    assert refused(desk, texts, lambda session: receive(session, serials=("X1", "x1"))) == (
        "serials",
        "The serial number x1 is there twice.",
    )


def test_what_cannot_be_received_is_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        gone = default_labels(session)[MetaStatus.RETIRED]
    wish = NewLot(LotDetails(category_id=1), Arrival(2))
    said = [
        refused(desk, texts, receive),
        refused(desk, texts, lambda session: receive(session, 1001)),
        refused(desk, texts, lambda session: receive(session, 1, price=-1)),
        refused(desk, texts, lambda session: receive(session, 1, steps=("BIOS", "bios"))),
        refused(desk, texts, lambda session: create_lot(session, replace(wish, details=LotDetails()))),
        refused(desk, texts, lambda session: create_lot(session, wish)),
        refused(
            desk,
            texts,
            lambda session: add_to_lot(session, LotArrival(receive(session, 1), Arrival(1, (), None, gone))),
        ),
    ]
    assert said == [
        ("count", "How many devices are there?"),
        ("count", "A lot takes 1,000 devices at once at most."),
        ("price", "A price is not below zero."),
        ("steps", "“bios” is there twice."),
        ("category", "Say what it is: a category or a model."),
        ("category", "What was chosen here is no longer there. Choose again."),
        ("status", "A device is retired with a reason and a date: use “Retire”."),
    ]


def test_devices_that_say_what_their_lot_says_go_along_with_it(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        lot = receive(session, 3, serials=("A", "B", "C"))
    one, other, _third = card(desk, lot).devices
    details = LotDetails("Rentrée", 1, None, None, DAY, 899_00, 24, "", "F-1", "")
    with desk.transaction() as session:
        edit_lot(session, LotEdit(lot, 1, details))
    assert (device(desk, one.id).row.invoice_number, device(desk, one.id).row.warranty_end) == (
        "F-1",
        date(2028, 11, 19),
    )
    take_in(desk, ASSETS, make_csv(tmp_path, "Serial;Price", f"{other.serial};5,00"))
    with desk.transaction() as session:
        edit_lot(session, LotEdit(lot, 2, replace(details, price=950_00)))
    assert [device(desk, each.id).row.price for each in (one, other)] == [950_00, 5_00]
    assert card(desk, lot).row.name == "Rentrée"
    with desk.reading() as session:
        assert asset_card(session, one.id) is not None
        assert lot_of(session, one.id) == (lot, "Rentrée")


def test_a_lot_without_a_category_gives_its_devices_that_of_its_model(desk: Database) -> None:
    with desk.transaction() as session:
        laptops, tablets = (find_or_create_category(session, name) for name in ("Portable", "Tablette"))
        one = create_model(session, ModelWords("Dell", "Latitude"), ModelAbout(laptops))
        other = create_model(session, ModelWords("Apple", "iPad"), ModelAbout(tablets))
        lot = receive(session, 1, category_id=None, model_id=one)
    (first,) = card(desk, lot).devices
    with desk.transaction() as session:
        edit_lot(session, LotEdit(lot, 1, LotDetails("Rentrée", None, other)))
    assert (device(desk, first.id).category_id, device(desk, first.id).model_id) == (tablets, other)


def test_what_left_before_it_served_is_not_to_be_deployed(desk: Database) -> None:
    with desk.transaction() as session:
        lot = receive(session, 4, steps=())
    found = card(desk, lot)
    ready, dead, mistaken, left = (each.id for each in found.devices)
    with desk.transaction() as session:
        tick_step(session, Tick(found.steps[0].id, (ready,)))
        retire_assets(session, Retirement(Chosen((dead,)), DisposalReason.BROKEN, DAY, DataWiped.NO))
        delete_assets(session, Chosen((mistaken,)))
    found = card(desk, lot)
    assert (found.row.devices, found.row.deployed, found.row.left) == (3, 1, 1)
    assert [each.id for each in found.devices] == [ready, dead, left]


def test_a_tick_is_of_the_day_that_the_desk_had(desk: Database) -> None:
    with desk.transaction() as session:
        session.info["clock"] = FixedClock(datetime(2026, 11, 20, 23, 30, tzinfo=UTC), timezone(timedelta(hours=1)))
        lot = receive(session, 1, steps=())
        found = lot_card(session, lot)
        assert found is not None
        tick_step(session, Tick(found.steps[0].id, (found.devices[0].id,)))
        (ticked,) = lot_devices(session, lot)
    assert ticked.checks[found.steps[0].id].day == date(2026, 11, 21)


def test_more_of_a_lot_come_later(desk: Database) -> None:
    with desk.transaction() as session:
        lot = receive(session, 2)
    with desk.transaction() as session:
        added = add_to_lot(session, LotArrival(lot, Arrival(0, ("S3",))))
    found = card(desk, lot)
    assert (len(added), found.row.devices, found.devices[-1].serial) == (1, 3, "S3")


def test_a_device_conforms_once_everything_was_done(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        lot = receive(session, 2)
    found = card(desk, lot)
    ids = tuple(each.id for each in found.devices)
    assert [step.name for step in found.steps] == [*STEPS, ""]
    bios, label, antivirus, conformity = (step.id for step in found.steps)
    with desk.transaction() as session:
        tick_step(session, Tick(bios, ids))
        tick_step(session, Tick(label, ids))
    assert refused(desk, texts, lambda session: tick_step(session, Tick(conformity, ids[:1]))) == (
        None,
        "CD-00001 does not conform yet: “Antivirus” is left to do.",
    )
    with desk.transaction() as session:
        tick_step(session, Tick(antivirus, ids[:1]))
        tick_step(session, Tick(antivirus, ids[:1]))
        tick_step(session, Tick(conformity, ids[:1]))
    found = card(desk, lot)
    assert (found.row.deployed, found.row.left) == (1, 1)
    assert set(found.devices[0].checks) == {bios, label, antivirus, conformity}
    with desk.transaction() as session:
        tick_step(session, Tick(label, ids[:1], is_done=False))
    found = card(desk, lot)
    assert (found.row.deployed, set(found.devices[0].checks)) == (0, {bios, antivirus})


def test_steps_are_renamed_moved_added_and_taken_out_with_their_ticks(desk: Database) -> None:
    with desk.transaction() as session:
        lot = receive(session, 1)
    found = card(desk, lot)
    with desk.transaction() as session:
        for step in found.steps[:3]:
            tick_step(session, Tick(step.id, (found.devices[0].id,)))
    with desk.transaction() as session:
        details = LotDetails(found.row.name, 1)
        wanted = ("Antivirus", "Gravure", "BIOS à jour")
        edit_lot(session, LotEdit(lot, found.row.version, details, wanted, {"BIOS": "BIOS à jour"}))
    after = card(desk, lot)
    assert [(step.name, step.is_conformity) for step in after.steps] == [
        *((name, False) for name in wanted),
        ("", True),
    ]
    ticked = [step.name for step in after.steps if step.id in after.devices[0].checks]
    assert ticked == ["Antivirus", "BIOS à jour"]
    with desk.reading() as session:
        assert (usual_steps(session), usual_steps(session, 99)) == (wanted, wanted)


def test_a_serial_number_is_given_later(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        lot = receive(session, 2, ("S1",))
    one, other = card(desk, lot).devices
    with desk.transaction() as session:
        set_serial(session, other.id, " S2 ")
    assert [each.serial for each in card(desk, lot).devices] == ["S1", "S2"]
    assert refused(desk, texts, lambda session: set_serial(session, one.id, "s2")) == (
        "serial",
        "The serial number s2 is that of CD-00002 · S2.",
    )


def test_a_lot_without_devices_can_be_deleted(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        lot = receive(session, 1)
    assert refused(desk, texts, lambda session: delete_lot(session, Deletion(lot, 1))) == (
        None,
        "“Portable × 1” cannot be deleted: it still has 1 device.",
    )
    with desk.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM lot_device")
    with desk.transaction() as session:
        delete_lot(session, Deletion(lot, 1))
    with desk.reading() as session:
        assert list(lot_ids(session)) == []


def test_lots_are_found_and_sorted(desk: Database) -> None:
    with desk.transaction() as session:
        old = receive(session, 10, name="Ancien", purchase_date=date(2020, 1, 1), order_number="BC-2020-7")
        new = receive(session, 2, name="Neuf")
        undated = receive(session, 5, name="Sans date", purchase_date=None)

    def ids(**query: Any) -> list[int]:
        with desk.reading() as session:
            return list(lot_ids(session, LotQuery(**query)))

    assert ids() == [new, old, undated]
    assert ids(sort="devices", descending=False) == [new, undated, old]
    assert ids(text="2020") == [old]
    assert ids(text="portable neuf") == [new]
    with desk.reading() as session:
        assert lot_page(session, [new])[new].devices == 2


def test_a_lots_devices_leave_as_a_sheet_and_come_back_unchanged(desk: Database, tmp_path: Path) -> None:
    with desk.transaction() as session:
        lot = receive(session, 2, ("S1", "S2"))
    take_in(desk, ASSETS, make_csv(tmp_path, "Tag;Serial;Name", "CD-00001;S1;Chariot 1"))
    found = card(desk, lot)
    assert [(each.tag, each.name) for each in found.devices] == [("CD-00001", "Chariot 1"), ("CD-00002", "")]
