"""What is promised, and which rules escalate by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.directory.models import Person
from coorddesk.directory.service import EDITORS, rename_named
from coorddesk.helpdesk.models import EscalationRule, Target, Team, Ticket, TicketCategory
from coorddesk.helpdesk.rules import LEVELS, LONGEST, OPEN, TicketKind, Trigger
from coorddesk.helpdesk.service.events import settle
from coorddesk.helpdesk.service.rows import next_position, refuse_unknown

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_AT_ONCE = 500


@dataclass(frozen=True)
class TargetDetails:
    """Within how many minutes of opening hours tickets are answered and resolved; blank limits take in all."""

    respond_minutes: int | None
    resolve_minutes: int | None
    priority: int | None = None
    kind: TicketKind | None = None
    category_id: int | None = None


@dataclass(frozen=True)
class RuleDetails:
    """When a ticket is handed to somebody else by itself, and to whom; of several limits all hold."""

    name: str
    trigger: Trigger
    minutes: int = 0
    priority: int | None = None  # at least
    kind: TicketKind | None = None
    category_id: int | None = None
    assignee_id: int | None = None
    team_id: int | None = None
    is_on: bool = True


@allowed(*EDITORS)
def write_target(session: Session, row: Target, details: TargetDetails) -> None:
    """Write a target, stored or new; no two are for the same tickets."""
    if details.respond_minutes is None and details.resolve_minutes is None:
        raise UserError(_("Say within how long: to answer, to resolve or both."), field="resolve_minutes")
    for field in ("respond_minutes", "resolve_minutes"):
        minutes = getattr(details, field)
        if minutes is not None and not 1 <= minutes <= LONGEST:
            raise UserError(_("This takes at least a minute and at most a year."), field=field)
    _refuse_level(details.priority)
    refuse_unknown(session, [("category_id", TicketCategory, details.category_id)])
    with session.no_autoflush:
        same = (
            Target.priority.is_not_distinct_from(details.priority),
            Target.kind.is_not_distinct_from(details.kind),
            Target.category_id.is_not_distinct_from(details.category_id),
        )
        other = session.scalar(select(Target.id).where(*same))
    if other is not None and other != row.id:
        raise UserError(_("There is a target for these tickets already: change that one."), field="priority")
    for key in ("respond_minutes", "resolve_minutes", "priority", "kind", "category_id"):
        setattr(row, key, getattr(details, key))


@allowed(*EDITORS)
def write_rule(session: Session, row: EscalationRule, details: RuleDetails) -> None:
    """Write a rule, stored or new."""
    if details.assignee_id is None and details.team_id is None:
        raise UserError(_("Say to whom: somebody or a team."), field="assignee_id")
    if not 0 <= details.minutes <= LONGEST:
        raise UserError(_("This takes at most a year."), field="minutes")
    if details.trigger is Trigger.PRIORITY and details.priority is None:
        raise UserError(_("Say from which priority on."), field="priority")
    _refuse_level(details.priority)
    refuse_unknown(
        session,
        [
            ("category_id", TicketCategory, details.category_id),
            ("assignee_id", Person, details.assignee_id),
            ("team_id", Team, details.team_id),
        ],
    )
    rename_named(session, row, details.name)
    if row not in session:
        row.position = next_position(session, EscalationRule)
    row.condition, row.minutes, row.is_on = details.trigger, details.minutes, details.is_on
    for key in ("priority", "kind", "category_id", "assignee_id", "team_id"):
        setattr(row, key, getattr(details, key))


@allowed(*EDITORS)
def renew_promises(session: Session) -> int:
    """Let all open tickets follow targets or opening hours that changed; returns how many there are."""
    ids = list(session.scalars(select(Ticket.id).where(Ticket.status.in_(OPEN)).order_by(Ticket.id)))
    for start in range(0, len(ids), _AT_ONCE):
        part = select(Ticket).where(Ticket.id.in_(ids[start : start + _AT_ONCE])).order_by(Ticket.id)
        settle(session, list(session.scalars(part)))
    return len(ids)


@allowed(*EDITORS)
def forget_doubled_targets(session: Session, old_id: int, new_id: int) -> None:
    """Delete the targets of a kind of ticket that another, which takes its place, has its own for."""
    targets = session.scalars(select(Target).where(Target.category_id.in_((old_id, new_id)))).all()
    own = {(row.priority, row.kind) for row in targets if row.category_id == new_id}
    doubled = [row.id for row in targets if row.category_id == old_id and (row.priority, row.kind) in own]
    delete_rows(session, table_named(Target.__tablename__), doubled)


def _refuse_level(priority: int | None) -> None:
    if priority is not None and priority not in LEVELS:
        raise UserError(_("This goes from 1 to 5."), field="priority")
