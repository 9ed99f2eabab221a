"""Saved views that tell somebody when a record newly stands in them: whose they are, and what they saw there last.

What is kept is one line for each person, by the name under which they work: it is no deed, and no undo forgets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.access import Role, actor_of, allowed
from coorddesk.core.desk_tables import SavedView
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.organisation import forget, remember, remembered
from coorddesk.core.records import OF_VIEW, Alert

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

MOST_VIEWS = 10
MOST_RECORDS = 2_000
_QUERY = "query"
_EDITORS = (Role.COORDINATOR, Role.STAFF)


@dataclass(frozen=True)
class WatchedList:
    """A list whose saved views may be watched: the name of its page, and the table of its records.

    `ids(session, state)` are the records that a kept query means now; `noun(count)` says how many they are.
    """

    page: str
    kind: str
    ids: Callable[[Session, Mapping[str, Any]], Sequence[int]]
    noun: Callable[[int], Message]


def watched_views(session: Session) -> frozenset[int]:
    """The views that whoever sits here watches."""
    return frozenset(_seen(session))


@allowed(*_EDITORS)
def watch_view(session: Session, lists: Sequence[WatchedList], view_id: int) -> None:
    """Tell whoever sits here from now on what newly stands in a view. Raises `UserError` where that tells nothing."""
    seen = _seen(session)
    ids = _ids(session, lists, view_id)
    if ids is None:
        raise UserError(_("This view is no longer there: somebody deleted it meanwhile."))
    if len(seen.keys() - {view_id}) >= MOST_VIEWS:
        raise UserError(_("You watch {count} views already. Stop watching one of them first.", count=len(seen)))
    if len(ids) > MOST_RECORDS:
        raise UserError(
            _(
                "This view shows more than {count} records. Narrow it first: an alert should mean something.",
                count=MOST_RECORDS,
            )
        )
    _keep(session, seen | {view_id: ids})


@allowed(*_EDITORS)
def see_view(session: Session, lists: Sequence[WatchedList], view_id: int) -> None:
    """Whoever sits here looks at a view: what stands in it is new to them no more."""
    seen = _seen(session)
    if view_id in seen:
        ids = _ids(session, lists, view_id)
        if ids is not None and set(ids) != set(seen[view_id]):
            _keep(session, seen | {view_id: ids[:MOST_RECORDS]})


@allowed(*_EDITORS)
def stop_watching(session: Session, view_id: int) -> None:
    """Tell whoever sits here nothing of a view any more."""
    seen = _seen(session)
    if view_id in seen:
        _keep(session, {key: ids for key, ids in seen.items() if key != view_id})


def alerts_of_views(session: Session, lists: Sequence[WatchedList]) -> Iterator[Alert]:
    """One line for each view in which something newly stands since whoever sits here looked at it."""
    seen = _seen(session)
    if not seen:
        return
    rows = session.execute(
        select(SavedView.id, SavedView.page, SavedView.name, SavedView.state)
        .where(SavedView.id.in_(seen))
        .order_by(SavedView.position, SavedView.id)
    )
    by_page = _by_page(lists)
    for view_id, page, name, state in rows:
        if page in by_page:
            listed = by_page[page]
            count = len(set(listed.ids(session, state.get(_QUERY, {}))) - set(seen[view_id]))
            if count:
                text = _("New in the view “{name}”: {records}", name=name, records=listed.noun(count))
                yield Alert(f"{OF_VIEW}{view_id}", listed.kind, text, _("Open the view: then this is done."))


def _ids(session: Session, lists: Sequence[WatchedList], view_id: int) -> list[int] | None:
    """What a view shows now; None if it is gone, or of a list that nobody watches."""
    row = session.execute(select(SavedView.page, SavedView.state).where(SavedView.id == view_id)).one_or_none()
    listed = None if row is None else _by_page(lists).get(row.page)
    return None if row is None or listed is None else list(listed.ids(session, row.state.get(_QUERY, {})))


def _by_page(lists: Sequence[WatchedList]) -> dict[str, WatchedList]:
    return {each.page: each for each in lists}


def _key(session: Session) -> str:
    return f"watched views.{fold(actor_of(session).name)}"


def _seen(session: Session) -> dict[int, list[int]]:
    kept = remembered(session, _key(session)) or {}
    return {int(view_id): ids for view_id, ids in kept.items()}


def _keep(session: Session, seen: Mapping[int, Sequence[int]]) -> None:
    """Keep what was seen, of the views that are still there."""
    there = set(session.scalars(select(SavedView.id).where(SavedView.id.in_(seen))))
    kept = {str(view_id): sorted(ids) for view_id, ids in seen.items() if view_id in there}
    if kept:
        remember(session, _key(session), kept)
    else:
        forget(session, _key(session))
