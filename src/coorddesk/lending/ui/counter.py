"""The counter's mind: what each scan does to what lies there, one after the other, and how it is taken back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from coorddesk.core.messages import Message, _, _n
from coorddesk.lending.queries import Meant, OfBorrower, Sense, meant, of_borrower, scan
from coorddesk.lending.rules import DuePreset
from coorddesk.lending.ui.basket import Basket, Due, Item, said_until
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.errors import UserError
    from coorddesk.core.feature import Hit, Subject
    from coorddesk.inventory.rules import Condition
    from coorddesk.lending.queries import Holding
    from coorddesk.widgets.desk import Desk

DUE = "lending.due"
"""Where the settings keep the key pressed last for the end of a loan."""

_LINES = "loan_line"
_MOST_STEPS = 100
_MOST_TOLD = 40


@dataclass(frozen=True)
class Told:
    """A line of what was done here, the latest first."""

    tone: Tone
    text: Message
    loan: int | None = None


@dataclass(frozen=True)
class Offer:
    """What one key would do about the scan just answered."""

    text: Message
    take: Callable[[], None]


@dataclass(frozen=True)
class _Step:
    """What may be taken back: the counter as it was, and the change set, if something was written."""

    before: Basket
    due: Due
    what: Message
    change_set: int | None = None


@dataclass(frozen=True)
class _Returned:
    """The devices that came back last, for whoever then sees that one is damaged."""

    devices: tuple[int, ...]
    said: str


class Counter(QObject):
    """Scans may come faster than the database answers: they wait in line.

    Signals:
        changed: what lies here, for whom or until when is another.
        answered: a `Tone`, a `Message`, and a second one or None.
        unsure: hits to choose from, and the text that may mean any of them.
        lent: the number of the loan that was made.
        kit_came: a `KitCard` of which things are out, to be checked on its return.
    """

    changed = Signal()
    answered = Signal(object, object, object)
    unsure = Signal(object, str)
    lent = Signal(int)
    kit_came = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Begin with an empty counter."""
        super().__init__(owner)
        self._desk = desk
        self.basket = Basket()
        self.due = Due(_preset(desk.settings.recall(DUE)))
        self.theirs = OfBorrower()
        self.offer: Offer | None = None
        self.told: tuple[Told, ...] = ()
        self._steps: list[_Step] = []
        self._returned: _Returned | None = None
        self._line: deque[Callable[[], None]] = deque()
        self._under_way = 0
        self._change_set: int | None = None
        desk.operations.committed.connect(self._on_committed)

    # What the screen asks for

    def scanned(self, readings: Sequence[str]) -> None:
        """Take what a scanner or a hand has typed."""
        self._queue(lambda: self._look(lambda session, due, who: scan(session, readings, due, who)))

    def chosen(self, subject: Subject) -> None:
        """Take what was chosen from suggestions."""
        self._queue(lambda: self._look(lambda session, due, who: meant(session, subject, due, who)))

    def finish(self) -> None:
        """Lend what lies here, and be ready for the next."""
        self._queue(self._finish)

    def end_on(self, due: Due) -> None:
        """Lend until another day."""
        self.due = due
        if due.preset is not None:
            self._desk.settings.remember(DUE, due.preset.value)
        self.changed.emit()

    def take_offer(self) -> None:
        """Do what the last answer offered."""
        self._queue(self._take_offer)

    def undo(self) -> None:
        """Take the last scan back, whatever it did."""
        self._queue(self._undo)

    def clear(self) -> None:
        """Lend nothing and let the borrower go."""
        self._queue(self._clear)

    def take_all_back(self) -> None:
        """Take back everything that the borrower has."""
        self._queue(self._take_all_back)

    def damaged(self, condition: Condition, note: str) -> None:
        """Note that what came back last is damaged."""
        self._queue(partial(self._note_damage, condition, note))

    def take_back(self, devices: Sequence[int], lines: Sequence[tuple[int, int]], said: Message) -> None:
        """Take back devices, and so many of the accessories of lines, as somebody has checked them."""
        self._queue(lambda: self._return(_Return(tuple(devices), tuple(lines)), said))

    def remove(self, subject: Subject) -> None:
        """Take one thing off the counter again."""
        self._queue(partial(self._remove, subject))

    @property
    def day(self) -> date | None:
        """Until when things would be lent."""
        return self.due.day(self._desk.clock.today())

    @property
    def returned(self) -> str:
        """What came back last, for the key that says it is damaged; '' if nothing did."""
        return "" if self._returned is None else self._returned.said

    @property
    def can_undo(self) -> bool:
        """Whether there is a scan to take back."""
        return bool(self._steps)

    # One thing after the other

    def _queue(self, step: Callable[[], None]) -> None:
        self._line.append(step)
        self._next()

    def _next(self) -> None:
        while self._line and not self._under_way:
            self._line.popleft()()

    def _on_settled(self) -> None:
        QTimer.singleShot(0, self, self._on_done)  # what is done with the answer may ask for more

    def _on_done(self) -> None:
        self._under_way -= 1
        self._next()
