"""Lines of bank statements as rows of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _n
from coorddesk.purchasing.queries.bank import BANK_COLUMNS, BankQuery, BankRow, bank_ids, bank_page
from coorddesk.purchasing.rules.bank import BankState, is_plain
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.table.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy.orm import Session

_TONES = {BankState.OPEN: Tone.WARNING, BankState.TICKED: Tone.SUCCESS}


class BankLines(Source[BankRow, BankQuery]):
    """What banks booked, with what explains it or may."""

    columns = BANK_COLUMNS
    shown = ("day", "label", "cents", "left", "explained", "state")
    unsortable = frozenset({"explained"})

    def noun(self, count: int) -> Message:
        """How many lines."""
        return _n("{count} line of a bank statement", "{count} lines of bank statements", count)

    def ids(self, session: Session, query: BankQuery) -> Sequence[int]:
        """The lines that a query means."""
        return bank_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, BankRow]:
        """Their rows."""
        return bank_page(session, ids)

    def is_narrowed(self, query: BankQuery) -> bool:
        """Whether some are left out that are to be ticked off."""
        return bool(query.text.strip()) or query.state not in {None, BankState.OPEN} or query.account is not None

    def dots(self) -> Mapping[str, Callable[[BankRow], Tone | None]]:
        """What is open and what is plain, at a glance."""
        return {"state": lambda row: _TONES.get(row.state), "explained": _of_proposal}


def _of_proposal(row: BankRow) -> Tone | None:
    if row.ticked:
        return Tone.SUCCESS
    if not row.found:
        return None
    return Tone.ACCENT if is_plain(row.found) else Tone.MUTED
