"""A reservation goes out, or is set aside, from the list of loans: what it wants of a model is gathered first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.messages import _, digits
from coorddesk.lending.queries.gathering import Gathering, gathering
from coorddesk.lending.rules import LoanState, MayBeOverridden
from coorddesk.lending.ui.deeds import hand_out_loan, set_aside
from coorddesk.lending.ui.gather_dialog import GatherDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk

Devices = tuple[int, ...]


def gather(
    desk: Desk, owner: QWidget, loan_id: int, aside: Callable[[Devices], None], out: Callable[[Devices], None]
) -> None:
    """Look up what a reservation asks for, and let it be scanned; what is to be done then is the owner's."""
    desk.operations.read(
        owner,
        partial(gathering, loan_id=loan_id),
        lambda found: _open(desk, owner, found, aside, out),
        replaces="gathering",
    )


def prepare(desk: Desk, owner: QWidget, loan_id: int) -> None:
    """Gather what a reservation asks for."""
    gather(desk, owner, loan_id, partial(_set_aside, desk, owner, loan_id), partial(_hand_out, desk, owner, loan_id))


def hand_out(desk: Desk, owner: QWidget, loan_id: int) -> None:
    """Let it go out, at once where everything is named or set aside."""

    def go_on(found: Gathering) -> None:
        aside, out = partial(_set_aside, desk, owner, loan_id), partial(_hand_out, desk, owner, loan_id)
        if found.row.state is LoanState.RESERVED and any(wish.is_model for wish in found.asked):
            _open(desk, owner, found, aside, out)
        else:
            out(())

    desk.operations.read(owner, partial(gathering, loan_id=loan_id), go_on, replaces="gathering")


def _open(
    desk: Desk, owner: QWidget, found: Gathering, aside: Callable[[Devices], None], out: Callable[[Devices], None]
) -> None:
    dialog = GatherDialog(desk, owner, found)
    dialog.set_aside.connect(aside)
    dialog.handed_out.connect(out)
    dialog.open()


def _set_aside(desk: Desk, owner: QWidget, loan_id: int, devices: Devices) -> None:
    said = _("Reservation {number}: set aside.", number=digits(loan_id))
    desk.operations.change(owner, partial(set_aside, loan_id=loan_id, devices=devices), said=said)


def _hand_out(desk: Desk, owner: QWidget, loan_id: int, devices: Devices, *, despite: bool = False) -> None:
    def refused(error: UserError) -> None:
        if not isinstance(error, MayBeOverridden):
            desk.warn(owner, error)
        elif desk.ask(owner, error.message, None, _("Lend it all the same")):
            _hand_out(desk, owner, loan_id, devices, despite=True)

    work = partial(hand_out_loan, loan_id=loan_id, borrower=None, devices=devices, despite=despite)
    said = _("Loan {number} has gone out.", number=digits(loan_id))
    desk.operations.change(owner, work, failed=refused, said=said)
