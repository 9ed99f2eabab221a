"""What sheets may bring of those who take part: a row for each, people of the directory whatever the order of names.

Who is not in the directory comes as a guest. A session that is full puts the others on its waiting list, in the order
of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of, moment_at, start_of_day
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.imports import NAME_FIRST, NAME_LAST, spellings, spelt_first_last, spelt_last_first
from coorddesk.directory.models import Department, Person
from coorddesk.importing.kind import (
    Choice,
    FieldType,
    ImportField,
    ImportKind,
    Key,
    Known,
    Named,
    NewRows,
    RowChange,
)
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.importing.splitting import Split
from coorddesk.training.imports import headers
from coorddesk.training.imports.links import ParticipantLink, SessionLink
from coorddesk.training.imports.places import PlaceKeeper
from coorddesk.training.models import Registration
from coorddesk.training.queries.registrations import NAMES
from coorddesk.training.rules.capacity import LEFT
from coorddesk.training.rules.words import (
    REGISTRATION_STATE_TITLES,
    RESULT_TITLES,
    RegistrationState,
    Result,
    SessionState,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TABLE = table_named(Registration.__tablename__)
_STATES = {
    RegistrationState.REGISTERED: ("Inscrit", "Inscrite", "Confirmé", "Confirmée", "Oui", "Accepté", "Confirmed"),
    RegistrationState.WAITING: ("Liste d'attente", "En attente", "Attente", "Waiting", "Waitlisted", "On hold"),
    RegistrationState.DECLINED: ("Refusé", "Refusée", "Non retenu", "Rejected"),
    RegistrationState.WITHDRAWN: ("Désisté", "Désistée", "Annulé", "Annulée", "Désinscrit", "Cancelled"),
    RegistrationState.WITHDRAWN_LATE: ("Désisté tardivement", "Désistement tardif", "Late cancellation"),
}
_RESULTS = {
    Result.ACQUIRED: ("Acquis", "Validé", "Réussi", "Passed", "Achieved"),
    Result.IN_PROGRESS: ("En cours d'acquisition", "En cours", "Partiel", "In progress", "Partial"),
    Result.NOT_ACQUIRED: ("Non acquis", "Non validé", "Échec", "Failed", "Not achieved"),
}

FIELDS = (
    ImportField(
        "session",
        _p("training", "Session"),
        FieldType.LINK,
        headers.SESSIONS_OF_PEOPLE,
        required=True,
        example="F-2026-001",
    ),
    ImportField(
        "participant",
        _("Participant"),
        FieldType.LINK,
        (*headers.PARTICIPANTS, *spellings.FULL_NAMES),
        parts=(spellings.LAST_NAMES, spellings.FIRST_NAMES),
        joint=", ",
        required=True,
        example="Inès Moreau",
        several=_("This could be several people: give each a row of their own."),
    ),
    ImportField("email", _("E-mail"), spellings=spellings.EMAILS, spelt=tidy, example="ines.moreau@ville.example"),
    ImportField(
        "department",
        _("Department or class"),
        spellings=(*spellings.DEPARTMENTS, *headers.CLASSES, "Department"),
        spelt=tidy,
        example=_("Library"),
    ),
    ImportField(
        "state",
        _p("registration", "State"),
        FieldType.CHOICE,
        headers.ENROLMENTS,
        choices=tuple(Choice(each, title, _STATES[each]) for each, title in REGISTRATION_STATE_TITLES.items()),
    ),
    ImportField("registered", _p("registration", "Registered on"), FieldType.MOMENT, headers.REGISTERED, past=True),
    ImportField("withdrawn", _p("registration", "Withdrawn on"), FieldType.MOMENT, headers.WITHDRAWN, past=True),
    ImportField(
        "result",
        _("What they have learnt"),
        FieldType.CHOICE,
        headers.RESULTS,
        choices=tuple(Choice(each, title, _RESULTS[each]) for each, title in RESULT_TITLES.items()),
    ),
    ImportField("note", _("Note"), spellings=spellings.NOTES, spelt=tidy_lines, example=_("Comes with a laptop")),
)


class ParticipantTarget(SimpleTarget):
    """Who is registered for which session, within one import."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._clock = clock_of(session)
        self._sessions, self._people = SessionLink(session), ParticipantLink(session)
        self._asked, self._given = PlaceKeeper(session), PlaceKeeper(session)

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every registration."""
        for row in self._session.execute(_ROWS.order_by(Registration.id)):
            values = self._values(row)
            yield Known(row.id, row.version, tuple(values[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every registration, session by session, in the order in which people came and as they wait."""
        in_order = (Registration.session_id, Registration.position.is_not(None), Registration.position, Registration.id)
        yield from map(self._values, self._session.execute(_ROWS.order_by(*in_order)))

    def named(self, field_key: str, name: str) -> Named:
        """The session, which must be there, or who it is: of the directory, or a guest."""
        return (self._sessions if field_key == "session" else self._people).named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What sessions or people are called."""
        return self._sessions.names.values() if field_key == "session" else self._people.names.values()

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """Who is registered stays as they stand; a new one finds a place, or waits, or is not let in."""
        if known is not None:
            return self._refused_change(values)
        now = self._clock.local(self._clock.now()).replace(tzinfo=None)
        for key in ("registered", "withdrawn"):
            if values.get(key) is not None and values[key] > now:
                return key, _("This moment is still to come.")
        found = self._sessions.standing(values["session"])
        if found.state in {SessionState.CLOSED, SessionState.CANCELLED}:
            return "session", _("“{title}” is closed or cancelled: it takes nobody any more.", title=found.title)
        state = values.get("state")
        if self._asked.take(found.id, state) is None:
            return "state", _(
                "All places are taken. Leave this blank and the row goes on the waiting list, or raise the capacity."
            )
        return None

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Register people, in the order of the sheet."""
        now = self._clock.now()
        written = []
        for row in rows:
            found = self._sessions.standing(row["session"])
            state = self._given.take(found.id, row.get("state")) or RegistrationState.WAITING
            registered = now if row.get("registered") is None else moment_at(self._clock, row["registered"])
            columns = self._who(row) | {
                "session_id": found.id,
                "state": state,
                "position": self._given.next_position(found.id) if state is RegistrationState.WAITING else None,
                "registered_at": registered,
                "withdrawn_at": self._left(row, found.first_day, now) if state in LEFT else None,
                "offered_until": None,
                "note": row.get("note") or "",
                "origin": "",
                "result": Result(row["result"]) if row.get("result") else None,
                "version": 1,
            }
            written.append(columns)
        insert_rows(self._session, _TABLE, written)

    def update(self, changes: Sequence[RowChange]) -> None:
        """Say something else about people who are registered."""
        written = []
        for change in changes:
            columns: dict[str, Any] = {
                key: change.values[key] for key in ("email", "department", "note") if key in change.values
            }
            if "result" in change.values:
                columns["result"] = Result(change.values["result"])
            written.append((change.id, columns))
        update_rows(self._session, _TABLE, written)

    def _refused_change(self, values: Mapping[str, Any]) -> tuple[str, Message] | None:
        for key in ("state", "registered", "withdrawn"):
            if key in values:
                return key, _("Here it stands otherwise: change that in the program, where places are kept in mind.")
        return None

    def _who(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Who it is; what the directory knows of a person is not written down again."""
        person_id = self._people.person(row["participant"])
        name = row["participant"] if person_id is None else ""
        said = {key: row.get(key) or "" for key in ("email", "department")}
        if person_id is not None:
            known = self._people.known(person_id)
            said = {key: "" if fold(text) in known else text for key, text in said.items()}
        return {"person_id": person_id, "name": name, "name_folded": fold(name), **said}

    def _left(self, row: Mapping[str, Any], first_day: date | None, now: datetime) -> datetime:
        """When somebody withdrew; before a session that is over, where the sheet does not say it."""
        if row.get("withdrawn") is not None:
            return moment_at(self._clock, row["withdrawn"])
        return now if first_day is None else min(now, start_of_day(self._clock, first_day))

    def _values(self, row: Any) -> dict[str, Any]:
        """A registration as a sheet says it."""
        return {
            "session": self._sessions.names[row.session_id],
            "participant": self._people.called(row.person_id, row.guest),
            "email": row.email or row.mail or None,
            "department": row.department or row.group or row.of_person or None,
            "state": row.state,
            "registered": self._wall(row.registered_at),
            "withdrawn": self._wall(row.withdrawn_at),
            "result": row.result,
            "note": row.note or None,
        }

    def _wall(self, moment: datetime | None) -> datetime | None:
        return None if moment is None else self._clock.local(moment).replace(tzinfo=None, second=0, microsecond=0)


_ROWS: Select[*tuple[Any, ...]] = (
    select(
        Registration.id,
        Registration.version,
        Registration.session_id,
        *NAMES,
        Registration.state,
        Registration.registered_at,
        Registration.withdrawn_at,
        Registration.result,
        Registration.note,
    )
    .outerjoin(Person, Person.id == Registration.person_id)
    .outerjoin(Department, Department.id == Person.department_id)
)


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return ParticipantTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import participants: {new} new, {changed} changed", new=new, changed=changed)


PARTICIPANTS = ImportKind(
    key="participants",
    title=_("Participants of sessions"),
    fields=FIELDS,
    keys=(Key(("participant", "session")),),
    open=ParticipantTarget,
    deed=_deed,
    rows=_rows,
    splits=(
        Split(("participant",), NAME_LAST, spelt_last_first),
        Split(("participant",), NAME_FIRST, spelt_first_last),
    ),
)
