"""Retiring devices: why, when, to whom, with which paper, and whether their data is gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.inventory.queries import LabelRow
from coorddesk.inventory.rules import DATA_WIPED_TITLES, DISPOSAL_REASON_TITLES, DataWiped, DisposalReason, MetaStatus
from coorddesk.inventory.service import Retirement, retire_assets
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.inventory.ui.selected import Selected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class RetireDialog(RecordDialog):
    """Asks what the paper about it will have to say."""

    def __init__(self, desk: Desk, owner: QWidget, devices: Selected, labels: Sequence[LabelRow]) -> None:
        """`devices` leave together; `labels` are the desk's statuses."""
        self._devices = devices
        self._labels = [label for label in labels if label.meta is MetaStatus.RETIRED]
        super().__init__(desk, owner, _("Retire {devices}", devices=devices.said), _p("button", "Retire"))

    def build(self, form: Form) -> None:
        """All that is asked."""
        desk = self.desk
        form.add("reason", _("Reason"), ChoiceEditor(desk, list(DISPOSAL_REASON_TITLES.items())), required=True)
        form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
        form.add("recipient", _("Recipient"), TextEditor(desk), hint=_("Who bought it, got it or took it away"))
        form.add("certificate", _("Certificate"), TextEditor(desk), hint=_("Number or name of the document"))
        wiped = ChoiceEditor(desk, list(DATA_WIPED_TITLES.items()), blank=_("Choose…"))
        form.add("data_wiped", _("Data wiped"), wiped, required=True)
        if len(self._labels) > 1:
            choices = [(label.id, label.title) for label in self._labels]
            form.add("status", _("Status"), ChoiceEditor(desk, choices))
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    def data(self) -> Retirement:
        """The wish."""
        values = self.form.values()
        return Retirement(
            devices=self._devices.chosen,
            reason=DisposalReason(values["reason"]),
            day=values["day"],
            data_wiped=DataWiped(values["data_wiped"]),
            recipient=values["recipient"],
            certificate=values["certificate"],
            notes=values["notes"],
            status_label_id=values.get("status"),
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_retire, wish)

    def said(self, result: Any) -> Message:
        """That they are gone."""
        return _("{devices}: retired.", devices=self._devices.said)


def _retire(wish: Retirement, session: Session) -> None:
    retire_assets(session, wish)
