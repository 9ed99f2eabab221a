"""A list of codes pasted at once: what a scanner kept in its memory, or a column of a sheet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from coorddesk.core.messages import Message, _, _n
from coorddesk.stocktaking.rules import STATE_OF, Verdict
from coorddesk.stocktaking.service import Codes, Outcome, scan_codes
from coorddesk.widgets.forms.editors import NotesEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_LINES = 12


class PasteDialog(RecordDialog):
    """One code to a line; the label of a room among them says where those after it are."""

    def __init__(self, desk: Desk, owner: QWidget, stocktake_id: int, room: tuple[int | None, str]) -> None:
        """Counting begins in `room`: its id and its name."""
        self._stocktake_id = stocktake_id
        self._room_id, self._room = room
        super().__init__(desk, owner, _("Paste a list of codes"), _("Count them"), columns=1)

    def build(self, form: Form) -> None:
        """The list; what is in the clipboard stands there already if it has lines."""
        where = _("The first ones are in {place}.", place=self._room) if self._room else _("No room has been chosen.")
        hint = _("{where} The code of a room says where those below it are.", where=where)
        codes = form.add("text", _("Codes, one to a line"), NotesEditor(self.desk, _LINES), hint=hint, required=True)
        copied = QGuiApplication.clipboard().text()
        if "\n" in copied.strip():
            codes.set_value(copied)

    def data(self) -> Codes:
        """The wish: of several columns, the first."""
        lines = str(self.form.values()["text"]).splitlines()
        return Codes(self._stocktake_id, self._room_id, tuple(text.partition("\t")[0] for text in lines))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_count, wish)


def summary(outcomes: Sequence[Outcome]) -> Message:
    """What a list of codes came to, in a sentence."""
    counted = sum(outcome.verdict in STATE_OF for outcome in outcomes)
    misplaced = sum(outcome.verdict is Verdict.MISPLACED for outcome in outcomes)
    unknown = sum(outcome.verdict is Verdict.UNKNOWN for outcome in outcomes)
    said = _n("{count} thing counted", "{count} things counted", counted)
    if misplaced:
        said = _("{one}, {other}", one=said, other=_n("{count} misplaced", "{count} misplaced", misplaced))
    if unknown:
        said = _("{one}, {other}", one=said, other=_n("{count} unknown", "{count} unknown", unknown))
    return said


def _count(wish: Codes, session: Session) -> tuple[Outcome, ...]:
    """In the lane."""
    return scan_codes(session, wish)
