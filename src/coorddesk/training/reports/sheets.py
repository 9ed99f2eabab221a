"""The attendance sheet: a column to sign in for each half-day, a row for each who is to come, and some for others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Beside,
    Block,
    Code,
    Document,
    Facts,
    Paragraph,
    Register,
    Sheet,
    SignedColumn,
    SignedRow,
    Title,
    Typed,
    TypedText,
    Writable,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import LYING, UPRIGHT
from coorddesk.reporting.report import Group, Report
from coorddesk.training.reports.reading import KIND, Choice, choose, dated, read, week_of
from coorddesk.training.reports.saying import facts_of, short_day, times_said, where
from coorddesk.training.rules.words import ATTENDANCE_STATE_TITLES, HALF_TITLES

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.training.queries.papers import HalfDayOn, Participant, SessionPapers
    from coorddesk.training.rules.words import AttendanceState

_CODE = 24  # millimetres
_AT_RIGHT = {True: 105, False: 66}
"""Millimetres of the facts beside others, on a paper that lies and on one that stands."""
_MOST_UPRIGHT = 4
"""Half-days to whose signatures an upright paper leaves room; it holds more names than one that lies."""
_WALK_INS, _OPEN_ROWS = 2, 8
"""Blank rows for who comes without being registered, and where nobody is."""
_OBSERVATIONS, _KEPT = 12, 60  # millimetres


@dataclass(frozen=True)
class Listed:
    """A line of a sheet."""

    session: SessionPapers
    number: int
    who: Participant


_TITLE = _("Attendance sheets")
TRAINER = _p("training", "Trainer")
_COLUMNS: tuple[Column[Listed], ...] = (
    Column("reference", _("Reference"), lambda row: row.session.reference, Kind.CODE, 12),
    Column("title", _p("training session", "Title"), lambda row: row.session.title, width=32),
    Column("number", _p("row", "No."), lambda row: row.number, Kind.NUMBER, 6),
    Column("name", _("Name"), lambda row: row.who.listed, width=28),
    Column("department", _("Department"), lambda row: row.who.department, width=24),
)


def attendance_sheets(session: Session, choice: Choice) -> Document:
    """A sheet for each session that was chosen, or for each of today's."""
    return sheets_of(read(session, choice))


def sheets_of(papers: Sequence[SessionPapers]) -> Document:
    """A sheet for each session: upright where none has more half-days than that has room for."""
    lies = any(len(each.half_days) > _MOST_UPRIGHT for each in papers)
    return Document(
        title=_TITLE,
        sheets=tuple(_sheet(each, lies) for each in papers),
        table=list_of(papers, _TITLE),
        typed=(
            TypedText(
                "privacy",
                _("What is said of personal data"),
                _(
                    "Names and signatures are asked for to know who took part. Whoever is named here may ask the "
                    "organisation to see what is kept of them, and to correct it."
                ),
            ),
        ),
        page=LYING if lies else UPRIGHT,
    )


def list_of(papers: Sequence[SessionPapers], title: Message) -> Report[Listed]:
    """Who comes to which session, for sheets of cells."""
    rows = [Listed(each, number, who) for each in papers for number, who in enumerate(each.people, 1)]
    return Report(title, _COLUMNS, (Group(None, rows),), _people)


def sheets_of_week(session: Session, choice: Choice) -> Document:
    """A sheet for each session of this week, or of the days that were chosen."""
    return attendance_sheets(session, week_of(clock_of(session).today()) if choice is None else choice)


def _on_week(choice: Choice, day: date) -> Choice:
    return week_of(day) if choice is None else None


SHEETS = ReportKind(
    "attendance-sheets",
    _TITLE,
    _("A sheet to sign for each session, with a column for each half-day; without a choice, those of a day."),
    attendance_sheets,
    choose,
    frozenset({KIND}),
    dated=dated,
)
SHEETS_OF_WEEK = ReportKind(
    "attendance-sheets-of-week",
    _("Attendance sheets of a week"),
    _("A sheet to sign for each session of a week, with the half-days of that week."),
    sheets_of_week,
    dated=_on_week,
)


def _sheet(papers: SessionPapers, lies: bool) -> Sheet:
    parts = (part for part in (papers.reference, papers.title, where(papers)) if part)
    return Sheet(
        name=verbatim("  ·  ".join(parts)),
        blocks=(_head(papers, lies), _register(papers)),
        foot=(
            Writable(_("Observations"), _OBSERVATIONS),
            Beside((Typed("privacy", quiet=True),), _kept(papers), _KEPT),
        ),
    )


def _head(papers: SessionPapers, lies: bool) -> Block:
    """What it is, where and when, beside the code by which the signed sheet finds back to its session."""
    title = Title(verbatim(papers.title), _("Attendance sheet {reference}", reference=papers.reference))
    facts = facts_of(papers)
    said = Beside((Facts(facts[:2]),), (Facts(facts[2:]),), _AT_RIGHT[lies])
    return Beside((title, said), (Code(code_of((KIND, papers.id)), _CODE),), _CODE)


def _register(papers: SessionPapers) -> Block:
    if not papers.half_days:
        return Paragraph(_("This session has no half-days yet. Say when it is held, then print its sheet."))
    count = len(papers.people)
    blanks = _WALK_INS if count else _OPEN_ROWS
    expected = () if not count else (_("of {count}", count=count),) * len(papers.half_days)
    trainers = [SignedRow(verbatim(each.listed), TRAINER) for each in papers.trainers]
    return Register(
        title=_("Name and department"),
        columns=tuple(map(_column, papers.half_days)),
        rows=(
            *(_row(number, who, papers.half_days) for number, who in enumerate(papers.people, 1)),
            *(SignedRow(Message(""), number=count + number) for number in range(1, blanks + 1)),
        ),
        closing=(
            SignedRow(_p("attendance sheet", "Present in all"), cells=expected, is_sum=True),
            *(trainers or [SignedRow(Message(""), TRAINER)]),
        ),
    )


def _column(half_day: HalfDayOn) -> SignedColumn:
    times = verbatim(times_said(half_day.times))
    return SignedColumn(short_day(half_day.day), _("{half}\n{times}", half=HALF_TITLES[half_day.half], times=times))


def _row(number: int, who: Participant, half_days: Sequence[HalfDayOn]) -> SignedRow:
    away = {slot: _reason(state, reason) for slot, state, reason in who.away}
    cells = tuple(next((away[slot] for slot in each.slots if slot in away), None) for each in half_days)
    return SignedRow(verbatim(who.listed), verbatim(who.department) if who.department else None, number, cells)


def _reason(state: AttendanceState, reason: str) -> Message:
    title = ATTENDANCE_STATE_TITLES[state]
    return _("{state}: {reason}", state=title, reason=reason) if reason else title


def _kept(papers: SessionPapers) -> tuple[Block, ...]:
    """How long, where that is said of the course."""
    months = papers.retention_months
    if months is None:
        return ()
    said = _n(
        "This sheet is kept for {count} month after the session.",
        "This sheet is kept for {count} months after the session.",
        months,
    )
    return (Paragraph(said, quiet=True),)


def _people(count: int) -> Message:
    return _n("{count} person", "{count} people", count)
