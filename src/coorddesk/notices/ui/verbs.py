"""What can be done with messages, one or many: sent, opened in the mail program, printed, dropped, kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.notices.queries import NoticeRow
from coorddesk.notices.rules import State
from coorddesk.notices.service import Handle, drop, mark_opened, mark_printed, mark_sent, put_back
from coorddesk.notices.ui.notice_dialog import NoticeDialog
from coorddesk.widgets.actions import make_action, part
from coorddesk.widgets.mail_drafts import open_drafts, write_drafts
from coorddesk.widgets.table.record_list import with_selected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.notices.reports.sending import Sent
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


class NoticeVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected."""

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` owns them."""
        super().__init__(page)
        self._desk, self._page, self._list = desk, page, listing
        self._is_sending = False  # a second press meanwhile is a slip
        new = partial(make_action, desk, page)
        self.send = new(_("Send"), "mail", "Ctrl+Return", self._on_send)
        self.open = new(_("Open in the mail program"), "external-link", "O", self._on_open)
        self.paper = new(_("Put on paper…"), "file-text", "", self._on_paper)
        part(page)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.printed = new(_("It is printed"), "check", "", partial(self._turn, mark_printed, _printed))
        self.arrived = new(_("It was sent"), "circle-check", "", self._on_arrived)
        self.back = new(_("Keep it to send"), "undo-2", "", partial(self._turn, put_back, _kept))
        self.drop = new(_("Drop"), "trash-2", "Del", partial(self._turn, drop, _dropped))
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def for_some(self) -> list[QAction]:
        """Those that are done with what is selected, the most usual first."""
        return [self.send, self.open, self.paper, self.edit, self.printed, self.arrived, self.back, self.drop]

    def refresh(self) -> None:
        """Offer what fits the selection."""
        rows = self._rows()
        states = {row.state for row in rows}
        waits = states == {State.DRAFT}
        mailed = waits and all(row.address for row in rows)
        self.send.setEnabled(mailed and not self._is_sending)
        self.open.setEnabled(mailed)
        self.paper.setEnabled(bool(rows))
        self.edit.setEnabled(waits and len(rows) == 1)
        self.printed.setEnabled(waits)
        self.arrived.setEnabled(states == {State.SENDING} and len(rows) == 1)
        self.back.setEnabled(bool(rows) and not states & {State.DRAFT, State.SENT})
        self.drop.setEnabled(waits)

    def _rows(self) -> list[NoticeRow]:
        """What is selected and was painted."""
        found = [self._list.row(notice_id) for notice_id in self._list.selected_ids()]
        return [row for row in found if isinstance(row, NoticeRow)]

    def _on_send(self) -> None:
        with_selected(self._list, self._mail)

    def _mail(self, rows: Sequence[NoticeRow]) -> None:
        if self._is_sending:
            return
        ids = [row.id for row in rows]
        self._is_sending = True
        self.refresh()
        work = partial(_send, ids)
        self._desk.operations.job(self, _("Sending messages"), work, self._on_sent, settled=self._on_settled)

    def _on_sent(self, sent: Sent) -> None:
        if sent.count:
            self._desk.say(_n("{count} message sent.", "{count} messages sent.", sent.count))
        if sent.troubles:
            self._desk.warn(self._page, UserError(verbatim("\n".join(map(self._desk.texts.say, sent.troubles)))))

    def _on_settled(self) -> None:
        self._is_sending = False
        self.refresh()

    def _on_open(self) -> None:
        with_selected(self._list, self._draft)

    def _draft(self, rows: Sequence[NoticeRow]) -> None:
        ids = tuple(row.id for row in rows)
        title = _("Preparing the e-mails")
        self._desk.operations.job(self, title, partial(_write, ids), partial(self._on_written, ids))

    def _on_written(self, ids: tuple[int, ...], paths: Sequence[Path]) -> None:
        is_open, said = open_drafts(paths)
        if is_open:
            self._desk.operations.change(self, partial(_turn, mark_opened, ids), said=said)
        elif said is not None:
            self._desk.warn(self._page, UserError(said))

    def _on_paper(self) -> None:
        from coorddesk.notices.reports import LETTERS  # papers load when they are wanted

        self._desk.preview_report(LETTERS, tuple(self._list.selected_ids()))

    def _on_edit(self) -> None:
        rows = self._rows()
        if len(rows) == 1:
            NoticeDialog(self._desk, self._page, rows[0]).open()

    def _on_arrived(self) -> None:
        (row,) = self._rows()
        self._desk.operations.change(self, partial(_arrived, row.id))

    def _turn(self, verb: Callable[[Session, Handle], None], said: Callable[[int], Message]) -> None:
        with_selected(self._list, lambda rows: self._turn_all(verb, said, [row.id for row in rows]))

    def _turn_all(
        self, verb: Callable[[Session, Handle], None], said: Callable[[int], Message], ids: Sequence[int]
    ) -> None:
        self._desk.operations.change(self, partial(_turn, verb, tuple(ids)), said=said(len(ids)))


def _printed(count: int) -> Message:
    return _n("{count} message is printed.", "{count} messages are printed.", count)


def _dropped(count: int) -> Message:
    return _n("{count} message dropped.", "{count} messages dropped.", count)


def _kept(count: int) -> Message:
    return _n("{count} message waits.", "{count} messages wait.", count)


def _turn(verb: Callable[[Session, Handle], None], ids: tuple[int, ...], session: Session) -> None:
    """In the lane."""
    verb(session, Handle(ids))


def _arrived(notice_id: int, session: Session) -> None:
    """In the lane."""
    mark_sent(session, notice_id)


def _send(ids: Sequence[int], database: Database, progress: Progress) -> Sent:
    """As a job."""
    from coorddesk.notices.reports.sending import send  # with all of e-mail, on first use

    return send(ids, database, progress)


def _write(ids: Sequence[int], database: Database, _progress: Progress) -> list[Path]:
    """As a job: write the drafts where the mail program finds them."""
    from coorddesk.core.database import Lane  # SQL is loaded by now
    from coorddesk.notices.reports import mail_drafts

    with database.reading(Lane.JOBS) as session:
        drafts = mail_drafts(session, ids)
    return write_drafts(drafts)
