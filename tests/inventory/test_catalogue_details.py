"""What is written down about categories, manufacturers and models, and the numbers that categories give."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.clock import FixedClock
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.directory.service import Deletion
from coorddesk.inventory.queries import asset_page, categories, category_cards, custom_fields, maker_cards, model_card
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import (
    CategoryDetails,
    CategoryEdit,
    FieldDetails,
    MakerDetails,
    MakerEdit,
    ModelAbout,
    ModelEdit,
    ModelWords,
    create_category,
    create_field,
    create_model,
    delete_category,
    edit_category,
    edit_manufacturer,
    edit_model,
    enter_category,
    enter_manufacturer,
)
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def fields(desk: Database, *names: str) -> list[int]:
    with desk.transaction() as session:
        return [create_field(session, FieldDetails(name, CustomType.TEXT)) for name in names]


def test_a_category_is_entered_edited_and_undone_whole(desk: Database) -> None:
    system, memory = fields(desk, "Système", "Mémoire")
    with desk.transaction() as session:
        laptop = enter_category(session, CategoryDetails("Portable", "PC-{yyyy}-{###}", " a\n", frozenset({system})))
    with desk.reading() as session:
        (card,) = category_cards(session)
    assert (card.name, card.number_pattern, card.notes, card.fields, card.uses) == (
        "Portable",
        "PC-{YYYY}-{###}",
        "a",
        frozenset({system}),
        0,
    )
    with desk.transaction() as session:
        edit_category(session, CategoryEdit(laptop, 1, CategoryDetails("Portables", fields=frozenset({memory}))))
    with desk.reading() as session:
        (after,) = category_cards(session)
    assert (after.name, after.number_pattern, after.notes, after.fields) == ("Portables", "", "", frozenset({memory}))
    with desk.transaction() as session:
        change_set = next_to_undo(session)
        assert change_set is not None
        undo(session, change_set)
        (again,) = category_cards(session)
    assert (again.name, again.number_pattern, again.notes, again.fields) == card_words(card)


def card_words(card: object) -> tuple[object, ...]:
    return tuple(getattr(card, key) for key in ("name", "number_pattern", "notes", "fields"))


def test_other_fields_alone_are_another_version(desk: Database) -> None:
    (system,) = fields(desk, "Système")
    with desk.transaction() as session:
        laptop = create_category(session, "Portable")
        edit_category(session, CategoryEdit(laptop, 1, CategoryDetails("Portable", fields=frozenset({system}))))
    with desk.reading() as session:
        assert [row.version for row in categories(session)] == [2]
        assert [row.version for row in custom_fields(session)] == [2]
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_category(session, CategoryEdit(laptop, 1, CategoryDetails("Portable")))
    assert [(one.field, one.yours, one.theirs) for one in stale.value.differences] == [("fields", "", "Système")]


def test_a_wrong_pattern_and_a_field_that_is_gone_are_refused(desk: Database) -> None:
    for key, wish in {
        "number_pattern": CategoryDetails("Portable", "PC-{###"),
        "fields": CategoryDetails("Portable", fields=frozenset({99})),
        "name": CategoryDetails(" "),
    }.items():
        with pytest.raises(UserError) as refused, desk.transaction() as session:
            enter_category(session, wish)
        assert refused.value.field == key


def test_a_category_with_fields_but_no_device_is_deleted(desk: Database) -> None:
    (system,) = fields(desk, "Système")
    with desk.transaction() as session:
        laptop = enter_category(session, CategoryDetails("Portable", fields=frozenset({system})))
        delete_category(session, Deletion(laptop, 1))
    with desk.reading() as session:
        assert categories(session) == ()
        assert [row.name for row in custom_fields(session)] == ["Système"]


def test_a_manufacturer_keeps_its_page_and_support(desk: Database) -> None:
    with desk.transaction() as session:
        dell = enter_manufacturer(session, MakerDetails("Dell", "dell.fr", "0 800 00 00", "x"))
        edit_manufacturer(session, MakerEdit(dell, 1, MakerDetails("Dell", "www.dell.fr", "", "y")))
    with desk.reading() as session:
        (card,) = maker_cards(session)
    assert (card.name, card.website, card.support, card.notes) == ("Dell", "https://www.dell.fr", "", "y")
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edit_manufacturer(session, MakerEdit(dell, 2, MakerDetails("Dell", "chez Dell")))
    assert refused.value.field == "website"
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_manufacturer(session, MakerEdit(dell, 1, MakerDetails("Dell", "https://www.dell.fr", "", "z")))
    assert [one.field for one in stale.value.differences] == ["notes"]


def test_a_model_names_the_category_of_new_devices_of_it(desk: Database) -> None:
    with desk.transaction() as session:
        laptop = create_category(session, "Portable")
        model = create_model(session, ModelWords("Dell", "Latitude", "5440"), ModelAbout(laptop, "x"))
    with desk.transaction() as session:
        edit_model(session, ModelEdit(model, 1, ModelWords("Dell", "Latitude 5440")))  # says nothing of the rest
    with desk.reading() as session:
        card = model_card(session, model)
        assert card is not None
        assert (card.row.name, card.row.number, card.category, card.notes) == ("Latitude 5440", "", "Portable", "x")
        assert model_card(session, 99) is None
    with pytest.raises(StaleWrite) as stale, desk.transaction() as session:
        edit_model(session, ModelEdit(model, 1, ModelWords("Dell", "Latitude"), ModelAbout(None, "x")))
    assert [(one.field, one.yours, one.theirs) for one in stale.value.differences] == [
        ("name", "Latitude", "Latitude 5440"),
        ("category", None, "Portable"),
    ]
    with pytest.raises(UserError) as refused, desk.transaction() as session:
        edit_model(session, ModelEdit(model, 2, ModelWords("Dell", "L"), ModelAbout(99)))
    assert refused.value.field == "category"


def drawn(desk: Database, category: int | None, day: datetime | None = None) -> str | None:
    with desk.transaction() as session:
        if day is not None:
            session.info["clock"] = FixedClock(day)
        asset = make_asset(session, None, draw_tag=True, category_id=category)
        return asset_page(session, [asset])[asset].tag


def test_numbers_are_drawn_by_the_pattern_of_a_category_each_year_from_one(desk: Database) -> None:
    with desk.transaction() as session:
        laptop = enter_category(session, CategoryDetails("Portable", "PC-{YYYY}-{###}"))
        screen = create_category(session, "Écran")
    this, later = datetime(2026, 9, 1, 12, tzinfo=UTC), datetime(2027, 1, 2, 12, tzinfo=UTC)
    asked = [(laptop, this), (laptop, this), (screen, this), (None, this), (laptop, later), (laptop, this)]
    tags = [drawn(desk, *each) for each in asked]
    assert tags == ["PC-2026-001", "PC-2026-002", "CD-00001", "CD-00002", "PC-2027-001", "PC-2026-003"]


def test_numbers_that_somebody_typed_are_passed_at_once(desk: Database) -> None:
    with desk.transaction() as session:
        laptop = enter_category(session, CategoryDetails("Portable", "{##}/PC"))
        for tag in ("01/PC", "2 / pc", "03/PC", "05/PC", "03/TAB"):
            make_asset(session, tag)
    assert [drawn(desk, laptop) for _one in range(3)] == ["04/PC", "06/PC", "07/PC"]
