"""What an hour of work costs, so that time counts among the costs."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.helpdesk.queries.spending import price_of_hour
from coorddesk.helpdesk.service.pricing import price_hour
from coorddesk.widgets.forms.editors import AmountEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class HourDialog(RecordDialog):
    """One amount; empty, time has no price."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Build it."""
        super().__init__(desk, owner, _("Price of an hour"), columns=1)

    def build(self, form: Form) -> None:
        """The amount."""
        hint = _("Salary and charges of an hour of work on tickets. Empty: time is not among the costs.")
        form.add("hour", _p("costs", "An hour costs"), AmountEditor(self.desk), hint=hint)

    def loading(self) -> Callable[[Session], Loaded]:
        """What it costs now."""
        return lambda session: Loaded(0, {"hour": price_of_hour(session)})

    def data(self) -> int | None:
        """The cents."""
        cents: int | None = self.form.values()["hour"]
        return cents

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_price, wish)

    def said(self, result: Any) -> Message | None:
        """Nothing that could be undone: it changes figures and no record."""
        del result
        return None


def _price(cents: int | None, session: Session) -> None:
    price_hour(session, cents)
