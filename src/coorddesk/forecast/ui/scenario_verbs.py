"""What can be done with scenarios from the forecast: make, edit, copy, delete, and change something in one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.forecast.rules.words import ChangeKind
from coorddesk.forecast.service import TakingOff, delete_scenario, take_off_change
from coorddesk.forecast.ui.scenario_dialogs import ChangeDialog, ScenarioDialog
from coorddesk.widgets.actions import make_action

if TYPE_CHECKING:
    from coorddesk.forecast.rules.expected import Expected
    from coorddesk.forecast.ui.forecast_dialog import ForecastDialog
    from coorddesk.widgets.desk import Desk


class ScenarioVerbs:
    """A change of things as they are makes a scenario first: they stay as they are."""

    def __init__(self, desk: Desk, dialog: ForecastDialog) -> None:
        """The actions of a forecast."""
        self._desk, self._dialog = desk, dialog
        new = partial(make_action, desk, dialog)
        self.new = new(_("New scenario…"), "plus", "Ctrl+N", self._on_new)
        self.edit = new(_("Edit scenario…"), "pencil", "F2", self._on_edit)
        self.copy = new(_("Copy scenario…"), "copy", "Ctrl+D", self._on_copy)
        self.delete = new(_("Delete scenario…"), "trash-2", "Ctrl+Delete", self._on_delete)
        self.actions = [self.new, self.edit, self.copy, self.delete]

    def refresh(self) -> None:
        """Offer what can be done with the scenario that is looked at."""
        there = self._dialog.scenario is not None
        for action in (self.edit, self.copy, self.delete):
            action.setEnabled(there)

    def change(self, kind: ChangeKind, items: Sequence[Expected]) -> None:
        """Change something in the scenario that is looked at; without one, in a new one."""
        of = self._dialog.scenario
        if of is not None:
            year = self._dialog.query.first or self._desk.clock.today().year + 1
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
        self._dialog.once_read(partial(self.change, kind, items))
        self._dialog.show_scenario(scenario_id)

    def _on_new(self) -> None:
        made = ScenarioDialog(self._desk, self._dialog)
        made.saved.connect(self._dialog.show_scenario)
        made.open()

    def _on_edit(self) -> None:
        if self._dialog.scenario is not None:
            ScenarioDialog(self._desk, self._dialog, self._dialog.scenario).open()

    def _on_copy(self) -> None:
        if self._dialog.scenario is not None:
            made = ScenarioDialog(self._desk, self._dialog, copied=self._dialog.scenario)
            made.saved.connect(self._dialog.show_scenario)
            made.open()

    def _on_delete(self) -> None:
        row = self._dialog.scenario
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
            lambda _result: self._dialog.show_scenario(None),
            said=lambda _result: _("The scenario is deleted."),
        )
