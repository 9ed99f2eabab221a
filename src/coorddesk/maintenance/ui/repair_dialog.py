"""Sending devices for repair, and changing what is written down about a repair."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.inventory.service import Chosen
from coorddesk.maintenance.queries import RepairRow, repair
from coorddesk.maintenance.rules import REPAIR_STATE_TITLES, UNDER_WAY, RepairState
from coorddesk.maintenance.service import NewRepair, RepairDetails, RepairEdit, edit_repair, open_repair
from coorddesk.maintenance.ui.pickers import option, supplier_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("fault", "reference", "quote", "under_warranty", "notes")


class NewRepairDialog(RecordDialog):
    """Asks what is wrong with devices, and how far they have come."""

    def __init__(self, desk: Desk, owner: QWidget, asset_ids: tuple[int, ...], called: Message) -> None:
        """`called` is what the devices are called."""
        self._ids, self._called = asset_ids, called
        super().__init__(desk, owner, _("Send {devices} for repair", devices=called), _("Send for repair"))

    def build(self, form: Form) -> None:
        """What is wrong, who repairs it, and where it is."""
        form.add("fault", _p("repair", "Fault"), TextEditor(self.desk), required=True, wide=True)
        states = [(state, REPAIR_STATE_TITLES[state]) for state in UNDER_WAY]
        form.add("state", _p("repair", "State"), ChoiceEditor(self.desk, states))
        today = self.desk.clock.today()
        form.add("day", _("Day"), DateEditor(self.desk, self.desk.clock), required=True).set_value(today)
        _add_details(self.desk, form)

    def data(self) -> NewRepair:
        """The wish."""
        values = self.form.values()
        details = RepairDetails(supplier_id=values["supplier"], **{key: values[key] for key in _OWN})
        return NewRepair(Chosen(self._ids), details, values["day"], RepairState(values["state"]))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_open, wish)

    def said(self, result: Any) -> Message:
        """That they are on their way."""
        return _("{devices}: under repair.", devices=self._called)


class RepairEditDialog(RecordDialog):
    """Changes what is written down about a repair."""

    def __init__(self, desk: Desk, owner: QWidget, row: RepairRow) -> None:
        """`row` is the repair as its list shows it."""
        self._row = row
        super().__init__(desk, owner, _("Repair of {device}", device=row.device))

    def build(self, form: Form) -> None:
        """Every field; what they did, once it is over."""
        form.add("fault", _p("repair", "Fault"), TextEditor(self.desk), required=True, wide=True)
        _add_details(self.desk, form, with_cost=True)
        if self._row.is_over:
            form.add("outcome", _("What they did"), NotesEditor(self.desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """The repair to change."""
        return partial(_load, self._row.id)

    def data(self) -> RepairEdit:
        """The wish."""
        assert self.version is not None
        values = self.form.values()
        own = {key: values[key] for key in (*_OWN, "cost")}
        outcome = values.get("outcome", self._row.outcome)
        details = RepairDetails(supplier_id=values["supplier"], outcome=outcome, **own)
        return RepairEdit(self._row.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("Repair of {device} saved.", device=self._row.device)


def _add_details(desk: Desk, form: Form, *, with_cost: bool = False) -> None:
    form.add("supplier", _("Supplier"), supplier_picker(desk))
    form.add("reference", _("Supplier's reference"), TextEditor(desk), hint=_("Their number for this repair (RMA)"))
    form.add("quote", _("Quote"), AmountEditor(desk))
    if with_cost:
        form.add("cost", _("Cost"), AmountEditor(desk))
    form.add("under_warranty", _("Under warranty"), YesNoEditor(desk, _("Under warranty")))
    form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)


def _load(repair_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = repair(session, repair_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    values: dict[str, Any] = {key: getattr(row, key) for key in (*_OWN, "cost", "outcome")}
    return Loaded(row.version, values | {"supplier": option(row.supplier_id, row.supplier)})


def _open(wish: NewRepair, session: Session) -> int:
    """The first of the repairs, whose card is shown."""
    return open_repair(session, wish)[0]


def _edit(wish: RepairEdit, session: Session) -> int:
    edit_repair(session, wish)
    return wish.id
