"""Reminding who is late: a letter to each, or the draft of an e-mail with the letter attached."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.lending.rules import late
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.mail_drafts import open_drafts, write_drafts
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.tick_list import TickList
from coorddesk.widgets.tokens import ROOM, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts
    from coorddesk.lending.reports.letters import Late
    from coorddesk.widgets.desk import Desk

_WIDTH, _HEIGHT = 620, 460


class RemindDialog(QDialog):
    """Everybody who is late; ticked are those of the loans that were selected, or all if none of these is late."""

    def __init__(self, desk: Desk, owner: QWidget, selected: Collection[int]) -> None:
        """`selected` are numbers of loans."""
        super().__init__(owner)
        self._desk = desk
        self._selected = frozenset(selected)
        self._late: Sequence[Late] = ()
        self._is_nobody = False
        self.setWindowTitle(desk.texts.say(_("Remind who is late")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, _WIDTH, _HEIGHT)
        self._notice = Notice(desk, Tone.ACCENT)
        self.list = TickList(desk, _("Who is late"))
        self.all = button(desk, _("{deed} ({keys})", deed=_("Tick all"), keys="Ctrl+A"), ButtonKind.LINK)
        self.mail = button(desk, _("Draft e-mails"), ButtonKind.PRIMARY, "mail")
        self.letters = button(desk, _("Letters…"), icon="printer")
        self._close = button(desk, _p("dismiss a message", "Close"))
        self._lay_out()
        self.mail.clicked.connect(self._on_mail_wanted)
        self.letters.clicked.connect(self._on_letters_wanted)
        self._close.clicked.connect(self.reject)
        self.all.clicked.connect(self.list.turn_all)
        self.list.turned.connect(self._refresh)
        self._refresh()

    def open(self) -> None:
        """Show the dialog, and read who is late."""
        super().open()
        self._desk.operations.read(self, _read, self._show)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        buttons.addWidget(self.letters)
        buttons.addStretch()
        buttons.addWidget(self.mail)
        buttons.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(SNUG)
        layout.addWidget(self._notice)
        layout.addWidget(self.all, 0, Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def _show(self, found: Sequence[Late]) -> None:
        self._late = found
        are_wanted = [not self._selected.isdisjoint(_loans(each)) for each in found]
        wanted = are_wanted if any(are_wanted) else [True] * len(found)
        self.list.show_lines((self._said(each), is_wanted) for each, is_wanted in zip(found, wanted, strict=True))
        self.list.setFocus()
        if not found:
            self._notice.say(_("Nothing is overdue."))

    def _said(self, each: Late) -> str:
        """Who, with how much, for how long, and how they are reached."""
        say = self._desk.texts.say
        count = sum(row.count for row in each.rows)
        things = say(_n("{count} thing", "{count} things", count))
        parts = (each.borrower, things, say(late(max(row.late for row in each.rows))))
        return " · ".join((*parts, each.email or say(_("no e-mail address"))))

    def _ticked(self) -> list[Late]:
        return [self._late[place] for place in self.list.ticked()]

    def _refresh(self) -> None:
        ticked = self._ticked()
        self.all.setEnabled(bool(self._late))
        self.letters.setEnabled(bool(ticked))
        self.mail.setEnabled(any(each.email for each in ticked))
        nobody = bool(ticked) and not self.mail.isEnabled()
        if nobody != self._is_nobody:
            self._is_nobody = nobody
            self._notice.say(_("Nobody ticked has an e-mail address. Print letters instead.") if nobody else None)

    def _on_letters_wanted(self) -> None:
        from coorddesk.lending.reports.letters import LETTERS  # papers load when they are wanted

        self._desk.preview_report(LETTERS, tuple(loan for each in self._ticked() for loan in _loans(each)))

    def _on_mail_wanted(self) -> None:
        loans = tuple(loan for each in self._ticked() if each.email for loan in _loans(each))
        self.mail.setEnabled(False)
        work = partial(_draft, loans, self._desk.texts)
        title = _("Preparing the e-mails")
        self._desk.operations.job(self, title, work, self._on_drafted, settled=self._refresh)

    def _on_drafted(self, drafts: Sequence[Path]) -> None:
        _is_open, said = open_drafts(drafts)
        if said is not None:
            self._say(said)

    def _say(self, said: Message) -> None:
        self._notice.say(said)


def _loans(each: Late) -> tuple[int, ...]:
    return tuple(dict.fromkeys(row.loan for row in each.rows))


def _read(session: Session) -> Sequence[Late]:
    """In the lane: everybody who is late, the longest first."""
    from coorddesk.lending.reports.letters import late_borrowers

    return late_borrowers(session)


def _draft(loans: tuple[int, ...], texts: Texts, database: Database, _progress: Progress) -> list[Path]:
    """As a job: write the drafts where the mail program finds them."""
    from coorddesk.core.database import Lane  # SQL is loaded by now
    from coorddesk.lending.reports.letters import mail_drafts
    from coorddesk.reporting.stamp import stamp_of

    with database.reading(Lane.JOBS) as session:
        drafts = mail_drafts(session, texts, stamp_of(session), loans)
    return write_drafts(drafts)
