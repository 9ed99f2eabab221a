"""Adding, changing and deleting what a desk says once of its tickets: one verb for all kinds, each with its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.orm import Base
from coorddesk.core.versions import raise_versions, refuse_stale
from coorddesk.directory.service import EDITORS, Deletion, delete_unused, row_as_seen, row_there
from coorddesk.helpdesk.models import (
    Cause,
    CommonFault,
    Diagnosis,
    EscalationRule,
    Macro,
    Problem,
    RecurringTicket,
    Target,
    Team,
    TicketCategory,
    TicketEscalation,
    TicketTemplate,
)
from coorddesk.helpdesk.service.categories import (
    CategoryDetails,
    DiagnosisDetails,
    FaultDetails,
    category_details,
    forget_questions,
    write_category,
    write_diagnosis,
    write_fault,
    write_questions,
)
from coorddesk.helpdesk.service.ready import (
    CauseDetails,
    MacroDetails,
    ProblemDetails,
    RecurringDetails,
    TeamDetails,
    TemplateDetails,
    members_of,
    write_cause,
    write_macro,
    write_members,
    write_problem,
    write_recurring,
    write_team,
    write_template,
)
from coorddesk.helpdesk.service.watching import (
    RuleDetails,
    TargetDetails,
    renew_promises,
    write_rule,
    write_target,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

ChoiceDetails = (
    CategoryDetails
    | FaultDetails
    | DiagnosisDetails
    | CauseDetails
    | TeamDetails
    | TemplateDetails
    | MacroDetails
    | RecurringDetails
    | ProblemDetails
    | RuleDetails
    | TargetDetails
)


@dataclass(frozen=True)
class Save:
    """Details to write: of something new, or of what has this id, and the version that their author saw."""

    details: ChoiceDetails
    id: int | None = None
    version: int = 0


@allowed(*EDITORS)
def save_choice(session: Session, wish: Save) -> int:
    """Add something, or change what is there; returns its id."""
    kind = _KINDS[type(wish.details)]
    row: Any
    if wish.id is None:
        row = kind.table()
        kind.write(session, row, wish.details)
        session.add(row)
        session.flush()
        _write_parts(session, row, wish.details)
    else:
        row = row_there(session, kind.table, wish.id)
        theirs = read_choice(session, row)
        if wish.details == theirs:
            return wish.id
        refuse_stale(row, wish.version, _TITLES, _as_read(session, wish.details), _as_read(session, theirs))
        kind.write(session, row, wish.details)
        session.flush()
        if _write_parts(session, row, wish.details):
            raise_versions(session, table_named(row.__tablename__), [row.id])
    _follow(session, row)
    name = _name(row)
    record(session, kind.added(name) if wish.id is None else kind.edited(name), (row.__tablename__, row.id))
    return int(row.id)


@allowed(*EDITORS)
def delete_choice(session: Session, kind: type[ChoiceDetails], wish: Deletion) -> None:
    """Delete something of a kind (the class of its details) that nothing uses."""
    found = _KINDS[kind]
    row = row_as_seen(session, found.table, wish.id, wish.version)
    name = _name(row)
    if isinstance(row, TicketCategory):
        forget_questions(session, row.id)
    elif isinstance(row, Team):
        delete_rows(session, table_named("team_member"), list(members_of(session, row.id).values()))
    elif isinstance(row, EscalationRule):
        of_rule = select(TicketEscalation.id).where(TicketEscalation.rule_id == row.id)
        delete_rows(session, table_named("ticket_escalation"), session.scalars(of_rule).all())
    delete_unused(session, row_there(session, found.table, wish.id), name)
    _follow(session, row)
    record(session, found.deleted(name), (row.__tablename__, wish.id))


@allowed(*EDITORS)
def read_choice(session: Session, row: Base) -> ChoiceDetails:
    """What is stored, as it is written."""
    if isinstance(row, TicketCategory):
        return category_details(session, row)
    details: type[Any] = next(details for details, kind in _KINDS.items() if kind.table is type(row))
    values = {each.name: getattr(row, _COLUMNS.get(each.name, each.name), ()) for each in fields(details)}
    if isinstance(row, Team):
        values["people"] = members_of(session, row.id)
    written = {key: tuple(value) if isinstance(value, list | dict) else value for key, value in values.items()}
    found: ChoiceDetails = details(**written)
    return found


def _write_parts(session: Session, row: Base, details: ChoiceDetails) -> bool:
    """Write what lies in rows of its own; true if that is other than before."""
    if isinstance(row, TicketCategory) and isinstance(details, CategoryDetails):
        return write_questions(session, row, details)
    if isinstance(row, Team) and isinstance(details, TeamDetails):
        return write_members(session, row, details)
    return False


def _follow(session: Session, row: Base) -> None:
    """What is promised changes with targets, and with what categories are inside of."""
    if isinstance(row, Target | TicketCategory) and session.scalar(select(Target.id).limit(1)) is not None:
        renew_promises(session)


def _name(row: Any) -> str | Message:
    match row:
        case TicketCategory():
            return row.path
        case CommonFault():
            return row.title
        case Diagnosis() | Target():
            return ""
    return str(row.name)


@dataclass(frozen=True)
class _Kind:
    table: type[Any]
    write: Callable[[Session, Any, Any], None]
    added: Callable[[str | Message], Message]
    edited: Callable[[str | Message], Message]
    deleted: Callable[[str | Message], Message]


def _as_read(session: Session, details: ChoiceDetails) -> dict[str, Any]:
    """What is written down, as forms show it; what is linked by what it is called."""
    return {each.name: _said(session, each.name, getattr(details, each.name)) for each in fields(details)}


def _said(session: Session, field: str, value: Any) -> Any:
    table = _LINKED.get(field)
    if table is None or value is None:
        return value
    name = table_named(table).c.get("path", table_named(table).c.get("name"))
    if name is None:
        return value
    return session.scalar(select(name).where(table_named(table).c.id == value)) or value


_COLUMNS = {"trigger": "condition"}
"""Where a field of details has another name in its table: SQL keeps that word for itself."""
_LINKED = {
    "parent_id": "ticket_category",
    "ticket_category_id": "ticket_category",
    "team_id": "team",
    "place_id": "place",
    "cause_id": "cause",
    "template_id": "ticket_template",
}
_TITLES: Mapping[str, Message] = {
    "name": _("Name"),
    "title": _p("ticket", "Title"),
    "description": _("Description"),
    "parent_id": _("Inside"),
    "kind": _p("ticket", "Kind"),
    "urgency": _("Urgency"),
    "impact": _("Impact"),
    "assignee_id": _("Assigned to"),
    "team_id": _("Team"),
    "checklist": _("Checklist"),
    "questions": _("Questions"),
    "notes": _("Notes"),
    "asset_category_id": _("Category of devices"),
    "ticket_category_id": _p("ticket", "Category"),
    "category_id": _("Category"),
    "icon": _("Picture"),
    "position": _("Position"),
    "points": _("Points"),
    "people": _("People"),
    "place_id": _("Place"),
    "reply": _("Reply"),
    "is_public": _("Public"),
    "status": _p("ticket", "Status"),
    "waiting_reason": _("Waits for"),
    "remind_days": _("Look again after (days)"),
    "cause_id": _p("ticket", "Cause"),
    "resolution": _p("ticket", "Resolution"),
    "template_id": _("Template"),
    "start": _("First on"),
    "every": _("Every"),
    "step": _("Every so many"),
    "end": _("Until"),
    "state": _p("problem", "State"),
    "root_cause": _("Root cause"),
    "workaround": _("Workaround"),
    "action": _("Action"),
    "trigger": _("When"),
    "minutes": _("Minutes of opening hours"),
    "priority": _("Priority"),
    "is_on": _("In use"),
    "respond_minutes": _("To answer (minutes)"),
    "resolve_minutes": _("To resolve (minutes)"),
}
_KINDS: dict[type[ChoiceDetails], _Kind] = {
    CategoryDetails: _Kind(
        TicketCategory,
        write_category,
        lambda name: _("Add kind of ticket “{name}”", name=name),
        lambda name: _("Edit kind of ticket “{name}”", name=name),
        lambda name: _("Delete kind of ticket “{name}”", name=name),
    ),
    FaultDetails: _Kind(
        CommonFault,
        write_fault,
        lambda name: _("Add common fault “{name}”", name=name),
        lambda name: _("Edit common fault “{name}”", name=name),
        lambda name: _("Delete common fault “{name}”", name=name),
    ),
    DiagnosisDetails: _Kind(
        Diagnosis,
        write_diagnosis,
        lambda _name: _("Add a diagnosis checklist"),
        lambda _name: _("Edit a diagnosis checklist"),
        lambda _name: _("Delete a diagnosis checklist"),
    ),
    CauseDetails: _Kind(
        Cause,
        write_cause,
        lambda name: _("Add cause “{name}”", name=name),
        lambda name: _("Edit cause “{name}”", name=name),
        lambda name: _("Delete cause “{name}”", name=name),
    ),
    TeamDetails: _Kind(
        Team,
        write_team,
        lambda name: _("Add team “{name}”", name=name),
        lambda name: _("Edit team “{name}”", name=name),
        lambda name: _("Delete team “{name}”", name=name),
    ),
    TemplateDetails: _Kind(
        TicketTemplate,
        write_template,
        lambda name: _("Add template “{name}”", name=name),
        lambda name: _("Edit template “{name}”", name=name),
        lambda name: _("Delete template “{name}”", name=name),
    ),
    MacroDetails: _Kind(
        Macro,
        write_macro,
        lambda name: _("Add macro “{name}”", name=name),
        lambda name: _("Edit macro “{name}”", name=name),
        lambda name: _("Delete macro “{name}”", name=name),
    ),
    RecurringDetails: _Kind(
        RecurringTicket,
        write_recurring,
        lambda name: _("Add recurring ticket “{name}”", name=name),
        lambda name: _("Edit recurring ticket “{name}”", name=name),
        lambda name: _("Delete recurring ticket “{name}”", name=name),
    ),
    ProblemDetails: _Kind(
        Problem,
        write_problem,
        lambda name: _("Add problem “{name}”", name=name),
        lambda name: _("Edit problem “{name}”", name=name),
        lambda name: _("Delete problem “{name}”", name=name),
    ),
    RuleDetails: _Kind(
        EscalationRule,
        write_rule,
        lambda name: _("Add escalation rule “{name}”", name=name),
        lambda name: _("Edit escalation rule “{name}”", name=name),
        lambda name: _("Delete escalation rule “{name}”", name=name),
    ),
    TargetDetails: _Kind(
        Target,
        write_target,
        lambda _name: _("Add a target for deadlines"),
        lambda _name: _("Edit a target for deadlines"),
        lambda _name: _("Delete a target for deadlines"),
    ),
}
