"""The lists of which setting the help desk up consists, in the order in which a new desk thinks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.working_time import length_text
from coorddesk.helpdesk.queries import (
    RuleRow,
    TargetRow,
    categories,
    category_options,
    cause_options,
    causes,
    diagnoses,
    faults,
    macros,
    recurring,
    rules,
    targets,
    team_options,
    teams,
    template_options,
    templates,
)
from coorddesk.helpdesk.rules import PRIORITY_TITLES, STATUS_TITLES, TICKET_KIND_TITLES, Trigger, said_rhythm
from coorddesk.helpdesk.service import (
    CategoryDetails,
    CauseDetails,
    DiagnosisDetails,
    FaultDetails,
    MacroDetails,
    RecurringDetails,
    RuleDetails,
    TargetDetails,
    TeamDetails,
    TemplateDetails,
)
from coorddesk.helpdesk.ui.setup import forms
from coorddesk.helpdesk.ui.setup.part import Part
from coorddesk.widgets.names_list import Name

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_TICKETS = _p("how many", "Tickets")


def _categories(_texts: Texts, session: Session) -> Sequence[Name]:
    """As a tree: each stands below the one that it is inside of."""
    return [
        Name(
            row.id,
            row.version,
            row.name,
            row.tickets,
            _in_a_row(
                [
                    *([] if row.kind is None else [TICKET_KIND_TITLES[row.kind]]),
                    *([_n("{count} question", "{count} questions", len(row.questions))] if row.questions else []),
                    *([_n("{count} point", "{count} points", len(row.checklist))] if row.checklist else []),
                ]
            ),
            depth=row.path.count(PATH_SEPARATOR),
        )
        for row in categories(session)
    ]


def _faults(_texts: Texts, session: Session) -> Sequence[Name]:
    return [
        Name(
            row.id,
            row.version,
            row.title,
            about=_("Rooms and other devices") if row.asset_category is None else verbatim(row.asset_category),
            icon=row.icon,
        )
        for row in faults(session)
    ]


def _diagnoses(_texts: Texts, session: Session) -> Sequence[Name]:
    return [Name(row.id, row.version, row.category, len(row.points)) for row in diagnoses(session)]


def _causes(_texts: Texts, session: Session) -> Sequence[Name]:
    return [Name(row.id, row.version, row.name, row.tickets) for row in causes(session)]


def _teams(_texts: Texts, session: Session) -> Sequence[Name]:
    return [
        Name(row.id, row.version, row.name, len(row.people), verbatim(", ".join(name for _id, name in row.people)))
        for row in teams(session)
    ]


def _targets(texts: Texts, session: Session) -> Sequence[Name]:
    return [Name(row.id, row.version, texts.say(_whose(row)), about=_promise(row)) for row in targets(session)]


def _whose(row: TargetRow) -> Message:
    """The tickets that a target is for."""
    level = [] if row.priority is None else [_("Priority: {priority}", priority=PRIORITY_TITLES[row.priority])]
    limits = [*_limits(row), *level]
    return _in_a_row(limits) if limits else _("All tickets")


def _limits(row: TargetRow | RuleRow) -> list[Message]:
    """The kind and the category of the tickets that are meant."""
    kind = [] if row.kind is None else [TICKET_KIND_TITLES[row.kind]]
    return [*kind, *([] if row.category is None else [verbatim(row.category)])]


def _promise(row: TargetRow) -> Message:
    answer, resolve = row.pledge.respond, row.pledge.resolve
    said = [] if answer is None else [_("Answered within {length}", length=length_text(answer))]
    return _in_a_row(
        [*said, *([] if resolve is None else [_("Resolved within {length}", length=length_text(resolve))])]
    )


def _rules(_texts: Texts, session: Session) -> Sequence[Name]:
    return [Name(row.id, row.version, row.name, about=_deed(row)) for row in rules(session)]


def _deed(row: RuleRow) -> Message:
    """Which tickets a rule hands on, when, and to whom."""
    if not row.is_on:
        return _("Switched off")
    level = PRIORITY_TITLES[row.priority or 1]
    above = [] if row.priority is None else [_p("priority", "{priority} and above", priority=level)]
    if row.trigger is Trigger.PRIORITY:
        above, when = [], _("from priority {priority} on", priority=level)
    else:
        when = _WHEN[row.trigger](length_text(row.minutes))
    return _("{when} → {who}", when=_in_a_row([*_limits(row), *above, when]), who=row.assignee or row.team)


_WHEN: Mapping[Trigger, Callable[[Message], Message]] = {
    Trigger.UNANSWERED: lambda length: _("{length} without an answer", length=length),
    Trigger.BEFORE_DEADLINE: lambda length: _("{length} before the deadline", length=length),
    Trigger.OVERDUE: lambda length: _("{length} after the deadline", length=length),
}


def _templates(_texts: Texts, session: Session) -> Sequence[Name]:
    return [Name(row.id, row.version, row.name, about=verbatim(row.title)) for row in templates(session)]


def _macros(_texts: Texts, session: Session) -> Sequence[Name]:
    return [
        Name(row.id, row.version, row.name, about=_("Reply alone") if row.status is None else STATUS_TITLES[row.status])
        for row in macros(session)
    ]


def _recurring(_texts: Texts, session: Session) -> Sequence[Name]:
    return [
        Name(
            row.id,
            row.version,
            row.name,
            about=_in_a_row(
                [
                    said_rhythm(row.every, row.step),
                    _p("recurring ticket", "over") if row.next_on is None else _("next on {day}", day=row.next_on),
                ]
            ),
        )
        for row in recurring(session)
    ]


def _in_a_row(parts: Iterable[Message]) -> Message:
    said = list(parts)
    return reduce(lambda one, other: _("{one} · {other}", one=one, other=other), said) if said else verbatim("")


GROUPS: tuple[tuple[Message, tuple[Part, ...]], ...] = (
    (
        _("What tickets are about"),
        (
            Part(
                "ticket_category",
                CategoryDetails,
                _p("ticket", "Categories"),
                _("What people ask for: who gets it, what is asked of them, what is to be done."),
                "layers",
                _("New category of tickets"),
                _categories,
                forms.build_category,
                about=_("A new ticket"),
                counted=_TICKETS,
                search=category_options,
            ),
            Part(
                "common_fault",
                FaultDetails,
                _("Common faults"),
                _("The tiles that a kiosk shows, for each category of devices."),
                "laptop",
                _("New common fault"),
                _faults,
                forms.build_fault,
                about=_("Shown for"),
                ordered=True,
            ),
            Part(
                "diagnosis",
                DiagnosisDetails,
                _("Diagnosis checklists"),
                _("What to look at first when a device is in trouble."),
                "list-checks",
                _("New diagnosis checklist"),
                _diagnoses,
                forms.build_diagnosis,
                called=_("Category of devices"),
                counted=_("Points"),
                columns=1,
            ),
            Part(
                "cause",
                CauseDetails,
                _p("ticket", "Causes"),
                _("Why things break: whoever resolves a ticket chooses one."),
                "circle-help",
                _("New cause"),
                _causes,
                forms.build_cause,
                counted=_TICKETS,
                search=cause_options,
                ordered=True,
                columns=1,
            ),
        ),
    ),
    (
        _("Who sees to them, and until when"),
        (
            Part(
                "team",
                TeamDetails,
                _("Teams"),
                _("People among whom tickets are shared."),
                "users",
                _("New team"),
                _teams,
                forms.build_team,
                about=_("People"),
                counted=_p("how many", "People"),
                search=team_options,
                columns=1,
            ),
            Part(
                "ticket_target",
                TargetDetails,
                _("Targets"),
                _("Within how many opening hours tickets are answered and resolved."),
                "clock",
                _("New target"),
                _targets,
                forms.build_target,
                called=_TICKETS,
                about=_p("target", "Promised"),
            ),
            Part(
                "escalation_rule",
                RuleDetails,
                _("Escalation rules"),
                _("When a ticket is handed to somebody else by itself."),
                "bell",
                _("New escalation rule"),
                _rules,
                forms.build_rule,
                about=_("When → to whom"),
                ordered=True,
            ),
        ),
    ),
    (
        _("What saves typing"),
        (
            Part(
                "ticket_template",
                TemplateDetails,
                _p("ticket", "Templates"),
                _("What a ticket that comes up often begins with."),
                "file-text",
                _("New template"),
                _templates,
                forms.build_template,
                about=_p("ticket", "Title"),
                search=template_options,
            ),
            Part(
                "macro",
                MacroDetails,
                _("Macros"),
                _("A reply and a status in one."),
                "sparkles",
                _("New macro"),
                _macros,
                forms.build_macro,
                about=_p("ticket", "Status"),
                ordered=True,
            ),
            Part(
                "recurring_ticket",
                RecurringDetails,
                _("Recurring tickets"),
                _("A template that becomes a ticket again and again: filters, updates, checks."),
                "refresh-cw",
                _("New recurring ticket"),
                _recurring,
                forms.build_recurring,
                about=_("How often"),
            ),
        ),
    ),
)
