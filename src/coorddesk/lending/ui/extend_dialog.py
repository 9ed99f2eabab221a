"""Letting loans last until another day."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.lending.rules import DUE_PRESET_TITLES, DuePreset, due_on
from coorddesk.lending.service import Extension, Seen, extend
from coorddesk.lending.ui.spite import SpiteDialog
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.lending.queries import LoanRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


_USUAL = (DuePreset.TWO_WEEKS, DuePreset.END_OF_YEAR)


class ExtendDialog(SpiteDialog):
    """Two weeks, unless something else is said; who needs the things before that is named, and asked about."""

    anyway = _("Extend all the same")

    def __init__(self, desk: Desk, owner: QWidget, rows: Sequence[LoanRow]) -> None:
        """All of `rows` get the same day."""
        self._rows = rows
        loans = _n("{count} loan", "{count} loans", len(rows))
        super().__init__(desk, owner, _("Extend {loans}", loans=loans), _("Extend"), columns=1)

    def build(self, form: Form) -> None:
        """One of the usual days, or one's own."""
        choices = [(preset, title) for preset, title in DUE_PRESET_TITLES.items() if preset is not DuePreset.TODAY]
        usual = form.add("until", _p("loan", "Until"), ChoiceEditor(self.desk, choices, _("Another day")))
        due = form.add("due", _("Day"), DateEditor(self.desk, self.desk.clock))
        first = self._first()
        usual.set_value(first)
        due.set_value(self._day(first))
        usual.changed.connect(self._on_usual_chosen)
        due.changed.connect(self._on_day_changed)

    def data(self) -> list[Extension]:
        """The wishes. Raises `UserError` where neither a day nor “no end” is said."""
        values = self.form.values()
        due = values["due"]
        if due is None and values["until"] is not DuePreset.NEVER:
            raise UserError(_("Say until which day, or choose “No end”."), field="due")
        despite = self.take_despite()
        return [Extension(Seen(row.id, row.version), due, despite) for row in self._rows]

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_extend, wish)

    def said(self, result: Any) -> Message:
        """That they last longer."""
        return _n("{count} loan extended.", "{count} loans extended.", len(self._rows))

    def _day(self, preset: DuePreset) -> Any:
        return due_on(preset, self.desk.clock.today())

    def _first(self) -> DuePreset:
        """The first of the usual days that is later than all are due: nobody extends a loan to shorten it."""
        latest = max((row.due or date.max for row in self._rows), default=date.min)
        later = (each for each in _USUAL if (self._day(each) or date.max) > latest)
        return next(later, DuePreset.NEVER)

    def _on_usual_chosen(self) -> None:
        chosen = self.form.editor("until").value()
        if chosen is not None:
            self.form.editor("due").set_value(self._day(chosen))

    def _on_day_changed(self) -> None:
        """A day of one's own is none of the usual ones."""
        until, due = self.form.editor("until"), self.form.editor("due")
        chosen = until.value()
        if chosen is not None and due.state() != due.shown(self._day(chosen)):
            until.set_value(None)


def _extend(wishes: Sequence[Extension], session: Session) -> None:
    for wish in wishes:
        extend(session, wish)
