"""The dialog that takes in a calendar file (.ics): the events of others, or school holidays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from coorddesk.agenda.imports import Found, TakenAs, look_into, names_of
from coorddesk.agenda.service import EventsTaken, Foreign, remove_events, take_in_events, take_in_holidays
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.directory.service import Deletion
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.agenda.queries import EventRow
    from coorddesk.agenda.rules import Days
    from coorddesk.agenda.service import TakenIn
    from coorddesk.widgets.desk import Desk

_WIDTH = 560
_MOST_LINES = 6
_TITLES: tuple[tuple[TakenAs, Message], ...] = (
    (TakenAs.EVENTS, _("Events of others")),
    (TakenAs.HOLIDAYS, _("School holidays: days closed")),
)


class TakingInDialog(QDialog):
    """Shows what a file would bring; afterwards, what it has no more."""

    def __init__(self, desk: Desk, owner: QWidget, path: Path) -> None:
        """Read the file."""
        super().__init__(owner)
        self._desk = desk
        self._found: Found | None = None
        self._gone: Sequence[EventRow] = ()
        self.setWindowTitle(desk.texts.say(_("Take in a calendar")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.form = Form(desk, columns=1)
        self._kind = self.form.add("kind", _("Take in as"), ChoiceEditor(desk, _TITLES), required=True)
        hint = _("Its events stand in the agenda under this name. The same file again changes nothing.")
        self._name = self.form.add("name", _("Calendar"), TextEditor(desk), hint=hint)
        self._file = label(desk, verbatim(path.name), TypeScale.STRONG, wrap=True)
        self.brings = label(desk, wrap=True)
        self.left_out = label(desk, kind="muted", wrap=True)
        self.told = Notice(desk, Tone.WARNING)
        self.trouble = Notice(desk, Tone.DANGER)
        self.take = button(desk, _("Take in"), ButtonKind.PRIMARY)
        self.remove = button(desk, _("Remove them from the agenda"))
        self._close = button(desk, _("Cancel"))
        self._lay_out()
        self.form.changed.connect(self._show_found)
        self.take.clicked.connect(self._on_take_clicked)
        self.remove.clicked.connect(self._on_remove_clicked)
        self._close.clicked.connect(self.reject)
        desk.operations.read(self, partial(look_into, path), self._on_read, self._show_trouble)

    def _lay_out(self) -> None:
        self.take.setDefault(True)
        self.take.setEnabled(False)
        self.form.setEnabled(False)
        self.remove.hide()
        buttons = QDialogButtonBox()
        buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.remove, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        for part in (self._file, self.form, self.brings, self.left_out, self.told, self.trouble):
            layout.addWidget(part)
        layout.addWidget(buttons)

    def _on_read(self, found: Found) -> None:
        self._found = found
        self.form.show_values({"kind": found.usual, "name": found.name})
        self.form.setEnabled(True)
        self._show_found()
        self.form.focus_first()

    def _show_found(self) -> None:
        """What it would bring, taken for what is chosen."""
        if self._found is None:
            return
        way, say = self._kind.value(), self._desk.texts.say
        self._name.setEnabled(way is TakenAs.EVENTS)
        self.brings.setText(say(self._found.brings(way)))
        lines = [say(_("Left out: {entry}", entry=line)) for line in names_of(self._found.left_out[way])]
        more = len(lines) - _MOST_LINES
        told = [*lines[:_MOST_LINES], say(_n("{count} more", "{count} more", more))] if more > 0 else lines
        self.left_out.setText("\n".join(told))
        self.left_out.setVisible(bool(told))
        self.take.setEnabled(bool(self._found.events if way is TakenAs.EVENTS else self._found.holidays))

    def _on_take_clicked(self) -> None:
        assert self._found is not None
        self.trouble.say(None)
        values = self.form.values()
        self.take.setEnabled(False)
        work: Any = partial(_take_holidays, self._found.holidays)
        done: Any = self._on_holidays_taken
        if values["kind"] is TakenAs.EVENTS:
            work = partial(_take_events, values["name"] or self._found.name, self._found.events)
            done = self._on_events_taken
        self._desk.operations.change(self, work, done, self._show_trouble, said=_said)

    def _on_holidays_taken(self, _taken: TakenIn) -> None:
        self.accept()

    def _on_events_taken(self, taken: EventsTaken) -> None:
        """Close, unless the file has something no more."""
        if not taken.gone:
            self.accept()
            return
        self._gone = taken.gone
        for each in (self.form, self.brings, self.left_out, self.take):
            each.hide()
        self.remove.show()
        self.remove.setFocus()
        self._close.setText(self._desk.texts.say(_("Leave them")))
        self.told.say(_gone(taken.gone, self._desk.texts.say))
        self.adjustSize()

    def _on_remove_clicked(self) -> None:
        self.remove.setEnabled(False)
        work = partial(_remove, [Deletion(row.id, row.version) for row in self._gone])
        removed = _n("{count} event deleted.", "{count} events deleted.", len(self._gone))
        self._desk.operations.change(self, work, lambda _count: self.accept(), self._show_trouble, said=removed)

    def _show_trouble(self, error: UserError) -> None:
        if not self.form.show_error(error):
            self.trouble.say(error.message)
        self.take.setEnabled(self._found is not None)


def _gone(rows: Sequence[EventRow], say: Callable[[Message], str]) -> Message:
    """What the file has no more, line by line."""
    head = _n(
        "{count} event to come is no longer in the file:",
        "{count} events to come are no longer in the file:",
        len(rows),
    )
    lines = [say(_("{title} ({when})", title=row.title, when=row.said_days)) for row in rows[:_MOST_LINES]]
    more = len(rows) - _MOST_LINES
    if more > 0:
        lines.append(say(_n("{count} more", "{count} more", more)))
    return verbatim("\n".join([say(head), *lines]))


def _said(taken: EventsTaken | TakenIn) -> Message:
    counts = {"new": taken.new, "changed": taken.changed, "unchanged": taken.unchanged}
    if isinstance(taken, EventsTaken):
        return _("Events: {new} new, {changed} changed, {unchanged} as they were.", **counts)
    return _("Holidays: {new} new, {changed} changed, {unchanged} as they were.", **counts)


def _take_events(calendar: str, events: Sequence[Foreign], session: Session) -> EventsTaken:
    """In the lane."""
    return take_in_events(session, calendar, events, clock_of(session).today())


def _take_holidays(holidays: Sequence[Days], session: Session) -> TakenIn:
    """In the lane."""
    return take_in_holidays(session, holidays)


def _remove(wishes: Sequence[Deletion], session: Session) -> int:
    """In the lane."""
    return remove_events(session, wishes)
