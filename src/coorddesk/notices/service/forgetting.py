"""Forgetting to whom messages were written, where their names are no longer kept."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import Role, allowed
from coorddesk.core.bulk import update_rows
from coorddesk.core.fold import fold
from coorddesk.core.forgetting import Forgotten
from coorddesk.core.history_rows import table_named
from coorddesk.notices.models import Notice
from coorddesk.notices.rules import State

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(Role.COORDINATOR)
def forget_recipients(
    session: Session, kind: str, ids: Collection[int], instead: Callable[[str], str | None]
) -> Forgotten:
    """Let messages about records of a kind name nobody any more, as a part of another deed; what the history forgets.

    `instead` says what stands for the recipient of a message with that cause, None where the name stays. What was not
    sent yet is dropped.
    """
    wanted = select(Notice.id, Notice.cause, Notice.title, Notice.state).where(
        Notice.subject_kind == kind, Notice.subject_id.in_(ids)
    )
    rows, forgotten = {}, {}
    for row_id, cause, title, state in session.execute(wanted.order_by(Notice.id)).all():
        name = instead(cause)
        if name is not None:
            forgotten[row_id] = {"recipient": name, "address": "", "body": "", "search": fold(f"{name}  {title}")}
            rows[row_id] = forgotten[row_id] | {"state": State.DROPPED if state is State.DRAFT else state}
    update_rows(session, table_named(Notice.__tablename__), list(rows.items()))
    return Forgotten(Notice.__tablename__, forgotten)
