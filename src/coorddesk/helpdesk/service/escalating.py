"""Rules at work: tickets that are late, unanswered or urgent are handed over, each by each rule once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.access import allowed
from coorddesk.core.bulk import insert_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _, _n
from coorddesk.core.working_time import OpeningHours
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import EscalationRule, Ticket, TicketEscalation
from coorddesk.helpdesk.queries.criteria import categories_below
from coorddesk.helpdesk.rules import OPEN, Status, Trigger
from coorddesk.helpdesk.service.handling import escalate_rows

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 500


@allowed(*EDITORS)
def escalate_due(session: Session) -> list[int]:
    """Let every rule that is in use escalate what it is about by now; returns the numbers of the tickets.

    It may be asked again and again, by several programs: each rule takes a ticket once.
    """
    escalated: dict[int, None] = {}
    names = []
    for rule in _rules(session):
        ids = _due(session, rule)
        if ids:
            names.append(rule.name)
            _hand_over(session, rule, ids)
            escalated |= dict.fromkeys(ids)
    if escalated:
        said = _n("{count} ticket", "{count} tickets", len(escalated))
        deed = _("Escalate {tickets} by rule “{rules}”", tickets=said, rules=", ".join(names))
        record(session, deed, *(("ticket", each) for each in escalated))
    return list(escalated)


@allowed(*EDITORS)
def would_escalate(session: Session) -> bool:
    """Whether a rule that is in use has something to escalate by now."""
    return any(_due(session, rule) for rule in _rules(session))


def _rules(session: Session) -> Sequence[EscalationRule]:
    rules = select(EscalationRule).where(EscalationRule.is_on)
    return session.scalars(rules.order_by(EscalationRule.position, EscalationRule.id)).all()


def _hand_over(session: Session, rule: EscalationRule, ids: Sequence[int]) -> None:
    table = table_named(TicketEscalation.__tablename__)
    insert_rows(session, table, [{"ticket_id": ticket_id, "rule_id": rule.id} for ticket_id in ids])
    for start in range(0, len(ids), _AT_ONCE):
        part = select(Ticket).where(Ticket.id.in_(ids[start : start + _AT_ONCE])).order_by(Ticket.id)
        escalate_rows(session, session.scalars(part).all(), rule.assignee_id, rule.team_id, rule.name)


def _due(session: Session, rule: EscalationRule) -> list[int]:
    """The tickets that a rule has to escalate by now."""
    hours, now = opening_hours(session), clock_of(session).now()
    is_meant = _MEANT[rule.condition]
    return [row.id for row in _candidates(session, rule) if is_meant(row, rule, hours, now)]


class _Candidate(NamedTuple):
    """What a rule looks at of a ticket."""

    id: int
    opened_at: datetime
    responded_at: datetime | None
    resolve_by: datetime | None
    priority: int


def _candidates(session: Session, rule: EscalationRule) -> Iterator[_Candidate]:
    """Open tickets within the limits of a rule that it has not escalated yet."""
    taken = select(TicketEscalation.ticket_id).where(TicketEscalation.rule_id == rule.id)
    columns = Ticket.id, Ticket.opened_at, Ticket.responded_at, Ticket.resolve_by, Ticket.priority
    wanted = select(*columns).where(Ticket.status.in_(OPEN), Ticket.status != Status.WAITING, Ticket.id.not_in(taken))
    if rule.priority is not None:
        wanted = wanted.where(Ticket.priority >= rule.priority)
    if rule.kind is not None:
        wanted = wanted.where(Ticket.kind == rule.kind)
    if rule.category_id is not None:
        wanted = wanted.where(Ticket.category_id.in_(categories_below(session, rule.category_id)))
    return (_Candidate(*row) for row in session.execute(wanted.order_by(Ticket.id)))


def _is_unanswered(row: _Candidate, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.responded_at is None and hours.between(row.opened_at, now) >= rule.minutes


def _is_near(row: _Candidate, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.resolve_by is not None and hours.between(now, row.resolve_by) <= rule.minutes


def _is_overdue(row: _Candidate, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.resolve_by is not None and row.resolve_by < now and hours.between(row.resolve_by, now) >= rule.minutes


def _is_urgent(row: _Candidate, rule: EscalationRule, _hours: OpeningHours, _now: datetime) -> bool:
    return rule.priority is not None and row.priority >= rule.priority


_MEANT: dict[Trigger, Callable[[_Candidate, EscalationRule, OpeningHours, datetime], bool]] = {
    Trigger.UNANSWERED: _is_unanswered,
    Trigger.BEFORE_DEADLINE: _is_near,
    Trigger.OVERDUE: _is_overdue,
    Trigger.PRIORITY: _is_urgent,
}
