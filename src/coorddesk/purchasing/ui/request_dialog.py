"""The form of a purchase request: what is needed, why, and what it is thought to cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import RequestRow, request_as_written, request_row
from coorddesk.purchasing.service import Need, RequestDetails, RequestEdit, create_request, edit_request
from coorddesk.purchasing.ui.budget_offer import BudgetOffer, read_budget
from coorddesk.purchasing.ui.pickers import person_picker
from coorddesk.purchasing.ui.priced_lines import (
    PRICE_HINT,
    PricedLines,
    label_column,
    price_column,
    quantity_column,
    vat_column,
)
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.grid.editor import GridRow
from coorddesk.widgets.on_screen import widen_on_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 1020
_GONE = _("This is no longer there: somebody deleted it.")


@dataclass(frozen=True)
class Begun:
    """What a new request starts with: its title, its lines, who needs it."""

    title: str = ""
    justification: str = ""
    requester: Option | None = None
    lines: Sequence[GridRow] = ()


class RequestDialog(RecordDialog):
    """Draws a request up or changes one that is a draft."""

    def __init__(self, desk: Desk, owner: QWidget, edited: RequestRow | None, begun: Begun | None = None) -> None:
        """`edited` is the request to change, None for a new one, which may be `begun` already."""
        self._edited = edited
        title = _("New purchase request")
        if edited is not None:
            title = _("Edit the request {reference}", reference=edited.reference)
        super().__init__(desk, owner, title, _("Add") if edited is None else _("Save"))
        widen_on_screen(self, _WIDTH)
        self._begun = begun or Begun()
        said = {"title": self._begun.title, "justification": self._begun.justification}
        self.form.show_values(said | {"requester_id": self._begun.requester})

    def build(self, form: Form) -> None:
        """What, why, and the lines."""
        desk = self.desk
        form.add("title", _p("purchase request", "What is needed"), TextEditor(desk), required=True)
        form.add("requester_id", _p("purchase request", "Who needs it"), person_picker(desk))
        form.add("justification", _p("purchase request", "Why"), NotesEditor(desk, 3), wide=True)
        columns = (label_column(_p("purchase", "What")), quantity_column(), price_column(), vat_column())
        self._lines = PricedLines(desk, columns, budget=True, lines=6)
        hint = _("{prices} Each line needs a budget line before it is approved.", prices=PRICE_HINT)
        form.add("lines", _p("purchase", "Lines"), self._lines, hint=hint, wide=True)
        form.add("needed_by", _p("purchase request", "Needed by"), DateEditor(desk, desk.clock))
        form.add("notes", _("Notes"), NotesEditor(desk, 2))

    def open(self) -> None:
        """Show it, and read the budget lines of a new one."""
        super().open()
        if self._edited is None:
            also = {row.values["budget_line_id"] for row in self._begun.lines if row.values.get("budget_line_id")}
            work = partial(_budget, self.desk.clock.today(), also)
            self.desk.operations.read(self, work, self._on_budget_read)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The request to change."""
        return None if self._edited is None else partial(_load, self._edited.id, self.desk.clock.today())

    def data(self) -> RequestDetails | RequestEdit:
        """The wish."""
        values = self.form.values()
        lines = tuple(_need(row) for row in self._checked())
        details = RequestDetails(
            values["title"],
            values["justification"],
            values["requester_id"],
            values["needed_by"],
            lines,
            values["notes"],
        )
        if self._edited is None:
            return details
        assert self.version is not None
        return RequestEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        title = self.form.editor("title").value()
        return _("“{name}” added.", name=title) if self._edited is None else _("“{name}” saved.", name=title)

    def _on_budget_read(self, offer: BudgetOffer) -> None:
        """The lines that it begins with name budget lines: those are known now."""
        was_touched = bool(self.form.touched())
        self._lines.show_budget(offer)
        if self._begun.lines:
            self._lines.set_value((*self._begun.lines, *self._lines.sketch()))
        if not was_touched:
            self.form.settle()

    def _checked(self) -> Sequence[GridRow]:
        try:
            return self._lines.checked(is_ordered=False)
        except UserError as error:
            raise UserError(error.message, field="lines") from error

    def _take(self, loaded: Loaded) -> None:
        self._lines.show_budget(loaded.values["budget"])
        super()._take(loaded)


def _need(row: GridRow) -> Need:
    said = row.values
    return Need(
        said["label"],
        said["quantity"] or 1,
        said["unit_price"] or 0,
        said["vat_rate"] or 0,
        said["budget_line_id"],
        row.beside,
        row.id,
    )


def needed(need: Need) -> GridRow:
    """A line of a request as the grid shows it; the model that it is of goes with it."""
    values = {
        "label": need.label,
        "quantity": need.quantity,
        "unit_price": need.unit_price,
        "vat_rate": need.vat_rate,
        "budget_line_id": need.budget_line_id,
    }
    return GridRow(values, need.id, need.model_id)


def _budget(day: Any, also: Collection[int], session: Session) -> BudgetOffer:
    """In the lane."""
    return read_budget(session, day, also)


def _load(request_id: int, today: Any, session: Session) -> Loaded:
    """In the lane."""
    row, written = request_row(session, request_id), request_as_written(session, request_id)
    if row is None or written is None:
        raise UserError(_GONE)
    details = written.details
    also = [each.budget_line_id for each in details.lines if each.budget_line_id is not None]
    values = {
        "title": details.title,
        "justification": details.justification,
        "requester_id": None if row.requester_id is None else Option(row.requester_id, row.requester),
        "needed_by": details.needed_by,
        "notes": details.notes,
        "lines": tuple(map(needed, details.lines)),
        "budget": read_budget(session, today, also),
    }
    return Loaded(written.version, values)


def _save(wish: RequestDetails | RequestEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, RequestDetails):
        return create_request(session, wish)
    edit_request(session, wish)
    return wish.id
