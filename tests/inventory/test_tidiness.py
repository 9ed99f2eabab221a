"""Whatever is typed into whichever field: what cannot be seen is not stored, nor does it stop a search."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from coorddesk import features
from coorddesk.core.organisation import OrganisationRow, describe_organisation, organisation
from coorddesk.core.orm import Base
from coorddesk.core.tidy import tidy_lines
from coorddesk.directory.queries import PersonQuery, SupplierQuery, person_ids, supplier_ids
from coorddesk.directory.service import (
    PersonDetails,
    PlaceDetails,
    SupplierDetails,
    create_department,
    create_person,
    create_place,
    create_supplier,
    find_or_create_person,
    find_or_create_place,
)
from coorddesk.inventory.queries import AssetQuery, asset_ids
from coorddesk.inventory.rules import DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import (
    AssetDetails,
    BringBack,
    Chosen,
    ModelWords,
    Move,
    NewAsset,
    NewLabel,
    Retirement,
    bring_back_assets,
    create_asset,
    create_category,
    create_label,
    create_manufacturer,
    find_or_create_model,
    move_assets,
    retire_assets,
)

if TYPE_CHECKING:
    from coorddesk.core.database import Database

W = TypeVar("W")

DIRTY = "\0Sal\0le\x07 \ud83d1\x9f2\x7f"
CLEAN = "Salle 12"


def with_dirt(wish: W) -> W:
    """The wish with dirt in each text."""
    names = [field.name for field in fields(wish) if field.type in {"str", "str | None"}]  # type: ignore[arg-type]  # a dataclass
    dirt: dict[str, Any] = {name: f"{DIRTY} {name}" for name in names}
    return replace(wish, **dirt)  # type: ignore[type-var]  # a dataclass


def test_what_cannot_be_seen_is_never_stored(desk: Database) -> None:
    with desk.transaction() as session:
        describe_organisation(session, replace(OrganisationRow(), name=DIRTY, kind="school", address=DIRTY))
        create_department(session, DIRTY)
        create_category(session, DIRTY)
        create_manufacturer(session, DIRTY)
        create_label(session, NewLabel(MetaStatus.IN_STOCK, DIRTY))
        find_or_create_model(session, with_dirt(ModelWords()))
        find_or_create_person(session, f"{DIRTY} Moreau")
        find_or_create_place(session, f"Site {DIRTY} / {DIRTY}")
        create_supplier(session, with_dirt(SupplierDetails("")))
        create_person(session, with_dirt(PersonDetails("")))
        place = create_place(session, with_dirt(PlaceDetails("")))
        device = create_asset(session, with_dirt(NewAsset(with_dirt(AssetDetails()))))
        chosen = Chosen((device,))
        move_assets(session, Move(chosen, place, DIRTY))
        gone = Retirement(chosen, DisposalReason.SOLD, date(2026, 9, 1), DataWiped.YES)
        retire_assets(session, with_dirt(gone))
        bring_back_assets(session, with_dirt(BringBack(chosen)))
        assert organisation(session).name == CLEAN
    with desk.reading() as session:
        stored = {
            value
            for table in Base.metadata.sorted_tables
            for row in session.execute(select(table))
            for value in row
            if isinstance(value, str)
        }
    assert {text for text in stored if tidy_lines(text) != text} == set()
    assert len({text for text in stored if text.startswith(CLEAN)}) > 20


def test_what_cannot_be_seen_stops_no_search(desk: Database) -> None:
    with desk.transaction() as session:
        device = create_asset(session, NewAsset(AssetDetails(name=CLEAN)))
        person = create_person(session, PersonDetails(CLEAN))
        supplier = create_supplier(session, SupplierDetails(CLEAN))
    with desk.reading() as session:
        assert list(asset_ids(session, AssetQuery(text=DIRTY))) == [device]
        assert list(person_ids(session, PersonQuery(text=DIRTY))) == [person]
        assert list(supplier_ids(session, SupplierQuery(DIRTY))) == [supplier]
        assert [hit.title for hit in features.find_everywhere(session, DIRTY, 5)] == [CLEAN] * 3
