"""The dialog that takes a decision back: moves against it are added, and nothing is edited."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.budget.queries import DecisionRow
from coorddesk.budget.rules.ledger import Posted
from coorddesk.budget.rules.words import DECISION_TITLES, DecisionKind
from coorddesk.budget.service import Correction, correct
from coorddesk.budget.ui.overspent import warned
from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class CorrectionDialog(RecordDialog):
    """Some lines of a decision, or all of it; a transfer goes whole."""

    def __init__(self, desk: Desk, owner: QWidget, decision: DecisionRow) -> None:
        """`decision` is as its reader sees it."""
        self._decision = decision
        self._standing = [each for each in decision.parts if not each.is_taken_back]
        title = _("Take back: {kind} “{label}”", kind=DECISION_TITLES[decision.kind], label=decision.label)
        super().__init__(desk, owner, title, _p("budget decision", "Take back"), columns=1)

    def build(self, form: Form) -> None:
        """Why, and which lines."""
        desk = self.desk
        hint = _("The moves stay in the ledger, and one against each is added with these words.")
        form.add("words", _p("correction", "Why"), TextEditor(desk), required=True, hint=hint)
        form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
        names = [(each.line_id, f"{each.line} · {desk.texts.money(each.cents)}") for each in self._standing]
        ticks = ChecksEditor(desk, names)
        form.add("lines", _("Budget lines"), ticks)
        ticks.set_value(frozenset(line_id for line_id, _name in names))
        ticks.setEnabled(self._decision.kind is not DecisionKind.TRANSFER)

    def data(self) -> Correction:
        """The wish."""
        said = self.form.values()
        if not said["lines"]:
            raise UserError(_("Tick at least one line."), field="lines")
        every = len(said["lines"]) == len(self._standing)
        lines = () if every else tuple(sorted(said["lines"]))
        return Correction(self._decision.id, said["day"], said["words"], lines)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_correct, wish)

    def said(self, result: Any) -> Message:
        """That it is taken back, and what to look at."""
        posted: Posted = result
        return warned(_("“{name}” taken back.", name=self._decision.label), posted.overspent)


def _correct(wish: Correction, session: Session) -> Posted:
    """In the lane."""
    return correct(session, wish)
