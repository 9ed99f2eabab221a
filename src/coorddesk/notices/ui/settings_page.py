"""Settings of the desk: which server sends messages, and what is written in them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coorddesk.core.messages import _, _p
from coorddesk.core.organisation import organisation
from coorddesk.notices.queries import TemplateRow, templates
from coorddesk.notices.rules import OCCASION_TITLES, Server
from coorddesk.notices.service import reset_template
from coorddesk.notices.ui.server_form import ServerForm, ServerWish, stands, write_server
from coorddesk.notices.ui.template_dialog import TemplateDialog
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.written_form import WrittenForm
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.desk import Desk

_WORKS = _("The mail server lets us in. Nothing was sent.")


class _Server(WrittenForm):
    saved = _("The mail server is written down.")

    def reading(self) -> Callable[[Session], Server | None]:
        return stands

    def make(self, server: Server | None) -> ServerForm:
        return ServerForm(self.desk, server)

    def work(self, wish: ServerWish) -> Callable[[Session], None]:
        return partial(write_server, wish)


class MessagesSettings(QWidget):
    """The server is written down with a button; a template in a form of its own."""

    def __init__(self, desk: Desk) -> None:
        """Read what stands."""
        super().__init__()
        self._desk = desk
        self._works = Notice(desk, Tone.ACCENT)
        self._try = button(desk, _("Try the server"))
        self._try.clicked.connect(self._on_try_clicked)
        self.server = _Server(desk, self._try)
        self.server.save.clicked.connect(lambda: self._works.say(None))
        self._templates = QGridLayout()
        self._templates.setColumnStretch(0, 1)
        self._lay_out()
        desk.operations.committed.connect(self._read)
        self._read()

    def touched(self) -> bool:
        """Whether something is typed that is not written down yet."""
        return self.server.touched()

    def _lay_out(self) -> None:
        desk = self._desk
        hint = _("Whoever asked is told of each public change of their ticket. Nothing leaves before you send it.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(label(desk, hint, kind="muted", wrap=True))
        layout.addSpacing(TIGHT)
        layout.addWidget(self._works)
        layout.addWidget(self.server)
        layout.addSpacing(ROOM)
        layout.addWidget(label(desk, _("What is written"), TypeScale.STRONG))
        layout.addLayout(self._templates)
        layout.addStretch()

    def _read(self) -> None:
        show, failed = self._show_templates, self.server.show_error
        self._desk.operations.read(self, _templates, show, failed, replaces="templates")

    def _show_templates(self, rows: Sequence[TemplateRow]) -> None:
        while (item := self._templates.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        desk, say = self._desk, self._desk.texts.say
        for place, row in enumerate(rows):
            title = OCCASION_TITLES[row.occasion]
            off = "" if row.template.is_on else say(_p("message", "not written"))
            self._templates.addWidget(label(desk, title), place, 0)
            self._templates.addWidget(
                label(desk, _p("message", "not written") if off else None, kind="muted"), place, 1
            )
            edit = button(desk, _("Edit…"))
            edit.setAccessibleName(say(_("Edit “{title}”", title=title)))
            edit.clicked.connect(partial(self._on_edit_clicked, row))
            self._templates.addWidget(edit, place, 2)
            if row.version:
                own = button(desk, _("The program’s words"), ButtonKind.QUIET)
                own.clicked.connect(partial(self._on_reset_clicked, row))
                self._templates.addWidget(own, place, 3, Qt.AlignmentFlag.AlignRight)

    def _on_edit_clicked(self, row: TemplateRow, _checked: bool = False) -> None:
        TemplateDialog(self._desk, self, row).open()

    def _on_reset_clicked(self, row: TemplateRow, _checked: bool = False) -> None:
        self._desk.operations.change(self, partial(_reset, row), failed=self.server.show_error)

    def _on_try_clicked(self) -> None:
        self._works.say(None)
        wish = self.server.wished()
        if wish is not None and wish.server is not None:
            work, title = partial(_try, wish), _("Trying the mail server")
            told, failed = partial(self._works.say, _WORKS), self.server.show_error
            self._desk.operations.job(self, title, work, lambda _nothing: told(), failed)


def _templates(session: Session) -> tuple[TemplateRow, ...]:
    """In the lane: in the language of letters."""
    return templates(session, organisation(session).language)


def _reset(row: TemplateRow, session: Session) -> None:
    """In the lane."""
    reset_template(session, row.occasion, row.language, row.version)


def _try(wish: ServerWish, _database: Database, _progress: Progress) -> None:
    """As a job."""
    from coorddesk.notices.reports.secret import secret_of  # with all of e-mail, on first use
    from coorddesk.notices.reports.sending import try_server

    assert wish.server is not None
    password = wish.password or (secret_of(wish.server) if wish.server.user else None)
    try_server(wish.server, password)
