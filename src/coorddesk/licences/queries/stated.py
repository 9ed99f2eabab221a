"""The filters of a query for licences in words: for chips and for the heads of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Supplier
from coorddesk.inventory.models import Manufacturer
from coorddesk.licences.queries.criteria import said_licence_criteria
from coorddesk.licences.rules import LICENCE_KIND_TITLES, LICENCE_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.licences.queries.lists import LicenceQuery


def all_stated(session: Session, query: LicenceQuery) -> tuple[Message, ...]:
    """Each filter and each criterion of a query but its text."""
    return (*stated(session, query).values(), *said_licence_criteria(session, query.criteria))


def stated(session: Session, query: LicenceQuery) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = LICENCE_STATE_TITLES[query.state]
    if query.kind is not None:
        said["kind"] = _("Kind of licence: {kind}", kind=LICENCE_KIND_TITLES[query.kind])
    if query.over:
        said["over"] = _("Too many seats taken")
    if query.reclaim:
        said["reclaim"] = _("Seats to take back")
    if query.everything:
        said["everything"] = _("Also those that expired")
    if query.manufacturer is not None:
        name = session.scalar(select(Manufacturer.name).where(Manufacturer.id == query.manufacturer))
        said["manufacturer"] = _("Publisher: {name}", name=name or "?")
    if query.supplier is not None:
        name = session.scalar(select(Supplier.name).where(Supplier.id == query.supplier))
        said["supplier"] = _("Supplier: {name}", name=name or "?")
    return said
