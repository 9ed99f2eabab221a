"""Undo and redo as the window offers them: two actions that say which deed they are about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from coorddesk.core.errors import Refused, UserError
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.widgets.desk import Desk

_MOST_LETTERS = 60


@dataclass(frozen=True)
class Deed:
    """A change set, and what it was called."""

    change_set: int
    name: Message


class Undoing(QObject):
    """Keeps the two actions in step with the history, and carries them out as jobs: an import may be large."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Make the actions, and look again after each commit."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._to_undo: Deed | None = None
        self._to_redo: Deed | None = None
        self._under_way = 0  # undos and redos that run or wait: meanwhile nobody knows what comes next
        self.undo_action = self._action("undo-2", "Ctrl+Z")
        self.undo_action.triggered.connect(self._on_undo_triggered)
        self.redo_action = self._action("redo-2", "Ctrl+Shift+Z")
        self.redo_action.triggered.connect(self._on_redo_triggered)
        self._show((None, None))
        desk.operations.committed.connect(self.refresh)

    def refresh(self) -> None:
        """Look up what would be undone and redone now."""
        name = self._desk.actor.name
        self._desk.operations.read(self, lambda session: next_deeds(session, name), self._show, replaces="next")

    def undo(self, deed: Deed) -> None:
        """Take a change set back, or say why it stays."""
        self._on_begun()
        self._desk.operations.job(
            self,
            _("Undo: {deed}", deed=deed.name),
            lambda database, progress: _take_back(database, deed.change_set, progress),
            lambda _name: self._desk.say(_("Undone: {deed}", deed=deed.name)),
            lambda error: self._refuse(_("“{deed}” stays. {reason}", deed=deed.name, reason=error.message), error),
            settled=self._on_settled,
        )

    def redo(self, deed: Deed) -> None:
        """Do an undone change set again, or say why not."""
        self._on_begun()
        self._desk.operations.job(
            self,
            _("Redo: {deed}", deed=deed.name),
            lambda database, progress: _do_again(database, deed.change_set, progress),
            lambda _name: self._desk.say(_("Done again: {deed}", deed=deed.name), deed.change_set),
            lambda error: self._refuse(
                _("“{deed}” cannot be done again. {reason}", deed=deed.name, reason=error.message), error
            ),
            settled=self._on_settled,
        )

    def undo_change_set(self, change_set: int) -> None:
        """Take back a change set of which only the number is known."""
        self._desk.operations.read(self, lambda session: deed_of(session, change_set), self.undo)

    def _on_undo_triggered(self) -> None:
        if self._to_undo is not None:
            self.undo(self._to_undo)

    def _on_redo_triggered(self) -> None:
        if self._to_redo is not None:
            self.redo(self._to_redo)

    def _on_begun(self) -> None:
        self._under_way += 1
        for action in (self.undo_action, self.redo_action):
            action.setEnabled(False)

    def _on_settled(self) -> None:
        self._under_way -= 1
        self.refresh()

    def _refuse(self, message: Message, error: UserError) -> None:
        """A refusal names the deed; a full disk or a lost server speaks for itself."""
        self._desk.warn(self._window, Refused(message) if isinstance(error, Refused) else error)

    def _show(self, deeds: tuple[Deed | None, Deed | None]) -> None:
        self._to_undo, self._to_redo = deeds
        say = self._desk.texts.say
        undo = _("Undo: {deed}", deed=deeds[0].name) if deeds[0] else _("Nothing to undo")
        redo = _("Redo: {deed}", deed=deeds[1].name) if deeds[1] else _("Nothing to redo")
        for action, text, deed in ((self.undo_action, undo, deeds[0]), (self.redo_action, redo, deeds[1])):
            whole = say(text)
            action.setText(_shortened(whole).replace("&", "&&"))
            action.setToolTip(whole)
            action.setEnabled(deed is not None and not self._under_way)

    def _action(self, icon: str, keys: str) -> QAction:
        action = QAction(self._desk.theme.icon(icon), "", self)
        action.setShortcut(keys)
        return action


def next_deeds(session: Session, actor: str) -> tuple[Deed | None, Deed | None]:
    """What `actor` would undo and redo next."""
    from coorddesk.core import undo  # loads SQL, which comes after the first paint

    to_undo, to_redo = undo.next_to_undo(session, actor), undo.next_to_redo(session, actor)
    return (
        deed_of(session, to_undo) if to_undo is not None else None,
        deed_of(session, to_redo) if to_redo is not None else None,
    )


def deed_of(session: Session, change_set: int) -> Deed:
    """What a change set was called."""
    from coorddesk.core import story

    (row,) = story.change_sets(session, limit=1, before=change_set + 1)
    return Deed(row.root, row.deed)


def _take_back(database: Database, change_set: int, progress: Progress) -> Message:
    from coorddesk.core import undo
    from coorddesk.core.database import Lane

    with database.transaction(lane=Lane.JOBS) as session:
        return undo.undo(session, change_set, progress)


def _do_again(database: Database, change_set: int, progress: Progress) -> Message:
    from coorddesk.core import undo
    from coorddesk.core.database import Lane

    with database.transaction(lane=Lane.JOBS) as session:
        return undo.redo(session, change_set, progress)


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_LETTERS else f"{text[: _MOST_LETTERS - 1].rstrip()}…"
