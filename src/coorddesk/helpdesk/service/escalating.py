"""Rules at work: tickets that are late, unanswered or urgent are handed over, each by each rule once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

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

_MOST_AT_ONCE = 500


@allowed(*EDITORS)
def escalate_due(session: Session) -> list[int]:
    """Let every rule that is in use escalate what it is about by now; returns the numbers of the tickets.

    It may be asked again and again, by several programs: each rule takes a ticket once.
    """
    hours, now = opening_hours(session), clock_of(session).now()
    escalated: dict[int, None] = {}
    names = []
    rules = select(EscalationRule).where(EscalationRule.is_on)
    for rule in session.scalars(rules.order_by(EscalationRule.position, EscalationRule.id)).all():
        rows = [row for row in _candidates(session, rule) if _MEANT[rule.condition](row, rule, hours, now)]
        if rows:
            names.append(rule.name)
            _hand_over(session, rule, rows)
            escalated |= dict.fromkeys(row.id for row in rows)
    if escalated:
        said = _n("{count} ticket", "{count} tickets", len(escalated))
        deed = _("Escalate {tickets} by rule “{rules}”", tickets=said, rules=", ".join(names))
        record(session, deed, *(("ticket", each) for each in escalated))
    return list(escalated)


def _hand_over(session: Session, rule: EscalationRule, rows: Sequence[Ticket]) -> None:
    table = table_named(TicketEscalation.__tablename__)
    insert_rows(session, table, [{"ticket_id": row.id, "rule_id": rule.id} for row in rows])
    escalate_rows(session, rows, rule.assignee_id, rule.team_id, rule.name)


def _candidates(session: Session, rule: EscalationRule) -> Sequence[Ticket]:
    """Open tickets within the limits of a rule that it has not escalated yet."""
    taken = select(TicketEscalation.ticket_id).where(TicketEscalation.rule_id == rule.id)
    wanted = select(Ticket).where(Ticket.status.in_(OPEN), Ticket.status != Status.WAITING, Ticket.id.not_in(taken))
    if rule.priority is not None:
        wanted = wanted.where(Ticket.priority >= rule.priority)
    if rule.kind is not None:
        wanted = wanted.where(Ticket.kind == rule.kind)
    if rule.category_id is not None:
        wanted = wanted.where(Ticket.category_id.in_(categories_below(session, rule.category_id)))
    return session.scalars(wanted.order_by(Ticket.id).limit(_MOST_AT_ONCE)).all()


def _is_unanswered(row: Ticket, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.responded_at is None and hours.between(row.opened_at, now) >= rule.minutes


def _is_near(row: Ticket, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.resolve_by is not None and hours.between(now, row.resolve_by) <= rule.minutes


def _is_overdue(row: Ticket, rule: EscalationRule, hours: OpeningHours, now: datetime) -> bool:
    return row.resolve_by is not None and row.resolve_by < now and hours.between(row.resolve_by, now) >= rule.minutes


def _is_urgent(row: Ticket, rule: EscalationRule, _hours: OpeningHours, _now: datetime) -> bool:
    return rule.priority is not None and row.priority >= rule.priority


_MEANT: dict[Trigger, Callable[[Ticket, EscalationRule, OpeningHours, datetime], bool]] = {
    Trigger.UNANSWERED: _is_unanswered,
    Trigger.BEFORE_DEADLINE: _is_near,
    Trigger.OVERDUE: _is_overdue,
    Trigger.PRIORITY: _is_urgent,
}
