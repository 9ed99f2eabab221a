"""A kit comes back: what was lent of it is ticked by scanning it, and what is missing stays on loan."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.lending.queries.counter import scan
from coorddesk.lending.queries.held import of_devices, of_kit
from coorddesk.lending.ui.back_list import BackList
from coorddesk.lending.ui.deciding import Back
from coorddesk.lending.ui.scan_dialog import OTHER_KEY, ScanDialog
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.lending.queries.counter import Meant
    from coorddesk.lending.queries.held import HeldThing
    from coorddesk.lending.queries.kits import KitCard
    from coorddesk.widgets.desk import Desk


class KitBackDialog(ScanDialog):
    """Enter takes back what is ticked.

    Signals:
        checked: a `Back`, and what to say of it.
    """

    checked = Signal(object, object)

    def __init__(self, desk: Desk, owner: QWidget, card: KitCard, things: Sequence[HeldThing]) -> None:
        """Show what is out of the kit and what went with it, nothing ticked yet."""
        title = _("“{kit}” comes back", kit=card.row.name)
        super().__init__(desk, owner, title, _("Scan each thing that is there"))
        self._kit = card.row.name
        self.list = BackList(desk, _("What is out with the kit"), things)
        self.lay_out([self.list], _("Take back"), _("All of it is there"), self._take_all)
        count = sum(thing.quantity for thing in things)
        self.answer.say(Tone.ACCENT, _n("{count} thing is out.", "{count} things are out.", count))

    def look(self, readings: Sequence[str]) -> None:
        """Tick what was scanned."""
        self.turn.read(partial(scan, readings=readings, due=None, borrower=None), self._on_found)

    def finish(self) -> None:
        """Take back what is ticked."""
        if not self.list.counts:
            hint = _("Scan what is there, tick it, or press {keys}.", keys=OTHER_KEY)
            self.answer.say(Tone.WARNING, _("Nothing is ticked yet."), hint)
            return
        self.checked.emit(self._back(), self._said())
        self.accept()

    def _on_found(self, found: Meant) -> None:
        meant = {hit.subject for hit in (*found.candidates, found.hit) if hit is not None}
        place = next((place for place, thing in enumerate(self.list.things) if thing.subject in meant), None)
        if place is None:
            text = _("“{text}” is not out with this kit.", text=found.hit.title if found.hit else found.text)
            self.answer.say(Tone.DANGER, text)
            return
        title = self.list.things[place].title
        if not self.list.count_one(place):
            self.answer.say(Tone.WARNING, _("{device} is ticked already.", device=title))
            return
        left = sum(thing.quantity for thing in self.list.things) - sum(self.list.counts.values())
        rest = _n("{count} is missing.", "{count} are missing.", left) if left else _("All of it is there.")
        self.answer.say(Tone.SUCCESS, verbatim(title), rest)

    def _take_all(self) -> None:
        self.list.take_all()
        self.answer.say(Tone.SUCCESS, _("All of it is there."), _("Enter takes it back."))

    def _back(self) -> Back:
        counts = self.list.counts
        there = [thing for thing in self.list.things if thing.line_id in counts]
        lines = (
            (each.loan_id, each.line_id, counts[each.line_id]) for each in there if each.subject[0] == "stock_item"
        )
        devices = tuple(each.subject[1] for each in there if each.subject[0] == "asset")
        return Back(self._kit, devices=devices, lines=tuple(lines))

    def _said(self) -> Message:
        counts = self.list.counts
        missing = [(thing, thing.quantity - counts.get(thing.line_id, 0)) for thing in self.list.things]
        named = [f"{count} × {thing.title}" if thing.quantity > 1 else thing.title for thing, count in missing if count]
        if named:
            return _("“{kit}” is back, but not whole. Missing: {things}", kit=self._kit, things=", ".join(named))
        return _("“{kit}” is back, whole.", kit=self._kit)


def out_of_kit(session: Session, card: KitCard) -> tuple[HeldThing, ...]:
    """In the lane: the devices of a kit that are out, of whatever loans, and the accessories that went with it."""
    devices = of_devices(session, [thing.asset_id for thing in card.things if thing.asset_id is not None])
    with_kit = of_kit(session, card.row.id)
    things = (*devices, *(thing for thing in with_kit if thing not in devices))
    return tuple(replace(thing, kit="") for thing in things)  # which is the dialog's title
