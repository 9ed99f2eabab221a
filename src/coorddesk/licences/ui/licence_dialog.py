"""The form of a licence; the key that is kept is never shown in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.licences.queries import LicenceRow, licence_row
from coorddesk.licences.rules import LICENCE_KIND_TITLES
from coorddesk.licences.service import LicenceDetails, LicenceEdit, create_licence, edit_licence
from coorddesk.licences.ui.pickers import publisher_picker, supplier_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import (
    AmountEditor,
    ChoiceEditor,
    NotesEditor,
    NumberEditor,
    TextEditor,
    YesNoEditor,
)
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = (
    *("name", "kind", "seats", "purchase_date", "price", "start", "expiry"),
    *("order_number", "invoice_number", "notes"),
)
_LINKS = ("manufacturer", "supplier")
_WIDTH = 780


class LicenceDialog(RecordDialog):
    """Adds a licence or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: LicenceRow | None) -> None:
        """`edited` is the licence to change, None for a new one."""
        self._edited = edited
        title = _("New licence") if edited is None else _("Edit {licence}", licence=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Licence"), TextEditor(desk), required=True, hint=_("The program, as people call it"))
        form.add("manufacturer", _("Publisher"), publisher_picker(desk))
        form.add("kind", _("Kind of licence"), ChoiceEditor(desk, list(LICENCE_KIND_TITLES.items())))
        hint = _("Left empty, nobody counts them.")
        form.add("seats", _("Seats"), NumberEditor(desk, least=1), hint=hint)
        form.add("start", _("Valid from"), DateEditor(desk, desk.clock))
        form.add("expiry", _("Valid until"), DateEditor(desk, desk.clock), hint=_("Announced 60 days ahead."))
        self._add_key(form)
        form.add("supplier", _("Supplier"), supplier_picker(desk))
        form.add("purchase_date", _("Purchase date"), DateEditor(desk, desk.clock))
        form.add("price", _("Price"), AmountEditor(desk), hint=_("For all seats together"))
        form.add("order_number", _("Order number"), TextEditor(desk))
        form.add("invoice_number", _("Invoice number"), TextEditor(desk))
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)

    def _add_key(self, form: Form) -> None:
        """One that is kept stays, unless another is typed or it is to be forgotten."""
        has_key = self._edited is not None and self._edited.has_key
        hint = _("One is kept: left empty, it stays.") if has_key else _("Hidden everywhere, until it is asked for.")
        form.add("product_key", _("Licence key"), TextEditor(self.desk), hint=hint)
        if has_key:
            form.add("forget_key", _("Forget the key"), YesNoEditor(self.desk, _("Forget the key")))

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The licence to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> LicenceDetails | LicenceEdit:
        """The wish."""
        values = self.form.values()
        key: str | None = values["product_key"] or None
        if key is None and values.get("forget_key"):
            key = ""
        own = {field: values[field] for field in _OWN}
        links = {f"{field}_id": values[field] for field in _LINKS}
        details = LicenceDetails(product_key=key, **own, **links)
        if self._edited is None:
            return details
        assert self.version is not None
        return LicenceEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(licence_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = licence_row(session, licence_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    links = {
        key: None if getattr(row, f"{key}_id") is None else Option(getattr(row, f"{key}_id"), getattr(row, key))
        for key in _LINKS
    }
    return Loaded(row.version, {key: getattr(row, key) for key in _OWN} | links)


def _save(wish: LicenceDetails | LicenceEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, LicenceDetails):
        return create_licence(session, wish)
    edit_licence(session, wish)
    return wish.id
