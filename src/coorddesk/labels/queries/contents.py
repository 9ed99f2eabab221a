"""What stands on the labels of records: devices, places, people, and whatever else has a code of ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.codes import code_of
from coorddesk.core.messages import _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tables import Column, Kind, cell_text
from coorddesk.directory.models import Place
from coorddesk.directory.queries import (
    PERSON_COLUMNS,
    PLACE_COLUMNS,
    PersonRow,
    PlaceRow,
    person_page,
    place_page,
    places_below,
)
from coorddesk.feature import named
from coorddesk.inventory.models import Asset, LotDevice
from coorddesk.inventory.queries import AssetRow, asset_columns, asset_page
from coorddesk.labels.models import PrintedLabel
from coorddesk.labels.queries.printed import names
from coorddesk.labels.rules import Label

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.feature import Feature

_AT_ONCE = 5000
KINDS = ("asset", "place", "person")
"""The kinds of record whose labels have fields to choose from; of others there is a code and a name."""

_ASSET_FIELDS = (
    "name",
    "category",
    "model",
    "serial",
    "place",
    "holder",
    "department",
    "purchase_date",
    "warranty_end",
    "order_number",
)
_PLACE_FIELDS = ("parent", "kind", "code", "address")
_PERSON_FIELDS = ("group", "department", "role", "kind", "identifier")
_SAYS_ITSELF = {"name", "category", "model", "place", "holder", "department", "parent", "kind"}
_SAYS_ITSELF |= {"address", "group", "role"}
"""Fields whose values say what they are; others stand behind their titles."""
_TITLES = ("name", "model", "category")
"""Which field of a device is its large line: the first of these that is chosen and says something."""


def fields_of(session: Session, kind: str) -> tuple[Column[Any], ...]:
    """What may stand on the labels of a kind, the desk's own fields among them."""
    return tuple(_columns(session, kind).values())


def labels_of(
    session: Session, kind: str, ids: Sequence[int], fields: Sequence[str], texts: Texts, features: Sequence[Feature]
) -> list[Label]:
    """The labels of records in their order, with the fields of these keys; those that are gone are left out.

    `features` name the records of other kinds than `KINDS`.
    """
    columns = _columns(session, kind)
    wanted = [columns[key] for key in fields if key in columns]
    match kind:
        case "asset":
            return [_of_device(row, wanted, texts) for row in _rows(session, ids, asset_page)]
        case "place":
            return [_of_place(row, wanted, texts) for row in _rows(session, ids, place_page)]
        case "person":
            return [_of_person(row, wanted, texts) for row in _rows(session, ids, person_page)]
        case "printed_label":
            return _printed(session, ids)
    called = named(session, features, [(kind, record_id) for record_id in ids])
    subjects = [(kind, record_id) for record_id in ids if (kind, record_id) in called]
    return [Label(code_of(subject), code_of(subject), called[subject]) for subject in subjects]


def _columns(session: Session, kind: str) -> dict[str, Column[Any]]:
    match kind:
        case "asset":
            columns = {column.key: column for column in asset_columns(session)}
            columns["model"] = replace(columns["model"], value=_made)
            columns["place"] = replace(columns["place"], value=_room)
            own = [key for key in columns if key.startswith("custom:")]
            return {key: columns[key] for key in (*_ASSET_FIELDS, *own)}
        case "place":
            return {column.key: column for column in PLACE_COLUMNS if column.key in _PLACE_FIELDS}
        case "person":
            people = {column.key: column for column in PERSON_COLUMNS}
            return {key: people[key] for key in _PERSON_FIELDS}
    return {}


def _rows(
    session: Session, ids: Sequence[int], page: Callable[[Session, Sequence[int]], dict[int, Any]]
) -> Iterator[Any]:
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        there = page(session, part)
        yield from (there[row_id] for row_id in part if row_id in there)


def _of_device(row: AssetRow, columns: Sequence[Column[Any]], texts: Texts) -> Label:
    """Its number is the code; what has none is known by its serial number, or by a code of ours."""
    code = row.tag or row.serial or code_of(("asset", row.id))
    said = {column.key: _said(column, row, texts) for column in columns}
    if code == row.serial:
        said.pop("serial", None)
    title = said.pop(next((key for key in _TITLES if said.get(key)), ""), "")
    return Label(code, code, title, tuple(filter(None, said.values())))


def _of_place(row: PlaceRow, columns: Sequence[Column[Any]], texts: Texts) -> Label:
    code = code_of(("place", row.id))
    return Label(code, code, row.name, tuple(filter(None, (_said(column, row, texts) for column in columns))))


def _of_person(row: PersonRow, columns: Sequence[Column[Any]], texts: Texts) -> Label:
    code = code_of(("person", row.id))
    return Label(code, code, row.full_name, tuple(filter(None, (_said(column, row, texts) for column in columns))))


def _printed(session: Session, ids: Sequence[int]) -> list[Label]:
    numbers = names(session, PrintedLabel.__tablename__, ids)
    return [Label(numbers[label_id], numbers[label_id]) for label_id in ids if label_id in numbers]


def devices_in(session: Session, place_id: int) -> list[int]:
    """The devices in a place and in all that is inside it, room by room; those in the bin left out."""
    wanted = select(Asset.id).join(Place, Place.id == Asset.place_id)
    wanted = wanted.where(Place.id.in_(places_below(session, place_id)), Asset.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(Place.path_folded, Asset.tag_folded, Asset.id)))


def devices_of_lots(session: Session, lot_ids: Sequence[int]) -> list[int]:
    """The devices of purchase lots in the order of their numbers; those in the bin left out."""
    wanted = select(Asset.id).join(LotDevice, LotDevice.asset_id == Asset.id)
    wanted = wanted.where(LotDevice.lot_id.in_(lot_ids), Asset.deleted_at.is_(None))
    return list(session.scalars(wanted.order_by(Asset.tag_folded, Asset.id)))


def _made(row: AssetRow) -> str:
    """Who makes it, and what it is."""
    return " ".join(filter(None, (row.manufacturer, row.model)))


def _room(row: AssetRow) -> str:
    """The room alone: of a whole path, a label would only show the beginning."""
    return (row.place or "").rpartition(PATH_SEPARATOR)[2]


def _said(column: Column[Any], row: Any, texts: Texts) -> str:
    """A field as it stands on a label, behind its title where it would say nothing alone."""
    text = " ".join(cell_text(column.value(row), column.kind, texts).split())
    if not text or (column.key in _SAYS_ITSELF and column.kind is not Kind.DATE):
        return text
    return texts.say(_("{title}: {value}", title=column.title, value=text))
