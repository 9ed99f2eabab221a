"""The fields of sessions by which they are filtered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.criteria import Criterion, said_criterion
from coorddesk.core.criteria_sql import Claim, Ground, claims, own, own_text, record
from coorddesk.core.fields import Field, named_by
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tables import Kind
from coorddesk.directory.models import Person, Place, Supplier
from coorddesk.directory.queries import person_options, place_options, supplier_options
from coorddesk.directory.rules import PersonName
from coorddesk.training.models import Course, SessionPartner, SessionTrainer, TrainingSession
from coorddesk.training.queries.courses import course_options
from coorddesk.training.rules.words import MODE_TITLES, SESSION_STATE_TITLES

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def session_claims(session: Session, criteria: Sequence[Criterion]) -> list[Claim]:
    """What a session must be like for all criteria."""
    return claims(session, criteria, _GROUNDS)


def said_session_criteria(session: Session, criteria: Sequence[Criterion]) -> tuple[Message, ...]:
    """Each criterion in a few words."""
    by_key = {field.key: field for field in FIELDS_OF_SESSIONS}
    return tuple(said_criterion(session, criterion, by_key.get(criterion.field)) for criterion in criteria)


def _person(session: Session, person_id: int) -> str | None:
    row = session.get(Person, person_id)
    return None if row is None else PersonName(row.last_name, row.first_name).full


FIELDS_OF_SESSIONS: tuple[Field, ...] = (
    Field("title", _p("training session", "Title")),
    Field("course", _p("training", "Course"), search=course_options, name=named_by(Course)),
    Field(
        "state", _p("training session", "State"), choices=tuple((k.value, v) for k, v in SESSION_STATE_TITLES.items())
    ),
    Field("first_day", _("First day"), Kind.DATE),
    Field("last_day", _("Last day"), Kind.DATE),
    Field("place", _("Place"), search=place_options, name=named_by(Place, "path")),
    Field("mode", _p("training session", "Mode"), choices=tuple((k.value, v) for k, v in MODE_TITLES.items())),
    Field("trainer", _p("training", "Trainer"), search=person_options, name=_person),
    Field("partner", _p("training", "Partner"), search=supplier_options, name=named_by(Supplier)),
    Field("capacity", _p("training session", "Places"), Kind.NUMBER),
    Field("minimum", _p("training session", "Minimum"), Kind.NUMBER),
    Field("preparation", _("Preparation (minutes)"), Kind.NUMBER),
    Field("notes", _("Notes")),
)
"""Every field of sessions in the order of their form."""


def _of_trainer(claim: Claim) -> Claim:
    return TrainingSession.id.in_(select(SessionTrainer.session_id).where(claim).correlate(None))


def _of_partner(claim: Claim) -> Claim:
    return TrainingSession.id.in_(select(SessionPartner.session_id).where(claim).correlate(None))


_GROUNDS: dict[str, Ground] = {
    "title": own_text(TrainingSession.id, TrainingSession.title, TrainingSession.search),
    "course": record(TrainingSession.course_id, select(Course.id), Course.name_folded),
    "place": record(TrainingSession.place_id, select(Place.id), Place.path_folded),
    "trainer": replace(record(SessionTrainer.person_id, select(Person.id), Person.search), around=_of_trainer),
    "partner": replace(
        record(SessionPartner.supplier_id, select(Supplier.id), Supplier.name_folded), around=_of_partner
    ),
    **{
        key: own(getattr(TrainingSession, key))
        for key in ("state", "first_day", "last_day", "mode", "capacity", "minimum")
    },
    "preparation": own(TrainingSession.preparation_minutes),
    "notes": own_text(TrainingSession.id, TrainingSession.notes),
}
