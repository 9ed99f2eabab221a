"""The form of a quote: what a supplier asks for each line of a request, and what besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import NeedRow, QuoteRow, RequestRow, quote_as_written, request_card
from coorddesk.purchasing.rules.words import LINE_KIND_TITLES, LineKind
from coorddesk.purchasing.service import NewQuote, Offer, QuoteDetails, QuoteEdit, create_quote, edit_quote
from coorddesk.purchasing.ui.pickers import supplier_picker
from coorddesk.purchasing.ui.priced_lines import (
    PricedLines,
    discount_column,
    label_column,
    price_column,
    quantity_column,
    vat_column,
)
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.rate_editor import RateEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.grid.cells import Choice, ChoiceCells, GridColumn
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.on_screen import widen_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1160
_GONE = _("This is no longer there: somebody deleted it.")


@dataclass(frozen=True)
class Asked:
    """The request that a quote is for, and its lines."""

    row: RequestRow
    lines: Sequence[NeedRow]


class QuoteDialog(RecordDialog):
    """Its lines are those of the request: a price that is left empty is not offered."""

    def __init__(self, desk: Desk, owner: QWidget, request_id: int, edited: QuoteRow | None) -> None:
        """`begin` opens it, once the request is read."""
        self._request_id, self._edited = request_id, edited
        title = _("New quote") if edited is None else _("Edit the quote {name}", name=edited.called)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"), columns=3)
        widen_on_screen(self, _WIDTH)

    def build(self, form: Form) -> None:
        """As its paper says it."""
        desk = self.desk
        form.add("supplier_id", _("Supplier"), supplier_picker(desk), required=True)
        form.add("number", _p("quote", "Number"), TextEditor(desk))
        form.add("day", _p("quote", "Day"), DateEditor(desk, desk.clock))
        form.add("valid_until", _p("quote", "Valid until"), DateEditor(desk, desk.clock))
        self._discount = form.add("discount", _p("quote", "Discount on all lines"), RateEditor(desk))
        self._needs = ChoiceCells(
            (), _("No line of the request is called so. Leave it empty for what is asked besides.")
        )
        need = GridColumn("request_line_id", _p("quote", "For the line"), self._needs, 230, is_main=False)
        kinds = [Choice(kind, desk.texts.say(title)) for kind, title in LINE_KIND_TITLES.items()]
        kind = GridColumn("kind", _p("purchase", "Kind"), ChoiceCells(kinds), 120, False, first=LineKind.GOODS)
        columns = (label_column(_p("quote", "What is offered")), quantity_column(), price_column(), discount_column())
        self._lines = PricedLines(desk, (*columns, vat_column(), kind, need), budget=False, lines=6)
        hint = _("A line without a price is not offered. Add postage or options on lines of their own.")
        form.add("lines", _p("purchase", "Lines"), self._lines, hint=hint, wide=True)
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        self._discount.changed.connect(self._on_discount_typed)

    def begin(self) -> None:
        """Read the request, then open."""
        work = partial(_asked, self._request_id)
        self.desk.operations.read(self, work, self._on_asked)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The quote to change."""
        return None if self._edited is None else partial(_load, self._edited.id, self._edited.supplier)

    def data(self) -> NewQuote | QuoteEdit:
        """The wish."""
        values = self.form.values()
        details = QuoteDetails(
            values["supplier_id"],
            values["number"],
            values["day"],
            values["valid_until"],
            values["discount"] or 0,
            self._offers(),
            values["notes"],
        )
        if self._edited is None:
            return NewQuote(self._request_id, details)
        assert self.version is not None
        return QuoteEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """Whose quote is there."""
        name = self.form.editor("supplier_id").text()
        return (
            _("Quote of {name} added.", name=name) if self._edited is None else _("Quote of {name} saved.", name=name)
        )

    def _on_asked(self, asked: Asked | None) -> None:
        if asked is None:
            self.desk.warn(self.parentWidget(), UserError(_GONE))
            self.deleteLater()
            return
        self.setWindowTitle(self.desk.texts.say(_("Quote for “{name}”", name=asked.row.title)))
        self._needs.offer([Choice(line.id, line.label) for line in asked.lines])
        if self._edited is None:
            self._lines.set_value([_proposed(line) for line in asked.lines])
            self.form.settle()
        self.open()

    def _offers(self) -> tuple[Offer, ...]:
        rows = [row for row in self._lines.value() if row.values["unit_price"] is not None]
        if not rows:
            raise UserError(_("Say the price of a line at least."), field="lines")
        return tuple(_offer(row) for row in rows)

    def _on_discount_typed(self) -> None:
        try:
            self._lines.set_order_discount(self._discount.value() or 0)
        except UserError:
            return

    def _take(self, loaded: Loaded) -> None:
        super()._take(loaded)
        self._on_discount_typed()


def _proposed(line: NeedRow) -> GridRow:
    values = {"label": line.label, "quantity": line.quantity, "vat_rate": line.vat_rate, "request_line_id": line.id}
    return GridRow({**values, "kind": LineKind.GOODS})


def _offer(row: GridRow) -> Offer:
    said = row.values
    return Offer(
        said["label"] or "",
        said["quantity"] or 1,
        said["unit_price"],
        said["vat_rate"] or 0,
        said["discount"] or 0,
        said["request_line_id"],
        said["kind"] or LineKind.GOODS,
        row.id,
    )


def _asked(request_id: int, session: Session) -> Asked | None:
    """In the lane."""
    card = request_card(session, request_id)
    return None if card is None else Asked(card.row, card.lines)


def _load(quote_id: int, supplier: str, session: Session) -> Loaded:
    """In the lane."""
    written = quote_as_written(session, quote_id)
    if written is None:
        raise UserError(_GONE)
    details = written.details
    own = ("number", "day", "valid_until", "notes")
    lines = tuple(
        GridRow(
            {
                "label": each.label,
                "quantity": each.quantity,
                "unit_price": each.unit_price,
                "vat_rate": each.vat_rate,
                "discount": each.discount or None,
                "request_line_id": each.request_line_id,
                "kind": each.kind,
            },
            each.id,
        )
        for each in details.lines
    )
    values = {key: getattr(details, key) for key in own}
    values |= {"supplier_id": Option(details.supplier_id, supplier), "lines": lines}
    return Loaded(written.version, values | {"discount": details.discount or None})


def _save(wish: NewQuote | QuoteEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, NewQuote):
        return create_quote(session, wish)
    edit_quote(session, wish)
    return wish.id
