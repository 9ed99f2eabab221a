"""The dialog that says which lots of the inventory goods became that came before, or were entered there by hand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.purchasing.queries.contracts_about import lot_options
from coorddesk.purchasing.service import LotLink, link_lot
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.purchasing.queries import ReceiptRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class LinkDialog(RecordDialog):
    """A lot for each line that is in the inventory without this receipt knowing it."""

    def __init__(self, desk: Desk, owner: QWidget, receipt: ReceiptRow) -> None:
        """Of a receipt; its lines without a lot."""
        self._lines = [line for line in receipt.lines if line.lot_id is None]
        super().__init__(desk, owner, _("Find it in the inventory"), _("Link"), columns=1)

    def build(self, form: Form) -> None:
        """A picker for each line."""
        for line in self._lines:
            picker = RecordPicker(self.desk, lot_options, hint=_("Name, order number or supplier of the lot"))
            form.add(str(line.id), verbatim(line.label), picker)

    def data(self) -> tuple[LotLink, ...]:
        """The wishes."""
        values = self.form.values()
        wishes = tuple(LotLink(e.id, values[str(e.id)]) for e in self._lines if values[str(e.id)] is not None)
        if not wishes:
            raise UserError(_("Choose a lot for a line at least."))
        return wishes

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verbs, in one deed."""
        return partial(_link, wish)

    def said(self, result: Any) -> Message:
        """That the two know each other."""
        return _("The receipt knows its devices now.")


def _link(wishes: Sequence[LotLink], session: Session) -> None:
    """In the lane."""
    for wish in wishes:
        link_lot(session, wish)
