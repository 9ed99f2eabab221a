"""Reserving: for whom, when, and what; who needs it at that time is said before anything is written."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.options import Option
from coorddesk.directory.queries import group_options, person_options
from coorddesk.lending.queries import loan_card
from coorddesk.lending.rules import LONGEST_PREPARATION, PREPARATION_DAYS
from coorddesk.lending.service import Borrower, Reservation, ReservationEdit, Seen, edit_reservation, reserve
from coorddesk.lending.ui.spite import SpiteDialog
from coorddesk.lending.ui.things_editor import Thing, ThingsEditor
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, NumberEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ReserveDialog(SpiteDialog):
    """A reservation, new or changed."""

    anyway = _("Reserve all the same")

    def __init__(self, desk: Desk, owner: QWidget, loan_id: int | None = None) -> None:
        """`loan_id` is the number of the one to change."""
        self._loan_id = loan_id
        title = _("Reserve") if loan_id is None else _("Reservation {number}", number=digits(loan_id))
        super().__init__(desk, owner, title, _("Reserve") if loan_id is None else _("Save"))

    def build(self, form: Form) -> None:
        """For whom, when, what."""
        desk = self.desk
        form.add("borrower", _("For the person"), RecordPicker(desk, person_options))
        form.add("group", _("For the class or group"), RecordPicker(desk, group_options))
        form.add("first", _p("loan", "From"), DateEditor(desk, desk.clock), required=True)
        hint = _("Left empty, it is for good.")
        form.add("due", _p("loan", "Until"), DateEditor(desk, desk.clock), hint=hint)
        kinds = ("kit", "model", "asset")
        hint = _("Of a model, type on its line how many.")
        things = ThingsEditor(desk, kinds, _("Device, kit or model"))
        form.add("things", _("What"), things, wide=True, required=True, hint=hint)
        days = NumberEditor(desk, 0, LONGEST_PREPARATION, _("days before"))
        hint = _("Until then it must be back, to be looked over and charged.")
        form.add("preparation", _("Preparation"), days, hint=hint).set_value(PREPARATION_DAYS)
        form.add("note", _("Note"), NotesEditor(desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The reservation to change."""
        return None if self._loan_id is None else partial(_load, self._loan_id)

    def data(self) -> Reservation:
        """The wish."""
        values = self.form.values()
        things: ThingsEditor = self.form.editor("things")  # type: ignore[assignment]  # by its key
        return Reservation(
            Borrower(values["borrower"], values["group"]),
            values["first"],
            values["due"],
            tuple(each for each, _count in things.of_kind("asset")),
            tuple(each for each, _count in things.of_kind("kit")),
            things.of_kind("model"),
            values["note"],
            values["preparation"] or 0,
            self.take_despite(),
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        if self._loan_id is None:
            return partial(reserve, wish=wish)
        return partial(edit_reservation, wish=ReservationEdit(Seen(self._loan_id, self.version), wish))

    def said(self, result: Any) -> Message:
        """Its number."""
        return _("Reservation {number}: kept.", number=digits(self._loan_id or result))


def _load(loan_id: int, session: Session) -> Loaded:
    card = loan_card(session, loan_id)
    if card is None:
        raise UserError(_("This loan is no longer there: somebody took it back."))
    row = card.row
    values = {
        "borrower": None if row.person_id is None else Option(row.person_id, row.person),
        "group": None if row.group_id is None else Option(row.group_id, row.group),
        "first": row.since,
        "due": row.due,
        "things": tuple(Thing(wish.subject, wish.title, wish.count) for wish in card.wishes),
        "preparation": row.preparation_days,
        "note": row.note,
    }
    return Loaded(row.version, values)
