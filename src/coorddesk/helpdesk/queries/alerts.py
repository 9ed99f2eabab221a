"""What needs doing on the help desk, for the bell of the window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _, _n
from coorddesk.core.records import Alert
from coorddesk.helpdesk.models import RecurringTicket
from coorddesk.helpdesk.queries.queues import Queue, queue_counts

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def alerts(session: Session, today: date) -> Sequence[Alert]:
    """Major incidents, what is overdue, what nobody has, what to look at again, and what comes again today."""
    return [*_queues(queue_counts(session)), *_recurring(session, today)]


def _queues(counts: dict[Queue, int]) -> Iterator[Alert]:
    if count := counts[Queue.MAJOR]:
        text = _n("{count} major incident is open", "{count} major incidents are open", count)
        yield Alert(Queue.MAJOR.value, "ticket", text, _("Tell those who are hindered how far it is."), is_urgent=True)
    if count := counts[Queue.OVERDUE]:
        text = _n("{count} ticket is overdue", "{count} tickets are overdue", count)
        advice = _("Answer it, resolve it, or let it wait and say why.")
        yield Alert(Queue.OVERDUE.value, "ticket", text, advice, is_urgent=True)
    if count := counts[Queue.UNASSIGNED]:
        text = _n("{count} ticket is assigned to nobody", "{count} tickets are assigned to nobody", count)
        yield Alert(Queue.UNASSIGNED.value, "ticket", text, _("Say who takes it."))
    if count := counts[Queue.TO_REMIND]:
        text = _n("{count} waiting ticket is to be looked at", "{count} waiting tickets are to be looked at", count)
        yield Alert(Queue.TO_REMIND.value, "ticket", text, _("Go on with it, or let it wait until another day."))
    if count := counts[Queue.PLANNED]:
        text = _n("{count} ticket is planned for today", "{count} tickets are planned for today", count)
        yield Alert(Queue.PLANNED.value, "ticket", text, _("Print its work order and take it along."))


def _recurring(session: Session, today: date) -> Iterator[Alert]:
    due = select(func.count()).select_from(RecurringTicket).where(RecurringTicket.next_on <= today)
    if count := session.scalar(due):
        text = _n("{count} recurring ticket is due", "{count} recurring tickets are due", count)
        yield Alert("recurring", "ticket", text, _("Open it, or say from when on it comes."))
