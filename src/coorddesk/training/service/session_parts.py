"""What belongs to a session is written with it: half-days keep what is typed of them, tasks move along."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.bulk import delete_rows, insert_rows, update_rows
from coorddesk.core.errors import UserError
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.directory.service import EDITORS
from coorddesk.training.models import (
    Attendance,
    Course,
    Headcount,
    SessionPartner,
    SessionSlot,
    SessionTask,
    SessionTrainer,
)
from coorddesk.training.queries.sessions_written import PartRow, parts_of
from coorddesk.training.rules.checklists import due_day, read_lines, tasks_of
from coorddesk.training.rules.sessions import PartnerWish, SessionDetails, SlotWish, TaskWish, TrainerWish
from coorddesk.training.rules.slots import SlotTimes, checked
from coorddesk.training.rules.states import lines

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def settled_parts(session: Session, wish: SessionDetails, theirs: SessionDetails | None) -> SessionDetails:
    """The parts of a session as they are to stand: those that are there known by their ids, tasks on their days."""
    known = () if theirs is None else theirs.slots
    said = replace(
        wish,
        slots=_known_slots(wish.slots, known),
        trainers=tuple(dict.fromkeys(each for each in map(_trainer, wish.trainers) if any(astuple(each)))),
        partners=tuple(each for each in map(_partner, wish.partners) if each.supplier_id is not None or each.name),
    )
    return replace(said, tasks=_tasks(session, said, () if theirs is None else theirs.tasks or ()))


@allowed(*EDITORS)
def write_parts(session: Session, session_id: int, said: SessionDetails) -> bool:
    """Let these be the parts of a session; returns whether any became another."""
    slots = [(each.id, _of_slot(each.times)) for each in said.slots]
    _refuse_typed(session, session_id, {each.id for each in said.slots})
    tasks = [(each.id, _of_task(each)) for each in said.tasks or ()]
    trainers = [
        {"position": place, "person_id": each.person_id, "supplier_id": each.supplier_id, "name": each.name}
        for place, each in enumerate(said.trainers)
    ]
    partners = [
        {"position": place, "supplier_id": each.supplier_id, "name": each.name, "agreement": each.agreement}
        for place, each in enumerate(said.partners)
    ]
    changed = [
        _write(session, SessionSlot, session_id, slots),
        _write(session, SessionTask, session_id, tasks),
        _write(session, SessionTrainer, session_id, _in_place(session, SessionTrainer, session_id, trainers)),
        _write(session, SessionPartner, session_id, _in_place(session, SessionPartner, session_id, partners)),
    ]
    return any(changed)


def _known_slots(wanted: Iterable[SlotWish], known: Sequence[SlotWish]) -> tuple[SlotWish, ...]:
    """The half-days in order; one without an id that is held when one of the known is, is that one."""
    asked = sorted(wanted, key=lambda each: each.times)
    checked(each.times for each in asked)
    there = {each.id for each in known}
    free = {each.times: each.id for each in known if each.id not in {each.id for each in asked}}
    return tuple(
        each if each.id in there and each.id is not None else SlotWish(each.times, free.get(each.times))
        for each in asked
    )


def _trainer(said: TrainerWish) -> TrainerWish:
    return TrainerWish(said.person_id, said.supplier_id, tidy(said.name) if said.person_id is None else "")


def _partner(said: PartnerWish) -> PartnerWish:
    return PartnerWish(
        said.supplier_id, tidy(said.name) if said.supplier_id is None else "", tidy_lines(said.agreement)
    )


def _tasks(session: Session, said: SessionDetails, theirs: tuple[TaskWish, ...]) -> tuple[TaskWish, ...]:
    """What is to be done: as it was said, or as the course says where nothing was; each on its day."""
    first, last = said.first_day, said.last_day
    tasks = theirs if said.tasks is None else said.tasks
    if said.tasks is None and not theirs and first is not None and last is not None:
        course = session.get_one(Course, said.course_id)
        drawn = tasks_of(read_lines(course.checklist), first, last)
        tasks = tuple(TaskWish(day, line.words, line.days) for day, line in drawn)
    known = {each.id for each in theirs}
    return tuple(sorted((_on_its_day(each, said, known) for each in tasks if tidy(each.words)), key=_task_order))


def _on_its_day(task: TaskWish, said: SessionDetails, known: set[int | None]) -> TaskWish:
    words, first, last = tidy(task.words), said.first_day, said.last_day
    due = task.due_on
    if task.days is not None and first is not None and last is not None:
        due = due_day(task.days, first, last)
    if due is None:
        raise UserError(_("Say when “{words}” is due, or when the session is held.", words=words), field="tasks")
    return TaskWish(due, words, task.days, task.done_on, task.id if task.id in known else None)


def _task_order(task: TaskWish) -> tuple[Any, ...]:
    return (task.due_on, task.id is None, task.id or 0)


def _refuse_typed(session: Session, session_id: int, kept: set[int | None]) -> None:
    """Refuse to drop half-days of which something is typed: all of them are named."""
    gone = {each.id: each for each in parts_of(session, SessionSlot, session_id) if each.id not in kept}
    typed = set(session.scalars(select(Attendance.slot_id).where(Attendance.slot_id.in_(gone)).distinct()))
    typed |= set(session.scalars(select(Headcount.slot_id).where(Headcount.slot_id.in_(gone)).distinct()))
    if typed:
        named: list[Message] = [_slot_said(row) for row_id, row in gone.items() if row_id in typed]
        raise UserError(
            _(
                "Who came is typed already of these half-days: leave them in, or empty their column of the sheet and "
                "their headcount first.\n{half_days}",
                half_days=lines(tuple(named)),
            ),
            field="slots",
        )


def _slot_said(row: SessionSlot) -> Message:
    return _("{day}, {times}", day=row.day, times=SlotTimes(row.day, row.starts, row.ends).said)


def _in_place(
    session: Session, kind: type[PartRow], session_id: int, columns: Sequence[dict[str, Any]]
) -> list[tuple[int | None, dict[str, Any]]]:
    """Rows that nothing points at, each in the place of the one that stands there."""
    ids: list[int | None] = [each.id for each in parts_of(session, kind, session_id)]
    return list(zip([*ids, *([None] * len(columns))], columns, strict=False))


def _write(
    session: Session, kind: type[PartRow], session_id: int, wanted: Sequence[tuple[int | None, dict[str, Any]]]
) -> bool:
    table = table_named(kind.__tablename__)
    there = {each.id: each for each in parts_of(session, kind, session_id)}
    changed = [
        (row_id, columns)
        for row_id, columns in wanted
        if row_id is not None and any(getattr(there[row_id], key) != value for key, value in columns.items())
    ]
    kept = {row_id for row_id, _columns in wanted}
    gone = [row_id for row_id in there if row_id not in kept]
    new = [columns | {"session_id": session_id} for row_id, columns in wanted if row_id is None]
    update_rows(session, table, changed)
    delete_rows(session, table, gone)
    insert_rows(session, table, new)
    return bool(changed or gone or new)


def _of_slot(times: SlotTimes) -> dict[str, Any]:
    return {"day": times.day, "half": times.half, "starts": times.starts, "ends": times.ends}


def _of_task(said: TaskWish) -> dict[str, Any]:
    return {"due_on": said.due_on, "days": said.days, "words": said.words, "done_on": said.done_on}
