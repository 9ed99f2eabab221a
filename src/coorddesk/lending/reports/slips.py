"""The loan slip: all that one loan has, twice on a sheet of A4, one copy for either side to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n, digits, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.queries import person_page
from coorddesk.directory.rules import PersonKind
from coorddesk.lending.queries import LineRow, LoanQuery, LoanRow, lines_of
from coorddesk.lending.reports.lists import rows_of
from coorddesk.lending.rules import Standing
from coorddesk.reporting.blocks import (
    Beside,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Sheet,
    Signatures,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import Page
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_CODE = 18  # millimetres
_FEW = 4
"""How many things have a line each; more are put together by what they are."""


@dataclass(frozen=True)
class SlipRow:
    """A line of a slip: a device, so many of an accessory, or a whole kit with what is in it."""

    loan: int
    borrower: str
    what: str
    numbers: str
    serial: str
    count: int
    due: date | None


_COLUMNS: tuple[Column[SlipRow], ...] = (
    Column("what", _("What"), lambda row: row.what, width=30),
    Column("numbers", _("Inventory number"), lambda row: row.numbers, width=44),
    Column("serial", _("Serial number"), lambda row: row.serial, Kind.CODE, 16),
    Column("count", _("Quantity"), lambda row: row.count, Kind.NUMBER, 8, total=True),
)
_IN_SHEETS = (
    Column[SlipRow]("loan", _("Loan"), lambda row: str(row.loan), Kind.CODE, 8),
    Column[SlipRow]("borrower", _("Borrower"), lambda row: row.borrower, width=22),
    *_COLUMNS,
    Column[SlipRow]("due", _("Due"), lambda row: row.due, Kind.DATE, 12),
)


def slips(session: Session, choice: LoanQuery | Sequence[int] | None) -> Document:
    """A slip for each loan: those chosen, or all that are out or being prepared."""
    query = LoanQuery(standings=frozenset({Standing.OPEN, Standing.DRAFT})) if choice is None else choice
    rows = [row for row in rows_of(session, query) if row.things]
    lines = lines_of(session, [row.id for row in rows])
    said = {row.id: _rows(row, lines.get(row.id, ())) for row in rows}
    pupils = _pupils(session, rows)
    today, signer = clock_of(session).today(), organisation(session).name
    title = _("Loan slips")
    return Document(
        title=title,
        sheets=tuple(_sheet(row, said[row.id], row.person_id in pupils, today, signer) for row in rows),
        table=Report(
            title,
            _IN_SHEETS,
            (Group(None, [line for row in rows for line in said[row.id]]),),
            _things,
        ),
        typed=(
            TypedText(
                "undertaking",
                _("What is signed"),
                _(
                    "I have received the things listed above in working order. I look after them, report any damage "
                    "or loss without delay, and bring them back on the day that was agreed."
                ),
            ),
        ),
        page=Page(copies=2),
    )


SLIPS = ReportKind(
    "loan-slips",
    _("Loan slips"),
    _("What each loan has, to be signed: two copies on a sheet, with a code that leads back to the loan."),
    slips,
    lambda subject: (subject[1],) if subject[0] == "loan" else LoanQuery.about(subject),
    frozenset({"loan", "person"}),
)


def _sheet(row: LoanRow, lines: Sequence[SlipRow], is_pupil: bool, today: date, signer: str) -> Sheet:
    title = _("Loan slip no. {number}", number=digits(row.id))
    facts = (
        Fact(_("Borrower"), row.borrower),
        Fact(_("Lent on"), row.since if row.closed_at or not row.is_planned else today, Kind.DATE),
        Fact(_("To be brought back"), _("No end: permanent loan") if row.due is None else row.due, _kind(row)),
        Fact(_("Note"), row.note),
    )
    places: list[Message] = [_("The borrower"), verbatim(signer) if signer else _("For the organisation")]
    if is_pupil:
        places.insert(1, _("A parent or guardian"))
    said = {"what": True, "numbers": any(line.numbers for line in lines), "serial": any(line.serial for line in lines)}
    said["count"] = any(line.count > 1 for line in lines)
    columns = tuple(column for column in _COLUMNS if said[column.key])
    return Sheet(
        name=title,
        blocks=(
            Beside((Heading(title), Facts(facts)), (Code(code_of(("loan", row.id)), _CODE),), _CODE),
            Listing(lines, None, _("Nothing is lent."), columns),
            Typed("undertaking"),
        ),
        foot=(Signatures(tuple(places)),),
    )


def _kind(row: LoanRow) -> Kind:
    return Kind.CHOICE if row.due is None else Kind.DATE


def _rows(loan: LoanRow, lines: Sequence[LineRow]) -> list[SlipRow]:
    """What is out, or all of a loan that is over: each kit in a line, and many things by what they are."""
    shown = [line for line in lines if line.back_at is None] or list(lines)
    alone = [line for line in shown if line.kit_id is None]
    kits = list(dict.fromkeys((line.kit_id, line.kit) for line in shown if line.kit_id is not None))
    rows = [_together(loan, kit, [line for line in shown if line.kit_id == kit_id]) for kit_id, kit in kits]
    if len(alone) + len(rows) <= _FEW:
        return [*rows, *(_row(loan, line) for line in alone)]
    kinds = dict.fromkeys(_what(line) for line in alone)
    return [*rows, *(_together(loan, kind, [line for line in alone if _what(line) == kind]) for kind in kinds)]


def _row(loan: LoanRow, line: LineRow) -> SlipRow:
    number = line.title if line.subject[0] == "asset" else ""
    what = line.detail if number and line.detail else line.title
    return SlipRow(loan.id, loan.borrower, what, number, line.serial, line.quantity, loan.due)


def _together(loan: LoanRow, what: str, lines: Sequence[LineRow]) -> SlipRow:
    """Things in one line, with the number of each."""
    inside = [f"{line.quantity} × {line.title}" if line.quantity > 1 else line.title for line in lines]
    numbers = ", ".join(inside) if inside != [what] else ""
    return SlipRow(loan.id, loan.borrower, what, numbers, "", sum(line.quantity for line in lines), loan.due)


def _what(line: LineRow) -> str:
    return line.model or line.title


def _pupils(session: Session, rows: Sequence[LoanRow]) -> set[int]:
    """Borrowers for whom a parent signs too."""
    people = person_page(session, [row.person_id for row in rows if row.person_id is not None])
    return {person_id for person_id, person in people.items() if person.kind is PersonKind.PUPIL}


def _things(count: int) -> Message:
    return _n("{count} thing", "{count} things", count)
