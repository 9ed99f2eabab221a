"""What was done to devices: written into the log, or changed there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.inventory.service import Chosen
from coorddesk.maintenance.queries import EntryRow, entry
from coorddesk.maintenance.rules import VERDICT_TITLES, WORK_TITLES, Point, Verdict, Work
from coorddesk.maintenance.service import EntryDetails, EntryEdit, NewEntries, edit_entry, log_maintenance
from coorddesk.maintenance.ui.pickers import DowntimeEditor, option, supplier_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.list_editors import ChecksEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("day", "work", "what", "done_by", "cost", "downtime", "under_warranty", "documents", "verdict", "notes")


def add_entry_fields(desk: Desk, form: Form, *, several: bool = False) -> None:
    """What is asked of anything that was done."""
    form.add("what", _p("maintenance", "What was done"), TextEditor(desk), required=True, wide=True)
    form.add("day", _("Day"), DateEditor(desk, desk.clock), required=True).set_value(desk.clock.today())
    form.add("work", _p("maintenance", "Kind"), ChoiceEditor(desk, list(WORK_TITLES.items())))
    form.add("done_by", _("Done by"), TextEditor(desk))
    form.add("supplier", _("Supplier"), supplier_picker(desk))
    shared = _("Of all together: it is shared out among them.") if several else None
    form.add("cost", _("Cost"), AmountEditor(desk), hint=shared)
    form.add("downtime", _("Out of use"), DowntimeEditor(desk), hint=_("3 h, or 2 d for days"))
    verdicts = ChoiceEditor(desk, list(VERDICT_TITLES.items()), blank=_p("verdict", "None"))
    form.add("verdict", _("Verdict"), verdicts)
    form.add("documents", _("Documents"), TextEditor(desk), hint=_("Numbers of invoices, work orders or certificates"))
    form.add("under_warranty", _("Under warranty"), YesNoEditor(desk, _("Under warranty")))


def add_points(desk: Desk, form: Form, points: Sequence[str]) -> None:
    """The points of a checklist, to be ticked."""
    if points:
        title = _("Checklist")
        form.add("points", title, ChecksEditor(desk, list(enumerate(points))), wide=True)


def entry_details(values: dict[str, Any], points: Sequence[str]) -> EntryDetails:
    """What a form with these fields says."""
    ticked = values.get("points", frozenset())
    found = tuple(Point(text, place in ticked) for place, text in enumerate(points))
    own = {key: values[key] for key in _OWN}
    own["work"] = Work(values["work"])
    own["verdict"] = None if values["verdict"] is None else Verdict(values["verdict"])
    return EntryDetails(supplier_id=values["supplier"], points=found, **own)


class EntryDialog(RecordDialog):
    """Writes down what was done to devices."""

    def __init__(self, desk: Desk, owner: QWidget, asset_ids: tuple[int, ...], called: Message) -> None:
        """`called` is what the devices are called."""
        self._ids, self._called = asset_ids, called
        super().__init__(desk, owner, _("Log maintenance of {devices}", devices=called), _("Write down"))

    def build(self, form: Form) -> None:
        """Every field."""
        add_entry_fields(self.desk, form, several=len(self._ids) > 1)
        form.add("notes", _("Notes"), NotesEditor(self.desk, 3), wide=True)

    def data(self) -> NewEntries:
        """The wish."""
        return NewEntries(Chosen(self._ids), entry_details(self.form.values(), ()))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_log, wish)

    def said(self, result: Any) -> Message:
        """That it is there."""
        return _("{devices}: in the maintenance log.", devices=self._called)


class EntryEditDialog(RecordDialog):
    """Changes what the log says."""

    def __init__(self, desk: Desk, owner: QWidget, row: EntryRow) -> None:
        """`row` is the entry as its list shows it."""
        self._row = row
        self._points = tuple(point.text for point in row.points)
        super().__init__(desk, owner, _("Maintenance of {device}", device=row.device))

    def build(self, form: Form) -> None:
        """Every field, and the points that there were."""
        add_entry_fields(self.desk, form)
        add_points(self.desk, form, self._points)
        form.add("notes", _("Notes"), NotesEditor(self.desk, 3), wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """The entry to change."""
        return partial(_load, self._row.id)

    def data(self) -> EntryEdit:
        """The wish."""
        assert self.version is not None
        return EntryEdit(self._row.id, self.version, entry_details(self.form.values(), self._points))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("“{name}” saved.", name=self.form.editor("what").value())


def _load(entry_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = entry(session, entry_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    values: dict[str, Any] = {key: getattr(row, key) for key in _OWN}
    values["supplier"] = option(row.supplier_id, row.supplier)
    values["points"] = frozenset(place for place, point in enumerate(row.points) if point.is_ticked)
    return Loaded(row.version, values)


def _log(wish: NewEntries, session: Session) -> list[int]:
    return log_maintenance(session, wish)


def _edit(wish: EntryEdit, session: Session) -> int:
    edit_entry(session, wish)
    return wish.id
