"""The list of a round in its form: devices and places scanned or typed, moved up and down, and what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import _
from coorddesk.core.scanner import readings
from coorddesk.rounds.queries import StopRow, stop_meant, stop_of, stop_options
from coorddesk.rounds.service import Stop
from coorddesk.widgets.actions import make_action
from coorddesk.widgets.controls import breakable, label
from coorddesk.widgets.forms.listed_editor import ListedEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.scan_field import wiring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

_LINES = 6


class StopsEditor(ListedEditor):
    """Its value is a tuple of `Stop` in the order of the list; `set_value` takes rows of stops."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is on the list yet."""
        picker = RecordPicker(desk, stop_options, hint=_("Scan or type: a device or a place"))
        super().__init__(desk, picker, heading=_("In order"), note=_("What to look at"), lines=_LINES)
        self._trouble = label(desk, kind="error", wrap=True)
        self._trouble.hide()
        self.layout_around.insertWidget(1, self._trouble)
        make_action(desk, self.list, _("Move up"), "arrow-up", "Alt+Up", lambda: self._move(-1))
        make_action(desk, self.list, _("Move down"), "arrow-down", "Alt+Down", lambda: self._move(1))

    def value(self) -> tuple[Stop, ...]:
        """The list. Raises `UserError` if a name is typed that was not chosen."""
        self.picker.value()
        return tuple(Stop(row.asset_id, row.place_id, row.note) for row in self.rows())

    def shown(self, value: Any) -> str:
        """What is on it, in a row."""
        names = {Stop(row.asset_id, row.place_id, row.note): row.called for row in self.rows()}
        if value and isinstance(value[0], Stop):
            return ", ".join(names.get(stop, "…") for stop in value)
        return ", ".join(row.called for row in value or ())

    def looks(self, row: StopRow) -> tuple[str, str]:
        """Its room first, as one walks."""
        room, place = row.rooms
        return " · ".join(part for part in (room or row.called, row.about, place) if part), row.place

    def on_picked(self) -> None:
        """Read what it is, and put it on the list."""
        picked = self.picker.picked
        if picked is None:
            self.changed.emit()
            return
        self.picker.set_value(None)
        self._desk.operations.read(self, partial(_stop, picked.id), partial(self._on_meant, picked.name))

    def on_typed(self, text: str) -> bool:
        """What was typed or scanned is looked up; the line is ready for the next scan at once."""
        self.picker.popup.hide()
        self.picker.set_value(None)
        work = partial(_meant, readings(text, wiring(self._desk.settings)))
        self._desk.operations.read(self, work, partial(self._on_meant, text))
        return True

    def _on_meant(self, text: str, row: StopRow | None) -> None:
        self._trouble.setVisible(row is None)
        if row is None:
            said = self._desk.texts.say(_("“{text}” is not known. Choose from the list.", text=text))
            self._trouble.setText(breakable(said))
            return
        rows = self.rows()
        places = [place for place, each in enumerate(rows) if each.subject == row.subject]
        if places:
            self.list.setCurrentItem(self.items()[places[0]])
        else:
            self.fill((*rows, row), len(rows))
        self.changed.emit()

    def _move(self, step: int) -> None:
        item = self.list.currentItem()
        place = -1 if item is None else self.list.indexOfTopLevelItem(item)
        if item is None or not 0 <= place + step < self.list.topLevelItemCount():
            return
        self.list.takeTopLevelItem(place)
        self.list.insertTopLevelItem(place + step, item)
        self.list.setCurrentItem(item)
        self.changed.emit()


def _meant(texts: Sequence[str], session: Session) -> StopRow | None:
    """In the lane."""
    return stop_meant(session, texts)


def _stop(number: int, session: Session) -> StopRow | None:
    """In the lane."""
    return stop_of(session, number)
