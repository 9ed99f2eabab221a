"""What can be done with contracts: committed, renewed, terminated, given another price."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries.contracts import ContractRow
from coorddesk.purchasing.rules.contract_words import ContractState, Renewal
from coorddesk.purchasing.service import StepRemoval, delete_contract, take_back_step
from coorddesk.purchasing.ui.contract_dialog import ContractDialog
from coorddesk.purchasing.ui.overspent import warned
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.record_verbs import RecordVerbs, Ways

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QAction
    from sqlalchemy.orm import Session

    from coorddesk.budget.rules.ledger import Overspent


class ContractVerbs(RecordVerbs):
    """Its terms, its price and its instalments, besides what is done with any record."""

    def make_own(self) -> None:
        """A key for each."""
        new = partial(make_action, self.desk, self.page)
        self.commit_all = new(_("Commit a year…"), "coins", "Y", lambda: self._commit(()))
        self.commit = new(_("Commit its instalments…"), "coins", "C", self._on_commit)
        self.renew = new(_("Renew…"), "refresh-cw", "R", self._on_renew)
        self.terminate = new(_("Terminate…"), "circle-x", "T", self._on_terminate)
        self.reprice = new(_("New price…"), "tag", "P", self._on_reprice)
        self.take_back = new(_("Take back what was said last"), "undo-2", "B", self._on_take_back)

    def of_own(self) -> list[QAction]:
        """The most usual first."""
        return [self.commit, self.renew, self.terminate, self.reprice]

    def refresh(self) -> None:
        """Offer what its state allows."""
        super().refresh()
        row = self.selected()
        is_bound = row is not None and row.contract.terminated_on is None
        self.renew.setEnabled(is_bound and row.contract.renewal is not Renewal.NONE)
        self.terminate.setEnabled(is_bound and row.state is not ContractState.ENDED)
        self.reprice.setEnabled(is_bound and row.state is not ContractState.ENDED)
        self.take_back.setEnabled(row is not None and bool(row.contract.steps))

    def _on_commit(self) -> None:
        row = self.selected()
        if row is not None:
            self._commit((row.id,))

    def _commit(self, contracts: Sequence[int]) -> None:
        from coorddesk.purchasing.ui.commit_dialog import commit_instalments_of  # each dialog when it is wanted

        commit_instalments_of(self.desk, self.page, tuple(contracts))

    def _on_renew(self) -> None:
        from coorddesk.purchasing.ui.contract_step_dialogs import RenewDialog  # as above

        row = self.selected()
        if row is not None:
            RenewDialog(self.desk, self.page, row).open()

    def _on_terminate(self) -> None:
        from coorddesk.purchasing.ui.contract_step_dialogs import TerminateDialog  # as above

        row = self.selected()
        if row is not None:
            TerminateDialog(self.desk, self.page, row).open()

    def _on_reprice(self) -> None:
        from coorddesk.purchasing.ui.contract_step_dialogs import PriceDialog  # as above

        row = self.selected()
        if row is not None:
            PriceDialog(self.desk, self.page, row).open()

    def _on_take_back(self) -> None:
        row = self.selected()
        if row is not None:
            done = _("What was said last of “{name}” is taken back.", name=row.name)
            work = partial(_take_back, StepRemoval(row.id, row.version))
            self.desk.operations.change(self, work, said=lambda overspent: warned(done, overspent))


def _take_back(wish: StepRemoval, session: Session) -> Sequence[Overspent]:
    """In the lane."""
    return take_back_step(session, wish)


def _delete(session: Session, row: ContractRow) -> None:
    delete_contract(session, Deletion(row.id, row.version))


CONTRACTS = Ways(_("New contract"), ContractRow, ContractDialog, _delete, lambda row: str(row.name))
"""The dialogs of what is done with contracts."""
