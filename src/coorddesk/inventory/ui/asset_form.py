"""The fields of a device, and how those of its manufacturer and its model keep in step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.inventory.queries import AssetCard, FieldRow, ModelCard, asset_card, model_card
from coorddesk.inventory.rules import CONDITION_TITLES, LONGEST_WARRANTY
from coorddesk.inventory.ui.custom_form import CustomFields
from coorddesk.inventory.ui.interfaces_editor import INTERFACES_HINT, InterfacesEditor
from coorddesk.inventory.ui.pickers import (
    MakerOfModels,
    category_picker,
    department_picker,
    manufacturer_picker,
    model_picker,
    person_picker,
    place_picker,
    supplier_picker,
)
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import (
    AmountEditor,
    ChoiceEditor,
    CodeEditor,
    NotesEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


_OWN = (
    "tag", "serial", "name", "condition", "purchase_date", "price", "warranty_months", "warranty_end", "order_number",
    "invoice_number", "quantity", "notes",
)  # fmt: skip
"""The fields that hold what the row itself does."""


class AssetForm(QObject):
    """Builds the fields into a form."""

    def __init__(
        self,
        desk: Desk,
        form: Form,
        statuses: Sequence[tuple[int, Message]],
        fields: Sequence[FieldRow],
        *,
        is_new: bool,
    ) -> None:
        """`statuses` may be chosen, `fields` are the desk's own; a new device may get the next free number."""
        super().__init__(form)
        self._desk = desk
        self._is_new = is_new
        self._maker = MakerOfModels()
        self._model_of: tuple[int, int | None] | None = None  # the model chosen and its manufacturer
        self._add_identity(form)
        self.custom = CustomFields(desk, form, fields)
        self._add_standing(form, statuses)
        self._add_purchase(form)
        form.section(_("Network"))
        form.add("interfaces", _("Network addresses"), InterfacesEditor(desk), hint=INTERFACES_HINT, wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)
        self._category.changed.connect(self._on_category_changed)
        self._manufacturer.changed.connect(self._on_manufacturer_changed)
        self._model.changed.connect(self._on_model_changed)

    @property
    def manufacturer_name(self) -> str:
        """The manufacturer chosen, "" for none."""
        return self._maker.name if self._maker.id is not None else ""

    def _add_identity(self, form: Form) -> None:
        desk = self._desk
        form.add("name", _("Name"), TextEditor(desk))
        self._category = form.add("category", _("Category"), category_picker(desk))
        self._manufacturer = form.add("manufacturer", _("Manufacturer"), manufacturer_picker(desk))
        self._model = form.add("model", _("Model"), model_picker(desk, self._maker))
        form.add("tag", _("Inventory number"), CodeEditor(desk))
        form.add("serial", _("Serial number"), CodeEditor(desk))
        if self._is_new:
            form.add("draw", _("Without a number"), YesNoEditor(desk, _("Give it the next free one")))
        form.add("quantity", _("Quantity"), NumberEditor(desk, 1)).set_value(1)

    def _add_standing(self, form: Form, statuses: Sequence[tuple[int, Message]]) -> None:
        desk = self._desk
        form.section(_("Where it stands"))
        form.add("place", _("Place"), place_picker(desk), wide=True)
        form.add("holder", _("Holder"), person_picker(desk))
        form.add("department", _("Department"), department_picker(desk))
        blank = _("By its holder: assigned or in stock") if self._is_new else None
        form.add("status", _("Status"), ChoiceEditor(desk, statuses, blank))
        form.add("condition", _("Condition"), ChoiceEditor(desk, list(CONDITION_TITLES.items()), blank=_("Unknown")))

    def _add_purchase(self, form: Form) -> None:
        desk = self._desk
        form.section(_("Purchase and warranty"))
        form.add("purchase_date", _("Purchase date"), DateEditor(desk, desk.clock))
        form.add("price", _("Price"), AmountEditor(desk), hint=_("Of one, VAT included"))
        months = NumberEditor(desk, 0, LONGEST_WARRANTY, _("months"))
        form.add("warranty_months", _("Warranty"), months)
        hint = _("Left empty, it is reckoned from the purchase date.")
        form.add("warranty_end", _("End of warranty"), DateEditor(desk, desk.clock), hint=hint)
        form.add("supplier", _("Supplier"), supplier_picker(desk))
        form.add("order_number", _("Order number"), TextEditor(desk))
        form.add("invoice_number", _("Invoice number"), TextEditor(desk))

    def _on_category_changed(self) -> None:
        """Show the fields of its devices; of a name that is not chosen yet, nothing is known."""
        try:
            self.custom.show_for(self._category.value())
        except UserError:
            return

    def _on_manufacturer_changed(self) -> None:
        """New models are of this manufacturer from now on; one of another's is not meant any more."""
        try:
            self._maker.id = self._manufacturer.value()
        except UserError:
            self._maker.id = None
        self._maker.name = self._manufacturer.line.text().strip()
        if self._maker.id is not None and self._model_of is not None and self._model_of[1] != self._maker.id:
            self._model_of = None
            self._model.set_value(None)

    def _on_model_changed(self) -> None:
        """Look up whose model was chosen."""
        try:
            model_id = self._model.value()
        except UserError:
            return
        if model_id is None or (self._model_of is not None and self._model_of[0] == model_id):
            return

        found = partial(_model_of, model_id)
        self._desk.operations.read(self, found, self._on_model_found, replaces="model")

    def _on_model_found(self, card: ModelCard | None) -> None:
        """Take over who makes it and, where none is named yet, what it is."""
        if card is None:
            return
        row = card.row
        if card.category_id is not None and not self._category.line.text().strip():
            self._category.set_value(Option(card.category_id, card.category or ""))
        self._model_of = (row.id, row.manufacturer_id)
        if row.manufacturer_id is not None and row.manufacturer is not None:
            self._manufacturer.set_value(Option(row.manufacturer_id, row.manufacturer))


def read_card(session: Session, asset_id: int) -> AssetCard:
    """A device; raises `UserError` if it is no longer there."""
    card = asset_card(session, asset_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return card


def _model_of(model_id: int, session: Session) -> ModelCard | None:
    """In the lane."""
    return model_card(session, model_id)


def card_values(card: AssetCard, fields: Sequence[FieldRow]) -> dict[str, Any]:
    """A device as the form shows it."""
    row = card.row
    return {key: getattr(row, key) for key in _OWN} | {
        "category": _picked(card.category_id, row.category),
        "manufacturer": _picked(card.manufacturer_id, row.manufacturer),
        "model": _picked(card.model_id, row.model, row.model_number or ""),
        "status": card.status_label_id,
        "place": _picked(card.place_id, row.place),
        "holder": _picked(card.holder_id, row.holder),
        "department": _picked(card.department_id, row.department),
        "supplier": _picked(card.supplier_id, row.supplier),
        **{field.key: row.custom.get(field.id) for field in fields},
    }


def _picked(record_id: int | None, name: str | None, detail: str = "") -> Option | None:
    """The nameless model that stands for "something of this manufacturer" shows as none."""
    return Option(record_id, name, detail) if record_id is not None and name else None
