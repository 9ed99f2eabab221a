"""Fills a desk with courses, programmes, sessions and all that belongs to them, in bulk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.agenda.queries import opening_hours
from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import _
from coorddesk.core.numbers import draw
from coorddesk.directory.models import Place
from coorddesk.helpdesk.demo.house import House, read_house
from coorddesk.surveys.demo import add_answers, questionnaire_for
from coorddesk.surveys.rules import Stage
from coorddesk.training.demo.helping import help_people
from coorddesk.training.demo.kit import reserve_devices
from coorddesk.training.demo.people import invite
from coorddesk.training.demo.season import Draft, drafts
from coorddesk.training.demo.sheets import type_sheets
from coorddesk.training.demo.taught import PATHS, TAUGHT, By
from coorddesk.training.models import (
    Course,
    CourseMaterial,
    Programme,
    ProgrammeCourse,
    Registration,
    SessionPartner,
    SessionSlot,
    SessionTask,
    SessionTrainer,
    TrainingSession,
)
from coorddesk.training.rules.checklists import due_day, kept_lines
from coorddesk.training.rules.words import Mode, ProgrammeKind, RegistrationState, SessionState

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.feature import DemoDesk

_SEED = 53
_READERS_MONTHS, _STAFF_MONTHS = 24, 60
_LINK = "https://visio.tilleuls.example/formation"
_ASKED = 0.75
_TRAINERS = {By.TECHNICIAN: 0, By.COORDINATOR: 1, By.FIRST_MEDIATOR: 2, By.SECOND_MEDIATOR: 3}
_SENT = "Yann Le Goff"
Row = dict[str, Any]


def fill(session: Session, demo: DemoDesk) -> None:
    """Some hundred and twenty sessions of a dozen courses, and who came to them."""
    demo.progress(0, 1, _("Holding workshops"))
    house = read_house(session)
    if len(house.technicians) < len(_TRAINERS):
        return
    courses = _add_courses(session)
    sessions = drafts(opening_hours(session), demo.today)
    _write_sessions(session, sessions, courses, house, demo.today)
    invite(session, demo, sessions)
    _write_people(session, sessions)
    type_sheets(session, demo, sessions)
    _ask(session, demo, sessions)
    help_people(session, demo, house)
    reserve_devices(session, demo, sessions)


def _add_courses(session: Session) -> list[int]:
    rows = [
        {
            "version": 1,
            "name": each.name,
            "name_folded": fold(each.name),
            "objectives": each.objectives,
            "audiences": [audience.value for audience in each.audiences],
            "level": each.level,
            "minutes": each.minutes,
            "retention_months": _STAFF_MONTHS if each.is_for_staff else _READERS_MONTHS,
            "checklist": kept_lines(each.checklist),
            "notes": "",
            "is_archived": False,
            "search": fold(f"{each.name} {each.objectives}"),
        }
        for each in TAUGHT
    ]
    ids = _insert(session, Course, rows)
    _insert(
        session,
        CourseMaterial,
        [
            {"course_id": course_id, "position": place, "name": name, "edition": edition, "note": ""}
            for course_id, each in zip(ids, TAUGHT, strict=True)
            for place, (name, edition) in enumerate(each.materials)
        ],
    )
    kinds = {True: ProgrammeKind.ONBOARDING, False: ProgrammeKind.PROGRAMME}
    paths = [
        {"version": 1, "name": name, "name_folded": fold(name), "kind": kinds[is_welcome], "notes": ""}
        for name, is_welcome, _courses in PATHS
    ]
    steps = [
        {"programme_id": programme_id, "course_id": ids[course], "position": place}
        for programme_id, (_name, _is_welcome, courses) in zip(_insert(session, Programme, paths), PATHS, strict=True)
        for place, course in enumerate(courses)
    ]
    _insert(session, ProgrammeCourse, steps)
    return ids


def _write_sessions(
    session: Session, sessions: Sequence[Draft], courses: Sequence[int], house: House, today: date
) -> None:
    rooms = {place.name: place.id for place in session.scalars(select(Place).order_by(Place.id.desc()))}
    ids = _insert(session, TrainingSession, [_session(draft, courses, rooms) for draft in sessions])
    for year in sorted({draft.first_day.year for draft in sessions}):
        series = f"F-{year}"
        draw(session, series, above=sum(draft.reference.startswith(series) for draft in sessions) - 1)
    slots = []
    for draft, session_id in zip(sessions, ids, strict=True):
        draft.id = session_id
        slots += [
            {"session_id": session_id, "day": each.day, "half": each.half, "starts": each.starts, "ends": each.ends}
            for each in draft.slots
        ]
    drawn = iter(_insert(session, SessionSlot, slots))
    for draft in sessions:
        draft.slot_ids = tuple(next(drawn) for _slot in draft.slots)
    _insert(session, SessionTask, [row for draft in sessions for row in _tasks(draft, today)])
    _insert(session, SessionTrainer, [_trainer(draft, house) for draft in sessions])
    _insert(session, SessionPartner, [_partner(draft, house) for draft in sessions if draft.taught.partner])


def _session(draft: Draft, courses: Sequence[int], rooms: Mapping[str, int]) -> Row:
    taught = draft.taught
    return {
        "version": 1,
        "course_id": courses[draft.course],
        "reference": draft.reference,
        "title": taught.name,
        "place_id": rooms.get(taught.room),
        "mode": taught.mode,
        "link": "" if taught.mode is Mode.ON_SITE else _LINK,
        "capacity": taught.capacity,
        "overbooking": 0,
        "minimum": taught.minimum,
        "state": draft.state,
        "cancelled_reason": taught.reason if draft.state is SessionState.CANCELLED else "",
        "preparation_minutes": 30,
        "notes": "",
        "first_day": draft.first_day,
        "last_day": draft.last_day,
        "search": fold(f"{draft.reference} {taught.name} "),
    }


def _tasks(draft: Draft, today: date) -> Iterator[Row]:
    """What was due is done, the sheet of the latest session but for."""
    for line in draft.taught.checklist:
        due = due_day(line.days, draft.first_day, draft.last_day)
        is_done = (due < today and not (draft.is_untyped and line.days > 0)) or draft.state is SessionState.CLOSED
        done = min(due, today) if is_done and draft.state is not SessionState.CANCELLED else None
        yield {"session_id": draft.id, "due_on": due, "days": line.days, "words": line.words, "done_on": done}


def _trainer(draft: Draft, house: House) -> Row:
    by = draft.taught.by
    person_id, supplier_id, name = None, None, ""
    if by is By.PARTNER:
        supplier_id, name = house.suppliers.get(draft.taught.partner), _SENT
    else:
        person_id = house.technicians[_TRAINERS[by]].id
    said = {"person_id": person_id, "supplier_id": supplier_id, "name": name}
    return {"session_id": draft.id, "position": 0, **said}


def _partner(draft: Draft, house: House) -> Row:
    supplier_id = house.suppliers.get(draft.taught.partner)
    return {
        "session_id": draft.id,
        "position": 0,
        "supplier_id": supplier_id,
        "name": draft.taught.partner if supplier_id is None else "",
        "agreement": draft.taught.agreement,
    }


def _write_people(session: Session, sessions: Sequence[Draft]) -> None:
    rows = [row | {"session_id": draft.id} for draft in sessions for row in draft.people]
    ids = iter(_insert(session, Registration, rows))
    for draft in sessions:
        for row in draft.people:
            row["id"] = next(ids)


def _ask(session: Session, demo: DemoDesk, sessions: Sequence[Draft]) -> None:
    """Most of those who came to a session have answered on its last day."""
    questionnaire_id = questionnaire_for(session, Stage.HOT, "fr")
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    for draft in sessions:
        came = sum(row["state"] is RegistrationState.REGISTERED for row in draft.people)
        is_asked = draft.state in {SessionState.CLOSED, SessionState.HELD} and draft.last_day < demo.today
        if questionnaire_id is None or not is_asked or draft.is_untyped or came < 5 or chance.random() > _ASKED:
            continue
        about: Subject = (TrainingSession.__tablename__, draft.id)
        days = (draft.last_day, min(draft.last_day + timedelta(days=1), demo.today))
        add_answers(session, questionnaire_id, came - chance.randint(0, 2), days, chance, about)


def _insert(session: Session, model: type[Any], rows: Sequence[Row]) -> list[int]:
    return insert_rows(session, table_named(model.__tablename__), rows)
