"""What a desk says once of its tickets, kind by kind: its table, how it is written, and what its deeds are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
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
    TicketTemplate,
)
from coorddesk.helpdesk.service.categories import (
    CategoryDetails,
    DiagnosisDetails,
    FaultDetails,
    write_category,
    write_diagnosis,
    write_fault,
)
from coorddesk.helpdesk.service.ready import (
    CauseDetails,
    MacroDetails,
    ProblemDetails,
    RecurringDetails,
    TeamDetails,
    TemplateDetails,
    write_cause,
    write_macro,
    write_problem,
    write_recurring,
    write_team,
    write_template,
)
from coorddesk.helpdesk.service.watching import RuleDetails, TargetDetails, write_rule, write_target

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


_LATER = ""
"""Stands for the name until it is known."""


@dataclass(frozen=True)
class ChoiceKind:
    """A kind of what a desk says once; its deeds name one of them, those without a name say so themselves."""

    table: type[Any]
    write: Callable[[Session, Any, Any], None]
    added: Message
    edited: Message
    deleted: Message

    def name(self, row: Any) -> str:
        """What one of them is called; '' where nothing is."""
        match row:
            case TicketCategory():
                return str(row.path)
            case CommonFault():
                return str(row.title)
            case Diagnosis() | Target():
                return ""
        return str(row.name)

    def deed(self, said: Message, row: Any) -> Message:
        """One of its deeds, done to this one."""
        return replace(said, values=(("name", self.name(row)),)) if said.values else said


KINDS: Mapping[type[ChoiceDetails], ChoiceKind] = {
    CategoryDetails: ChoiceKind(
        TicketCategory,
        write_category,
        _("Add kind of ticket “{name}”", name=_LATER),
        _("Edit kind of ticket “{name}”", name=_LATER),
        _("Delete kind of ticket “{name}”", name=_LATER),
    ),
    FaultDetails: ChoiceKind(
        CommonFault,
        write_fault,
        _("Add common fault “{name}”", name=_LATER),
        _("Edit common fault “{name}”", name=_LATER),
        _("Delete common fault “{name}”", name=_LATER),
    ),
    DiagnosisDetails: ChoiceKind(
        Diagnosis,
        write_diagnosis,
        _("Add a diagnosis checklist"),
        _("Edit a diagnosis checklist"),
        _("Delete a diagnosis checklist"),
    ),
    CauseDetails: ChoiceKind(
        Cause,
        write_cause,
        _("Add cause “{name}”", name=_LATER),
        _("Edit cause “{name}”", name=_LATER),
        _("Delete cause “{name}”", name=_LATER),
    ),
    TeamDetails: ChoiceKind(
        Team,
        write_team,
        _("Add team “{name}”", name=_LATER),
        _("Edit team “{name}”", name=_LATER),
        _("Delete team “{name}”", name=_LATER),
    ),
    TemplateDetails: ChoiceKind(
        TicketTemplate,
        write_template,
        _("Add template “{name}”", name=_LATER),
        _("Edit template “{name}”", name=_LATER),
        _("Delete template “{name}”", name=_LATER),
    ),
    MacroDetails: ChoiceKind(
        Macro,
        write_macro,
        _("Add macro “{name}”", name=_LATER),
        _("Edit macro “{name}”", name=_LATER),
        _("Delete macro “{name}”", name=_LATER),
    ),
    RecurringDetails: ChoiceKind(
        RecurringTicket,
        write_recurring,
        _("Add recurring ticket “{name}”", name=_LATER),
        _("Edit recurring ticket “{name}”", name=_LATER),
        _("Delete recurring ticket “{name}”", name=_LATER),
    ),
    ProblemDetails: ChoiceKind(
        Problem,
        write_problem,
        _("Add problem “{name}”", name=_LATER),
        _("Edit problem “{name}”", name=_LATER),
        _("Delete problem “{name}”", name=_LATER),
    ),
    RuleDetails: ChoiceKind(
        EscalationRule,
        write_rule,
        _("Add escalation rule “{name}”", name=_LATER),
        _("Edit escalation rule “{name}”", name=_LATER),
        _("Delete escalation rule “{name}”", name=_LATER),
    ),
    TargetDetails: ChoiceKind(
        Target,
        write_target,
        _("Add a target for deadlines"),
        _("Edit a target for deadlines"),
        _("Delete a target for deadlines"),
    ),
}
CHOICE_TITLES: Mapping[str, Message] = {
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
    "category_id": _p("ticket", "Category"),
    "icon": _("Picture"),
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
    "every": _p("every", "Unit"),
    "step": _("Comes every"),
    "end": _("Until"),
    "state": _p("problem", "State"),
    "root_cause": _("Root cause"),
    "workaround": _("Workaround"),
    "action": _("Action"),
    "is_announced": _("Known outage"),
    "trigger": _("When"),
    "minutes": _p("escalation", "For how long"),
    "priority": _("Priority"),
    "is_on": _("In use"),
    "respond_minutes": _("To answer"),
    "resolve_minutes": _("To resolve"),
}
"""The fields of their details, as forms call them."""
