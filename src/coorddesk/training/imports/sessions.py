"""What sheets may bring of sessions: a row for each day on which one is held, or for each half-day of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import spellings
from coorddesk.importing.kind import Choice, FieldType, ImportField, ImportKind, Key
from coorddesk.training.imports import headers
from coorddesk.training.imports.session_rows import SessionTarget
from coorddesk.training.rules.slots import times_text, times_typed
from coorddesk.training.rules.words import MODE_TITLES, SESSION_STATE_TITLES, Mode, SessionState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_MODES = {
    Mode.ON_SITE: ("Présentiel", "En présentiel", "Sur place", "Face to face", "In person"),
    Mode.REMOTE: ("Distanciel", "À distance", "Visio", "Visioconférence", "En ligne", "Online", "Distance"),
    Mode.MIXED: ("Hybride", "Mixte", "Comodal", "Hybrid", "Blended"),
}
_STATES = {
    SessionState.PLANNED: ("Planifiée", "Prévue", "Programmée", "Brouillon", "Draft", "Scheduled"),
    SessionState.OPEN: ("Ouverte", "Ouverte aux inscriptions", "Inscriptions ouvertes", "Open"),
    SessionState.CONFIRMED: ("Confirmée", "Maintenue"),
    SessionState.HELD: ("Tenue", "Réalisée", "Effectuée", "Terminée", "Done", "Completed"),
    SessionState.CLOSED: ("Close", "Clôturée", "Archivée"),
    SessionState.CANCELLED: ("Annulée", "Annulé", "Canceled", "Supprimée"),
}


def _times(text: str) -> str:
    return times_text(times_typed(tidy(text).removeprefix("de ").removeprefix("from ")))


FIELDS = (
    ImportField("reference", _p("training", "Session"), FieldType.CODE, headers.SESSIONS, example="F-2026-001"),
    ImportField(
        "course", _("Course"), FieldType.LINK, headers.COURSES, link=_("Course"), example=_("Spreadsheets, first steps")
    ),
    ImportField("title", _("Title"), spellings=headers.TITLES, spelt=tidy),
    ImportField("day", _("Day"), FieldType.DATE, headers.DAYS, example=date(2026, 9, 15)),
    ImportField(
        "times",
        _("Times"),
        spellings=headers.TIMES,
        parts=(headers.STARTS, headers.ENDS),
        joint="-",
        spelt=_times,
        example="09:00–12:00, 13:30–16:30",
    ),
    ImportField(
        "venue",  # "Places" are seats in French
        _p("training session", "Where"),
        FieldType.LINK,
        headers.PLACES,
        link=_("Place"),
        example=_("Library / Room 12"),
    ),
    ImportField("trainers", _p("training", "Trainers"), FieldType.LINK, headers.TRAINERS, example="Denis Faure"),
    ImportField("partners", _p("training", "Partners"), FieldType.LINK, headers.PARTNERS),
    ImportField(
        "mode",
        _p("training session", "Mode"),
        FieldType.CHOICE,
        headers.MODES,
        choices=tuple(Choice(each, title, _MODES[each]) for each, title in MODE_TITLES.items()),
    ),
    ImportField("link", _p("training session", "Link"), spellings=headers.LINKS, spelt=tidy),
    ImportField("capacity", _("Number of places"), FieldType.NUMBER, headers.CAPACITIES, example=12),
    ImportField("overbooking", _("Overbooking"), FieldType.NUMBER, headers.OVERBOOKING),
    ImportField("minimum", _p("training session", "Minimum"), FieldType.NUMBER, headers.MINIMUMS, example=4),
    ImportField(
        "state",
        _p("training session", "State"),
        FieldType.CHOICE,
        headers.STATES,
        choices=tuple(Choice(each, title, _STATES[each]) for each, title in SESSION_STATE_TITLES.items()),
    ),
    ImportField("reason", _("Why it was cancelled"), spellings=headers.REASONS, spelt=tidy),
    ImportField("notes", _("Notes"), spellings=spellings.NOTES, spelt=tidy_lines),
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return SessionTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import sessions: {new} new rows, {changed} changed", new=new, changed=changed)


SESSIONS = ImportKind(
    key="sessions",
    title=_("Sessions"),
    fields=FIELDS,
    keys=(Key(("reference", "day", "times")), Key(("course", "day", "times"), unique=False)),
    open=SessionTarget,
    deed=_deed,
    rows=_rows,
)
