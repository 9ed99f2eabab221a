"""What is due by a schedule: done with its checklist, left out, or put off, for the devices that are ticked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.maintenance.queries import DueRow, PlanRow
from coorddesk.maintenance.rules import Urgency
from coorddesk.maintenance.service import (
    Doing,
    Postponing,
    Skipping,
    Turns,
    do_maintenance,
    postpone_maintenance,
    skip_maintenance,
)
from coorddesk.maintenance.ui.entry_dialog import add_entry_fields, add_points, entry_details
from coorddesk.maintenance.ui.pickers import option
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class TurnsDialog(RecordDialog):
    """The ground of the three: which devices it is about. Those that are due are ticked at first."""

    def __init__(
        self, desk: Desk, owner: QWidget, plan: PlanRow, due: Sequence[DueRow], title: Message, save: Message
    ) -> None:
        """`due` are the devices of `plan`."""
        self._plan, self._due = plan, due
        super().__init__(desk, owner, title, save)

    def add_devices(self, form: Form) -> None:
        """The devices to tick."""
        texts = self.desk.texts
        lines = [(row.asset_id, texts.say(_line(row))) for row in self._due]
        near = frozenset(row.asset_id for row in self._due if row.urgency is not Urgency.COMING)
        everything = frozenset(row.asset_id for row in self._due)
        checks = ChecksEditor(self.desk, lines)
        form.add("devices", _("Devices"), checks, hint=self._left_out(), wide=True).set_value(near or everything)

    def _left_out(self) -> Message | None:
        """That these are not all, where there are many."""
        count, every = len(self._due), self._plan.devices
        if count == every:
            return None
        return _("The {count} that are due first, of {all}; the others follow.", count=count, all=every)

    def turns(self) -> Turns:
        """Those that are ticked."""
        ticked = self.form.values()["devices"]
        if not ticked:
            raise UserError(_("Tick at least one device."), field="devices")
        return Turns(self._plan.id, tuple((row.asset_id, row.due) for row in self._due if row.asset_id in ticked))

    def told(self) -> Message:
        """How many are ticked."""
        count = len(self.form.editor("devices").value())
        return _n("{count} device", "{count} devices", count)


class DoDialog(TurnsDialog):
    """Writes into the log that what is due was done."""

    def __init__(self, desk: Desk, owner: QWidget, plan: PlanRow, due: Sequence[DueRow], points: Sequence[str]) -> None:
        """`points` are those of the schedule's checklist."""
        self._points = tuple(points)
        super().__init__(desk, owner, plan, due, _("Do “{plan}”", plan=plan.name), _("Done"))

    def build(self, form: Form) -> None:
        """The devices, the points, and what is asked of anything that was done."""
        self.add_devices(form)
        add_points(self.desk, form, self._points)
        add_entry_fields(self.desk, form, several=True)
        form.editor("work").set_value(self._plan.work)
        form.editor("what").set_value(self._plan.name)
        form.editor("supplier").set_value(option(self._plan.supplier_id, self._plan.supplier))
        form.add("notes", _("Notes"), NotesEditor(self.desk, 2), wide=True)

    def data(self) -> Doing:
        """The wish."""
        return Doing(self.turns(), entry_details(self.form.values(), self._points))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_do, wish)

    def said(self, result: Any) -> Message:
        """That it is done."""
        return _("“{plan}” done for {devices}.", plan=self._plan.name, devices=self.told())


class SkipDialog(TurnsDialog):
    """Leaves devices out this time."""

    def __init__(self, desk: Desk, owner: QWidget, plan: PlanRow, due: Sequence[DueRow]) -> None:
        """`due` are the devices of `plan`."""
        super().__init__(desk, owner, plan, due, _("Skip “{plan}” this time", plan=plan.name), _("Skip"))

    def build(self, form: Form) -> None:
        """Which, and why."""
        self.add_devices(form)
        form.add("reason", _("Reason"), TextEditor(self.desk), required=True, wide=True)

    def data(self) -> Skipping:
        """The wish."""
        return Skipping(self.turns(), self.form.values()["reason"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_skip, wish)

    def said(self, result: Any) -> Message:
        """That it is for the next time."""
        return _("“{plan}” skipped for {devices}.", plan=self._plan.name, devices=self.told())


class PostponeDialog(TurnsDialog):
    """Puts devices off to another day."""

    def __init__(self, desk: Desk, owner: QWidget, plan: PlanRow, due: Sequence[DueRow]) -> None:
        """`due` are the devices of `plan`."""
        super().__init__(desk, owner, plan, due, _("Postpone “{plan}”", plan=plan.name), _("Postpone"))

    def build(self, form: Form) -> None:
        """Which, to when, and why."""
        self.add_devices(form)
        form.add("day", _("To"), DateEditor(self.desk, self.desk.clock), required=True)
        form.add("reason", _("Reason"), TextEditor(self.desk), required=True, wide=True)

    def data(self) -> Postponing:
        """The wish."""
        values = self.form.values()
        return Postponing(self.turns(), values["day"], values["reason"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_postpone, wish)

    def said(self, result: Any) -> Message:
        """Until when."""
        day = self.form.editor("day").value()
        return _("“{plan}” postponed to {day} for {devices}.", plan=self._plan.name, day=day, devices=self.told())


def _line(row: DueRow) -> Message:
    room = (row.place or "").rpartition(PATH_SEPARATOR)[-1]
    device = " · ".join(part for part in (row.device, row.name, room) if part)
    return _("{device}: {urgency}, {day}", device=device, urgency=row.urgency_title, day=row.due)


def _do(wish: Doing, session: Session) -> list[int]:
    return do_maintenance(session, wish)


def _skip(wish: Skipping, session: Session) -> None:
    skip_maintenance(session, wish)


def _postpone(wish: Postponing, session: Session) -> None:
    postpone_maintenance(session, wish)
