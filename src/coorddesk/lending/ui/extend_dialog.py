"""Letting loans last until another day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.lending.rules import DUE_PRESET_TITLES, DuePreset, due_on
from coorddesk.lending.service import Extension, Seen, extend
from coorddesk.lending.ui.spite import in_spite
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.errors import UserError
    from coorddesk.lending.queries import LoanRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ExtendDialog(RecordDialog):
    """Two weeks, unless something else is said; who needs the things before that is named, and asked about."""

    def __init__(self, desk: Desk, owner: QWidget, rows: Sequence[LoanRow]) -> None:
        """All of `rows` get the same day."""
        self._rows = rows
        self._despite = False
        loans = _n("{count} loan", "{count} loans", len(rows))
        super().__init__(desk, owner, _("Extend {loans}", loans=loans), _("Extend"), columns=1)

    def build(self, form: Form) -> None:
        """One of the usual days, or one's own."""
        choices = [(preset, title) for preset, title in DUE_PRESET_TITLES.items() if preset is not DuePreset.TODAY]
        usual = form.add("until", _p("loan", "Until"), ChoiceEditor(self.desk, choices, _("Another day")))
        usual.set_value(DuePreset.TWO_WEEKS)
        form.add("due", _("Day"), DateEditor(self.desk, self.desk.clock)).set_value(self._day(DuePreset.TWO_WEEKS))
        usual.changed.connect(self._on_usual_chosen)

    def data(self) -> list[Extension]:
        """The wishes."""
        values = self.form.values()
        never = values["until"] is DuePreset.NEVER
        due = None if never else values["due"]
        return [Extension(Seen(row.id, row.version), due, self._despite) for row in self._rows]

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_extend, wish)

    def said(self, result: Any) -> Message:
        """That they last longer."""
        return _n("{count} loan extended.", "{count} loans extended.", len(self._rows))

    def show_error(self, error: UserError) -> None:
        """What may be passed over is asked about."""
        if in_spite(self.desk, self, error, _("Extend all the same")):
            self._despite = True
            self.form.setDisabled(False)
            self._on_save_clicked()
            return
        super().show_error(error)

    def _day(self, preset: DuePreset) -> Any:
        return due_on(preset, self.desk.clock.today())

    def _on_usual_chosen(self) -> None:
        chosen = self.form.editor("until").value()
        if chosen is not None:
            self.form.editor("due").set_value(self._day(chosen))


def _extend(wishes: Sequence[Extension], session: Session) -> None:
    for wish in wishes:
        extend(session, wish)
