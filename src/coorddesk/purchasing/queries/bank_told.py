"""What lines of bank statements tell: what must always be true of them, for `coorddesk check`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.messages import Money, _
from coorddesk.core.records import Finding
from coorddesk.purchasing.models import BankLine, BankMatch
from coorddesk.purchasing.queries.bank import BankQuery, bank_ids, bank_page
from coorddesk.purchasing.rules.bank import bank_search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

_AT_ONCE = 500


def bank_findings(session: Session) -> Sequence[Finding]:
    """Lines that are ticked off for more than they are, or the other way, or would not be found by their words."""
    return [*_more_than_the_line(session), *_not_found(session)]


def _more_than_the_line(session: Session) -> Iterator[Finding]:
    ticked = set(session.scalars(select(BankMatch.bank_line_id)))
    ids = [line for line in bank_ids(session, BankQuery(state=None)) if line in ticked]
    for first in range(0, len(ids), _AT_ONCE):
        for row in bank_page(session, ids[first : first + _AT_ONCE]).values():
            if row.is_aside or row.left * row.cents < 0 or abs(row.left) > abs(row.cents):
                said = _(
                    "“{label}” is ticked off for another amount: {left} are left.",
                    label=row.label,
                    left=Money(row.left),
                )
                yield Finding(said, (BankLine.__tablename__, row.id))


def _not_found(session: Session) -> Iterator[Finding]:
    for row in session.scalars(select(BankLine).order_by(BankLine.id)):
        if row.search != bank_search(row.label, row.reference, row.account):
            yield Finding(_("“{name}” would not be found by its words.", name=row.label), (row.__tablename__, row.id))
