"""Gathering what a reservation asks for: each device is scanned, then they are set aside or handed out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from coorddesk.core.messages import Message, _, _n, _p, digits, verbatim
from coorddesk.lending.queries.gathering import Asked, Found, Gathered, Gathering, found_for
from coorddesk.lending.rules import LoanState
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.lending.ui.scan_dialog import ScanDialog
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk

_ICONS = {"asset": "laptop", "kit": "package", "model": "layers", "stock_item": "paperclip"}


class GatherDialog(ScanDialog):
    """What a reservation names itself goes with it; what it wants of a model is counted.

    Signals:
        set_aside: the devices to keep for it.
        handed_out: the devices to lend with it, now.
    """

    set_aside = Signal(object)
    handed_out = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, gathering: Gathering) -> None:
        """Show what is asked for, and what was set aside before."""
        row = gathering.row
        title = _("Prepare reservation {number}", number=digits(row.id))
        super().__init__(desk, owner, title, _("Scan each device that goes with it"))
        self._row, self._asked = row, gathering.asked
        self._aside, self._devices = gathering.aside, tuple[Gathered, ...]()
        self.lines = Lines(desk, _("What is asked for and what was gathered (Del takes a device off)"), boxed=True)
        self.lines.removed.connect(self._on_removed)
        self.lay_out([self.lines], _p("loan", "Set aside"), _("Hand out now"), self._hand_out)
        self._show()
        day = _("{person}: needed from {day} on.", person=row.borrower, day=row.since)
        self.answer.say(Tone.ACCENT, day, self._rest())

    def look(self, readings: Sequence[str]) -> None:
        """Take a device that was scanned."""
        self.turn.read(partial(found_for, row=self._row, readings=readings), self._on_found)

    def finish(self) -> None:
        """Set aside what was gathered."""
        named = [wish for wish in self._asked if not wish.is_model]
        if not self._devices and (self._row.state is LoanState.DRAFT or not named):
            self.answer.say(Tone.WARNING, _("Nothing is gathered yet."), _("Scan each device that goes with it."))
            return
        self.set_aside.emit(tuple(device.asset_id for device in self._devices))
        self.accept()

    def _hand_out(self) -> None:
        missing = self._missing()
        question = _n(
            "{count} device is still missing. Hand out what is there?",
            "{count} devices are still missing. Hand out what is there?",
            missing,
        )
        if not missing or self.desk.ask(self, question, None, _("Hand out")):
            self.handed_out.emit(tuple(device.asset_id for device in self._devices))
            self.accept()

    def _on_found(self, found: Found) -> None:
        device = found.device
        if device is None:
            self.answer.say(Tone.DANGER, found.refusal)
            return
        if any(each.asset_id == device.asset_id for each in (*self._aside, *self._devices)):
            self.answer.say(Tone.WARNING, _("{device} is among them already.", device=device.title))
            return
        wish = device.answers(self._asked)
        if wish is not None and wish.inside:
            said = _("{device} goes with “{kit}”.", device=device.title, kit=wish.title)
            self.answer.say(Tone.SUCCESS, said)
            return
        is_over = wish is not None and self._there(wish) >= wish.count
        self._devices = (*self._devices, device)
        self._show()
        doubt = device.doubt
        if doubt is None and wish is None:
            doubt = _("It was not asked for. Del takes it off.")
        elif doubt is None and is_over:
            doubt = _("There are more of them than asked for. Del takes it off.")
        tone = Tone.SUCCESS if doubt is None else Tone.WARNING
        self.answer.say(tone, verbatim(device.title), doubt or self._rest())

    def _on_removed(self, asset_id: int | None) -> None:
        """Take a device off that was scanned; what is asked for stays."""
        left = tuple(each for each in self._devices if each.asset_id != asset_id)
        if left != self._devices:
            self._devices = left
            self._show()
            self.answer.say(Tone.ACCENT, _("Taken off."), self._rest())
        self.field.setFocus()

    def _there(self, wish: Asked) -> int:
        return sum(each.answers(self._asked) is wish for each in (*self._aside, *self._devices))

    def _missing(self) -> int:
        return sum(max(0, wish.count - self._there(wish)) for wish in self._asked if wish.is_model)

    def _rest(self) -> Message:
        missing = self._missing()
        return _n("{count} is missing.", "{count} are missing.", missing) if missing else _("All of it is there.")

    def _show(self) -> None:
        gathered = [self._gathered(device, is_new=False) for device in self._aside]
        gathered += [self._gathered(device, is_new=True) for device in self._devices]
        self.lines.show_lines([*map(self._wish, self._asked), *gathered])
        self.lines.scrollToBottom()

    def _wish(self, wish: Asked) -> Line:
        say = self.desk.texts.say
        icon = _ICONS[wish.subject[0]]
        if not wish.is_model:
            aside = f"× {wish.count}" if wish.count > 1 else ""
            return Line(icon, wish.title, say(_("goes with it by itself")), aside, Tone.MUTED)
        there = self._there(wish)
        is_whole = there >= wish.count
        detail = say(_("{count} of this model", count=wish.count))
        return Line(icon, wish.title, detail, f"{there} / {wish.count}", Tone.SUCCESS if is_whole else Tone.WARNING)

    def _gathered(self, device: Gathered, *, is_new: bool) -> Line:
        say = self.desk.texts.say
        detail = say(device.detail if is_new else _("set aside before"))
        icon, tone = ("check", Tone.MUTED) if device.answers(self._asked) else ("triangle-alert", Tone.WARNING)
        return Line(icon, device.title, detail, "", tone, device.asset_id if is_new else None)
