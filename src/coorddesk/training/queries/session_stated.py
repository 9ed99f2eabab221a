"""The filters of a query for sessions in words: for chips and for the heads of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.inventory.models import Asset
from coorddesk.inventory.rules import called
from coorddesk.training.models import Course
from coorddesk.training.rules.narrowing import NEAR_TITLES, NEED_TITLES
from coorddesk.training.rules.words import SESSION_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.training.queries.sessions import SessionQuery

_GONE = "?"


def stated_sessions(session: Session, query: SessionQuery) -> dict[str, Message]:
    """Each filter of a query but its text and its criteria, by the field that holds it."""
    said: dict[str, Message] = {}
    if query.state is not None:
        said["state"] = SESSION_STATE_TITLES[query.state]
    elif query.past:
        said["past"] = _("Closed, cancelled too")
    if query.near is not None:
        said["near"] = NEAR_TITLES[query.near]
    if query.need is not None:
        said["need"] = NEED_TITLES[query.need]
    if query.since is not None:
        said["since"] = _("From {day} on", day=query.since)
    if query.until is not None:
        said["until"] = _("Until {day}", day=query.until)
    if query.behind is not None:
        said["behind"] = query.behind.said
    return said | _linked(session, query)


def _linked(session: Session, query: SessionQuery) -> dict[str, Message]:
    """What the sessions belong to, by name."""
    said: dict[str, Message] = {}
    if query.course is not None:
        course = session.get(Course, query.course)
        said["course"] = _("Course: {name}", name=_GONE if course is None else course.name)
    if query.place is not None:
        place = session.get(Place, query.place)
        said["place"] = _("Place: {name}", name=_GONE if place is None else place.path)
    if query.person is not None:
        person = session.get(Person, query.person)
        name = _GONE if person is None else PersonName(person.last_name, person.first_name).full
        said["person"] = _("With {name}", name=name)
    if query.supplier is not None:
        supplier = session.get(Supplier, query.supplier)
        said["supplier"] = _("With {name}", name=_GONE if supplier is None else supplier.name)
    if query.asset is not None:
        asset = session.get(Asset, query.asset)
        name = _GONE if asset is None else called(asset.tag, asset.serial, asset.name, asset.id)
        said["asset"] = _("Device: {name}", name=name)
    return said
