"""The dialog in which a request is approved or refused: on which day, and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer

from coorddesk.core.messages import Message, _, _p
from coorddesk.purchasing.queries import request_lines
from coorddesk.purchasing.rules.amounts import Price
from coorddesk.purchasing.rules.totals import totals_of
from coorddesk.purchasing.rules.words import RequestState
from coorddesk.purchasing.service import RequestDecision, decide_request
from coorddesk.purchasing.ui.budget_offer import read_budget
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.purchasing.ui.shown_editor import ShownEditor
from coorddesk.purchasing.ui.sums_panel import SumsPanel
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NotesEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent
    from coorddesk.core.errors import UserError
    from coorddesk.purchasing.queries import NeedRow, RequestRow
    from coorddesk.purchasing.ui.budget_offer import BudgetOffer
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 800
_DONE: dict[RequestState, Callable[[str], Message]] = {
    RequestState.TO_APPROVE: lambda name: _("“{name}” is handed in.", name=name),
    RequestState.APPROVED: lambda name: _("“{name}” is approved: its credits are kept for it.", name=name),
    RequestState.REFUSED: lambda name: _("“{name}” is refused.", name=name),
    RequestState.DRAFT: lambda name: _("“{name}” is a draft again.", name=name),
}


class DecideDialog(RecordDialog):
    """Enter the words, or none; the day is today."""

    def __init__(self, desk: Desk, owner: QWidget, row: RequestRow, state: RequestState) -> None:
        """`state` is what the request becomes."""
        self._row, self._state = row, state
        is_refused = state is RequestState.REFUSED
        title = _("Refuse “{name}”", name=row.title) if is_refused else _("Approve “{name}”", name=row.title)
        save = _p("purchase request", "Refuse") if is_refused else _p("purchase request", "Approve")
        super().__init__(desk, owner, title, save, columns=1)
        if not is_refused:
            self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Why, and on which day."""
        is_refused = self._state is RequestState.REFUSED
        why = _p("purchase request", "Why it is refused") if is_refused else _("A word on it")
        if not is_refused:
            self.sums = SumsPanel(self.desk)
            form.add("sums", _("What it keeps free for itself"), ShownEditor(self.desk, self.sums))
        form.add("words", why, NotesEditor(self.desk, 3), required=is_refused)
        day = form.add("day", _("On which day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())

    def open(self) -> None:
        """Show it, and read what an approval keeps."""
        super().open()
        if self._state is RequestState.APPROVED:
            work = partial(_read, self._row.id, self.desk.clock.today())
            self.desk.operations.read(self, work, self._on_read)

    def data(self) -> RequestDecision:
        """The wish."""
        values = self.form.values()
        return RequestDecision(self._row.id, self._row.version, self._state, values["day"], values["words"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_decide, wish)

    def said(self, result: Any) -> Message:
        """What it is now, and what is overspent by it."""
        return warned(_DONE[self._state](self._row.title), result)

    def _on_read(self, read: tuple[Sequence[NeedRow], BudgetOffer]) -> None:
        lines, offer = read
        prices = [Price(each.quantity, each.unit_price, each.vat_rate) for each in lines]
        asked = [
            (each.budget_line_id, price.amount)
            for each, price in zip(lines, prices, strict=True)
            if each.budget_line_id is not None
        ]
        self.sums.show_sums(totals_of(prices), offer.notes(asked))
        QTimer.singleShot(0, self, self.grow)


def decide_at_once(
    desk: Desk, owner: QWidget, row: RequestRow, state: RequestState, refused: Callable[[UserError], None]
) -> None:
    """Hand a request in, or take it back to be drawn up anew: nothing needs to be said for it."""
    wish = RequestDecision(row.id, row.version, state, desk.clock.today())
    said = partial(_said, state, row.title)
    desk.operations.change(owner, partial(_decide, wish), failed=refused, said=said)


def _read(request_id: int, day: date, session: Session) -> tuple[Sequence[NeedRow], BudgetOffer]:
    """In the lane."""
    return request_lines(session, request_id), read_budget(session, day)


def _said(state: RequestState, name: str, result: Any) -> Message:
    return warned(_DONE[state](name), result)


def _decide(wish: RequestDecision, session: Session) -> Sequence[Overspent]:
    """In the lane."""
    return decide_request(session, wish)
