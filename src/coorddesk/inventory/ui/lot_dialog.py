"""The forms of a purchase lot: to enter one with all of its devices, to change it, to add devices that came later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n
from coorddesk.core.options import Option
from coorddesk.inventory.queries import LabelRow, ModelCard, model_card, status_labels
from coorddesk.inventory.queries.lots import lot_card, usual_steps
from coorddesk.inventory.rules import LONGEST_WARRANTY, MetaStatus
from coorddesk.inventory.service import (
    Arrival,
    LotArrival,
    LotDetails,
    LotEdit,
    NewLot,
    add_to_lot,
    create_lot,
    edit_lot,
)
from coorddesk.inventory.ui.pickers import MakerOfModels, category_picker, model_picker, place_picker, supplier_picker
from coorddesk.inventory.ui.serials_editor import SerialsEditor
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NotesEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.list_editors import WordsEditor, hint_of_words
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_MOST = 1000
_FIRST_STEPS = (_("Label stuck on"), _("BIOS up to date"), _("Antivirus"))
_DETAILS = ("name", "purchase_date", "price", "warranty_months", "order_number", "invoice_number", "notes")


class LotDialog(RecordDialog):
    """Enters a lot: what its devices are, how many, and their serial numbers."""

    def __init__(self, desk: Desk, owner: QWidget, labels: Sequence[LabelRow], steps: Sequence[str]) -> None:
        """`labels` are the desk's statuses, `steps` the checklist of the lot before."""
        self._labels = labels
        self._first_steps = tuple(steps) or tuple(desk.texts.say(step) for step in _FIRST_STEPS)
        super().__init__(desk, owner, _("Receive a purchase lot"), _("Receive"))

    def build(self, form: Form) -> None:
        """Everything on one sheet, in the order of the delivery note."""
        desk = self.desk
        _add_what(form, desk, self)
        form.section(_("Devices that came"))
        self._count = form.add("count", _("How many"), NumberEditor(desk, 1, _MOST))
        form.add("place", _("Place"), place_picker(desk))
        _add_serials(form, desk, self._count)
        choices = [(label.id, label.title) for label in self._labels if label.meta is not MetaStatus.RETIRED]
        form.add("status", _("Status"), ChoiceEditor(desk, choices, blank=_("In stock")))
        _add_purchase(form, desk)
        form.section(_("Before they serve"))
        steps = WordsEditor(desk)
        steps.set_value(self._first_steps)
        form.add("steps", _("Checklist of each device"), steps, hint=hint_of_words(), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)

    def data(self) -> NewLot:
        """The wish."""
        values = self.form.values()
        return NewLot(_details(values), _arrival(values), values["steps"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_create, wish)

    def said(self, result: Any) -> Message:
        """How many there are now."""
        count = _arrival(self.form.values()).devices
        return _n("{count} device received.", "{count} devices received.", count)


class LotEditDialog(RecordDialog):
    """Changes a lot; its devices go along where they said the same."""

    def __init__(self, desk: Desk, owner: QWidget, lot_id: int) -> None:
        """Read it when it opens."""
        self._lot_id = lot_id
        super().__init__(desk, owner, _("Edit the lot"), _("Save"))

    def build(self, form: Form) -> None:
        """All but the devices."""
        _add_what(form, self.desk, self)
        _add_purchase(form, self.desk)
        self._steps = form.add(
            "steps", _("Checklist of each device"), WordsEditor(self.desk), hint=hint_of_words(), wide=True
        )
        form.add("notes", _("Notes"), NotesEditor(self.desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded]:
        """The lot."""
        return partial(_load, self._lot_id)

    def data(self) -> LotEdit:
        """The wish."""
        assert self.version is not None
        values = self.form.values()
        return LotEdit(self._lot_id, self.version, _details(values), values["steps"], self._steps.renamed())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("The lot is saved, and its devices with it.")


class MoreDialog(RecordDialog):
    """Adds devices that came later to a lot."""

    def __init__(self, desk: Desk, owner: QWidget, lot_id: int, name: str) -> None:
        """`name` is what the lot is called."""
        self._lot_id = lot_id
        super().__init__(desk, owner, _("More devices of {lot}", lot=name), _("Receive"))

    def build(self, form: Form) -> None:
        """How many, which, and where."""
        count = form.add("count", _("How many"), NumberEditor(self.desk, 1, _MOST))
        form.add("place", _("Place"), place_picker(self.desk))
        _add_serials(form, self.desk, count)

    def data(self) -> LotArrival:
        """The wish."""
        return LotArrival(self._lot_id, _arrival(self.form.values()))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_add, wish)

    def said(self, result: Any) -> Message:
        """How many came."""
        return _n("{count} device received.", "{count} devices received.", len(result))


def open_lot_form(desk: Desk, owner: QWidget, done: Callable[[int], None]) -> None:
    """Open the form of a new lot, once what it must know is read; `done` gets its id."""

    def show(read: tuple[Sequence[LabelRow], Sequence[str]]) -> None:
        dialog = LotDialog(desk, owner, *read)
        dialog.saved.connect(done)
        dialog.open()

    desk.operations.read(owner, lambda session: (status_labels(session), usual_steps(session)), show)


def _add_what(form: Form, desk: Desk, dialog: RecordDialog) -> None:
    category = form.add("category", _("Category"), category_picker(desk))
    model = form.add("model", _("Model"), model_picker(desk, MakerOfModels()))
    form.add("name", _("Name of the lot"), TextEditor(desk, hint=_("Left empty: the model and how many")), wide=True)

    def take_over(card: ModelCard | None) -> None:
        if card is not None and card.category_id is not None and not category.line.text().strip():
            category.set_value(Option(card.category_id, card.category or ""))

    def look() -> None:
        try:
            model_id = model.value()
        except UserError:
            return
        if model_id is not None:
            desk.operations.read(dialog, lambda session: model_card(session, model_id), take_over, replaces="model")

    model.changed.connect(look)


def _add_purchase(form: Form, desk: Desk) -> None:
    form.section(_("Purchase and warranty"))
    form.add("price", _("Price of one"), AmountEditor(desk), hint=_("VAT included"))
    form.add("supplier", _("Supplier"), supplier_picker(desk))
    form.add("purchase_date", _("Purchase date"), DateEditor(desk, desk.clock))
    form.add("warranty_months", _("Warranty"), NumberEditor(desk, 0, LONGEST_WARRANTY, _("months")))
    form.add("order_number", _("Order number"), TextEditor(desk))
    form.add("invoice_number", _("Invoice number"), TextEditor(desk))


def _add_serials(form: Form, desk: Desk, count: NumberEditor) -> None:
    """Numbers, and how many devices there are at least."""
    serials = SerialsEditor(desk)
    hint = _("Scan them one after the other, or paste a list: one to a line.")
    form.add("serials", _("Serial numbers"), serials, hint=hint, wide=True)

    followed = [0]

    def follow(scanned: int) -> None:
        """At least as many as numbers; unless somebody said how many, just as many."""
        try:
            wanted = count.value() or 0
        except UserError:
            return
        if scanned > wanted or wanted == followed[0]:
            count.set_value(scanned or None)
            followed[0] = scanned

    serials.counted.connect(follow)


def _details(values: dict[str, Any]) -> LotDetails:
    links = {f"{key}_id": values[key] for key in ("category", "model", "supplier")}
    return LotDetails(**links, **{key: values[key] for key in _DETAILS})


def _arrival(values: dict[str, Any]) -> Arrival:
    return Arrival(values["count"] or 0, values["serials"], values["place"], values.get("status"))


def _load(lot_id: int, session: Session) -> Loaded:
    """In the lane."""
    card = lot_card(session, lot_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    row = card.row
    links = {
        "category": _picked(card.category_id, row.category),
        "model": _picked(card.model_id, row.model),
        "supplier": _picked(card.supplier_id, row.supplier),
    }
    steps = tuple(step.name for step in card.steps if not step.is_conformity)
    return Loaded(row.version, {key: getattr(row, key) for key in _DETAILS} | links | {"steps": steps})


def _picked(record_id: int | None, name: str | None) -> Option | None:
    return None if record_id is None or not name else Option(record_id, name)


def _create(wish: NewLot, session: Session) -> int:
    return create_lot(session, wish)


def _edit(wish: LotEdit, session: Session) -> None:
    edit_lot(session, wish)


def _add(wish: LotArrival, session: Session) -> list[int]:
    return add_to_lot(session, wish)
