"""Messages on paper, a sheet for each, and as drafts for the mail program."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import _, _n, verbatim
from coorddesk.core.tables import Kind
from coorddesk.notices.queries import NOTICE_COLUMNS, NoticeQuery, NoticeRow, notice_ids, notice_page
from coorddesk.notices.rules import State
from coorddesk.reporting.blocks import Document, Fact, Facts, Heading, Paragraph, Sheet
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.report import Group, Report

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.reporting.mail import DraftFile


def letters(session: Session, choice: Sequence[int] | None) -> Document:
    """A letter for each of some messages; without a choice, for all that wait and have no address."""
    if choice is None:
        waiting = notice_page(session, notice_ids(session, NoticeQuery(state=State.DRAFT)))
        rows = [row for row in waiting.values() if not row.address]
    else:
        found = notice_page(session, choice)
        rows = [found[notice_id] for notice_id in choice if notice_id in found]
    today, title = clock_of(session).today(), _("Messages")
    return Document(
        title=title,
        sheets=tuple(_sheet(row, today) for row in rows),
        table=Report(
            title, NOTICE_COLUMNS, (Group(None, rows),), lambda n: _n("{count} message", "{count} messages", n)
        ),
    )


def mail_drafts(session: Session, choice: Sequence[int]) -> list[DraftFile]:
    """A draft for each of some messages that have an address, in the order of the choice."""
    from coorddesk.reporting.mail import DraftFile, as_draft, compose  # with all of e-mail, on first use

    found = notice_page(session, choice)
    rows = [found[notice_id] for notice_id in choice if notice_id in found]
    return [
        DraftFile(f"{row.title}.eml", as_draft(compose(row.title, row.body, [row.address])))
        for row in rows
        if row.address
    ]


def _sheet(row: NoticeRow, today: date) -> Sheet:
    return Sheet(
        name=verbatim(row.recipient or row.title),
        title=verbatim(row.recipient or row.title),
        blocks=(
            Facts((Fact(_("Date"), today, Kind.DATE),)),
            Heading(verbatim(row.title)),
            *(Paragraph(verbatim(part)) for part in row.body.split("\n\n")),
        ),
    )


def _choose(subject: Subject) -> Sequence[int] | None:
    return (subject[1],) if subject[0] == "notice" else None


LETTERS = ReportKind(
    "messages",
    _("Messages on paper"),
    _("A sheet for each message that waits for somebody without an e-mail address."),
    letters,
    _choose,
    frozenset({"notice"}),
)
