"""What a row of a sheet of tickets may say."""

from __future__ import annotations

from datetime import datetime

from coorddesk.core.messages import _, _p
from coorddesk.helpdesk.imports import headers, words
from coorddesk.helpdesk.rules import STATUS_TITLES, Status
from coorddesk.importing.kind import FieldType, ImportField

_LATE = datetime.fromisoformat("2026-03-12T09:40")

FIELDS = (
    ImportField("number", _("Ticket number"), FieldType.CODE, headers.NUMBERS),
    ImportField(
        "reference",
        _("Number elsewhere"),
        spellings=headers.REFERENCES,
        spelt=words.spelt_reference,
        example="5732943",
    ),
    ImportField(
        "status",
        _p("ticket", "Status"),
        FieldType.CHOICE,
        headers.STATUSES,
        choices=words.STATUSES,
        example=STATUS_TITLES[Status.CLOSED],
    ),
    ImportField(
        "title",
        _p("ticket", "Title"),
        spellings=headers.TITLES,
        spelt=words.plain_title,
        required=True,
        example=_("No picture in room 12"),
    ),
    ImportField("description", _("Description"), spellings=headers.DESCRIPTIONS, spelt=words.plain_lines),
    ImportField("kind", _p("ticket", "Kind"), FieldType.CHOICE, headers.KINDS, choices=words.KINDS),
    ImportField(
        "category",
        _p("ticket", "Category"),
        FieldType.LINK,
        headers.CATEGORIES,
        link=_("Kind of ticket"),
        example=_("Network / Wi-Fi"),
    ),
    ImportField("source", _p("ticket", "Came in by"), FieldType.CHOICE, headers.SOURCES, choices=words.SOURCES),
    ImportField(
        "requester", _("Requester"), FieldType.LINK, headers.REQUESTERS, link=_("Person"), example="Marie Dupont"
    ),
    ImportField("requester_email", _("Requester's e-mail"), spellings=headers.EMAILS),
    ImportField("requester_phone", _("Requester's telephone"), spellings=headers.PHONES),
    ImportField("place", _("Place"), FieldType.LINK, headers.PLACES, link=_("Place"), example=_("Library / Room 12")),
    ImportField("devices", _p("ticket", "Devices"), FieldType.LINK, headers.DEVICES),
    ImportField("urgency", _("Urgency"), FieldType.CHOICE, headers.URGENCIES, choices=words.URGENCIES),
    ImportField("impact", _("Impact"), FieldType.CHOICE, headers.IMPACTS, choices=words.IMPACTS),
    ImportField("priority", _("Priority"), FieldType.CHOICE, headers.PRIORITIES, choices=words.PRIORITIES),
    ImportField("is_major", _("Major incident"), FieldType.YES_NO, headers.MAJORS),
    ImportField(
        "assignee", _("Assigned to"), FieldType.LINK, headers.ASSIGNEES, link=_("Person"), example="Denis Faure"
    ),
    ImportField("helpers", _("Helps with it"), FieldType.LINK, headers.HELPERS, link=_("Person")),
    ImportField("team", _("Team"), FieldType.LINK, headers.TEAMS, link=_("Team")),
    ImportField("provider", _("Provider"), FieldType.LINK, headers.PROVIDERS, link=_("Supplier")),
    ImportField("provider_reference", _("Provider's reference"), FieldType.CODE, headers.PROVIDER_REFERENCES),
    ImportField(
        "opened",
        _p("ticket", "Opened at"),
        FieldType.MOMENT,
        headers.OPENED,
        past=True,
        required=True,
        example=_LATE.replace(day=11, hour=14, minute=5),
    ),
    ImportField("answered", _p("ticket", "Answered at"), FieldType.MOMENT, headers.ANSWERED, past=True),
    ImportField("planned_on", _("Planned for"), FieldType.DATE, headers.PLANNED),
    ImportField("waiting_reason", _("Waits for"), spellings=headers.WAITING),
    ImportField("remind_on", _("Look again on"), FieldType.DATE, headers.REMINDERS),
    ImportField("resolved", _p("ticket", "Resolved at"), FieldType.MOMENT, headers.RESOLVED, past=True, example=_LATE),
    ImportField("closed", _p("ticket", "Closed at"), FieldType.MOMENT, headers.CLOSED, past=True, example=_LATE),
    ImportField(
        "last_changed", _p("ticket", "Last changed at"), FieldType.MOMENT, headers.CHANGED, past=True, aside=True
    ),
    ImportField("cause", _p("ticket", "Cause"), FieldType.LINK, headers.CAUSES, link=_p("ticket", "Cause")),
    ImportField(
        "resolution", _p("ticket", "Resolution"), FieldType.CHOICE, headers.RESOLUTIONS, choices=words.RESOLUTIONS
    ),
    ImportField("solution", _("Solution"), spellings=headers.SOLUTIONS, spelt=words.plain_lines),
)
