from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.criteria import Ask, Criterion
from coorddesk.core.editing import BulkWish, Numbering, Setting
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Way
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import Message, decode
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.inventory.models import CustomField
from coorddesk.inventory.queries import (
    AssetQuery,
    AssetRow,
    asset_card,
    asset_fields,
    asset_ids,
    asset_page,
    default_labels,
    findings,
    timeline,
)
from coorddesk.inventory.rules import Condition, CustomType, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    Chosen,
    Retirement,
    bulk_edit_assets,
    delete_assets,
    find_or_create_category,
    plan_bulk_edit,
    retire_assets,
)
from tests.counting import statements
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def set_to(field: str, value: Any) -> Setting:
    return Setting(field, Way.SET, value)


def erase(field: str) -> Setting:
    return Setting(field, Way.ERASE)


def row_of(session: Session, asset_id: int) -> AssetRow:
    return asset_page(session, [asset_id])[asset_id]


def make_field(session: Session, name: str, kind: CustomType, *choices: str) -> str:
    field = CustomField(name=name, name_folded=name.lower(), type=kind, choices=list(choices), everywhere=True)
    session.add(field)
    session.flush()
    return f"custom:{field.id}"


def test_a_namesake_is_somebody_else(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        one, other = (make_person(session, identifier=number) for number in ("1", "2"))
        asset = make_asset(session, holder_id=one)
    wish = BulkWish((asset,), (set_to("holder", other),))
    with desk.reading() as session:
        (row,) = plan_bulk_edit(session, wish).rows
    assert [texts.say(held) for held in (*row.before, *row.after)] == ["Inès Moreau (no. 1)", "Inès Moreau (no. 2)"]
    with desk.transaction() as session:
        bulk_edit_assets(session, wish)
        card = asset_card(session, asset)
    assert card is not None
    assert card.holder_id == other


def test_many_devices_change_as_one_and_come_back_as_one(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ids = [make_asset(session, f"PC-{n}", order_number="BC-1", notes="Ancien") for n in (1, 2, 3)]
        laptops = find_or_create_category(session, "Portable")
        room = make_place(session)
        before = [row_of(session, asset_id) for asset_id in ids]
    settings = (
        set_to("category", laptops),
        set_to("place", room),
        set_to("condition", "good"),
        set_to("price", 12345),
        set_to("name", " Portable  du CDI "),
        erase("order_number"),
        Setting("notes", Way.ADD, "Inventorié"),
    )
    with desk.transaction() as session:
        plan = bulk_edit_assets(session, BulkWish(tuple(ids), settings, note="Été"))
    assert (plan.changed, plan.refused) == (3, 0)
    with desk.reading() as session:
        row = row_of(session, ids[1])
        assert (row.category, row.place, row.condition, row.price) == ("Portable", "Salle 12", Condition.GOOD, 12345)
        assert (row.name, row.order_number, row.notes) == ("Portable du CDI", "", "Ancien\nInventorié")
        assert asset_ids(session, AssetQuery("cdi")).tolist() == ids
        assert asset_ids(session, AssetQuery("bc-1")).tolist() == []
        deed = decode(session.get_one(ChangeSet, next_to_undo(session)).deed)
        titles = "Name, Category, Condition, Place, Price, Order number, Notes"
        said = texts.say(deed)
        assert said.startswith("Edit 3 devices: ")
        assert sorted(said.removeprefix("Edit 3 devices: ").split(", ")) == sorted(titles.split(", "))
        assert findings(session) == []
        assert "Été" in texts.say(timeline(session, ("asset", ids[0]))[0].text)
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        back = [row_of(session, asset_id) for asset_id in ids]
        assert [replace(row, version=1) for row in back] == [replace(row, version=1) for row in before]


def test_the_plan_shows_old_and_new_and_writes_nothing(desk: Database) -> None:
    with desk.transaction() as session:
        here = make_place(session, "Ici")
        one = make_asset(session, "PC-1", place_id=here, price=100)
        two = make_asset(session, "PC-2")
    with desk.reading() as session:
        plan = plan_bulk_edit(session, BulkWish((two, one), (set_to("place", here), erase("price"))))
        assert [field.key for field in plan.fields] == ["place", "price"]
        said = Message("{verbatim}", (("verbatim", "Ici"),))
        assert [(row.name, row.before, row.after) for row in plan.rows] == [
            ("PC-2", (None, None), (said, None)),
            ("PC-1", (said, 100), (said, None)),
        ]
        assert row_of(session, one).price == 100


def test_what_follows_is_shown_as_well(desk: Database, texts: Texts) -> None:
    """A device that is given to somebody is assigned; one put in stock is held by nobody; a warranty is reckoned."""
    with desk.transaction() as session:
        labels = default_labels(session)
        ines = make_person(session)
        asset = make_asset(session, "PC-1", purchase_date=date(2026, 1, 1))
    giving = BulkWish((asset,), (set_to("holder", ines), set_to("warranty_months", 24)))
    with desk.transaction() as session:
        plan = bulk_edit_assets(session, giving)
        assert [field.key for field in plan.fields] == ["status", "holder", "warranty_months", "warranty_end"]
        (row,) = plan.rows
        assert [value and texts.say(value) for value in row.after[:2]] == ["Assigned", "Inès Moreau"]
        assert row.after[2:] == (24, date(2027, 12, 31))
    with desk.transaction() as session:
        plan = bulk_edit_assets(session, BulkWish((asset,), (set_to("status", labels[MetaStatus.IN_STOCK]),)))
        assert [field.key for field in plan.fields] == ["status", "holder"]
        assert row_of(session, asset).holder is None
        assert findings(session) == []


def test_values_of_the_desks_own_fields(desk: Database) -> None:
    with desk.transaction(Message("Make")) as session:
        one, two, three = (make_asset(session, f"PC-{n}") for n in (1, 2, 3))
        memory = make_field(session, "Mémoire", CustomType.NUMBER)
        colour = make_field(session, "Couleur", CustomType.CHOICE, "Noir", "Gris")
        wiped = make_field(session, "Effacé", CustomType.YES_NO)
    with desk.transaction() as session:
        bulk_edit_assets(session, BulkWish((one, two), (set_to(memory, 16000), set_to(colour, "Noir"))))
    with desk.transaction() as session:
        plan = bulk_edit_assets(
            session, BulkWish((one, two, three), (set_to(memory, 8000), erase(colour), set_to(wiped, False)))
        )
        assert [field.key for field in plan.fields] == [colour, wiped, memory]
        black = Message("{verbatim}", (("verbatim", "Noir"),))
        assert [row.before for row in plan.rows] == [(black, None, 16000), (black, None, 16000), (None, None, None)]
        assert [row.after for row in plan.rows] == [(None, False, 8000)] * 3
    with desk.reading() as session:
        for criterion, found in (
            (Criterion(memory, Ask.IS, (8000,)), [one, two, three]),
            (Criterion(colour, Ask.EMPTY), [one, two, three]),
            (Criterion(wiped, Ask.IS, (False,)), [one, two, three]),
        ):
            assert asset_ids(session, AssetQuery(criteria=(criterion,))).tolist() == found
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert asset_ids(session, AssetQuery(criteria=(Criterion(colour, Ask.IS, ("Noir",)),))).tolist() == [one, two]


def test_new_numbers_follow_the_order_of_the_list_and_may_be_exchanged(desk: Database) -> None:
    with desk.transaction() as session:
        first, second, third = (make_asset(session, f"PC-{n:03}") for n in (1, 2, 3))
    with desk.transaction() as session:
        bulk_edit_assets(session, BulkWish((third, first, second), numbering=Numbering("PC-{###}", 1)))
    with desk.reading() as session:
        assert [row_of(session, asset_id).tag for asset_id in (third, first, second)] == ["PC-001", "PC-002", "PC-003"]
        assert asset_ids(session, AssetQuery("PC-001")).tolist() == [third]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert [row_of(session, asset_id).tag for asset_id in (first, second, third)] == ["PC-001", "PC-002", "PC-003"]
    with desk.transaction() as session:
        bulk_edit_assets(session, BulkWish((second, first), numbering=Numbering("T{YYYY}-{##}", 9)))
        assert [row_of(session, asset_id).tag for asset_id in (second, first)] == ["T2026-09", "T2026-10"]


def test_a_number_that_is_taken_is_refused_by_name_or_left_out(desk: Database, texts: Texts) -> None:
    """One that keeps its number stands in the way of the next."""
    with desk.transaction() as session:
        make_asset(session, "N-1", name="Serveur")
        binned = make_asset(session, "N-4")
        delete_assets(session, Chosen((binned,)))
        one, two, three, four = (make_asset(session, tag) for tag in ("A-1", "N-3", "A-3", "A-4"))
    wish = BulkWish((one, two, three, four), numbering=Numbering("N-{#}", 1))
    with desk.reading() as session:
        plan = plan_bulk_edit(session, wish)
        assert [row.refusal and texts.say(row.refusal) for row in plan.rows] == [
            "The inventory number N-1 is that of N-1 · Serveur.",
            None,
            None,
            _IN_BIN,
        ]
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        bulk_edit_assets(session, wish)
    assert texts.say(refused.value.message) == (
        "The inventory number N-1 is that of N-1 · Serveur. (And 1 more cannot be changed.)"
    )
    with desk.transaction() as session:
        bulk_edit_assets(session, BulkWish(wish.ids, numbering=wish.numbering, leaves_refused=True))
        assert [row_of(session, i).tag for i in wish.ids] == ["A-1", "N-2", "N-3", "A-4"]


def test_a_refused_device_keeps_the_number_that_another_wants(desk: Database) -> None:
    with desk.transaction() as session:
        make_asset(session, "N-1")
        one, two, three = make_asset(session, "N-2"), make_asset(session, "N-3"), make_asset(session, "N-4")
    with desk.reading() as session:
        plan = plan_bulk_edit(session, BulkWish((one, two, three), numbering=Numbering("N-{#}", 1)))
        assert [row.refusal is not None for row in plan.rows] == [True, True, True]


def test_each_device_that_cannot_be_edited_says_why(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        room = make_place(session)
        fine, binned, gone, changed = (make_asset(session, f"PC-{n}") for n in (1, 2, 3, 4))
        delete_assets(session, Chosen((binned,)))
        retire_assets(
            session, Retirement(Chosen((gone,)), DisposalReason.BROKEN, date(2026, 9, 1), DataWiped.NOT_NEEDED)
        )
        versions = (*(row_of(session, i).version for i in (fine, binned, gone)), 99)
    wish = BulkWish((fine, binned, gone, changed, 999), (set_to("place", room),), versions=versions)
    with desk.reading() as session:
        assert [row.refusal and texts.say(row.refusal) for row in plan_bulk_edit(session, wish).rows] == [
            None,
            "PC-2 is in the bin. Restore it first.",
            "PC-3 is retired. Bring it back first.",
            "Somebody changed PC-4 since you saw it. Look at it again.",
            "Device 999 is no longer there.",
        ]
        priced = BulkWish((gone,), (set_to("price", 1),))
        assert plan_bulk_edit(session, priced).refused == 0


def test_a_device_is_not_left_without_anything_that_says_what_it_is(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        named, nameless = make_asset(session, "PC-1"), make_asset(session, None, name="Souris")
        (row,) = [
            row
            for row in plan_bulk_edit(session, BulkWish((named, nameless), (erase("name"),))).rows
            if row.refusal is not None
        ]
    assert row.id == nameless
    assert row.refusal is not None
    assert texts.say(row.refusal) == "Souris would have neither name nor number, category nor model."


_IN_BIN = "The inventory number N-4 is that of N-4 · Portable, which is in the bin: restore it, or take another number."
IMPOSSIBLE: dict[str, tuple[tuple[Setting, ...], str | None, str | None, str]] = {
    "nothing": ((), None, None, "Say what should change."),
    "negative": ((set_to("price", -1),), None, "price", "A price is not below zero."),
    "none": ((set_to("quantity", 0),), None, "quantity", "There is at least one of a device."),
    "serial": ((set_to("serial", "A"),), None, "serial", "This cannot be changed for many at once."),
    "no value": ((set_to("place", None),), None, "place", "Say what it becomes, or erase it."),
    "gone": ((set_to("place", 99),), None, "place", "What was chosen here is no longer there. Choose again."),
    "no status": ((erase("status"),), None, "status", "This cannot be changed for many at once."),
    "twice": ((erase("price"), set_to("price", 1)), None, "price", "Price is named twice."),
    "pattern": ((), "PC", "numbering", "A pattern has one running number, such as {###}."),
    "no pattern": ((), "", "numbering", "Say what the numbers look like, such as PC-{###}."),
    "a gone field": ((erase("custom:99"),), None, "custom:99", "This cannot be changed for many at once."),
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_wish_that_no_device_could_meet_is_refused_at_its_field(desk: Database, texts: Texts, name: str) -> None:
    settings, pattern, field, said = IMPOSSIBLE[name]
    with desk.transaction() as session:
        asset = make_asset(session)
    wish = BulkWish((asset,), settings, None if pattern is None else Numbering(pattern))
    with desk.reading() as session, pytest.raises(UserError) as refused:
        plan_bulk_edit(session, wish)
    assert (texts.say(refused.value.message), refused.value.field) == (said, field)


def test_retiring_and_holding_what_is_in_stock_have_ways_of_their_own(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset, ines, labels = make_asset(session), make_person(session), default_labels(session)
    for settings, said in (
        (
            (set_to("status", labels[MetaStatus.RETIRED]),),
            "A device is retired with a reason and a date: use “Retire”.",
        ),
        (
            (set_to("status", labels[MetaStatus.IN_STOCK]), set_to("holder", ines)),
            "What is in stock is held by nobody: choose another status.",
        ),
    ):
        with desk.reading() as session, pytest.raises(UserError) as refused:
            plan_bulk_edit(session, BulkWish((asset,), settings))
        assert texts.say(refused.value.message) == said


def test_nothing_to_change_is_said(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, price=100)
    with pytest.raises(UserError, match="Nothing would change"), desk.transaction() as session:
        bulk_edit_assets(session, BulkWish((asset,), (set_to("price", 100),)))


def test_thousands_cost_no_statement_each(desk: Database) -> None:
    with desk.transaction() as session:
        ids = tuple(make_asset(session, f"PC-{n}") for n in range(40))
        room = make_place(session)
    wish = (set_to("place", room), set_to("price", 5))
    with desk.transaction() as session, statements(session) as few:
        bulk_edit_assets(session, BulkWish(ids[:2], wish))
    with desk.transaction() as session, statements(session) as many:
        bulk_edit_assets(session, BulkWish(ids[2:], wish, Numbering("X-{####}")))
    assert len(many) <= len(few) + 6


def test_every_field_that_may_be_edited_takes_a_value_and_its_erasing(desk: Database) -> None:
    values = {
        "number": 3,
        "amount": 300,
        "decimal": 1500,
        "date": date(2026, 1, 1),
        "yes_no": True,
        "text": "x",
        "code": "x",
    }
    with desk.transaction(Message("Make")) as session:
        for kind in CustomType:
            make_field(session, kind.value, kind, "Noir")
        asset, other = make_asset(session), make_asset(session, "CD-2")
        make_place(session)
        make_person(session)
        find_or_create_category(session, "Portable")
    with desk.transaction() as session:
        for field in asset_fields(session):
            for way in field.ways:
                value: Any = (
                    field.choices[0][0] if field.choices else 1 if field.is_record else values[field.kind.value]
                )
                if field.key == "custom:7":
                    value = "https://example.fr"
                if field.key in {"model", "department", "supplier"} and way is Way.SET:
                    continue  # there is none
                wish = BulkWish((asset, other), (Setting(field.key, way, None if way is Way.ERASE else value),))
                plan = plan_bulk_edit(session, wish)
                assert field.key in [about.key for about in plan.fields]
                if plan.changed:
                    bulk_edit_assets(session, wish)
        card = asset_card(session, asset)
        assert card is not None
        assert card.row.purchase_date is None
