"""A session as forms show it: what two people wrote is set side by side in these words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.access import allowed
from coorddesk.core.messages import Message, _, _p
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.rules import PersonName
from coorddesk.directory.service import EDITORS
from coorddesk.training.models import Course
from coorddesk.training.rules.words import MODE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, TrainerWish

TITLES: dict[str, Message] = {
    "course_id": _p("training", "Course"),
    "title": _p("training session", "Title"),
    "place_id": _("Place"),
    "mode": _p("training session", "Mode"),
    "link": _p("training session", "Link"),
    "capacity": _p("training session", "Places"),
    "overbooking": _("Overbooking"),
    "minimum": _p("training session", "Minimum"),
    "preparation_minutes": _("Preparation (minutes)"),
    "notes": _("Notes"),
    "slots": _("Dates and times"),
    "trainers": _p("training", "Trainers"),
    "partners": _p("training", "Partners"),
    "tasks": _p("training", "Checklist"),
}


@allowed(*EDITORS)
def as_read(session: Session, said: SessionDetails) -> dict[str, Any]:
    """What a session says, by the keys of its form."""
    place = None if said.place_id is None else session.get(Place, said.place_id)
    course = session.get(Course, said.course_id)
    return {
        "course_id": None if course is None else course.name,
        "title": said.title,
        "place_id": None if place is None else place.path,
        "mode": MODE_TITLES[said.mode],
        "link": said.link or None,
        "capacity": said.capacity,
        "overbooking": said.overbooking,
        "minimum": said.minimum,
        "preparation_minutes": said.preparation_minutes,
        "notes": said.notes or None,
        "slots": tuple(_("{day}, {times}", day=each.times.day, times=each.times.said) for each in said.slots),
        "trainers": "\n".join(_trainer(session, each) for each in said.trainers) or None,
        "partners": "\n".join(_partner(session, each) for each in said.partners) or None,
        "tasks": tuple(_("{day}, {words}", day=each.due_on, words=each.words) for each in said.tasks or ()),
    }


def _trainer(session: Session, said: TrainerWish) -> str:
    person = None if said.person_id is None else session.get(Person, said.person_id)
    name = said.name if person is None else PersonName(person.last_name, person.first_name).full
    partner = _supplier(session, said.supplier_id)
    return f"{name} ({partner})" if name and partner else name or partner


def _partner(session: Session, said: PartnerWish) -> str:
    name = _supplier(session, said.supplier_id) or said.name
    return f"{name}: {said.agreement}" if said.agreement else name


def _supplier(session: Session, supplier_id: int | None) -> str:
    supplier = None if supplier_id is None else session.get(Supplier, supplier_id)
    return "" if supplier is None else supplier.name
