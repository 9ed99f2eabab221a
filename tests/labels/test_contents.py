from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from coorddesk import features
from coorddesk.core.codes import code_of
from coorddesk.inventory.rules import CustomType
from coorddesk.inventory.service import FieldDetails, create_field, find_or_create_category
from coorddesk.labels.queries import devices_in, fields_of, labels_of
from coorddesk.labels.rules import Label, first_fields
from coorddesk.labels.service import Ahead, print_ahead
from tests.factories import make_asset, make_person, make_place

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

ALL = features.load()


def test_a_device_says_its_name_and_the_fields_that_are_chosen(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        category_id = find_or_create_category(session, "Laptop")
        asset_id = make_asset(
            session,
            "PC-1",
            name="Portable",
            serial="5CG1",
            category_id=category_id,
            place="Site / Bâtiment A / Salle 12",
            model=("HP", "ProBook 450", ""),
            purchase_date=date(2026, 9, 1),
        )
    with desk.reading() as session:
        fields = ("name", "category", "model", "serial", "place", "purchase_date", "gone")
        assert labels_of(session, "asset", [asset_id], fields, texts, ALL) == [
            Label(
                "PC-1",
                "PC-1",
                "Portable",
                ("Laptop", "HP ProBook 450", "Serial number: 5CG1", "Salle 12", "Purchase date: 01/09/2026"),
            )
        ]
        assert labels_of(session, "asset", [asset_id], ("model", "category"), texts, ALL) == [
            Label("PC-1", "PC-1", "HP ProBook 450", ("Laptop",))
        ]
        assert labels_of(session, "asset", [asset_id], (), texts, ALL) == [Label("PC-1", "PC-1")]


def test_a_device_without_a_number_is_known_by_its_serial_number_or_a_code_of_ours(
    desk: Database, texts: Texts
) -> None:
    with desk.transaction() as session:
        with_serial = make_asset(session, None, serial="5CG1")
        without = make_asset(session, None)
    with desk.reading() as session:
        labels = labels_of(session, "asset", [without, with_serial], ("name", "serial"), texts, ALL)
    assert labels == [
        Label(code_of(("asset", without)), code_of(("asset", without)), "Portable"),
        Label("5CG1", "5CG1", "Portable"),
    ]


def test_fields_of_the_desks_own_can_be_chosen(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        field_id = create_field(session, FieldDetails("Asset owner", CustomType.TEXT, everywhere=True))
        asset_id = make_asset(session, "PC-1", custom={field_id: "Ville"})
    with desk.reading() as session:
        key = f"custom:{field_id}"
        assert key in [field.key for field in fields_of(session, "asset")]
        (label,) = labels_of(session, "asset", [asset_id], (key,), texts, ALL)
    assert label.lines == ("Asset owner: Ville",)


def test_places_and_people_bear_codes_of_ours(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        site = make_place(session, "Site")
        room = make_place(session, "Salle 12", inside=site)
        person = make_person(session, "Moreau", "Inès", group="5e B")
    with desk.reading() as session:
        assert labels_of(session, "place", [room, site, 99], first_fields("place"), texts, ALL) == [
            Label(f"CDP{room}", f"CDP{room}", "Salle 12", ("Site",)),
            Label(f"CDP{site}", f"CDP{site}", "Site"),
        ]
        assert labels_of(session, "person", [person], first_fields("person"), texts, ALL) == [
            Label(f"CDU{person}", f"CDU{person}", "Inès Moreau", ("5e B",))
        ]


def test_labels_printed_ahead_bear_their_number_alone(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        ids = print_ahead(session, Ahead(2))
    with desk.reading() as session:
        assert labels_of(session, "printed_label", ids[::-1], (), texts, ALL) == [
            Label("CD-00002", "CD-00002"),
            Label("CD-00001", "CD-00001"),
        ]


def test_devices_of_a_place_come_room_by_room(desk: Database) -> None:
    with desk.transaction() as session:
        far = make_asset(session, "A-1", place="Site / Salle 2")
        near = make_asset(session, "A-2", place="Site / Salle 1")
        site = make_asset(session, "A-3", place="Site")
        make_asset(session, "A-4", place="Elsewhere")
    with desk.reading() as session:
        assert devices_in(session, 1) == [site, near, far]
