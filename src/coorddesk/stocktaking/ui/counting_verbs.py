"""What can be done on the counting screen besides scanning: the actions behind its buttons and keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence

from coorddesk.core.messages import _, _p
from coorddesk.stocktaking.rules import LineState, Verdict
from coorddesk.stocktaking.ui.answers import Answer, Remedy
from coorddesk.stocktaking.ui.close_dialog import CloseDialog, read_closing
from coorddesk.stocktaking.ui.line_dialog import LineDialog
from coorddesk.stocktaking.ui.paste_dialog import PasteDialog, summary
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QDialog

    from coorddesk.core.errors import UserError
    from coorddesk.stocktaking.queries import LineRow
    from coorddesk.stocktaking.service import Outcome
    from coorddesk.stocktaking.ui.board import Board
    from coorddesk.stocktaking.ui.scanning import Scanning
    from coorddesk.widgets.desk import Desk

_LOST = {LineState.EXPECTED, LineState.MISSING}


class CountingVerbs(QObject):
    """About what is selected while the keyboard is in the list, else about what was scanned last.

    Signals:
        answered: an `Answer` to show.
        done: a dialog is over, the keyboard should go back to the field.
    """

    answered = Signal(object)
    done = Signal()

    def __init__(self, desk: Desk, window: QDialog, scanning: Scanning) -> None:
        """Make every action; `window` lists them and owns their dialogs."""
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._scanning = scanning
        self._board: Board | None = None
        new = partial(make_action, desk, window)
        self.mend = new(_("Move it here"), "map-pin", "F4", self._on_mend)
        self.here = new(_("It is here"), "check", "F3", partial(self._with_picked, _see))
        self.note = new(_("Condition and note…"), "notebook-pen", "F2", self._on_note)
        self.missing = new(_p("counting", "Missing"), "circle-x", "F8", partial(self._with_picked, _give_up))
        self.scope = new(_("This room or everywhere"), "door-open", "F6", self._on_scope)
        self.paste = new(_("Paste a list…"), "clipboard-paste", "F7", self._on_paste)
        self.back = new(_p("counting", "Take back"), "undo-2", "Ctrl+Z", scanning.take_back)
        self.end = new(_("Close the stocktake…"), "archive", "F9", self._on_end)
        self.leave = new(_p("counting", "Leave"), "log-out", "Ctrl+W", window.reject)

        for action in (self.mend, self.here, self.note, self.missing, self.back, self.end):
            action.setIconText(_keyed(action))

    def about_things(self) -> tuple[QAction, ...]:
        """Those that are about what was scanned or selected."""
        return self.mend, self.here, self.note, self.missing, self.back

    def about_all(self) -> tuple[QAction, ...]:
        """Those that are about the list and the stocktake."""
        return self.scope, self.paste, self.end, self.leave

    def watch(self, board: Board) -> None:
        """Follow what is selected on the board."""
        self._board = board
        board.picked.connect(self.refresh)
        board.opened.connect(self._on_line_opened)
        self.refresh()

    def refresh(self) -> None:
        """Offer what fits."""
        rows, last, remedy = self._picked(), self._scanning.last, self._scanning.remedy
        title = _("It is here now") if remedy is Remedy.ANEW and not rows else _("Move it here")
        self.mend.setText(self._desk.texts.say(title))
        self.mend.setIconText(_keyed(self.mend))
        self.mend.setEnabled(bool(_astray(rows)) if rows else remedy is not Remedy.NONE)
        are_lost = bool(rows) and all(row.state in _LOST for row in rows)
        self.here.setEnabled(are_lost)
        self.missing.setEnabled(are_lost and len({row.state for row in rows}) == 1)
        self.note.setEnabled(len(rows) == 1 or (not rows and last is not None and last.line_id is not None))

    def _picked(self) -> list[LineRow]:
        return self._board.selected() if self._board is not None and self._board.has_keyboard() else []

    def _on_mend(self) -> None:
        if _astray(self._picked()):
            self._with_picked(_move)
        else:
            self._scanning.mend()

    def _with_picked(self, deed: Callable[[Scanning, Sequence[LineRow]], None]) -> None:
        if self._board is not None and self._picked():
            self._board.with_selected(partial(deed, self._scanning))

    def _on_note(self) -> None:
        rows, last = self._picked(), self._scanning.last
        if rows:
            self._describe(rows[0].id, rows[0].called)
        elif last is not None and last.line_id is not None:
            self._describe(last.line_id, last.called)

    def _on_line_opened(self, row: LineRow) -> None:
        """Enter on what is to find: it is here; on anything else, what there is to say about it."""
        if row.state in _LOST and row.asset_id is not None:
            self._scanning.see([row.asset_id])
        else:
            self._describe(row.id, row.called)

    def _describe(self, line_id: int, called: str) -> None:
        self._over(LineDialog(self._desk, self._window, line_id, called))

    def _on_scope(self) -> None:
        if self._board is not None:
            self._board.toggle_room()

    def _on_paste(self) -> None:
        dialog = PasteDialog(self._desk, self._window, self._scanning.stocktake_id, self._scanning.room)
        dialog.saved.connect(self._on_pasted)
        self._over(dialog)

    def _on_pasted(self, outcomes: Sequence[Outcome]) -> None:
        rooms = [outcome for outcome in outcomes if outcome.verdict is Verdict.ROOM]
        if rooms:
            self._scanning.go_to(rooms[-1].room_id, rooms[-1].room)
        self._scanning.last = None
        self.answered.emit(Answer(Tone.SUCCESS, summary(outcomes)))

    def _on_end(self) -> None:
        work = partial(read_closing, self._scanning.stocktake_id)
        self._desk.operations.read(self, work, self._on_closing_read, self._on_refused)

    def _on_closing_read(self, read: Any) -> None:
        if read is not None:
            dialog = CloseDialog(self._desk, self._window, read)
            dialog.saved.connect(lambda _value: self._window.accept())
            self._over(dialog)

    def _on_refused(self, error: UserError) -> None:
        self.answered.emit(Answer(Tone.DANGER, error.message))

    def _over(self, dialog: QDialog) -> None:
        dialog.finished.connect(lambda _result: self.done.emit())
        dialog.open()


def _keyed(action: QAction) -> str:
    """Its word and its key, for the button."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"\N{FOUR-PER-EM SPACE}{action.text().removesuffix('…')}\N{EN SPACE}{keys}"


def _astray(rows: Sequence[LineRow]) -> list[LineRow]:
    """Those that a move would put right."""
    return [row for row in rows if row.state is LineState.MISPLACED and row.correction is None]


def _move(scanning: Scanning, rows: Sequence[LineRow]) -> None:
    astray = _astray(rows)
    if astray:
        scanning.move([row.id for row in astray], astray[0].called, astray[0].found_place or "")


def _see(scanning: Scanning, rows: Sequence[LineRow]) -> None:
    scanning.see([row.asset_id for row in rows if row.asset_id is not None])


def _give_up(scanning: Scanning, rows: Sequence[LineRow]) -> None:
    scanning.give_up([row.id for row in rows], missing=rows[0].state is LineState.EXPECTED)
