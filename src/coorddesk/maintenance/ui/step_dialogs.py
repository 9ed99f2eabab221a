"""The steps of a repair: how far it has come, what came of it, and a device lent meanwhile."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.maintenance.queries import RepairRow
from coorddesk.maintenance.rules import CLOSED, REPAIR_STATE_TITLES, UNDER_WAY, RepairState
from coorddesk.maintenance.service import (
    Advance,
    End,
    LendMeanwhile,
    TakeBack,
    advance_repair,
    end_repair,
    lend_meanwhile,
    take_loan_back,
)
from coorddesk.maintenance.ui.pickers import asset_picker, option, person_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class StepDialog(RecordDialog):
    """Asks how far a repair has come; the next state on its way is offered first."""

    def __init__(self, desk: Desk, owner: QWidget, row: RepairRow) -> None:
        """`row` is the repair as its list shows it."""
        self._row = row
        super().__init__(desk, owner, _("Next step of the repair of {device}", device=row.device), columns=1)

    def build(self, form: Form) -> None:
        """Where it is, since when, and a word about it."""
        states = [state for state in UNDER_WAY if state is not self._row.state]
        later = [state for state in states if UNDER_WAY.index(state) > UNDER_WAY.index(self._row.state)]
        choice = ChoiceEditor(self.desk, [(state, REPAIR_STATE_TITLES[state]) for state in states])
        form.add("state", _p("repair", "State"), choice).set_value((later or states[-1:])[0])
        _add_day(self.desk, form)
        form.add("note", _("Note"), TextEditor(self.desk))

    def data(self) -> Advance:
        """The wish."""
        values = self.form.values()
        state = RepairState(values["state"])
        return Advance(self._row.id, self._row.version, state, values["day"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_advance, wish)

    def said(self, result: Any) -> Message:
        """How far it is now."""
        state = REPAIR_STATE_TITLES[RepairState(self.form.editor("state").value())]
        return _("Repair of {device}: {state}", device=self._row.device, state=state)


class EndDialog(RecordDialog):
    """Asks what came of a repair; what was lent meanwhile is taken back with it."""

    def __init__(self, desk: Desk, owner: QWidget, row: RepairRow) -> None:
        """`row` is the repair as its list shows it."""
        self._row = row
        super().__init__(desk, owner, _("End the repair of {device}", device=row.device), _("End the repair"))

    def build(self, form: Form) -> None:
        """What they did, what it cost, and whether the other device is back."""
        states = [(state, REPAIR_STATE_TITLES[state]) for state in RepairState if state in CLOSED]
        form.add("state", _p("repair", "State"), ChoiceEditor(self.desk, states))
        _add_day(self.desk, form)
        form.add("outcome", _("What they did"), NotesEditor(self.desk, 2), wide=True).set_value(self._row.outcome)
        cost = self._row.quote if self._row.cost is None and not self._row.under_warranty else self._row.cost
        form.add("cost", _("Cost"), AmountEditor(self.desk)).set_value(cost)
        warranty = YesNoEditor(self.desk, _("Under warranty"))
        form.add("under_warranty", _("Under warranty"), warranty).set_value(self._row.under_warranty)
        if self._row.is_loan_out:
            back = YesNoEditor(self.desk, _("{device}, lent meanwhile, is back", device=self._row.loan_device))
            form.add("loan", _("Lent meanwhile"), back, wide=True)
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the history of the device."), wide=True)

    def data(self) -> tuple[bool, End]:
        """Whether the other device is back, and the wish."""
        values = self.form.values()
        state = RepairState(values["state"])
        step = Advance(self._row.id, self._row.version, state, values["day"], values["note"])
        return values.get("loan", False), End(step, values["outcome"], values["cost"], values["under_warranty"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verbs."""
        return partial(_end, *wish)

    def said(self, result: Any) -> Message:
        """What came of it."""
        is_back = self.form.editor("state").value() == RepairState.GIVEN_BACK
        given = _("{device}: given back, repaired.", device=self._row.device)
        return given if is_back else _("{device}: repair abandoned.", device=self._row.device)


class LendDialog(RecordDialog):
    """Asks which device somebody gets until theirs is back."""

    def __init__(self, desk: Desk, owner: QWidget, row: RepairRow) -> None:
        """`row` is the repair as its list shows it."""
        self._row = row
        title = _("Lend a device during the repair of {device}", device=row.device)
        super().__init__(desk, owner, title, _p("button", "Lend"), columns=1)

    def build(self, form: Form) -> None:
        """Which, to whom, and until when."""
        form.add("device", _("Device to lend"), asset_picker(self.desk), required=True)
        picker = form.add("person", _("Borrower"), person_picker(self.desk), required=True)
        picker.set_value(option(self._row.holder_id, self._row.holder))
        hint = _("Leave it empty: it is due when the repair is over.")
        form.add("due", _("Until"), DateEditor(self.desk, self.desk.clock), hint=hint)

    def data(self) -> LendMeanwhile:
        """The wish."""
        values = self.form.values()
        return LendMeanwhile(self._row.id, self._row.version, values["device"], values["person"], values["due"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_lend, wish)

    def said(self, result: Any) -> Message:
        """To whom it went."""
        device, person = self.form.editor("device").text(), self.form.editor("person").text()
        return _("{device} lent to {person} meanwhile.", device=device, person=person)


def _add_day(desk: Desk, form: Form) -> None:
    form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())


def _advance(wish: Advance, session: Session) -> int:
    advance_repair(session, wish)
    return wish.id


def _end(is_back: bool, wish: End, session: Session) -> int:
    """Take back what was lent, if it is back, and end the repair: one change."""
    if is_back:
        take_loan_back(session, TakeBack(wish.step.id, wish.step.version))
    end_repair(session, wish)
    return wish.step.id


def _lend(wish: LendMeanwhile, session: Session) -> int:
    lend_meanwhile(session, wish)
    return wish.id
