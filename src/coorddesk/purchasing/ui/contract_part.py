"""The instalments of a contract on its card: what is to come, what was committed, and what may be done with each."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries.contract_due import Committed
from coorddesk.purchasing.queries.contracts import ContractRow, contract_row
from coorddesk.purchasing.rules.details import Charge
from coorddesk.purchasing.service import InstalmentRemoval, take_back_instalment
from coorddesk.purchasing.ui.contract_card import told_contract
from coorddesk.purchasing.ui.told_part import LineDeed, ToldPart

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk


def contract_part(desk: Desk, page: QWidget) -> ToldPart:
    """Its deeds are those of an instalment: invoiced, changed, taken back."""
    deeds = {
        "invoice": LineDeed(_("Enter its invoice"), "file-text", partial(invoice_instalment, desk, page)),
        "change": LineDeed(_("Change what is committed"), "pencil", partial(_change, desk, page)),
        "take_back": LineDeed(_("Take back the commitment"), "undo-2", partial(_take_back, desk, page)),
    }
    texts = desk.texts
    kinds = frozenset({"instalment", "instalment_change", "invoice", "budget_line", "fiscal_year"})
    made = ToldPart(desk, page, lambda session, contract_id: told_contract(session, contract_id, texts), deeds, kinds)
    made.stand_in(made.below)  # its terms come first: when it ends, and by when notice is to be given
    return made


def invoice_instalment(desk: Desk, owner: QWidget, each: Committed) -> None:
    """Open the form of its invoice, with what is expected of it."""
    from coorddesk.purchasing.ui.invoice_dialog import invoice_of  # each dialog when it is wanted

    def begin(row: ContractRow) -> None:
        label = desk.texts.say(_("{name}, {first} – {last}", name=row.name, first=each.first_day, last=each.last_day))
        amount, rate = each.amount, row.contract.vat_rate
        charge = Charge(amount.net, amount.vat, each.budget_line_id, instalment_id=each.id, vat_rate=rate, label=label)
        invoice_of(desk, owner, Option(row.supplier_id, row.supplier), (charge,))

    desk.operations.read(owner, partial(_row, each.contract_id), begin, replaces="instalment")


def _change(desk: Desk, page: QWidget, each: Committed) -> None:
    from coorddesk.purchasing.ui.instalment_dialog import InstalmentDialog  # as above

    desk.operations.read(
        page,
        partial(_row, each.contract_id),
        lambda row: InstalmentDialog(desk, page, row, each).open(),
        replaces="instalment",
    )


def _take_back(desk: Desk, page: QWidget, each: Committed) -> None:
    said = _p("instalment", "The commitment is taken back.")
    desk.operations.change(page, partial(_taken_back, each), said=said)


def _taken_back(each: Committed, session: Session) -> None:
    """In the lane."""
    take_back_instalment(session, InstalmentRemoval(each.id, _row(each.contract_id, session).version))


def _row(contract_id: int, session: Session) -> ContractRow:
    """In the lane."""
    row = contract_row(session, contract_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return row
