"""What can be done with loans in their list: the actions behind its bar, its menus, its card and its keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.core.messages import _, digits
from coorddesk.lending.queries import LoanRow
from coorddesk.lending.rules import LoanState
from coorddesk.widgets.actions import make_action, part
from coorddesk.widgets.report_menu import print_records
from coorddesk.widgets.table.record_list import with_selected

if TYPE_CHECKING:
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.table.record_list import RecordList


_EXTENDED = frozenset({LoanState.OPEN, LoanState.DRAFT})
_SLIP_MILLISECONDS = 500


class LoanVerbs(QObject):
    """Makes the actions and keeps them in step with what is selected.

    Signals:
        counter_wanted: to lend at the counter.
        added: the number of a new reservation.
    """

    counter_wanted = Signal()
    added = Signal(object)

    def __init__(self, desk: Desk, page: QWidget, listing: RecordList) -> None:
        """Make every action; `page` lists them and owns their dialogs."""
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._list = listing
        new = partial(make_action, desk, page)
        self.lend = new(_("Lend"), "scan-barcode", "Ctrl+N", self.counter_wanted.emit)
        self.reserve = new(_("Reserve…"), "calendar", "V", self._on_reserve)
        self.take_back = new(_("Take back…"), "undo-2", "B", self._on_take_back)
        self.extend = new(_("Extend…"), "clock", "X", self._on_extend)
        self.prepare = new(_("Prepare…"), "package", "P", self._on_prepare)
        self.hand_out = new(_("Hand out"), "hand-helping", "H", self._on_hand_out)
        self.edit = new(_("Edit…"), "pencil", "F2", self._on_edit)
        self.cancel = new(_("Call off"), "circle-x", "Del", self._on_cancel)
        part(page)
        self.remind = new(_("Remind who is late…"), "mail", "R", self._on_remind)
        self.kits = new(_("Kits…"), "package", "K", self._on_kits)
        self.printing = print_records(desk, page, "loan", listing.selected_ids)
        listing.selection_changed.connect(self.refresh)
        self.refresh()

    def daily(self) -> list[QAction]:
        """Those that have a button of their own, for which there is room on a small screen."""
        return [self.take_back, self.extend, self.prepare, self.hand_out, self.edit]

    def for_one(self) -> list[QAction]:
        """Those that need a loan."""
        return [*self.daily(), self.cancel]

    def refresh(self) -> None:
        """Offer what fits the loans selected."""
        rows = self._rows()
        one = rows[0] if len(rows) == 1 else None
        self.take_back.setEnabled(one is not None and one.state is LoanState.OPEN)
        self.extend.setEnabled(bool(rows) and all(row.state in _EXTENDED for row in rows))
        self.prepare.setEnabled(one is not None and one.is_planned)
        self.hand_out.setEnabled(one is not None and one.is_planned)
        self.edit.setEnabled(one is not None)
        self.cancel.setEnabled(one is not None and one.is_planned)
        self.printing.setEnabled(bool(rows))

    def open_kit(self, kit_id: int) -> None:
        """Show one kit."""
        self._open_kits(kit_id)

    def _rows(self) -> list[LoanRow]:
        """The loans selected that were painted."""
        rows = (self._list.row(loan_id) for loan_id in self._list.selected_ids())
        return [row for row in rows if isinstance(row, LoanRow)]

    def _on_reserve(self) -> None:
        from coorddesk.lending.ui.reserve_dialog import ReserveDialog  # dialogs load when they are wanted

        dialog = ReserveDialog(self._desk, self._page)
        dialog.saved.connect(self.added)
        dialog.open()

    def _on_edit(self) -> None:
        (row,) = self._rows()
        if row.state is LoanState.RESERVED:
            from coorddesk.lending.ui.reserve_dialog import ReserveDialog

            ReserveDialog(self._desk, self._page, row.id).open()
            return
        from coorddesk.lending.ui.loan_dialog import LoanDialog

        LoanDialog(self._desk, self._page, row).open()

    def _on_take_back(self) -> None:
        from coorddesk.lending.ui.return_dialog import open_return

        (row,) = self._rows()
        open_return(self._desk, self._page, row)

    def _on_extend(self) -> None:
        from coorddesk.lending.ui.extend_dialog import ExtendDialog

        with_selected(self._list, lambda rows: ExtendDialog(self._desk, self._page, rows).open())

    def _on_prepare(self) -> None:
        from coorddesk.lending.ui.handing_out import prepare

        (row,) = self._rows()
        prepare(self._desk, self._page, row.id)

    def _on_hand_out(self) -> None:
        from coorddesk.lending.ui.handing_out import hand_out

        (row,) = self._rows()
        self.hand_out.setEnabled(False)  # a second press meanwhile is a slip
        hand_out(self._desk, self._page, row.id)
        QTimer.singleShot(_SLIP_MILLISECONDS, self, self.refresh)

    def _on_cancel(self) -> None:
        from coorddesk.lending.service import Seen, cancel

        (row,) = self._rows()
        said = _("Reservation {number} is called off.", number=digits(row.id))
        self.cancel.setEnabled(False)
        seen = Seen(row.id, row.version)
        self._desk.operations.change(self, partial(cancel, wish=seen), settled=self.refresh, said=said)

    def _on_remind(self) -> None:
        from coorddesk.lending.ui.remind_dialog import RemindDialog

        RemindDialog(self._desk, self._page, self._list.selected_ids()).open()

    def _on_kits(self) -> None:
        self._open_kits(None)

    def _open_kits(self, kit_id: int | None) -> None:
        from coorddesk.lending.ui.kits_dialog import KitsDialog

        KitsDialog(self._desk, self._page, kit_id).open()
