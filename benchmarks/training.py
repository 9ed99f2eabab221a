"""What 50,000 registrations ask, on either database, beside bare SQL: lists, a session's people, a year's figures."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks.desks import on_both, rows_wanted
from benchmarks.large_desk import PEOPLE, fill
from benchmarks.measuring import Ratio, bare_rows, median_seconds
from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import verbatim
from coorddesk.core.orm import Base
from coorddesk.training.queries.courses import CourseQuery, course_ids
from coorddesk.training.queries.figures import By, FigureQuery, figures, figures_by
from coorddesk.training.queries.registrations import registrations
from coorddesk.training.queries.session_rows import sessions_page
from coorddesk.training.queries.sessions import SessionQuery, session_counts, session_ids
from coorddesk.training.rules.words import AttendanceState, Half, Mode, RegistrationState, SessionState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LIMIT = 2.0
_TOO_SHORT = 0.004
"""Seconds below which a floor says more about the asking than about the list: its ratio is told, and has no limit."""
_PAGE, _COURSES, _PLACES, _DEVICES = 128, 60, 300, 300
_OF_SESSION, _HALF_DAYS = 20, 4
_OPEN_OF = 25
"""One of so many sessions is open; the others are closed."""
_FIRST, _DAYS = date(2017, 1, 2), 3_400
_YEAR = FigureQuery(date(2023, 1, 1), date(2023, 12, 31))
_MOMENT = datetime(2017, 1, 2, 8, tzinfo=UTC)
_JOINED = (
    "FROM training_session t JOIN course ON course.id = t.course_id LEFT JOIN place ON place.id = t.place_id {clause}"
)
_TRAINER = "SELECT s.session_id FROM session_trainer s JOIN person p ON p.id = s.person_id WHERE p.search LIKE '{word}'"
_FOUND = (
    "WHERE t.search LIKE '{word}' OR course.name_folded LIKE '{word}' OR place.path_folded LIKE '{word}'"
    f" OR t.id IN ({_TRAINER}) ORDER BY t.first_day, t.id"
)
_COUNTED = "(SELECT count(*) FROM registration r WHERE r.session_id = t.id AND r.state = 'registered')"
_LISTS = {
    "the open ones": (
        SessionQuery(),
        "WHERE t.state NOT IN ('closed', 'cancelled') ORDER BY t.first_day, t.id",
    ),
    "all by day": (SessionQuery(past=True), "ORDER BY t.first_day, t.id"),
    "all by those registered": (
        SessionQuery(past=True, sort="registered", descending=True),
        f"ORDER BY {_COUNTED} DESC, t.first_day, t.id",
    ),
    "of a person": (
        SessionQuery(past=True, person=17),
        (
            "WHERE t.id IN (SELECT session_id FROM session_trainer WHERE person_id = 17)"
            " OR t.id IN (SELECT session_id FROM registration WHERE person_id = 17) ORDER BY t.first_day, t.id"
        ),
    ),
    "a word typed": (SessionQuery(past=True, text="groupe 17"), _FOUND.format(word="%17%")),
}
_WITHIN = "t.first_day BETWEEN '2023-01-01' AND '2023-12-31'"
_HELD = f"{_WITHIN} AND t.state <> 'cancelled'"
_BARE_FIGURES = (
    (
        "SELECT {key}, sum(CASE WHEN state <> 'cancelled' THEN 1 END), sum(CASE WHEN state = 'cancelled' THEN 1 END),"
        f" sum(CASE WHEN state <> 'cancelled' THEN capacity END) FROM training_session t WHERE {_WITHIN} GROUP BY 1"
    ),
    (
        "SELECT {key}, sum(s.ends - s.starts) FROM training_session t JOIN session_slot s ON s.session_id = t.id"
        f" WHERE {_HELD} GROUP BY 1"
    ),
    (
        "SELECT k, count(*) FROM (SELECT DISTINCT {key} AS k, s.session_id, s.day, s.half FROM training_session t"
        f" JOIN session_slot s ON s.session_id = t.id WHERE {_HELD}) d GROUP BY 1"
    ),
    (
        "SELECT {key}, r.state, count(*) FROM training_session t JOIN registration r ON r.session_id = t.id"
        f" WHERE {_HELD} GROUP BY 1, 2"
    ),
    (
        "SELECT k, count(*), sum(came), sum(CASE WHEN came = 0 THEN excused END), sum(minutes) FROM (SELECT {key} AS k,"
        " max(CASE WHEN a.state IN ('present', 'late') THEN 1 ELSE 0 END) AS came,"
        " max(CASE WHEN a.state = 'excused' THEN 1 ELSE 0 END) AS excused,"
        " sum(CASE WHEN a.state IN ('present', 'late') THEN s.ends - s.starts - coalesce(a.minutes_late, 0) END)"
        " AS minutes"
        " FROM training_session t JOIN registration r ON r.session_id = t.id JOIN session_slot s ON s.session_id = t.id"
        " LEFT JOIN attendance a ON a.registration_id = r.id AND a.slot_id = s.id"
        f" WHERE {_HELD} AND r.state = 'registered' AND r.origin <> '+' GROUP BY 1, r.id, s.day, s.half) d GROUP BY 1"
    ),
    (
        "SELECT {key}, r.id, r.withdrawn_at FROM training_session t JOIN registration r ON r.session_id = t.id"
        f" WHERE {_HELD} AND (r.state IN ('withdrawn', 'withdrawn_late') OR r.origin = '+')"
    ),
    (
        "SELECT {key}, h.audience, h.age_band, h.gender, h.status, h.is_first_time, sum(h.count)"
        f" FROM training_session t JOIN headcount h ON h.session_id = t.id WHERE {_HELD} GROUP BY 1, 2, 3, 4, 5, 6"
    ),
    "SELECT count(*), sum(minutes) FROM support_log WHERE day BETWEEN '2023-01-01' AND '2023-12-31'",
)
_STANDS = "state NOT IN ('closed', 'cancelled')"
_BARE_COUNTS = (
    "SELECT state, count(*) FROM training_session GROUP BY 1",
    f"SELECT count(*) FROM training_session WHERE {_STANDS} AND first_day BETWEEN '2026-11-23' AND '2026-12-07'",
    (
        f"SELECT count(*) FROM training_session t WHERE {_STANDS} AND EXISTS (SELECT 1 FROM registration r"
        " WHERE r.session_id = t.id AND r.state = 'waiting')"
    ),
    (
        f"SELECT count(*) FROM training_session t WHERE {_STANDS} AND EXISTS (SELECT 1 FROM session_slot s"
        " WHERE s.session_id = t.id AND s.day < '2026-11-23' AND NOT EXISTS (SELECT 1 FROM attendance a"
        " WHERE a.slot_id = s.id))"
    ),
)
_BARE_PAGE = (
    (
        "SELECT t.*, course.name, place.path FROM training_session t JOIN course ON course.id = t.course_id"
        " LEFT JOIN place ON place.id = t.place_id WHERE t.id IN ({ids})"
    ),
    "SELECT session_id, day, starts, ends FROM session_slot WHERE session_id IN ({ids}) ORDER BY day, starts",
    (
        "SELECT session_id, state, count(*), count(offered_until) FROM registration WHERE session_id IN ({ids})"
        " GROUP BY 1, 2"
    ),
    (
        "SELECT s.session_id, p.last_name, p.first_name FROM session_trainer s LEFT JOIN person p ON p.id = s.person_id"
        " WHERE s.session_id IN ({ids}) ORDER BY s.position"
    ),
    "SELECT session_id, name FROM session_partner WHERE session_id IN ({ids})",
    "SELECT session_id, count(*) FROM session_task WHERE session_id IN ({ids}) AND done_on IS NULL GROUP BY 1",
)


def main() -> None:
    """Print a line for each ratio."""
    rows = rows_wanted() // 2
    for name, database in on_both(lambda desk: fill_training(desk, rows)):
        with database.reading() as session:
            for ratio in measure(session, f"{name}, {rows:,} registrations"):
                print(f"  {ratio}", flush=True)


def measure(session: Session, name: str) -> Iterator[Ratio]:
    """Every ratio on one desk."""
    for deed, (query, clause) in _LISTS.items():
        sql = "SELECT t.id " + _JOINED.format(clause=clause)
        yield _ratio(session, f"{name}: {deed}", partial(session_ids, session, query), (sql,))
    page = list(session_ids(session, SessionQuery(past=True)))[:_PAGE]
    ids = ", ".join(map(str, page))
    bare_page = tuple(sql.format(ids=ids) for sql in _BARE_PAGE)
    yield _ratio(session, f"{name}: a page of {len(page)}", partial(sessions_page, session, page), bare_page, None)
    yield _ratio(session, f"{name}: beside the filters", partial(session_counts, session), _BARE_COUNTS, None)
    courses = "SELECT course_id, count(*) FROM training_session WHERE state <> 'cancelled' GROUP BY 1"
    yield _ratio(session, f"{name}: the courses", partial(course_ids, session, CourseQuery()), (courses,))
    people = (
        "SELECT r.*, p.last_name, p.first_name, d.name FROM registration r LEFT JOIN person p ON p.id = r.person_id"
        " LEFT JOIN department d ON d.id = p.department_id WHERE r.session_id = 7 ORDER BY p.last_name_folded"
    )
    yield _ratio(session, f"{name}: the people of one", partial(registrations, session, 7), (people,))
    yield _ratio(session, f"{name}: the figures of a year", partial(figures, session, _YEAR), _figures("0"))
    for by, key in (
        (By.COURSE, "t.course_id"),
        (By.PLACE, "t.place_id"),
        (By.MONTH, "substr(t.first_day || '', 1, 7)"),
    ):
        ours = partial(figures_by, session, _YEAR, by)
        yield _ratio(session, f"{name}: a year by {by.value}", ours, _figures(key))


def _figures(key: str) -> tuple[str, ...]:
    return tuple(sql.format(key=key) for sql in _BARE_FIGURES)


def _ratio(session: Session, name: str, ours: Any, bare: Sequence[str], limit: float | None = LIMIT) -> Ratio:
    took = median_seconds(ours)
    floor = median_seconds(lambda: [bare_rows(session, sql) for sql in bare])
    return Ratio(name, took, floor, limit if floor > _TOO_SHORT else None)


def fill_training(database: Database, rows: int) -> None:
    """Write so many registrations over nine years, with the attendance of each half-day, into a new desk."""
    fill(database, _DEVICES, with_fields=False)
    with database.transaction() as session:
        courses = _insert(session, "course", [_course(number) for number in range(_COURSES)])
        sessions = rows // _OF_SESSION
        ids = _insert(session, "training_session", [_session(number, sessions, courses) for number in range(sessions)])
        slots = [slot for number, each in enumerate(ids) for slot in _slots(each, number, sessions)]
        slot_ids = _insert(session, "session_slot", slots)
        _insert(session, "session_trainer", [_trainer(each) for each in ids])
        _insert(session, "session_task", [_task(each, number, sessions) for number, each in enumerate(ids)])
        registered = [_registration(ids[number // _OF_SESSION], number) for number in range(sessions * _OF_SESSION)]
        people = _insert(session, "registration", registered)
        attendance = (
            _attendance(person, slot_ids[number // _OF_SESSION * _HALF_DAYS + half], number + half)
            for number, (person, row) in enumerate(zip(people, registered, strict=True))
            for half in range(_HALF_DAYS)
            if row["state"] is RegistrationState.REGISTERED and number // _OF_SESSION % _OPEN_OF
        )
        _insert(session, "attendance", list(attendance))
        _insert(session, "headcount", [_headcount(each) for each in ids[::5]])
        record(session, verbatim("Make many registrations"))
        session.flush()
        if session.connection().dialect.name == "postgresql":
            session.connection().exec_driver_sql("ANALYZE")  # a server would within a minute; SQLite's desk never does


def _insert(session: Session, table: str, rows: list[dict[str, Any]]) -> list[int]:
    return insert_rows(session, Base.metadata.tables[table], rows)


def _course(number: int) -> dict[str, Any]:
    name = f"Cours {number}"
    said = {"objectives": "Trier une liste", "audiences": ["adults"], "level": None, "minutes": 840, "checklist": []}
    kept = {"retention_months": 36, "notes": "", "is_archived": False, "version": 1}
    return {"name": name, "name_folded": fold(name), "search": fold(f"{name} Trier une liste"), **said, **kept}


def _session(number: int, sessions: int, courses: list[int]) -> dict[str, Any]:
    first = _FIRST + timedelta(days=number * _DAYS // sessions)
    title, reference = f"Cours {number % _COURSES}, groupe {number}", f"F-{first.year}-{number:05}"
    state = SessionState.CONFIRMED if number % _OPEN_OF == 0 else SessionState.CLOSED
    more = {"link": "", "overbooking": 0, "minimum": 4, "cancelled_reason": "", "preparation_minutes": 0, "notes": ""}
    return {
        "version": 1,
        "course_id": courses[number % _COURSES],
        "reference": reference,
        "title": title,
        "place_id": 1 + number % _PLACES,
        "mode": Mode.ON_SITE,
        "capacity": _OF_SESSION,
        "state": state,
        "first_day": first,
        "last_day": first + timedelta(days=1),
        "search": fold(f"{reference} {title} "),
        **more,
    }


def _slots(session_id: int, number: int, sessions: int) -> Iterator[dict[str, Any]]:
    first = _FIRST + timedelta(days=number * _DAYS // sessions)
    for place in range(_HALF_DAYS):
        starts = 540 if place % 2 == 0 else 810
        times = {"half": Half.AM if place % 2 == 0 else Half.PM, "starts": starts, "ends": starts + 210}
        yield {"session_id": session_id, "day": first + timedelta(days=place // 2), **times}


def _trainer(session_id: int) -> dict[str, Any]:
    return {"session_id": session_id, "position": 0, "person_id": 1 + session_id % 9, "supplier_id": None, "name": ""}


def _task(session_id: int, number: int, sessions: int) -> dict[str, Any]:
    due = _FIRST + timedelta(days=number * _DAYS // sessions)
    return {"session_id": session_id, "due_on": due, "days": 0, "words": "Imprimer", "done_on": due}


def _registration(session_id: int, number: int) -> dict[str, Any]:
    """Eighteen of twenty come, one waits, one withdrew."""
    states = {18: RegistrationState.WAITING, 19: RegistrationState.WITHDRAWN}
    state = states.get(number % _OF_SESSION, RegistrationState.REGISTERED)
    said = {"name": "", "name_folded": "", "email": "", "department": "", "note": "", "origin": "", "result": None}
    return {
        "version": 1,
        "session_id": session_id,
        "person_id": 1 + (number * 7 + number // _OF_SESSION) % PEOPLE,
        "state": state,
        "position": 1 if state is RegistrationState.WAITING else None,
        "registered_at": _MOMENT,
        "withdrawn_at": _MOMENT if state is RegistrationState.WITHDRAWN else None,
        "offered_until": None,
        **said,
    }


def _attendance(registration_id: int, slot_id: int, number: int) -> dict[str, Any]:
    state = tuple(AttendanceState)[number % 4 if number % 9 == 0 else 0]
    late = 10 if state is AttendanceState.LATE else None
    typed = {"typed_by": "bench", "typed_at": _MOMENT, "reason": ""}
    return {
        "version": 1,
        "registration_id": registration_id,
        "slot_id": slot_id,
        "state": state,
        "minutes_late": late,
        **typed,
    }


def _headcount(session_id: int) -> dict[str, Any]:
    splits = {"audience": None, "age_band": None, "gender": None, "status": None, "is_first_time": None}
    return {"version": 1, "session_id": session_id, "slot_id": None, "count": 9, **splits}


if __name__ == "__main__":
    main()
