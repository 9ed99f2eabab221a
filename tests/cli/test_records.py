from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from coorddesk.cli.records import record_meant
from coorddesk.core.errors import UserError
from coorddesk.directory.rules import PlaceKind
from coorddesk.inventory.service import seed_labels
from coorddesk.inventory.service.catalogue import find_or_create_category, find_or_create_manufacturer
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

NO_PLACE = "None of the places is called “{}”. Find it with “coorddesk search”."


@pytest.fixture
def desk(database: Database) -> Database:
    """A room 3 whose building and cupboard have it in their names too; two people of one name; a device called 4."""
    with database.transaction() as session:
        seed_labels(session)
        site = make_place(session, "Site", kind=PlaceKind.SITE)
        building = make_place(session, "Bâtiment A", inside=site, kind=PlaceKind.BUILDING)
        room = make_place(session, "Salle 3", inside=building)
        make_place(session, "Armoire", inside=room)
        make_place(session, "Salle 31", inside=building)
        make_person(session, "Moreau", "Inès")
        make_person(session, "Moreau", "Ines")
        for tag in ("4", "PC-1", "PC-2", "PC-3"):
            make_asset(session, tag)
    return database


def test_a_record_is_meant_by_its_name_or_its_number(desk: Database) -> None:
    meant = {
        ("place", "Site / Bâtiment A / Salle 3"): 3,
        ("place", "salle 3"): 3,
        ("place", "batiment a"): 2,
        ("place", "armoire"): 4,
        ("place", "3"): 3,
        ("place", "place:4"): 4,
        ("asset", "4"): 1,
        ("asset", "asset:4"): 1,
        ("asset", "3"): 3,
        ("asset", "pc-1"): 2,
    }
    with desk.reading() as session:
        found = {(kind, name): record_meant(session, kind, name) for kind, name in meant}
    assert found == {(kind, name): (kind, number) for (kind, name), number in meant.items()}


def test_what_is_chosen_from_a_list_is_meant_by_its_name_too(desk: Database, texts: Texts) -> None:
    """Search finds none of them: a category, a model, its maker are no records that one looks for."""
    with desk.transaction() as session:
        category = find_or_create_category(session, "Écran")
        find_or_create_category(session, "Écran interactif")
        for maker, model in (("Dell", "P2419H"), ("HP", "P24"), ("Apple", "iPad 9")):
            make_asset(session, f"{model} 1", model=(maker, model, ""))
        apple = find_or_create_manufacturer(session, "Apple")
    with desk.reading() as session:
        assert record_meant(session, "category", "ecran") == ("category", category)
        assert record_meant(session, "model", "p24") == record_meant(session, "model", "HP P24")
        assert record_meant(session, "model", "apple ipad") == record_meant(session, "model", "iPad 9")
        assert record_meant(session, "manufacturer", "apple") == ("manufacturer", apple)
        with pytest.raises(UserError) as refused:
            record_meant(session, "model", "p2")
    assert texts.say(refused.value.message) == (
        "“p2” may be several. Say which by its number: model:2 (HP P24), model:1 (Dell P2419H)."
    )


def test_what_may_be_several_or_none_is_said(desk: Database, texts: Texts) -> None:
    refusals = {
        ("person", "moreau"): (
            "“moreau” may be several. Say which by its number: person:1 (Inès Moreau), person:2 (Ines Moreau)."
        ),
        ("place", "salle"): (
            "“salle” may be several. Say which by its number: place:3 (Site / Bâtiment A / Salle 3), "
            "place:5 (Site / Bâtiment A / Salle 31), place:4 (Site / Bâtiment A / Salle 3 / Armoire)."
        ),
        ("place", "salle 31 bis"): NO_PLACE.format("salle 31 bis"),
        ("place", "99"): NO_PLACE.format("99"),
        ("cat", "Tom"): (
            "Which kind? There are: asset, person, place, supplier, department, category, manufacturer, model, "
            "stock_item, licence, loan, kit, stocktake, repair, lot, ticket, training_session."
        ),
    }
    said = {}
    for kind, name in refusals:
        with desk.reading() as session, pytest.raises(UserError) as refused:
            record_meant(session, kind, name)
        said[kind, name] = texts.say(refused.value.message)
    assert said == refusals
