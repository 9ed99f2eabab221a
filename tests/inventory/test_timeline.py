from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.undo import next_to_undo, redo, undo
from coorddesk.directory.service import find_or_create_department
from coorddesk.inventory.queries import asset_card, timeline
from coorddesk.inventory.rules import Condition, Custom, CustomType
from coorddesk.inventory.service import (
    AssetDetails,
    AssetEdit,
    Chosen,
    FieldDetails,
    FieldEdit,
    ModelWords,
    Move,
    Standing,
    create_field,
    edit_asset,
    edit_field,
    find_or_create_category,
    find_or_create_model,
    move_assets,
    write_custom,
)
from tests.counting import statements
from tests.factories import make_asset, make_place, make_supplier

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_a_story_merges_movements_and_edits_newest_first(
    desk: Database, texts: Texts, french_texts: Texts, clock: FixedClock
) -> None:
    with desk.transaction() as session:
        asset = make_asset(session, price=10005, purchase_date=date(2024, 1, 2), condition=Condition.NEW, notes="x")
        place = make_place(session)
        links = {
            "category_id": find_or_create_category(session, "Portable"),
            "model_id": find_or_create_model(session, ModelWords("Dell", "Latitude", "L5")),
            "department_id": find_or_create_department(session, "École"),
            "supplier_id": make_supplier(session),
        }
    clock.moment = clock.moment.replace(hour=9)
    with desk.transaction() as session:
        seen = asset_card(session, asset)
        assert seen is not None
        details = AssetDetails("CD-1", name="Poste", price=34990, condition=Condition.WORN, notes="x", **links)  # type: ignore[arg-type]
        edit_asset(session, AssetEdit(asset, 1, details, Standing(seen.status_label_id)))
    clock.moment = clock.moment.replace(hour=10)
    with desk.transaction() as session:
        move_assets(session, Move(Chosen((asset,)), place))
    clock.moment = clock.moment.replace(hour=11)
    with desk.transaction() as session:
        moved = next_to_undo(session) or 0
        undo(session, moved)
    with desk.reading() as session:
        entries = timeline(session, ("asset", asset))
    assert [(entry.moment.hour, texts.say(entry.text)) for entry in entries] == [
        (11, "Undo: Move CD-1 to Salle 12"),
        (9, "Name: Portable → Poste"),
        (9, "Category: Portable"),
        (9, "Model: Dell Latitude L5"),
        (9, "Department: École"),
        (9, "Supplier: LDLC Pro"),
        (9, "Condition: New → Worn"),
        (9, "Purchase date: 02/01/2024 removed"),
        (9, "Price: 100.05 → 349.90"),
        (8, "Status: In stock"),
        (8, "Add CD-1 and 2 more"),
    ]
    with desk.transaction() as session:
        redo(session, moved)
    with desk.reading() as session:
        told = [texts.say(entry.text) for entry in timeline(session, ("asset", asset))]
    assert told[:3] == ["Redo: Move CD-1 to Salle 12", "Undo: Move CD-1 to Salle 12", "Moved to Salle 12"]


def test_a_story_tells_what_was_said_when_the_field_was_of_another_type(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        field = create_field(session, FieldDetails("Valeur", CustomType.TEXT, everywhere=True))
    with desk.transaction() as session:
        asset = make_asset(session, custom={field: "douze"})
    wishes: list[tuple[CustomType, Custom]] = [(CustomType.NUMBER, 12_500), (CustomType.AMOUNT, 1_250)]
    for version, (kind, value) in enumerate(wishes, start=1):
        for said in (None, value):
            with desk.transaction() as session:
                write_custom(session, {asset: {field: said}})
                record(session, verbatim("Say"), ("asset", asset))
            if said is None:
                with desk.transaction() as session:
                    edit_field(session, FieldEdit(field, version, FieldDetails("Valeur", kind, everywhere=True)))
    with desk.reading() as session:
        told = [texts.say(entry.text) for entry in timeline(session, ("asset", asset))]
    of_field = [text for text in told if text.startswith("Valeur")]
    assert of_field == ["Valeur: 12.50", "Valeur: 12.5 removed", "Valeur: 12.5", "Valeur: douze removed"]


def test_a_story_tells_what_changed_in_the_desks_own_fields(desk: Database, texts: Texts, clock: FixedClock) -> None:
    with desk.transaction() as session:
        system = create_field(session, FieldDetails("Système", CustomType.CHOICE, ("Linux", "Android")))
        memory = create_field(session, FieldDetails("Mémoire", CustomType.NUMBER))
        secure = create_field(session, FieldDetails("Chiffré", CustomType.YES_NO))
        bought = create_field(session, FieldDetails("Reçu le", CustomType.DATE))
        deposit = create_field(session, FieldDetails("Caution", CustomType.AMOUNT))
    with desk.transaction() as session:
        asset, other = (make_asset(session, tag, custom={system: "Linux"}) for tag in ("CD-1", "CD-2"))
    wishes: list[dict[int, Custom | None]] = [
        {system: "Android", memory: 15_500},
        {system: None, secure: True, bought: date(2026, 9, 1), deposit: 1_050},
        {memory: None},
    ]
    for hour, wish in enumerate(wishes, start=9):
        clock.moment = clock.moment.replace(hour=hour)
        with desk.transaction() as session:
            write_custom(session, {other: {memory: hour * 1_000}, asset: wish})
            record(session, verbatim("Many"), ("asset", asset), ("asset", other))
    clock.moment = clock.moment.replace(hour=12)
    with desk.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    with desk.reading() as session:
        entries = timeline(session, ("asset", asset))
    told = [(entry.moment.hour, texts.say(entry.text)) for entry in entries]
    assert told[:2] == [(12, "Undo: Many"), (11, "Mémoire: 15.5 removed")]
    assert set(told[2:6]) == {
        (10, "Système: Android removed"),
        (10, "Chiffré: Yes"),
        (10, "Reçu le: 01/09/2026"),
        (10, "Caution: 10.50"),
    }
    assert set(told[6:8]) == {(9, "Système: Linux → Android"), (9, "Mémoire: 15.5")}
    assert [hour for hour, _said in told[8:]] == [8, 8]


def test_the_history_of_a_device_is_read_once_for_its_story(desk: Database) -> None:
    with desk.transaction() as session:
        asset = make_asset(session)
        create_field(session, FieldDetails("Parc", CustomType.TEXT, everywhere=True))
    with desk.reading() as session, statements(session) as sent:
        timeline(session, ("asset", asset))
    assert sum("change_row.row_id = " in statement for statement in sent) == 1
    assert sum("FROM change_set" in statement and "root_id" not in statement[:30] for statement in sent) == 1
