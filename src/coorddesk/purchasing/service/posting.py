"""What every verb of purchasing ends with: the budget is told what documents mean now and did not before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from coorddesk.budget.rules.ledger import Entry, Overspent, Posting
from coorddesk.budget.service.posting import post
from coorddesk.core.access import allowed
from coorddesk.core.history import cannot_be_undone
from coorddesk.core.messages import _
from coorddesk.core.records import Subject
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.purchasing.models import PurchaseOrder
from coorddesk.purchasing.queries.meaning import Meaning, Scope, documents_in, meaning_in
from coorddesk.purchasing.rules.documents import Documents
from coorddesk.purchasing.rules.moves import differences
from coorddesk.purchasing.rules.states import order_state

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def settle(session: Session, scope: Scope, before: Meaning) -> tuple[Overspent, ...]:
    """Write into the ledger what a deed changed, and let orders have the state that follows; returns what to warn of.

    What is no longer so is taken back by moves of the same day and document: nothing in the ledger is edited.
    """
    session.flush()
    documents = documents_in(session, scope)
    after = meaning_in(session, documents)
    labels = before.labels | after.labels
    entries: defaultdict[Subject, list[Entry]] = defaultdict(list)
    for move in differences(after.moves, before.moves):
        place = move.place
        entries[move.document].append(Entry(place.line_id, place.kind, move.cents, move.day, place.commitment))
    _settle_states(session, documents)
    if not entries:
        return ()
    postings = [Posting(document, labels[document], tuple(each)) for document, each in entries.items()]
    cannot_be_undone(session, _("What is written in the ledger stays. Cancel or correct the document instead."))
    return post(session, postings).overspent


def _settle_states(session: Session, documents: Documents) -> None:
    for order in documents.orders:
        row, state = row_there(session, PurchaseOrder, order.id), order_state(documents, order)
        if row.state is not state:
            row.state = state
    session.flush()
