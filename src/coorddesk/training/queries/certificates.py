"""What a certificate would say of somebody now, and which were issued already."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message
from coorddesk.training.models import IssuedDocument, Registration
from coorddesk.training.queries.attended import tallies
from coorddesk.training.queries.papers import session_papers
from coorddesk.training.queries.registrations import RegistrationRow, registrations_of
from coorddesk.training.rules.documents import Certificate, Skill, says_the_same, thawed, why_not
from coorddesk.training.rules.names import formal, guest_listed
from coorddesk.training.rules.words import DocumentKind, RegistrationState, Result

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class ToCertify:
    """Somebody on the way to a certificate: what it would say now, or why there is none yet.

    `document` and `number` are those of the latest that was issued, `is_same` says that another would say no more.
    """

    registration: int
    said: Certificate
    result: Result | None
    trouble: Message | None
    document: int | None
    number: str
    is_same: bool


def certificates(session: Session, registration_ids: Collection[int]) -> Mapping[int, Certificate]:
    """What certificates of these registrations would say, in the order of their names; skills are for completion."""
    rows = registrations_of(session, registration_ids)
    of_session = select(Registration.session_id).where(Registration.id.in_(registration_ids)).distinct()
    papers = {each.id: each for each in session_papers(session, list(session.scalars(of_session)))}
    counted = tallies(session, registration_ids)
    found = {}
    for row in sorted(rows.values(), key=lambda each: (each.session_id, fold(_holder(each)), each.id)):
        paper, said = papers[row.session_id], counted[row.id]
        goals = [line.strip("-• ") for line in paper.objectives.splitlines()]
        found[row.id] = Certificate(
            holder=_holder(row),
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


def _holder(row: RegistrationRow) -> str:
    """Whom a certificate is made out to."""
    return guest_listed(row.parts.last) if row.person_id is None else formal(row.parts)


def certificates_of(session: Session, kind: DocumentKind, ids: Collection[int]) -> dict[int, Certificate]:
    """What certificates of a kind would say; only one of completion says what was learnt."""
    said = certificates(session, ids)
    if kind is DocumentKind.COMPLETION:
        return dict(said)
    return {each: replace(certificate, skills=()) for each, certificate in said.items()}


def to_certify(session: Session, kind: DocumentKind, session_id: int) -> tuple[ToCertify, ...]:
    """Who came to a session or was to come, by name, and how far they are from a certificate of a kind."""
    wanted = select(Registration.id, Registration.result).where(
        Registration.session_id == session_id, Registration.state == RegistrationState.REGISTERED
    )
    results = dict(session.execute(wanted).all())
    said = certificates_of(session, kind, results)
    issued = latest_issued(session, kind, results)
    numbers = select(IssuedDocument.id, IssuedDocument.number)
    named = dict(
        session.execute(numbers.where(IssuedDocument.id.in_([document for document, _said in issued.values()]))).all()
    )
    return tuple(
        ToCertify(
            each,
            certificate,
            results[each],
            why_not(kind, certificate),
            None if each not in issued else issued[each][0],
            "" if each not in issued else named[issued[each][0]],
            is_same=each in issued and says_the_same(issued[each][1], certificate),
        )
        for each, certificate in said.items()
    )


def latest_issued(session: Session, kind: DocumentKind, ids: Collection[int]) -> Mapping[int, tuple[int, Certificate]]:
    """The latest certificate of a kind that each registration was given: its id, and what it says."""
    wanted = select(IssuedDocument.registration_id, IssuedDocument.id, IssuedDocument.data).where(
        IssuedDocument.kind == kind, IssuedDocument.registration_id.in_(ids)
    )
    rows = session.execute(wanted.order_by(IssuedDocument.id))
    return {registration_id: (document_id, thawed(data)) for registration_id, document_id, data in rows}
