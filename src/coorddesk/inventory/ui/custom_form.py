"""The desk's own fields on the form of a device: those of the category that is chosen, and what it says besides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.inventory.queries import FieldRow
from coorddesk.inventory.rules import Custom, CustomType, link_typed
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, DecimalEditor, LineEditor, TextEditor

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk, Look
    from coorddesk.widgets.forms.editor import Editor
    from coorddesk.widgets.forms.form import Form

NOT_SAID = _("Not said")


class LinkEditor(LineEditor):
    """The address of a page or of mail."""

    def __init__(self, look: Look) -> None:
        """Show how one begins."""
        super().__init__(look, hint=verbatim("https://"))

    def value(self) -> str:
        """The address in full. Raises `UserError` if it is none."""
        return link_typed(self.line.text())


class CustomFields:
    """Keeps the fields of a form in step with the category that it names."""

    def __init__(self, desk: Desk, form: Form, fields: Sequence[FieldRow]) -> None:
        """Add all of them; those that are not of the category wait out of sight."""
        self._form = form
        self._fields = fields
        self._category: int | None = None
        self._filled: set[str] = set()  # stay in sight whatever category is chosen, be they emptied again
        self._part = form.part(_("Custom fields"))
        for field in fields:
            form.add_to(self._part, field.key, field.title, _editor(desk, field))
        self._empty = {field.key: form.editor(field.key).state() for field in fields}
        form.changed.connect(self._refresh)
        self._refresh()

    def show_for(self, category_id: int | None) -> None:
        """Show the fields of a category's devices, or of those of none."""
        self._category = category_id
        self._refresh()

    def said(self, values: Mapping[str, Any]) -> dict[int, Custom | None]:
        """What the device says in the fields in sight."""
        found = {field.id: values[field.key] for field in self._fields if field.key in values}
        return {field_id: None if value == "" else value for field_id, value in found.items()}

    def _refresh(self) -> None:
        self._filled |= {key for key, empty in self._empty.items() if self._form.editor(key).state() != empty}
        self._part.show_fields(
            [field.key for field in self._fields if field.is_of(self._category) or field.key in self._filled]
        )


def _editor(desk: Desk, field: FieldRow) -> Editor:
    match field.type:
        case CustomType.NUMBER:
            return DecimalEditor(desk)
        case CustomType.AMOUNT:
            return AmountEditor(desk, may_be_negative=True)
        case CustomType.DATE:
            return DateEditor(desk, desk.clock)
        case CustomType.YES_NO:
            return ChoiceEditor(desk, _yes_or_no(), NOT_SAID)
        case CustomType.CHOICE:
            return ChoiceEditor(desk, [(choice, verbatim(choice)) for choice in field.choices], NOT_SAID)
        case CustomType.LINK:
            return LinkEditor(desk)
    return TextEditor(desk)


def _yes_or_no() -> list[tuple[bool, Message]]:
    return [(True, _("Yes")), (False, _("No"))]
