"""The verbs of counting: a scan in a room, many codes at once, devices picked by hand, and the last one taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from coorddesk.core.access import actor_of, allowed
from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.clock import clock_of
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named
from coorddesk.core.history_tables import DO, REDO, ChangeSet, ChangeSubject
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.tidy import tidy
from coorddesk.core.undo import undo
from coorddesk.directory.models import Place
from coorddesk.directory.rules import name_key
from coorddesk.directory.service import EDITORS, refuse_gone
from coorddesk.inventory.queries.scanned import ASSETS, LABELS, PLACES, Scanned, scanned
from coorddesk.inventory.rules import Condition, MetaStatus, called
from coorddesk.stocktaking.models import StocktakeLine
from coorddesk.stocktaking.queries.known import known_code, known_device, known_sitting
from coorddesk.stocktaking.rules import COUNTED, STATE_OF, LineState, Standing, Verdict, verdict
from coorddesk.stocktaking.service.opening import open_one

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LINE = StocktakeLine.__tablename__
_LONGEST_CODE = 120


@dataclass(frozen=True)
class Scan:
    """Something scanned or typed in a room; without a room, a thing is found wherever it was expected.

    `readings` are what else the text may say where the scanner believes in another keyboard (`core.scanner`). With
    `anew`, what was counted already is counted as if it had not been.
    """

    stocktake_id: int
    room_id: int | None
    text: str
    condition: Condition | None = None
    note: str = ""
    anew: bool = False
    readings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codes:
    """Many codes in their order, the labels of rooms among them, beginning in a room."""

    stocktake_id: int
    room_id: int | None
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Sighted:
    """Devices seen in a room though nothing was scanned: picked from the list of what is still to find."""

    stocktake_id: int
    room_id: int | None
    asset_ids: tuple[int, ...]
    condition: Condition | None = None
    note: str = ""
    anew: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of a scan.

    `room` is where it was counted, or which place it was the label of; `expected` the path of where it was expected,
    `counted` when and by whom it was counted before. `remark` says what is odd about the device itself; `is_astray`:
    of what was counted here before, that it still belongs elsewhere.
    """

    verdict: Verdict
    text: str
    called: str
    line_id: int | None = None
    asset_id: int | None = None
    room_id: int | None = None
    room: str = ""
    expected: str = ""
    counted: tuple[datetime, str, str] | None = None
    remark: Message | None = None
    is_astray: bool = False


@allowed(*EDITORS)
def scan(session: Session, wish: Scan) -> Outcome:
    """Count what was scanned; the label of a place writes nothing, the screen goes there."""
    name, room = _sitting(session, wish.stocktake_id, wish.room_id)
    outcome = _scanned(session, wish, room)
    _record(session, name, [outcome])
    return outcome


@allowed(*EDITORS)
def scan_codes(session: Session, wish: Codes) -> tuple[Outcome, ...]:
    """Count a list of codes, whole or not at all."""
    name, room = _sitting(session, wish.stocktake_id, wish.room_id)
    outcomes = []
    for text in wish.texts:
        if tidy(text):
            outcome = _scanned(session, Scan(wish.stocktake_id, None, text), room)
            outcomes.append(outcome)
            if outcome.verdict is Verdict.ROOM:
                room = outcome.room_id, outcome.room
    _record(session, name, outcomes)
    return tuple(outcomes)


@allowed(*EDITORS)
def count_all(session: Session, wishes: Sequence[Scan]) -> tuple[Outcome, ...]:
    """Count what a sheet brings, each thing in its own room; the deed is the caller's to name."""
    sitting = cache(partial(_sitting, session))
    return tuple(_scanned(session, wish, sitting(wish.stocktake_id, wish.room_id)[1]) for wish in wishes)


@allowed(*EDITORS)
def count_devices(session: Session, wish: Sighted) -> tuple[Outcome, ...]:
    """Count devices that somebody has before their eyes."""
    name, room = _sitting(session, wish.stocktake_id, wish.room_id)
    said = Scan(wish.stocktake_id, wish.room_id, "", wish.condition, wish.note, wish.anew)
    outcomes = [_device_counted(session, said, room, asset_id) for asset_id in wish.asset_ids]
    _record(session, name, outcomes)
    return tuple(outcomes)


@allowed(*EDITORS)
def take_back(session: Session, stocktake_id: int) -> Message:
    """Undo what its author did last to the lines of a stocktake, in a transaction of its own; returns what it was."""
    stocktake = open_one(session, stocktake_id)
    change_set = _last_of_author(session, stocktake.id)
    if change_set is None:
        raise UserError(_("There is nothing of yours to take back in “{name}”.", name=stocktake.name))
    return undo(session, change_set)


Room = tuple[int | None, str]


def _sitting(session: Session, stocktake_id: int, room_id: int | None) -> tuple[str, Room]:
    """The name of a stocktake that goes on, and the room that is counted in: all that a scan wants of both."""
    known = known_sitting(session, stocktake_id, room_id)
    if known is None or known.closed_at is not None:
        open_one(session, stocktake_id)
    assert known is not None, "open_one refuses what is not there"
    if room_id is not None and known.path is None:
        refuse_gone(session, [("place", Place, room_id)])
    return known.name, (room_id, known.path or "")


def _scanned(session: Session, wish: Scan, room: Room) -> Outcome:
    text = tidy(wish.text)[:_LONGEST_CODE]
    if not fold_code(text):
        raise UserError(_("Scan or type a code first."), field="text")
    found = _meant(session, text, wish.readings)
    hits = [hit for hit in found.candidates if found.is_code or name_key(hit.title) == name_key(text)]
    by_kind = {hit.subject[0]: hit for hit in reversed(hits)}
    if ASSETS in by_kind:
        return _device_counted(session, replace(wish, text=text), room, by_kind[ASSETS].subject[1])
    if PLACES in by_kind and len(hits) == 1:
        room_id, path = _sitting(session, wish.stocktake_id, by_kind[PLACES].subject[1])[1]
        return Outcome(Verdict.ROOM, text, path, room_id=room_id, room=path)
    is_free_label = any(hit.subject[0] == LABELS for hit in hits)  # kept, since it sticks on something
    if hits and found.is_code and not is_free_label:
        return Outcome(Verdict.OTHER, text, hits[0].title or text)
    return _unknown_counted(session, replace(wish, text=text), room)


def _meant(session: Session, text: str, readings: Sequence[str]) -> Scanned:
    """What a text means as it was typed, else what another reading of it does that is a code for sure."""
    found = scanned(session, text, by_name=(PLACES,))
    if found.candidates:
        return found
    others = (scanned(session, tidy(other), by_name=()) for other in readings if other != text)
    return next((other for other in others if other.candidates), found)


def _device_counted(session: Session, wish: Scan, room: Room, asset_id: int) -> Outcome:
    row = known_device(session, wish.stocktake_id, asset_id)
    if row is None:
        raise UserError(_("One of these devices is no longer there. Select again."))
    places = frozenset({row.expected_place_id, row.place_id} if row.is_expected else {row.place_id})
    remark = None
    if row.deleted_at is not None:
        remark = _("It is in the bin: restore it if it is to stay.")
    elif row.meta is MetaStatus.RETIRED:
        remark = _("It is retired: bring it back if it is in use again.")
    elif not row.is_expected:
        remark = _("It is not on the list of this stocktake.")
    outcome = Outcome(
        Verdict.OTHER,
        wish.text,
        called(row.tag, row.serial, row.name, asset_id),
        row.line_id,
        asset_id,
        *room,
        expected=(row.expected if row.is_expected else row.path) or "",
        remark=remark,
    )
    value = None if row.price is None else row.price * row.quantity
    new = _Thing({"asset_id": asset_id, "value": value}, places)
    return _counted(session, wish, outcome, row, new)


def _unknown_counted(session: Session, wish: Scan, room: Room) -> Outcome:
    folded = fold_code(wish.text)
    row = known_code(session, wish.stocktake_id, folded)
    outcome = Outcome(Verdict.UNKNOWN, wish.text, wish.text, None if row is None else row.line_id, None, *room)
    return _counted(session, wish, outcome, row, _Thing({"code": wish.text, "code_folded": folded}))


class _Thing(NamedTuple):
    """What a line says that is not there yet, and where the thing may rightly be."""

    values: dict[str, Any]
    places: frozenset[int | None] = frozenset()


def _counted(session: Session, wish: Scan, outcome: Outcome, row: Any, thing: _Thing) -> Outcome:
    """Write a line, unless the thing was counted already."""
    state = None if row is None else row.state
    counted_in = None if row is None else row.found_place_id
    standing = Standing(None if wish.anew else state, thing.places, counted_in)
    said = verdict(standing, outcome.room_id, is_device=outcome.asset_id is not None)
    before = (row.found_at, row.found_by, row.found_path or "") if state in COUNTED else None
    is_astray = said is Verdict.AGAIN and state is LineState.MISPLACED and counted_in not in {None, *thing.places}
    outcome = replace(outcome, verdict=said, counted=before, is_astray=is_astray)
    if said not in STATE_OF:
        return outcome
    seen = {
        "state": STATE_OF[said],
        "found_place_id": outcome.room_id,
        "found_at": clock_of(session).now(),
        "found_by": actor_of(session).name,
        "correction": None,
    }
    if wish.condition is not None:
        seen["condition"] = wish.condition
    if tidy(wish.note):
        seen["note"] = tidy(wish.note)
    table = table_named(LINE)
    if outcome.line_id is not None:
        update_rows(session, table, [(outcome.line_id, seen)])
        return outcome
    [line_id] = insert_rows(
        session, table, [{"stocktake_id": wish.stocktake_id, "is_expected": False} | thing.values | seen]
    )
    return replace(outcome, line_id=line_id)


def _record(session: Session, name: str, outcomes: Sequence[Outcome]) -> None:
    """Name the deed by what was counted; of what was counted already, nothing was written."""
    counted = [outcome for outcome in outcomes if outcome.verdict in STATE_OF]
    if not counted:
        return
    first = counted[0]
    things = _n("{count} thing", "{count} things", len(counted)) if len(counted) > 1 else verbatim(first.called)
    deed = _("Count {things} (“{name}”)", things=things, name=name)
    if len(counted) == 1 and first.room:
        deed = _("Count {things} in {place} (“{name}”)", things=things, place=first.room, name=name)
    record(session, deed, *((LINE, outcome.line_id) for outcome in counted if outcome.line_id is not None))


def _last_of_author(session: Session, stocktake_id: int) -> int | None:
    """The change set that its author made or redid last on lines of a stocktake, and that still stands."""
    later = aliased(ChangeSet)
    root = func.coalesce(ChangeSet.root_id, ChangeSet.id)
    turned = exists().where(func.coalesce(later.root_id, later.id) == root, later.id > ChangeSet.id)
    about = exists().where(
        ChangeSubject.change_set_id == ChangeSet.id,
        ChangeSubject.kind == LINE,
        StocktakeLine.id == ChangeSubject.subject_id,
        StocktakeLine.stocktake_id == stocktake_id,
    )
    mine = (ChangeSet.actor == actor_of(session).name, ChangeSet.direction.in_((DO, REDO)))
    wanted = select(root).where(*mine, about, ~turned).order_by(ChangeSet.id.desc()).limit(1)
    return session.scalar(wanted)
