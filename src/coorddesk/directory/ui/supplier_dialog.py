"""The form of a supplier."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.queries import SupplierRow, contacts, supplier
from coorddesk.directory.rules import SUPPLIER_KIND_TITLES
from coorddesk.directory.service import (
    ContactDetails,
    SupplierDetails,
    SupplierEdit,
    create_supplier,
    edit_supplier,
)
from coorddesk.directory.ui.contacts_editor import ContactsEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = ("name", "kind", "contact", "email", "phone", "address", "website", "customer_number", "company_number", "notes")
_WIDTH = 860


class SupplierDialog(RecordDialog):
    """Adds a supplier or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, edited: SupplierRow | None) -> None:
        """`edited` is the supplier to change, None for a new one."""
        self._edited = edited
        title = _("New supplier") if edited is None else _("Edit {supplier}", supplier=edited.name)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        form.add("kind", _("Kind of supplier"), ChoiceEditor(desk, list(SUPPLIER_KIND_TITLES.items())))
        form.add("contact", _("Contact"), TextEditor(desk))
        form.add("email", _("E-mail"), TextEditor(desk))
        form.add("phone", _("Telephone"), TextEditor(desk))
        form.add("website", _("Website"), TextEditor(desk))
        form.add("address", _("Address"), TextEditor(desk))
        form.add("customer_number", _("Customer number"), TextEditor(desk), hint=_("What they know us by"))
        form.add("company_number", _("Company number (SIRET)"), TextEditor(desk), hint=_("Stands on purchase orders."))
        hint = _("Type in the last line to add somebody; Del takes a line out.")
        form.add("contacts", _("Other contacts"), ContactsEditor(desk), hint=hint, wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 3), wide=True)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The supplier to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> SupplierDetails | SupplierEdit:
        """The wish."""
        values = self.form.values()
        details = SupplierDetails(contacts=values["contacts"], **{key: values[key] for key in _OWN})
        if self._edited is None:
            return details
        assert self.version is not None
        return SupplierEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._edited is None else _("“{name}” saved.", name=name)


def _load(supplier_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = supplier(session, supplier_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    people = tuple(
        ContactDetails(each.name, each.role, each.email, each.phone, each.notes, each.id)
        for each in contacts(session, supplier_id)
    )
    return Loaded(row.version, {key: getattr(row, key) for key in _OWN} | {"contacts": people})


def _save(wish: SupplierDetails | SupplierEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, SupplierDetails):
        return create_supplier(session, wish)
    edit_supplier(session, wish)
    return wish.id
