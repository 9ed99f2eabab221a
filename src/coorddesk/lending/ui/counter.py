"""What may be asked of the counter: each wish waits for its turn, as scans come faster than the desk answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coorddesk.core.messages import Message, _, digits
from coorddesk.lending.queries.counter import meant, scan
from coorddesk.lending.ui.deciding import Back, Decision, all_of
from coorddesk.lending.ui.in_turn import InTurn
from coorddesk.lending.ui.till import LINES, Till
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.records import Subject
    from coorddesk.lending.ui.basket import Due
    from coorddesk.widgets.desk import Desk


class Counter(QObject):
    """`till` is what lies on it now, and says what became of each wish."""

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        """Begin with nothing on it."""
        super().__init__(owner)
        self._turn = InTurn(desk.operations, self, LINES)
        self.till = Till(desk, self._turn)

    def scanned(self, readings: Sequence[str]) -> None:
        """Take what a scanner or a hand has typed."""
        self._turn.add(lambda: self.till.look(partial(scan, readings=readings)))

    def chosen(self, subject: Subject, *, to_lend: bool = False) -> None:
        """Take what was chosen from suggestions, or in a list, where it is `to_lend` and never comes back by itself."""
        self._turn.add(lambda: self.till.look(partial(meant, subject=subject), to_lend=to_lend))

    def finish(self) -> None:
        """Lend what lies here, and be ready for the next."""
        self._turn.add(self.till.finish)

    def take_offer(self) -> None:
        """Do what the last answer offered."""

        def take() -> None:
            if self.till.offer is None:
                self.till.say(Tone.WARNING, _("There is nothing to do about the last scan."))
            else:
                self.till.carry_out(self.till.offer)

        self._turn.add(take)

    def undo(self) -> None:
        """Take the last scan back, whatever it did."""
        self._turn.add(self.till.undo)

    def clear(self) -> None:
        """Lend nothing, and let the borrower go."""
        self._turn.add(self.till.clear)

    def end_on(self, due: Due) -> None:
        """Lend until another day."""
        self._turn.add(lambda: self.till.end_on(due))

    def remove(self, subject: Subject) -> None:
        """Take one thing off the counter."""
        said = Decision(Tone.ACCENT, _("Taken off the counter."))
        what = _("Take a thing off the counter")
        self._turn.add(lambda: self.till.lay(self.till.basket.without(subject), what, said))

    def take_back(self, back: Back, said: Message) -> None:
        """Take back what somebody has checked."""
        self._turn.add(lambda: self.till.carry_out(Decision(Tone.SUCCESS, said, back=back)))

    def set_aside(self, loan_id: int, devices: Sequence[int]) -> None:
        """Set aside what somebody has gathered for a reservation."""
        text = _("Reservation {number}: set aside.", number=digits(loan_id))
        decision = Decision(Tone.SUCCESS, text, aside=loan_id, devices=tuple(devices))
        self._turn.add(lambda: self.till.carry_out(decision))

    def hand_out(self, loan_id: int, devices: Sequence[int]) -> None:
        """Let a reservation go out with what somebody has gathered for it."""
        decision = Decision(Tone.SUCCESS, Message(""), hand_out=loan_id, devices=tuple(devices))
        self._turn.add(lambda: self.till.carry_out(decision))

    def take_all_back(self) -> None:
        """Take back everything that the borrower has."""

        def take() -> None:
            who = self.till.basket.called
            back = all_of(self.till.theirs, who)
            if back is None:
                self.till.say(
                    Tone.WARNING, _("Nothing is out."), _("Scan a badge first: this key takes everything back.")
                )
            else:
                self.till.carry_out(
                    Decision(Tone.SUCCESS, _("Everything is back from {person}.", person=who), back=back)
                )

        self._turn.add(take)
