"""What a certificate would say of somebody now, and which were issued already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.training.models import IssuedDocument, Registration
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.papers import session_papers
from coorddesk.training.queries.registrations import registrations_of
from coorddesk.training.rules.documents import Certificate, Skill, thawed
from coorddesk.training.rules.names import formal
from coorddesk.training.rules.words import DocumentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def certificates(session: Session, registration_ids: Collection[int]) -> Mapping[int, Certificate]:
    """What certificates of these registrations would say, in the order of their names; skills are for completion."""
    rows = registrations_of(session, registration_ids)
    of_session = select(Registration.session_id).where(Registration.id.in_(registration_ids)).distinct()
    papers = {each.id: each for each in session_papers(session, list(session.scalars(of_session)))}
    counted = tallies(session, registration_ids)
    found = {}
    for row in sorted(rows.values(), key=lambda each: (each.session_id, each.name, each.id)):
        paper, said = papers[row.session_id], counted[row.id]
        goals = [line.strip("-• ") for line in paper.objectives.splitlines()]
        found[row.id] = Certificate(
            holder=row.name if row.person_id is None else formal(row.parts),
            department=row.department,
            title=paper.title,
            reference=paper.reference,
            objectives=paper.objectives,
            mode=paper.mode,
            place=paper.place,
            days=tuple(dict.fromkeys(each.day for each in paper.half_days)),
            half_days=said.expected,
            attended=said.attended,
            minutes_planned=paper.minutes,
            minutes_there=said.minutes,
            trainers=tuple(each.name.full for each in paper.trainers),
            skills=() if row.result is None else tuple(Skill(goal, row.result) for goal in goals if goal),
        )
    return found


def latest_issued(session: Session, kind: DocumentKind, ids: Collection[int]) -> Mapping[int, tuple[int, Certificate]]:
    """The latest certificate of a kind that each registration was given: its id, and what it says."""
    wanted = select(IssuedDocument.registration_id, IssuedDocument.id, IssuedDocument.data).where(
        IssuedDocument.kind == kind, IssuedDocument.registration_id.in_(ids)
    )
    rows = session.execute(wanted.order_by(IssuedDocument.id))
    return {registration_id: (document_id, thawed(data)) for registration_id, document_id, data in rows}
