"""How a session is read into its form and written from it, with what is reserved for it; no widget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.training.queries import (
    Clash,
    SessionKit,
    clashes,
    partners_of,
    session_details,
    session_kit,
    session_row,
    trainers_of,
)
from coorddesk.training.rules.states import lines
from coorddesk.training.service import (
    SessionDetails,
    SessionEdit,
    create_session,
    edit_session,
    release_kit,
    reserve_kit,
)
from coorddesk.training.ui.session_pickers import kit_wish, picked_partners, picked_things, picked_trainers
from coorddesk.widgets.forms.picked_editor import Picked
from coorddesk.widgets.forms.record_dialog import Loaded

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_OWN = ("title", "mode", "link", "capacity", "overbooking", "minimum", "preparation_minutes", "notes", "slots", "tasks")
_GONE = _("This is no longer there: somebody deleted it.")


@dataclass(frozen=True)
class SessionWish:
    """A session as its form says it, what is to be reserved for it, and the clashes that its author saw.

    `session_id` and `version` are those of a session that is there.
    """

    session_id: int | None
    version: int | None
    details: SessionDetails
    things: tuple[Picked, ...]
    seen: frozenset[Clash]
    tell: bool


class ClashesFound(UserError):
    """Something is in the way that nobody saw before saving."""

    def __init__(self, found: Sequence[Clash]) -> None:
        """Keep all of it."""
        super().__init__(lines(tuple(each.text for each in found)))
        self.clashes = tuple(found)


def load_session(session_id: int, session: Session) -> Loaded:
    """In the lane: a session by the keys of its form; `rows` are its trainers as they are stored."""
    row, details = session_row(session, session_id), session_details(session, session_id)
    if row is None or details is None:
        raise UserError(_GONE)
    trainers = trainers_of(session, [session_id]).get(session_id, ())
    kit = _kit(session, row.loan_id)
    values = {key: getattr(details, key) for key in _OWN}
    values |= {
        "course_id": Option(row.course_id, row.course),
        "place_id": None if row.place_id is None else Option(row.place_id, row.place),
        "trainers": picked_trainers(trainers),
        "partners": picked_partners(partners_of(session, [session_id]).get(session_id, ())),
        "things": () if kit is None else picked_things(kit.things),
        "rows": trainers,
    }
    return Loaded(row.version, values)


def save_session(wish: SessionWish, session: Session) -> int:
    """In the lane: all of it, or nothing. Raises `ClashesFound` for what its author did not see."""
    found = look(wish.details, wish.session_id, asset_ids(wish.things), session)
    if any(each not in wish.seen for each in found):
        raise ClashesFound(found)
    if wish.session_id is None:
        session_id = create_session(session, wish.details)
    else:
        assert wish.version is not None
        session_id = wish.session_id
        edit_session(session, SessionEdit(session_id, wish.version, wish.details, wish.tell))
    _reserve(session, session_id, wish.things)
    return session_id


def look(details: SessionDetails, session_id: int | None, assets: Collection[int], session: Session) -> Sequence[Clash]:
    """In the lane: what gets in the way."""
    return clashes(session, details, session_id, assets)


def asset_ids(things: Collection[Picked]) -> tuple[int, ...]:
    """The devices among what is to be reserved."""
    return tuple(each.id for each in things if each.kind == "asset" and each.id is not None)


def _reserve(session: Session, session_id: int, things: tuple[Picked, ...]) -> None:
    """Let this be what is reserved, where it is not already."""
    row = session_row(session, session_id)
    kit = None if row is None else _kit(session, row.loan_id)
    before = kit_wish(session_id, () if kit is None else picked_things(kit.things))
    wanted = kit_wish(session_id, things)
    if wanted == before:
        return
    if wanted.is_nothing:
        release_kit(session, session_id)
    else:
        reserve_kit(session, wanted)


def _kit(session: Session, loan_id: int | None) -> SessionKit | None:
    return None if loan_id is None else session_kit(session, loan_id)
