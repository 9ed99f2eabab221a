from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.access import Actor, Role
from coorddesk.core.errors import NotAllowed, StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, redo, undo
from coorddesk.inventory.queries import AssetCard, AssetQuery, asset_card, asset_ids, default_labels, findings
from coorddesk.inventory.rules import META_STATUS_TITLES, Condition, MetaStatus
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    Chosen,
    ModelWords,
    NewAsset,
    Standing,
    create_asset,
    delete_assets,
    edit_asset,
    find_or_create_category,
    find_or_create_model,
    seed_labels,
)
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from collections.abc import Callable

    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.desks import Desks


def card(database: Database, asset_id: int) -> AssetCard:
    with database.reading() as session:
        found = asset_card(session, asset_id)
        assert list(findings(session)) == []
    assert found is not None
    return found


def edit(database: Database, asset_id: int, details: AssetDetails, **standing: int | None) -> None:
    seen = card(database, asset_id)
    stands = Standing(seen.status_label_id, seen.place_id, seen.holder_id)
    with database.transaction() as session:
        edit_asset(session, AssetEdit(asset_id, seen.row.version, details, replace(stands, **standing)))


def test_a_device_is_entered_with_all_that_is_known(desk: Database) -> None:
    with desk.transaction() as session:
        details = AssetDetails(
            tag=" CD-7 ",
            serial="SN  1",
            name=" Portable  du prof",
            category_id=find_or_create_category(session, "Ordinateur portable"),
            model_id=find_or_create_model(session, ModelWords("Dell", "Latitude 5440", "L54")),
            condition=Condition.GOOD,
            supplier_id=make_supplier(session),
            purchase_date=date(2024, 3, 15),
            price=34990,
            warranty_months=24,
            order_number=" BC7 ",
            quantity=2,
            notes="Rayé\n",
        )
        place, ines = make_place(session), make_person(session)
        asset = create_asset(session, NewAsset(details, Standing(None, place, ines), note="Dotation"))
    found = card(desk, asset)
    row = found.row
    assert (row.tag, row.serial, row.name, row.order_number, row.notes) == (
        "CD-7",
        "SN 1",
        "Portable du prof",
        "BC7",
        "Rayé",
    )
    assert (row.manufacturer, row.model, row.model_number, row.category) == (
        "Dell",
        "Latitude 5440",
        "L54",
        "Ordinateur portable",
    )
    assert (row.meta, row.place, row.holder, row.supplier) == (
        MetaStatus.ASSIGNED,
        "Salle 12",
        "Inès Moreau",
        "LDLC Pro",
    )
    assert (row.price, row.value, row.warranty_end, row.version) == (34990, 69980, date(2026, 3, 14), 1)
    assert (found.title, found.place_id, found.holder_id, found.disposal) == ("CD-7", place, ines, None)


def test_nothing_can_be_entered_that_says_nothing(desk: Database) -> None:
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        create_asset(session, NewAsset(AssetDetails(notes="?")))
    assert refused.value.field == "name"
    with desk.transaction() as session:
        asset = make_asset(session, None, name="", model=("Dell",))
    assert (card(desk, asset).title, card(desk, asset).row.manufacturer) == (f"#{asset}", "Dell")


@pytest.mark.parametrize(
    ("details", "field"),
    [
        (AssetDetails(name="X", price=-1), "price"),
        (AssetDetails(name="X", quantity=0), "quantity"),
        (AssetDetails(name="X", warranty_months=-1), "warranty_months"),
    ],
)
def test_impossible_numbers_are_refused_at_their_field(desk: Database, details: AssetDetails, field: str) -> None:
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        create_asset(session, NewAsset(details))
    assert refused.value.field == field


@pytest.mark.parametrize(("field", "number"), [("tag", "cd - 1"), ("serial", "sn1")])
def test_a_number_is_given_once_even_if_its_device_is_in_the_bin(
    desk: Database, texts: Texts, field: str, number: str
) -> None:
    with desk.transaction() as session:
        first = make_asset(session, "CD-1", serial="SN 1", name="Portable")
        other = make_asset(session, "CD-2")
    said = []
    for _turn in range(2):
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            make_asset(session, **{"tag": None, field: number})
        said.append((refused.value.field, texts.say(refused.value.message)))
        with pytest.raises(UserError):
            edit(desk, other, replace(AssetDetails("CD-2"), **{field: number}))  # type: ignore[arg-type]
        if not _turn:
            with desk.transaction() as session:
                delete_assets(session, Chosen((first,)))
    noun, then = {"tag": ("inventory", "take another"), "serial": ("serial", "correct the")}[field]
    whose = f"The {noun} number {number} is that of CD-1 · Portable · SN 1"
    assert said == [(field, f"{whose}."), (field, f"{whose}, which is in the bin: restore it, or {then} number.")]


def test_a_device_may_keep_its_own_numbers(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, "CD-1", serial="SN 1")
    edit(desk, asset, AssetDetails("cd-1", "SN1", "Autre"))
    assert (card(desk, asset).row.tag, card(desk, asset).row.version) == ("cd-1", 2)


def test_numbers_are_drawn_past_those_that_people_typed(desk: Database) -> None:
    with desk.transaction() as session:
        make_asset(session, "cd-00002")
        make_asset(session, "CD-00003")
        make_asset(session, "CD-00007")
        drawn = [make_asset(session, None, draw_tag=True) for _device in range(2)]
        typed = make_asset(session, "X", draw_tag=True)
    assert [card(desk, asset).row.tag for asset in (*drawn, typed)] == ["CD-00001", "CD-00004", "X"]
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
        assert make_asset(session, None, draw_tag=True) == typed + 1
    assert card(desk, typed + 1).row.tag == "CD-00005"


def test_a_number_that_is_drawn_does_not_say_what_a_device_is(desk: Database) -> None:
    with pytest.raises(UserError, match="Say what it is") as raised, desk.transaction() as session:
        make_asset(session, None, name=" ", draw_tag=True)
    assert raised.value.field == "name"
    with desk.transaction() as session:
        asset = make_asset(session, None, name="Écran", draw_tag=True)
    with desk.reading() as session:
        assert asset_ids(session, AssetQuery()).tolist() == [asset]


def test_drawing_jumps_over_a_whole_imported_series(desk: Database) -> None:
    with desk.transaction() as session:
        for number in range(1, 30):
            make_asset(session, f"CD-{number:05}")
        drawn = make_asset(session, None, draw_tag=True)
    assert card(desk, drawn).row.tag == "CD-00030"


def test_an_edit_that_moves_is_a_movement(desk: Database) -> None:
    with desk.transaction() as session:
        asset, place = make_asset(session), make_place(session)
        repair = default_labels(session)[MetaStatus.UNDER_REPAIR]
    edit(desk, asset, AssetDetails("CD-1", name="Autre"), place_id=place, status_label_id=repair)
    row = card(desk, asset).row
    assert (row.name, row.place, row.meta) == ("Autre", "Salle 12", MetaStatus.UNDER_REPAIR)


def test_the_status_follows_another_holder_unless_it_is_said_too(desk: Database) -> None:
    with desk.transaction() as session:
        labels, ines, ben = default_labels(session), make_person(session), make_person(session, "Faure", "Ben")
        asset = make_asset(session)
    stock, assigned, repair = (
        labels[meta] for meta in (MetaStatus.IN_STOCK, MetaStatus.ASSIGNED, MetaStatus.UNDER_REPAIR)
    )
    details = AssetDetails("CD-1", name="Portable")
    for label, holder, becomes in (
        (stock, ines, assigned),
        (assigned, ben, assigned),
        (repair, ben, repair),
        (repair, None, repair),
        (assigned, None, assigned),
        (assigned, ines, assigned),
        (assigned, None, stock),
    ):
        edit(desk, asset, details, status_label_id=label, holder_id=holder)
        assert (card(desk, asset).status_label_id, card(desk, asset).holder_id) == (becomes, holder)


def test_a_reckoned_warranty_follows_the_purchase(desk: Database) -> None:
    details = AssetDetails("CD-1", purchase_date=date(2024, 1, 1), warranty_months=12)
    with desk.transaction() as session:
        asset = create_asset(session, NewAsset(details))
    end = card(desk, asset).row.warranty_end
    edit(desk, asset, replace(details, warranty_end=end, warranty_months=24))
    assert (end, card(desk, asset).row.warranty_end) == (date(2024, 12, 31), date(2025, 12, 31))


def test_an_edit_is_undone_and_done_again_whole(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    before = replace(card(desk, asset).row, version=0)
    edit(desk, asset, AssetDetails("CD-9", "S9", "Neuf", price=100))
    after = replace(card(desk, asset).row, version=0)
    with desk.transaction() as session:
        done = next_to_undo(session) or 0
        undo(session, done)
    assert replace(card(desk, asset).row, version=0) == before
    with desk.transaction() as session:
        redo(session, done)
    assert replace(card(desk, asset).row, version=0) == after


def test_a_stale_edit_is_refused_with_both_values(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, place="Salle 1", model=("Dell", "Latitude"))
        ines = make_person(session)
    seen = card(desk, asset)
    edit(desk, asset, AssetDetails("CD-1", name="Un", model_id=1), holder_id=ines)
    details = AssetDetails("CD-1", name="Deux")
    with pytest.raises(StaleWrite) as refused, desk.transaction() as session:
        edit_asset(session, AssetEdit(asset, 1, details, Standing(seen.status_label_id, seen.place_id)))
    assert [(texts.say(one.title), one.yours, one.theirs) for one in refused.value.differences] == [
        ("Name", "Deux", "Un"),
        ("Model", None, "Latitude"),
        ("Holder", None, "Inès Moreau"),
        ("Status", META_STATUS_TITLES[MetaStatus.IN_STOCK], META_STATUS_TITLES[MetaStatus.ASSIGNED]),
    ]
    with desk.reading() as session:
        assert asset_card(session, 99) is None
    with pytest.raises(UserError), desk.transaction() as session:
        edit_asset(session, AssetEdit(99, 1, AssetDetails("CD-1"), Standing()))


def test_a_form_neither_retires_nor_brings_back_nor_edits_the_bin(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        retired = default_labels(session)[MetaStatus.RETIRED]
    said = []
    with pytest.raises(UserError) as refused:
        edit(desk, asset, AssetDetails("CD-1"), status_label_id=retired)
    said.append((refused.value.field, texts.say(refused.value.message)))
    with pytest.raises(UserError) as refused:
        edit(desk, asset, AssetDetails("CD-1"), status_label_id=99)
    said.append((refused.value.field, texts.say(refused.value.message)))
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_asset(session, "CD-2", status_label_id=retired)
    said.append((refused.value.field, texts.say(refused.value.message)))
    with desk.transaction() as session:
        delete_assets(session, Chosen((asset,)))
    with pytest.raises(UserError) as refused:
        edit(desk, asset, AssetDetails("CD-1"))
    said.append((refused.value.field, texts.say(refused.value.message)))
    assert said == [
        ("status", "A device is retired with a reason and a date: use “Retire”."),
        ("status", "This status is no longer there. Choose another."),
        ("status", "A device is retired with a reason and a date: use “Retire”."),
        (None, "CD-1 is in the bin. Restore it first."),
    ]


@pytest.mark.parametrize("field", ["category", "model", "department", "supplier", "place", "holder"])
def test_what_was_deleted_meanwhile_is_asked_for_again(desk: Database, field: str) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
    gone = {f"{field}_id": 99}
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        make_asset(session, "CD-2", **gone)
    assert refused.value.field == field
    standing = gone if field in {"place", "holder"} else {}
    details = AssetDetails("CD-1", **({} if standing else gone))  # type: ignore[arg-type]  # a field of that name
    with pytest.raises(UserError) as refused:
        edit(desk, asset, details, **standing)
    assert refused.value.field == field


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.KIOSK])
def test_only_editors_enter_devices(desks: Desks, open_desk: Callable[..., Database], role: Role) -> None:
    url = desks.fresh()
    with open_desk(url).transaction() as session:
        seed_labels(session)
    desk = open_desk(url, actor=Actor("Sam", role))
    with pytest.raises(NotAllowed), desk.transaction() as session:
        create_asset(session, NewAsset(AssetDetails("CD-1")))
    with desk.reading() as session:
        assert list(asset_ids(session, AssetQuery())) == []
