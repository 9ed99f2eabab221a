"""The form of a stock item."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.stock.queries import StockRow, fitting_models, stock_row
from coorddesk.stock.rules import STOCK_KIND_TITLES
from coorddesk.stock.service import ItemDetails, ItemEdit, NewItem, create_item, edit_item
from coorddesk.stock.ui.pickers import category_picker, model_picker, place_picker, supplier_picker
from coorddesk.widgets.forms.editors import (
    AmountEditor,
    ChoiceEditor,
    CodeEditor,
    NotesEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.forms.records_editor import RecordsEditor, hint_of_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("name", "kind", "reference", "barcode", "unit", "price", "threshold", "target", "notes")
_LINKS = ("category", "supplier", "place")
_WIDTH = 820


class ItemDialog(RecordDialog):
    """Adds an item or changes one; how many there are is said here for a new one alone."""

    def __init__(self, desk: Desk, owner: QWidget, edited: StockRow | None) -> None:
        """`edited` is the item to change, None for a new one."""
        self._edited = edited
        title = _("New stock item") if edited is None else _("Edit {item}", item=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Item"), TextEditor(desk), required=True)
        form.add(
            "kind",
            _("Kind of item"),
            ChoiceEditor(desk, list(STOCK_KIND_TITLES.items())),
            hint=_("A consumable is used up, an accessory is lent and comes back."),
        )
        form.add("reference", _("Reference"), TextEditor(desk), hint=_("Of its maker or supplier: TN-2420"))
        form.add("barcode", _("Barcode"), CodeEditor(desk), hint=_("Scan the one on its package"))
        form.add("category", _("Category"), category_picker(desk))
        form.add("supplier", _("Supplier"), supplier_picker(desk))
        form.add("place", _("Usual place"), place_picker(desk))
        form.add("unit", _p("stock", "Unit"), TextEditor(desk), hint=_("If not the piece: box of 10, ream"))
        if self._edited is None:
            form.add("level", _("In stock now"), NumberEditor(desk), hint=_("Later on, only movements say it."))
        form.add("price", _("Unit price"), AmountEditor(desk))
        form.add("threshold", _("Order when there are only"), NumberEditor(desk))
        form.add("target", _("Order up to"), NumberEditor(desk))
        if self._edited is not None:
            form.add("is_dropped", _("No longer ordered"), YesNoEditor(desk, _("No longer ordered")))
        models = RecordsEditor(desk, model_picker(desk), lines=2)
        form.add("models", _("Goes into"), models, hint=hint_of_records(), wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The item to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> NewItem | ItemEdit:
        """The wish."""
        values = self.form.values()
        links = {f"{key}_id": values[key] for key in _LINKS}
        own = {key: values[key] for key in _OWN}
        details = ItemDetails(
            **own, **links, is_dropped=values.get("is_dropped", False), model_ids=tuple(values["models"])
        )
        if self._edited is None:
            return NewItem(details, values["level"] or 0)
        assert self.version is not None
        return ItemEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(item_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = stock_row(session, item_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    links = {
        key: None if getattr(row, f"{key}_id") is None else Option(getattr(row, f"{key}_id"), getattr(row, key))
        for key in _LINKS
    }
    own = {key: getattr(row, key) for key in (*_OWN, "is_dropped")}
    return Loaded(row.version, own | links | {"models": fitting_models(session, item_id)})


def _save(wish: NewItem | ItemEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, NewItem):
        return create_item(session, wish)
    edit_item(session, wish)
    return wish.id
