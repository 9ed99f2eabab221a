"""The lines of an order in its form: what each costs and stands on, and below them what else is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p, digits
from coorddesk.core.options import Option
from coorddesk.purchasing.rules.words import LINE_KIND_TITLES, RECEIVED_KINDS, LineKind
from coorddesk.purchasing.service import Item
from coorddesk.purchasing.ui.pickers import model_picker
from coorddesk.purchasing.ui.priced_lines import (
    USUAL_VAT,
    PricedLines,
    discount_column,
    label_column,
    price_column,
    quantity_column,
    vat_column,
)
from coorddesk.widgets.controls import button, label
from coorddesk.widgets.forms.editors import NumberEditor, TextEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.grid.cells import Choice, ChoiceCells, GridColumn
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_MOST_MONTHS = 600


@dataclass(frozen=True)
class Beside:
    """What a line of an order has besides its cells: as typed, and the line of the request that it is for."""

    reference: str = ""
    model: Any = (None, "")
    warranty: str = ""
    request_line_id: int | None = None


class OrderLines(PricedLines):
    """Its value is a tuple of `GridRow` whose `beside` is a `Beside`; `items` makes lines of an order of them."""

    def __init__(self, desk: Desk) -> None:
        """Ctrl+P adds postage, Ctrl+Shift+E an eco-contribution."""
        kinds = [Choice(kind, desk.texts.say(title)) for kind, title in LINE_KIND_TITLES.items()]
        kind = GridColumn("kind", _p("purchase", "Kind"), ChoiceCells(kinds), 120, False, first=LineKind.GOODS)
        columns = (label_column(_p("purchase", "What")), quantity_column(), price_column(), discount_column())
        super().__init__(desk, (*columns, vat_column(), kind), budget=True, lines=5)
        self._is_turning = False
        self._strip = _Strip(desk, self._buttons(desk))
        self.below.insertWidget(1, self._strip)
        self._strip.form.changed.connect(self._on_strip_typed)
        self.turned.connect(self._show_beside)
        self._show_beside(0)

    def items(self) -> tuple[Item, ...]:
        """The lines as they are ordered. Raises `UserError`, the keyboard where the trouble is."""
        rows = self.checked(is_ordered=True)
        return tuple(self._item(row, place) for place, row in enumerate(rows))

    def set_state(self, state: Any) -> None:
        """Type them again."""
        super().set_state(state)
        self._show_beside(0)

    def set_value(self, value: Any) -> None:
        """Show lines."""
        super().set_value(value)
        self._show_beside(0)

    def step_back(self) -> None:
        """What stands below goes back with its line."""
        super().step_back()
        self._show_beside(self.table.currentIndex().row())

    def _item(self, row: GridRow, place: int) -> Item:
        said, beside = row.values, row.beside or Beside()
        return Item(
            said["label"],
            said["budget_line_id"],
            said["quantity"] or 1,
            said["unit_price"],
            said["vat_rate"] or 0,
            said["discount"] or 0,
            said["kind"] or LineKind.GOODS,
            " ".join(beside.reference.split()),
            beside.request_line_id,
            self._model(beside, place),
            self._warranty(beside, place),
            row.id,
        )

    def _model(self, beside: Beside, place: int) -> int | None:
        picked, text = beside.model
        if picked is None and text.strip():
            self._go_beside(place, "model")
            raise UserError(_("“{text}” is not known. Choose from the list, or create it there.", text=text.strip()))
        return None if picked is None else int(picked.id)

    def _warranty(self, beside: Beside, place: int) -> int | None:
        text = "".join(beside.warranty.split())
        if not text:
            return None
        if not (text.isdecimal() and 0 < int(text) <= _MOST_MONTHS):
            self._go_beside(place, "warranty")
            raise UserError(_("Write a whole number from {least} to {most}.", least=1, most=_MOST_MONTHS))
        return int(text)

    def _go_beside(self, place: int, key: str) -> None:
        self.refuse(place, "label", Message(""))
        self._strip.form.editor(key).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_beside(self, row: int) -> None:
        if not 0 <= row < self.model.rowCount():
            return
        self._is_turning = True
        self._strip.show_line(row, self.model.line(row).texts[0], self.model.line(row).beside or Beside())
        self._is_turning = False

    def _on_strip_typed(self) -> None:
        row = self.table.currentIndex().row()
        if self._is_turning or row < 0:
            return
        before = self.model.line(row).beside or Beside()
        after = self._strip.beside(before)
        if after != before:
            self.model.put_beside(row, None if after == Beside() else after)

    def _buttons(self, desk: Desk) -> list[QPushButton]:
        return [
            self._adding(desk, _("Add postage"), "Ctrl+P", LineKind.POSTAGE),
            self._adding(desk, _("Add an eco-contribution"), "Ctrl+Shift+E", LineKind.ECO),
        ]

    def _adding(self, desk: Desk, title: Message, keys: str, kind: LineKind) -> QPushButton:
        made = button(desk, title)
        native = QKeySequence(keys)
        made.setToolTip(native.toString(QKeySequence.SequenceFormat.NativeText))
        made.clicked.connect(lambda: self._add_of_kind(kind))
        QShortcut(native, self).activated.connect(lambda: self._add_of_kind(kind))
        return made

    def _add_of_kind(self, kind: LineKind) -> None:
        """A line of this kind on the budget line of the last one; its price is typed next."""
        last = self.sketch()
        line_id = last[-1].values.get("budget_line_id") if last else None
        said = self.look.texts.say(LINE_KIND_TITLES[kind])
        values = {"label": said, "quantity": 1, "vat_rate": USUAL_VAT, "kind": kind, "budget_line_id": line_id}
        self.add_row(GridRow(values), "unit_price")


class _Strip(QWidget):
    """What else is known of the line that has the keyboard."""

    def __init__(self, desk: Desk, buttons: Sequence[QPushButton]) -> None:
        super().__init__()
        self._look = desk
        self._head = label(desk, scale=TypeScale.STRONG)
        self.form = Form(desk, 3)
        self.form.add("reference", _("Supplier’s reference"), TextEditor(desk))
        self.form.add("model", _p("purchase", "Becomes devices of the model"), model_picker(desk))
        unit = _p("unit", "months")
        self.form.add("warranty", _p("purchase", "Warranty"), NumberEditor(desk, 1, _MOST_MONTHS, unit))
        head = QHBoxLayout()
        head.setSpacing(TIGHT)
        head.addWidget(self._head, 1)
        for made in buttons:
            head.addWidget(made)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, HAIR, 0, HAIR)
        layout.setSpacing(HAIR)
        layout.addLayout(head)
        layout.addWidget(self.form)

    def show_line(self, row: int, text: str, beside: Beside) -> None:
        """Show what is known of a line."""
        said = _("On line {number}", number=digits(row + 1))
        if text:
            said = _("On line {number}: {what}", number=digits(row + 1), what=text)
        self._head.setText(self._look.texts.say(said))
        for key in ("reference", "model", "warranty"):
            self.form.editor(key).set_state(getattr(beside, key))

    def beside(self, before: Beside) -> Beside:
        """What is typed for it."""
        states = [self.form.editor(key).state() for key in ("reference", "model", "warranty")]
        return Beside(str(states[0]), states[1], str(states[2]), before.request_line_id)


def ordered(item: Item, models: dict[int, str]) -> GridRow:
    """A line of an order as the grid shows it; `models` are names by id."""
    model = None if item.model_id is None else Option(item.model_id, models.get(item.model_id, ""))
    values = {
        "label": item.label,
        "quantity": item.quantity,
        "unit_price": item.unit_price,
        "discount": item.discount or None,
        "vat_rate": item.vat_rate,
        "kind": item.kind,
        "budget_line_id": item.budget_line_id,
    }
    warranty = "" if item.warranty_months is None else str(item.warranty_months)
    beside = Beside(item.supplier_reference, (model, "" if model is None else model.name), warranty)
    return GridRow(values, item.id, Beside(beside.reference, beside.model, warranty, item.request_line_id))


def comes(items: Sequence[Item]) -> bool:
    """Whether anything is to be received of these."""
    return any(item.kind in RECEIVED_KINDS for item in items)
