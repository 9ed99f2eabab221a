"""The form of a schedule."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.maintenance.queries import PlanRow, plan
from coorddesk.maintenance.rules import LONGEST, LONGEST_NOTICE, WORK_TITLES, Rhythm, Work
from coorddesk.maintenance.service import PlanDetails, PlanEdit, create_plan, edit_plan
from coorddesk.maintenance.ui.pickers import (
    DaysEditor,
    asset_picker,
    category_picker,
    checklist_picker,
    model_picker,
    option,
    place_picker,
    supplier_picker,
)
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_LINKS = ("asset", "model", "category", "place", "checklist", "supplier")
_AHEAD = 14
_WIDTH = 760


class PlanDialog(RecordDialog):
    """Adds a schedule or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: PlanRow | None, asset: Option | None = None) -> None:
        """`edited` is the schedule to change, None for a new one; `asset` the device that a new one is about."""
        self._edited = edited
        self._asset = asset
        title = _("New maintenance schedule") if edited is None else _("Edit “{name}”", name=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        form.add("work", _p("maintenance", "Kind"), ChoiceEditor(desk, list(WORK_TITLES.items())))
        form.section(_("For which devices"))
        form.add("category", _("Category"), category_picker(desk))
        form.add("model", _("Model"), model_picker(desk))
        form.add("place", _("Place"), place_picker(desk), hint=_("With all that is inside it"))
        form.add("asset", _("Device"), asset_picker(desk)).set_value(self._asset)
        form.section(_("When"))
        months = NumberEditor(desk, 1, LONGEST, _p("unit", "months"))
        form.add("months", _("Every so many months"), months)
        hint = _("Day and month, such as 01/03, 01/09; instead of months")
        form.add("days", _("On these days of the year"), DaysEditor(desk), hint=hint)
        start = form.add("start", _("First due on"), DateEditor(desk, desk.clock), required=True)
        start.set_value(desk.clock.today())
        form.add("end", _("Until"), DateEditor(desk, desk.clock))
        ahead = NumberEditor(desk, 0, LONGEST_NOTICE, _p("unit", "days"))
        form.add("ahead", _("Announced ahead"), ahead, required=True).set_value(_AHEAD)
        from_done = YesNoEditor(desk, _("Counted from the day it was done"))
        form.add("from_done", _("Counted from the day it was done"), from_done)
        form.section(_("How"))
        form.add("checklist", _("Checklist"), checklist_picker(desk))
        form.add("supplier", _("Supplier"), supplier_picker(desk))
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The schedule to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> PlanDetails | PlanEdit:
        """The wish."""
        values = self.form.values()
        rhythm = Rhythm(values["start"], values["months"], values["days"], values["from_done"], values["end"])
        links = {f"{key}_id": values[key] for key in _LINKS}
        work = Work(values["work"])
        details = PlanDetails(values["name"], rhythm, work, ahead=values["ahead"], notes=values["notes"], **links)
        if self._edited is None:
            return details
        assert self.version is not None
        return PlanEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(plan_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = plan(session, plan_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    rhythm = row.rhythm
    values: dict[str, Any] = {key: option(getattr(row, f"{key}_id"), getattr(row, key)) for key in _LINKS}
    values |= {"name": row.name, "work": row.work, "ahead": row.ahead, "notes": row.notes}
    values |= {"start": rhythm.start, "months": rhythm.months, "days": rhythm.days, "end": rhythm.end}
    return Loaded(row.version, values | {"from_done": rhythm.from_done})


def _save(wish: PlanDetails | PlanEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, PlanDetails):
        return create_plan(session, wish)
    edit_plan(session, wish)
    return wish.id
