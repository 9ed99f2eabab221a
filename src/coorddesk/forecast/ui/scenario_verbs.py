"""What can be done with scenarios from the forecast: make, edit, copy, delete, and change something in one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.forecast.rules.words import ChangeKind
from coorddesk.forecast.service import TakingOff, delete_scenario, take_off_change
from coorddesk.forecast.ui.scenario_dialogs import ChangeDialog, ScenarioDialog
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.forecast.rules.expected import Expected
    from coorddesk.forecast.ui.forecast_fields import ForecastFields
    from coorddesk.widgets.desk import Desk


class ScenarioVerbs(QObject):
    """A change of things as they are makes a scenario first: they stay as they are.

    Signals:
        scenario_wanted: the id of the scenario to look at; None for things as they are.
    """

    scenario_wanted = Signal(object)

    def __init__(self, desk: Desk, dialog: QWidget, fields: ForecastFields) -> None:
        """The actions of a forecast; `fields` know the scenario that is looked at."""
        super().__init__(dialog)
        self._desk, self._dialog, self._fields = desk, dialog, fields
        self._then: Callable[[], object] | None = None
        new = partial(make_action, desk, dialog)
        self.new = new(_("New scenario…"), "plus", "Ctrl+N", self._on_new)
        self.edit = new(_("Edit scenario…"), "pencil", "F2", self._on_edit)
        self.copy = new(_("Copy scenario…"), "copy", "Ctrl+D", self._on_copy)
        self.delete = new(_("Delete scenario…"), "trash-2", "Ctrl+Delete", self._on_delete)
        self.actions = [self.new, self.edit, self.copy, self.delete]

    def refresh(self) -> None:
        """Offer what can be done with the scenario that is looked at; go on with what it was made for."""
        there = self._fields.scenario is not None
        for action in (self.edit, self.copy, self.delete):
            action.setEnabled(there)
        then, self._then = self._then, None
        if then is not None:
            then()

    def change(self, kind: ChangeKind, items: Sequence[Expected]) -> None:
        """Change something in the scenario that is looked at; without one, in a new one."""
        of = self._fields.scenario
        if of is not None:
            year = self._fields.query.first or self._desk.clock.today().year + 1
            ChangeDialog(self._desk, self._dialog, of, kind, items, year).open()
            return
        made = ScenarioDialog(self._desk, self._dialog)
        made.saved.connect(partial(self._change_in_new, kind, items))
        made.open()

    def take_off(self, scenario_id: int, change_id: int) -> None:
        """Let a scenario no longer make a change."""
        wish = TakingOff(scenario_id, change_id)
        self._desk.operations.change(
            self._dialog,
            lambda session: take_off_change(session, wish),
            said=lambda _result: _("The change is taken off."),
        )

    def _change_in_new(self, kind: ChangeKind, items: Sequence[Expected], scenario_id: int) -> None:
        """Once the new scenario is among those that were read."""
        self._then = partial(self.change, kind, items)
        self.scenario_wanted.emit(scenario_id)

    def _on_new(self) -> None:
        made = ScenarioDialog(self._desk, self._dialog)
        made.saved.connect(self.scenario_wanted)
        made.open()

    def _on_edit(self) -> None:
        if self._fields.scenario is not None:
            ScenarioDialog(self._desk, self._dialog, self._fields.scenario).open()

    def _on_copy(self) -> None:
        if self._fields.scenario is not None:
            made = ScenarioDialog(self._desk, self._dialog, copied=self._fields.scenario)
            made.saved.connect(self.scenario_wanted)
            made.open()

    def _on_delete(self) -> None:
        row = self._fields.scenario
        if row is None:
            return
        question = _("Delete the scenario “{name}”?", name=row.name)
        detail = _("What is expected stays as it is. The deletion can be undone.")
        if not self._desk.ask(self._dialog, question, detail, _("Delete"), dangerous=True):
            return
        wish = Deletion(row.id, row.version)
        self._desk.operations.change(
            self._dialog,
            lambda session: delete_scenario(session, wish),
            lambda _result: self.scenario_wanted.emit(None),
            said=lambda _result: _("The scenario is deleted."),
        )
