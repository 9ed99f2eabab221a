"""What becomes of drafted messages: changed, sent, opened, printed, dropped; nothing that left comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.history import cannot_be_undone, record
from coorddesk.core.messages import Message, _, _n, _p, encode
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.core.versions import refuse_stale
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.notices.models import Notice
from coorddesk.notices.queries.rows import NoticeRow, notice_row
from coorddesk.notices.rules import STATE_TITLES, State, check_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

_LEFT = _("A message that left cannot be taken back. Write another one.")
_TITLES = {"address": _("E-mail address"), "title": _p("message", "Subject"), "body": _p("message", "Text")}


@dataclass(frozen=True)
class Handle:
    """What is done with messages, by their ids."""

    notices: tuple[int, ...]


@dataclass(frozen=True)
class NoticeEdit:
    """A draft said otherwise, over the version its author saw."""

    id: int
    version: int
    address: str
    title: str
    body: str


@allowed(*EDITORS)
def edit_notice(session: Session, wish: NoticeEdit) -> None:
    """Change a message that has not left yet."""
    row = row_there(session, Notice, wish.id)
    _expect(row, State.DRAFT)
    wanted = {"address": tidy(wish.address), "title": tidy(wish.title), "body": tidy_lines(wish.body)}
    refuse_stale(row, wish.version, _TITLES, wanted, {key: getattr(row, key) for key in wanted})
    if wanted["address"]:
        check_address(wanted["address"], "address")
    if not wanted["title"]:
        raise UserError(_("Give it a subject: many mail programs set messages without one aside."), field="title")
    if not wanted["body"]:
        raise UserError(_("Write a few words."), field="body")
    for key, value in wanted.items():
        setattr(row, key, value)
    row.search = fold(f"{row.recipient} {row.address} {row.title}")
    session.flush()
    record(session, _("Change the message “{title}”", title=row.title), ("notice", row.id))


@allowed(*EDITORS)
def drop(session: Session, wish: Handle) -> None:
    """Drop messages: they are not sent."""
    rows = _drafts(session, wish)
    _turn(session, rows, State.DROPPED)
    _record(session, rows, lambda said: _("Drop {messages}", messages=said))


@allowed(*EDITORS)
def mark_printed(session: Session, wish: Handle) -> None:
    """Say that messages are on paper."""
    rows = _drafts(session, wish)
    _turn(session, rows, State.PRINTED)
    _record(session, rows, lambda said: _("Print {messages}", messages=said))


@allowed(*EDITORS)
def mark_opened(session: Session, wish: Handle) -> None:
    """Say that messages were handed to the mail program."""
    rows = _drafts(session, wish)
    for row in rows:
        _refuse_missing_address(row)
    _turn(session, rows, State.OPENED)
    _record(session, rows, lambda said: _("Open {messages} in the mail program", messages=said))


@allowed(*EDITORS)
def put_back(session: Session, wish: Handle) -> None:
    """Let messages wait again that did not reach anybody, whatever was done with them; never those that were sent."""
    rows = _rows(session, wish)
    for row in rows:
        if row.state in {State.SENT, State.DRAFT}:
            raise _otherwise(row)
    _turn(session, rows, State.DRAFT)
    _record(session, rows, lambda said: _("Keep {messages} to send", messages=said))


@allowed(*EDITORS)
def begin_sending(session: Session, notice_id: int) -> NoticeRow:
    """Put a draft into the hands of the server, for one program alone; what is to be sent."""
    row = row_there(session, Notice, notice_id)
    _expect(row, State.DRAFT)
    _refuse_missing_address(row)
    check_address(row.address, "address")
    _turn(session, [row], State.SENDING)
    _record(session, [row], lambda said: _("Hand {messages} to the mail server", messages=said))
    cannot_be_undone(session, _LEFT)
    sent = notice_row(session, row.id)
    assert sent is not None
    return sent


@allowed(*EDITORS)
def mark_sent(session: Session, notice_id: int) -> None:
    """Say that the server has taken a message, or that it did so when nobody saw its answer."""
    row = row_there(session, Notice, notice_id)
    _expect(row, State.SENDING)
    _turn(session, [row], State.SENT)
    _record(session, [row], lambda said: _("Send {messages}", messages=said))
    cannot_be_undone(session, _LEFT)


@allowed(*EDITORS)
def keep_draft(session: Session, notice_id: int, trouble: Message) -> None:
    """Keep a message that the server did not take, and why."""
    row = row_there(session, Notice, notice_id)
    _expect(row, State.SENDING)
    _turn(session, [row], State.DRAFT)
    row.trouble = encode(trouble)
    session.flush()
    _record(session, [row], lambda said: _("Keep {messages} that the mail server did not take", messages=said))
    cannot_be_undone(session, _("The mail server did not take it. Send it again, or drop it."))


def _turn(session: Session, rows: list[Notice], state: State) -> None:
    for row in rows:
        row.state, row.trouble = state, None
        row.handled_at, row.handled_by = clock_of(session).now(), actor_of(session).name
    session.flush()


def _rows(session: Session, wish: Handle) -> list[Notice]:
    wanted = list(dict.fromkeys(wish.notices))
    if not wanted:
        raise UserError(_("Choose at least one message."))
    found = {row.id: row for row in session.scalars(select(Notice).where(Notice.id.in_(wanted)))}
    if len(found) < len(wanted):
        raise UserError(_("A message is no longer there: somebody took back what it was about."))
    return [found[notice_id] for notice_id in wanted]


def _drafts(session: Session, wish: Handle) -> list[Notice]:
    rows = _rows(session, wish)
    for row in rows:
        _expect(row, State.DRAFT)
    return rows


def _expect(row: Notice, state: State) -> None:
    if row.state is not state:
        raise _otherwise(row)


def _otherwise(row: Notice) -> UserError:
    state = STATE_TITLES[row.state]
    return UserError(_("The message “{title}” is “{state}”, so this cannot be done.", title=row.title, state=state))


def _refuse_missing_address(row: Notice) -> None:
    if not row.address:
        raise UserError(
            _("{recipient} has no e-mail address. Print the message, or write an address into it.", recipient=_to(row)),
            field="address",
        )


def _to(row: Notice) -> str:
    return row.recipient or row.title


def _record(session: Session, rows: list[Notice], deed: Callable[[Message], Message]) -> None:
    if len(rows) == 1:
        said = _("the message “{title}”", title=rows[0].title)
    else:
        said = _n("{count} message", "{count} messages", len(rows))
    record(session, deed(said), *(("notice", row.id) for row in rows))
