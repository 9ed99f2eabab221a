"""The fields of licences by which they are filtered and edited many at once; their key is none of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, true

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, folded, own, own_text, record
from coorddesk.core.fields import Field, Way, named_by
from coorddesk.core.messages import Message
from coorddesk.directory.models import Supplier
from coorddesk.directory.queries import supplier_options
from coorddesk.inventory.models import Manufacturer
from coorddesk.inventory.queries import manufacturer_options
from coorddesk.licences.models import Licence
from coorddesk.licences.queries.rows import HAS_KEY, LICENCE_COLUMNS, SEATS_TAKEN, idle_seats, state_word
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LICENCE_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def licence_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a licence must be like for all criteria."""
    return claims(session, criteria, _GROUNDS | _of_today(session)) if criteria else []


def said_licence_criteria(session: Session, criteria: Sequence[Criterion]) -> list[Message]:
    """Each criterion in a few words."""
    fields = {field.key: field for field in FIELDS_OF_LICENCES}
    return [said_criterion(session, criterion, fields.get(criterion.field)) for criterion in criteria]


def _of_today(session: Session) -> dict[str, Ground]:
    """What depends on the day: how licences stand, and how many of their seats nobody needs any more."""
    idle = idle_seats(session)

    def around(claim: Claim) -> Claim:
        return Licence.id.in_(select(idle.c.licence_id).where(claim).correlate(None))

    return {"state": Ground(true(), state_word(session)), "idle": Ground(true(), idle.c.idle, around=around)}


_ANY = (Way.SET, Way.ERASE)
_WAYS: dict[str, tuple[Way, ...]] = {
    **dict.fromkeys(("manufacturer", "supplier", "seats", "start", "expiry", "purchase_date", "price"), _ANY),
    **dict.fromkeys(("order_number", "invoice_number"), _ANY),
    "kind": (Way.SET,),
    "notes": (Way.ADD, *_ANY),
}
"""What a bulk edit may do: names and keys are each licence's own, and seats are taken by who has them."""
_DRESSED: dict[str, dict[str, Any]] = {
    "kind": {"choices": tuple((kind.value, title) for kind, title in LICENCE_KIND_TITLES.items())},
    "state": {"choices": tuple((state.value, title) for state, title in LICENCE_STATE_TITLES.items())},
    "manufacturer": {"search": manufacturer_options, "name": named_by(Manufacturer)},
    "supplier": {"search": supplier_options, "name": named_by(Supplier)},
}
FIELDS_OF_LICENCES: tuple[Field, ...] = tuple(
    replace(
        Field(column.key, column.title, column.kind, ways=_WAYS.get(column.key, ())), **_DRESSED.get(column.key, {})
    )
    for column in LICENCE_COLUMNS
)
"""Every field of licences in the order of their columns."""
_GROUNDS: dict[str, Ground] = {
    "name": Ground(true(), text=folded(Licence.name_folded)),
    "manufacturer": record(Licence.manufacturer_id, select(Manufacturer.id), Manufacturer.name_folded),
    "kind": own(Licence.kind),
    "seats": own(Licence.seats),
    "taken": Ground(true(), SEATS_TAKEN),
    "left": own(Licence.seats - SEATS_TAKEN),
    "start": own(Licence.start),
    "expiry": own(Licence.expiry),
    "supplier": record(Licence.supplier_id, select(Supplier.id), Supplier.name_folded),
    "purchase_date": own(Licence.purchase_date),
    "price": own(Licence.price),
    "order_number": own_text(Licence.id, Licence.order_number, Licence.search),
    "invoice_number": own_text(Licence.id, Licence.invoice_number, Licence.search),
    "has_key": Ground(HAS_KEY, HAS_KEY),
    "notes": own_text(Licence.id, Licence.notes),
}
