"""What is scanned, in its turn: which room we are in, what the last scan came to, and what may be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from coorddesk.core.messages import Message, _, _n
from coorddesk.stocktaking.rules import Verdict
from coorddesk.stocktaking.service import (
    Lines,
    Outcome,
    Scan,
    Sighted,
    count_devices,
    look_again,
    mark_missing,
    move_found,
    scan,
    take_back,
)
from coorddesk.stocktaking.ui.answers import Answer, Remedy, answer
from coorddesk.stocktaking.ui.turns import Turns
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.errors import UserError
    from coorddesk.widgets.desk import Desk


class Scanning(QObject):
    """Hands everything to the desk one after the other, whoever asks for it and however fast.

    Signals:
        answered: an `Answer` to show.
        went: we are in another room.
    """

    answered = Signal(object)
    went = Signal()

    def __init__(self, desk: Desk, stocktake_id: int, owner: QObject) -> None:
        """In no room yet."""
        super().__init__(owner)
        self.stocktake_id = stocktake_id
        self.room: tuple[int | None, str] = (None, "")
        self.last: Outcome | None = None
        self.remedy = Remedy.NONE
        self._turns = Turns(desk.operations, self)
        self._turns.refused.connect(self._on_refused)

    def go_to(self, room_id: int | None, path: str) -> None:
        """Count in another room from now on."""
        self.room = room_id, path
        self.went.emit()

    def scan(self, readings: Sequence[str]) -> None:
        """Count what was scanned in the room that we are in by then."""
        first, *others = readings

        def step() -> Any:
            return partial(_scan, Scan(self.stocktake_id, self.room[0], first, readings=tuple(others)))

        self._turns.add(step, self._on_outcome)

    def see(self, asset_ids: Sequence[int], *, anew: bool = False) -> None:
        """Count devices that somebody has before their eyes."""

        def step() -> Any:
            return partial(_see, Sighted(self.stocktake_id, self.room[0], tuple(asset_ids), anew=anew))

        self._turns.add(step, self._on_seen)

    def mend(self) -> None:
        """Do what the last answer offers."""
        last, remedy = self.last, self.remedy
        if last is None or last.line_id is None or remedy is Remedy.NONE:
            return
        if remedy is Remedy.MOVE:
            self.move((last.line_id,), last.called, last.room)
        elif last.asset_id is not None:
            self.see((last.asset_id,), anew=True)
        else:
            wish = Scan(self.stocktake_id, self.room[0], last.text, anew=True)
            self._turns.add(lambda: partial(_scan, wish), self._on_outcome)

    def move(self, line_ids: Sequence[int], called: str, path: str) -> None:
        """Move misplaced devices to where they were found."""
        wish = Lines(self.stocktake_id, tuple(line_ids))
        said = _("{thing}: moved to {place}", thing=called, place=path)
        if len(line_ids) > 1:
            said = _n("{count} device moved", "{count} devices moved", len(line_ids))
        self._turns.add(lambda: partial(_move, wish), lambda _value: self._say(Answer(Tone.SUCCESS, said)))

    def give_up(self, line_ids: Sequence[int], *, missing: bool) -> None:
        """Mark devices as missing, or look for them again."""
        wish, count = Lines(self.stocktake_id, tuple(line_ids)), len(line_ids)
        said = _n("{count} device marked as missing", "{count} devices marked as missing", count)
        if not missing:
            said = _n("{count} device is looked for again", "{count} devices are looked for again", count)
        work = partial(_give_up if missing else _look_again, wish)
        self._turns.add(lambda: work, lambda _value: self._say(Answer(Tone.ACCENT, said)))

    def take_back(self) -> None:
        """Undo our own last step."""
        self._turns.add(lambda: partial(_take_back, self.stocktake_id), self._on_taken_back)

    def _on_outcome(self, outcome: Outcome) -> None:
        self.last = outcome
        if outcome.verdict is Verdict.ROOM:
            self.go_to(outcome.room_id, outcome.room)
        self._say(answer(outcome))

    def _on_seen(self, outcomes: Sequence[Outcome]) -> None:
        if len(outcomes) == 1:
            self._on_outcome(outcomes[0])
        else:
            self._say(Answer(Tone.SUCCESS, _n("{count} thing counted", "{count} things counted", len(outcomes))))

    def _on_taken_back(self, deed: Message) -> None:
        self.last = None
        self._say(Answer(Tone.ACCENT, _("Taken back"), deed))

    def _on_refused(self, error: UserError) -> None:
        self._say(Answer(Tone.DANGER, error.message))

    def _say(self, said: Answer) -> None:
        self.remedy = said.remedy
        self.answered.emit(said)


def _scan(wish: Scan, session: Session) -> Outcome:
    """In the lane."""
    return scan(session, wish)


def _see(wish: Sighted, session: Session) -> tuple[Outcome, ...]:
    """In the lane."""
    return count_devices(session, wish)


def _move(wish: Lines, session: Session) -> None:
    """In the lane."""
    move_found(session, wish)


def _give_up(wish: Lines, session: Session) -> None:
    """In the lane."""
    mark_missing(session, wish)


def _look_again(wish: Lines, session: Session) -> None:
    """In the lane."""
    look_again(session, wish)


def _take_back(stocktake_id: int, session: Session) -> Message:
    """In the lane."""
    return take_back(session, stocktake_id)
