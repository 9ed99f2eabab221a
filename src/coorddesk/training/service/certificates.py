"""Issuing certificates: numbered and frozen, for one person or hundreds; a reprint is a duplicate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.history import cannot_be_undone, record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.numbers import draw
from coorddesk.directory.service import EDITORS
from coorddesk.training.models import DocumentReprint, IssuedDocument, Registration, TrainingSession
from coorddesk.training.queries.certificates import certificates_of, latest_issued
from coorddesk.training.rules.documents import Certificate, document_number, frozen, says_the_same, series_of, why_not
from coorddesk.training.rules.states import lines
from coorddesk.training.rules.words import DOCUMENT_KIND_TITLES, DocumentKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_ISSUED = table_named(IssuedDocument.__tablename__)
_REPRINTED = table_named(DocumentReprint.__tablename__)
_MOST_NAMED = 10
_LASTING = _("A certificate that was handed out stays issued. Correct what it says, then issue another.")


@dataclass(frozen=True)
class Issuing:
    """Certificates of a kind for some registrations."""

    kind: DocumentKind
    registrations: tuple[int, ...]


@dataclass(frozen=True)
class Issued:
    """The certificates, in the order of the names: those issued now, and those that said the same already."""

    new: tuple[int, ...]
    already: tuple[int, ...]


@allowed(*EDITORS)
def issue(session: Session, wish: Issuing) -> Issued:
    """Issue certificates; who has one that says the same is not given another, and is named as such.

    Refuses, with everybody whom it concerns, where somebody never came or has learnt nobody knows what.
    """
    said = certificates_of(session, wish.kind, dict.fromkeys(wish.registrations))
    if not said:
        raise UserError(_("Choose who is to get a certificate."))
    _refuse_unready(wish.kind, said)
    before = latest_issued(session, wish.kind, said)
    already = {each for each in said if each in before and says_the_same(before[each][1], said[each])}
    new = [each for each in said if each not in already]
    moment, year = clock_of(session).now(), clock_of(session).today().year
    rows = [
        {
            "kind": wish.kind,
            "number": document_number(wish.kind, year, draw(session, series_of(wish.kind, year))),
            "registration_id": each,
            "data": frozen(said[each]),
            "issued_at": moment,
            "actor": actor_of(session).name,
        }
        for each in new
    ]
    ids = insert_rows(session, _ISSUED, rows)
    if ids:
        titled = _n(
            "{kind} for {count} person", "{kind} for {count} people", len(ids), kind=DOCUMENT_KIND_TITLES[wish.kind]
        )
        record(session, titled, *_subjects(session, new))
        cannot_be_undone(session, _LASTING)
    return Issued(tuple(ids), tuple(before[each][0] for each in said if each in already))


@allowed(*EDITORS)
def reprint(session: Session, documents: tuple[int, ...]) -> None:
    """Keep that certificates are printed again, marked as duplicates."""
    wanted = select(IssuedDocument.id, IssuedDocument.registration_id).where(IssuedDocument.id.in_(documents))
    rows = dict(session.execute(wanted.order_by(IssuedDocument.id)).all())
    if not rows:
        raise UserError(_("Choose the certificates to print again."))
    moment, actor = clock_of(session).now(), actor_of(session).name
    insert_rows(session, _REPRINTED, [{"document_id": each, "moment": moment, "actor": actor} for each in rows])
    deed = _n("Print {count} certificate again", "Print {count} certificates again", len(rows))
    record(session, deed, *_subjects(session, rows.values()))
    cannot_be_undone(session, _("A duplicate was printed; that it was stays known."))


def _refuse_unready(kind: DocumentKind, said: Mapping[int, Certificate]) -> None:
    """Name everybody to whom nothing can be issued, and why."""
    reasons = (why_not(kind, each) for each in said.values())
    missing = [each for each in reasons if each is not None]
    if missing:
        more = len(missing) - _MOST_NAMED
        named: list[Message] = missing[:_MOST_NAMED]
        if more > 0:
            named.append(_n("{count} more", "{count} more", more))
        raise UserError(_("Nothing was issued:\n{reasons}", reasons=lines(tuple(named))))


def _subjects(session: Session, registrations: Iterable[int]) -> list[tuple[str, int]]:
    wanted = select(Registration.id, Registration.session_id, Registration.person_id)
    rows = session.execute(wanted.where(Registration.id.in_(list(registrations))).order_by(Registration.id)).all()
    sessions = dict.fromkeys((TrainingSession.__tablename__, row.session_id) for row in rows)
    people = dict.fromkeys(("person", row.person_id) for row in rows if row.person_id is not None)
    return [*sessions, *people]
