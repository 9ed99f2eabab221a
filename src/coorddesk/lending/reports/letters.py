"""Letters to who should have brought something back: one for each borrower, on paper or as the draft of an e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.directory.queries import person_page
from coorddesk.lending.queries import LineRow, LoanQuery, LoanRow, lines_of
from coorddesk.lending.reports.lists import rows_of
from coorddesk.lending.rules import Standing
from coorddesk.reporting.blocks import Document, Fact, Facts, Listing, Paragraph, Sheet, Typed, TypedText
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.mail import DraftFile
    from coorddesk.reporting.report import Stamp

Borrowed = tuple[int | None, int | None]
"""A borrower by the ids of the person and of the class."""


@dataclass(frozen=True)
class LateRow:
    """A thing that is late."""

    borrower: str
    email: str
    title: str
    detail: str
    count: int
    loan: int
    since: date
    due: date | None
    late: int


@dataclass(frozen=True)
class Late:
    """Who is late, how they are reached, and with what."""

    borrower: str
    email: str
    about: str
    rows: tuple[LateRow, ...]


_COLUMNS: tuple[Column[LateRow], ...] = (
    Column("title", _("Inventory number"), lambda row: row.title, Kind.CODE, 14),
    Column("detail", _("What"), lambda row: row.detail, width=36),
    Column("count", _("Quantity"), lambda row: row.count, Kind.NUMBER, 8, total=True),
    Column("since", _("Since"), lambda row: row.since, Kind.DATE, 12),
    Column("due", _("Due"), lambda row: row.due, Kind.DATE, 12),
    Column("late", _("Days late"), lambda row: row.late, Kind.NUMBER, 8),
)
_IN_SHEETS = (
    Column[LateRow]("borrower", _("Borrower"), lambda row: row.borrower, width=22),
    Column[LateRow]("email", _("E-mail"), lambda row: row.email, width=28),
    Column[LateRow]("loan", _("Loan"), lambda row: str(row.loan), Kind.CODE, 8),
    *_COLUMNS,
)


def letters(session: Session, choice: LoanQuery | Sequence[int] | None) -> Document:
    """A letter to each borrower with something overdue, of the loans chosen or of all."""
    late = late_borrowers(session, choice)
    today, author = clock_of(session).today(), session.info["actor"].name
    title, signed = _("Reminder of overdue loans"), [part for part in (author, organisation(session).name) if part]
    return Document(
        title=title,
        sheets=tuple(_sheet(each, today, signed) for each in late),
        table=Report(title, _IN_SHEETS, (Group(None, [row for each in late for row in each.rows]),), _things),
        typed=_typed(),
    )


def late_borrowers(session: Session, choice: LoanQuery | Sequence[int] | None = None) -> list[Late]:
    """Who is late with what, the longest first: for letters, and for whoever writes to them."""
    query = LoanQuery(standings=frozenset({Standing.OVERDUE})) if choice is None else choice
    rows = [row for row in rows_of(session, query) if row.standing is Standing.OVERDUE]
    lines = lines_of(session, [row.id for row in rows])
    people = person_page(session, [row.person_id for row in rows if row.person_id is not None])
    found: dict[Borrowed, list[LoanRow]] = {}
    for row in sorted(rows, key=lambda row: (-row.late, row.id)):
        found.setdefault((row.person_id, row.group_id), []).append(row)
    late = []
    for (person_id, _group), loans in found.items():
        person = people.get(person_id or 0)
        email, about = ("", "") if person is None else (person.email, person.group or person.department or "")
        of_loans = [_row(loan, line, email) for loan in loans for line in lines[loan.id] if line.back_at is None]
        late.append(Late(loans[0].borrower, email, about, tuple(of_loans)))
    return late


def mail_drafts(session: Session, texts: Texts, stamp: Stamp, choice: Sequence[int] | None = None) -> list[DraftFile]:
    """A draft for each borrower who is late and has an e-mail address, with the letter attached."""
    from coorddesk.reporting.document import write_document  # with reportlab, on first use
    from coorddesk.reporting.mail import DraftFile, draft

    document = letters(session, choice)
    drafts: list[DraftFile] = []
    for late, sheet in zip(late_borrowers(session, choice), document.sheets, strict=True):
        if late.email:
            stream = BytesIO()
            write_document(_alone(document, sheet), stream, stamp, texts)
            name = texts.say(_("Reminder {borrower}", borrower=late.borrower))
            said = [texts.say(document.text_of(key)) for key in ("opening", "request")]
            things = [f"- {row.title} {row.detail}".rstrip() for row in late.rows]
            signed = [part for part in (stamp.author, stamp.organisation) if part]
            text = "\n\n".join([texts.say(_hello(late)), said[0], "\n".join(things), said[1], "\n".join(signed)])
            data = draft(texts.say(document.title), f"{text}\n", f"{name}.pdf", stream.getvalue(), [late.email])
            drafts.append(DraftFile(f"{name}.eml", data))
    return drafts


def _choose(subject: Subject) -> LoanQuery | Sequence[int] | None:
    return (subject[1],) if subject[0] == "loan" else LoanQuery.about(subject)


LETTERS = ReportKind(
    "overdue-letters",
    _("Reminders of overdue loans"),
    _("A letter to each borrower who should have brought something back."),
    letters,
    _choose,
    frozenset({"loan"}),
)


def _alone(document: Document, sheet: Sheet) -> Document:
    return Document(document.title, (sheet,), document.table, document.typed, document.page)


def _sheet(late: Late, today: date, signed: Sequence[str]) -> Sheet:
    facts = (Fact(_("Date"), today, Kind.DATE), Fact(_("Class or group"), late.about))
    several = any(row.count > 1 for row in late.rows)
    columns = tuple(column for column in _COLUMNS if several or column.key != "count")
    return Sheet(
        name=verbatim(late.borrower),
        title=verbatim(late.borrower),
        blocks=(
            Facts(facts),
            Paragraph(_hello(late)),
            Typed("opening"),
            Listing(late.rows, None, _("Nothing is overdue."), columns),
            Typed("request"),
            Typed("greeting"),
            *(Paragraph(verbatim(part)) for part in signed),
        ),
    )


def _hello(late: Late) -> Message:
    return _("Dear {name},", name=late.borrower)


def _typed() -> tuple[TypedText, ...]:
    return (
        TypedText(
            "opening",
            _("Opening"),
            _("The things listed below were lent to you and should have been back by now."),
        ),
        TypedText(
            "request",
            _("What is asked"),
            _(
                "Please bring them back as soon as you can. If you need them longer, or if something is lost or "
                "broken, tell us: we will find a way together."
            ),
        ),
        TypedText("greeting", _("Closing"), _("With kind regards")),
    )


def _row(loan: LoanRow, line: LineRow, email: str) -> LateRow:
    about = line.detail or line.kit
    return LateRow(loan.borrower, email, line.title, about, line.quantity, loan.id, loan.since, loan.due, loan.late)


def _things(count: int) -> Message:
    return _n("{count} thing", "{count} things", count)
