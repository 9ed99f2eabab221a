"""What must always be true of loans, and where it is not: for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from coorddesk.core.fold import fold
from coorddesk.core.messages import _, digits
from coorddesk.core.records import Finding
from coorddesk.inventory.models import Asset, StatusLabel
from coorddesk.inventory.rules import MetaStatus, called
from coorddesk.lending.models import Kit, Loan, LoanLine
from coorddesk.lending.rules import LoanState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_WHILE_OUT = (MetaStatus.ON_LOAN, MetaStatus.UNDER_REPAIR, MetaStatus.RETIRED)
"""What a device on loan may be: a lost or stolen one is retired before anybody brings it back."""


def findings(session: Session) -> Sequence[Finding]:
    """Devices on loan that stand otherwise, loans whose lines say something else than they, wrong copies."""
    return [*_devices(session), *_states(session), *_copies(session)]


def _devices(session: Session) -> Iterator[Finding]:
    wanted = (
        select(Asset.tag, Asset.serial, Asset.name, Asset.id, Loan.id.label("loan"))
        .join(LoanLine, LoanLine.asset_id == Asset.id)
        .join(Loan, Loan.id == LoanLine.loan_id)
        .join(StatusLabel, StatusLabel.id == Asset.status_label_id)
    )
    strays = or_(
        StatusLabel.meta.not_in(_WHILE_OUT),
        and_(StatusLabel.meta == MetaStatus.ON_LOAN, Asset.holder_id.is_distinct_from(Loan.person_id)),
    )
    out = (LoanLine.back_at.is_(None), LoanLine.out_at.is_not(None))
    for row in session.execute(wanted.where(*out, strays).order_by(Asset.id)):
        device = called(row.tag, row.serial, row.name, row.id)
        said = _("{device} is in loan {number}, but stands otherwise.", device=device, number=digits(row.loan))
        yield Finding(said, ("asset", row.id))


def _states(session: Session) -> Iterator[Finding]:
    """A loan is open while something of it is out, a draft while nothing is; otherwise nothing is left open."""
    count = func.count
    lines = (count(LoanLine.id), count(LoanLine.out_at), count(LoanLine.back_at))
    wanted = select(Loan.id, Loan.state, *lines).outerjoin(LoanLine, LoanLine.loan_id == Loan.id).group_by(Loan.id)
    for loan_id, state, there, gone, back in session.execute(wanted.order_by(Loan.id)):
        match state:
            case LoanState.OPEN:
                is_right = gone == there > back
            case LoanState.RETURNED:
                is_right = there == back > 0
            case LoanState.DRAFT:
                is_right = gone == 0
            case _:
                is_right = there == 0
        if not is_right:
            said = _("Loan {number} is in another state than its things.", number=digits(loan_id))
            yield Finding(said, ("loan", loan_id))


def _copies(session: Session) -> Iterator[Finding]:
    for loan_id, note, search in session.execute(select(Loan.id, Loan.note, Loan.search)):
        if search != fold(note):
            said = _("Loan {number} would not be found by its note.", number=digits(loan_id))
            yield Finding(said, ("loan", loan_id))
    for kit_id, name, folded in session.execute(select(Kit.id, Kit.name, Kit.name_folded)):
        if folded != fold(name):
            yield Finding(_("“{name}” would not be found by its name.", name=name), ("kit", kit_id))
