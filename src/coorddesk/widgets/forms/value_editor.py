"""The editor that fits a field of a filter or a bulk edit: a choice, a record, a day, an amount, a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.fields import Field
from coorddesk.core.messages import _, _p
from coorddesk.core.tables import Kind
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, DecimalEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.editor import Editor

_MOST_DAYS = 36_500


def value_editor(desk: Desk, field: Field) -> Editor:
    """An editor of one value of a field."""
    if field.search is not None:
        return RecordPicker(desk, field.search)
    if field.choices:
        return ChoiceEditor(desk, field.choices)
    match field.kind:
        case Kind.AMOUNT:
            return AmountEditor(desk, may_be_negative=True)
        case Kind.NUMBER:
            return NumberEditor(desk)
        case Kind.DECIMAL:
            return DecimalEditor(desk)
        case Kind.DATE:
            return DateEditor(desk, desk.clock)
        case Kind.YES_NO:
            return ChoiceEditor(desk, [(True, _("Yes")), (False, _("No"))])
    return TextEditor(desk)


def days_editor(desk: Desk) -> Editor:
    """How many days from today, back or ahead."""
    return NumberEditor(desk, 0, _MOST_DAYS, _p("unit", "days"))
