"""What came back of the demo's sessions: attendance typed from the sheets, people counted, certificates issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from coorddesk.core.access import actor_of
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import start_of_day
from coorddesk.core.history_rows import table_named
from coorddesk.core.numbers import draw
from coorddesk.training.demo.taught import Whom
from coorddesk.training.models import Attendance, Headcount, IssuedDocument, Registration
from coorddesk.training.queries.certificates import certificates_of
from coorddesk.training.rules.attendance import CAME
from coorddesk.training.rules.documents import document_number, frozen, series_of
from coorddesk.training.rules.people import AgeBand, Gender, Occupation
from coorddesk.training.rules.words import (
    AttendanceState,
    Audience,
    DocumentKind,
    RegistrationState,
    Result,
    SessionState,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk
    from coorddesk.training.demo.season import Draft

_SEED = 67
_EVENING = timedelta(hours=17)
_STATES = (AttendanceState.PRESENT, AttendanceState.LATE, AttendanceState.EXCUSED, AttendanceState.ABSENT)
_WEIGHTS = (84, 6, 6, 4)
_REASONS = ("Rendez-vous médical", "Malade", "Garde d’enfant", "Réunion", "Train supprimé")
_RESULTS, _RESULT_WEIGHTS = tuple(Result), (78, 18, 4)
_OVER = (SessionState.CLOSED, SessionState.HELD)
Row = dict[str, Any]


def type_sheets(session: Session, demo: DemoDesk, sessions: Sequence[Draft]) -> None:
    """Write down who came to all that was held, and hand out what belongs to it."""
    chance = Random(_SEED)  # noqa: S311 - believable, not secret
    actor = actor_of(session).name
    held = [draft for draft in sessions if draft.state is not SessionState.CANCELLED and not draft.is_untyped]
    rows = [row for draft in held for row in _attendance(draft, demo, actor, chance)]
    insert_rows(session, table_named(Attendance.__tablename__), rows)
    counted = [draft for draft in held if draft.taught.whom is Whom.NOBODY and draft.last_day < demo.today]
    insert_rows(
        session, table_named(Headcount.__tablename__), [row for draft in counted for row in _count(draft, chance)]
    )
    came = {row["registration_id"] for row in rows if row["state"] in CAME}
    _certify(session, demo, [draft for draft in held if draft.state in _OVER], came, chance)


def _attendance(draft: Draft, demo: DemoDesk, actor: str, chance: Random) -> Iterator[Row]:
    """A row for everybody with a place in each half-day that was."""
    for person in draft.people:
        if person["state"] is not RegistrationState.REGISTERED:
            continue
        weights = (_WEIGHTS[0] + chance.randint(-30, 14), *_WEIGHTS[1:])  # some come always, some when they can
        for slot_id, slot in zip(draft.slot_ids, draft.slots, strict=True):
            if slot.day >= demo.today:
                break
            state = chance.choices(_STATES, weights)[0]
            yield {
                "version": 1,
                "registration_id": person["id"],
                "slot_id": slot_id,
                "state": state,
                "minutes_late": 5 * chance.randint(1, 5) if state is AttendanceState.LATE else None,
                "reason": chance.choice(_REASONS) if state is AttendanceState.EXCUSED else "",
                "typed_by": actor,
                "typed_at": start_of_day(demo.clock, slot.day) + _EVENING,
            }


def _count(draft: Draft, chance: Random) -> Iterator[Row]:
    """How many came for a coffee, and what is known about them."""
    total = chance.randint(8, 18)
    old, women, new = (round(total * chance.uniform(*share)) for share in ((0.4, 0.8), (0.5, 0.7), (0.1, 0.4)))
    splits: tuple[Row, ...] = (
        {"count": total},
        {"audience": Audience.SENIORS, "count": old},
        {"audience": Audience.ADULTS, "count": total - old},
        {"age_band": AgeBand.FROM_60, "count": old // 2},
        {"age_band": AgeBand.FROM_70, "count": old - old // 2},
        {"age_band": AgeBand.FROM_40, "count": total - old},
        {"gender": Gender.FEMALE, "count": women},
        {"gender": Gender.MALE, "count": total - women},
        {"status": Occupation.RETIRED, "count": old},
        {"status": Occupation.UNEMPLOYED, "count": (total - old) // 2},
        {"is_first_time": True, "count": new},
    )
    unsaid = {"audience": None, "age_band": None, "gender": None, "status": None, "is_first_time": None}
    where = {"version": 1, "session_id": draft.id, "slot_id": None}
    yield from (where | unsaid | split for split in splits if split["count"])


def _certify(session: Session, demo: DemoDesk, held: Sequence[Draft], came: set[int], chance: Random) -> None:
    """A certificate for everybody who came to a training of the staff, from the day after it on."""
    actor, table = actor_of(session).name, table_named(Registration.__tablename__)
    documents: list[Row] = []
    for kind in DocumentKind:
        series: dict[int, int] = {}
        given = [draft for draft in held if draft.taught.certificate is kind and draft.last_day < demo.today]
        people = {row["id"]: draft for draft in given for row in draft.people if row["id"] in came}
        if kind is DocumentKind.COMPLETION:
            learnt = [(each, {"result": chance.choices(_RESULTS, _RESULT_WEIGHTS)[0]}) for each in people]
            update_rows(session, table, learnt)
        said = certificates_of(session, kind, people)
        for each, draft in people.items():
            year = draft.last_day.year
            series[year] = series.get(year, 0) + 1
            documents.append(
                {
                    "kind": kind,
                    "number": document_number(kind, year, series[year]),
                    "registration_id": each,
                    "data": frozen(said[each]),
                    "issued_at": start_of_day(demo.clock, draft.last_day) + _EVENING,
                    "actor": actor,
                }
            )
        for year, count in series.items():
            draw(session, series_of(kind, year), above=count - 1)
    insert_rows(session, table_named(IssuedDocument.__tablename__), documents)
