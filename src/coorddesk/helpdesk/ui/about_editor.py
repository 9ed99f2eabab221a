"""The one field of a new ticket that takes a device, a person or a place, scanned or typed, and knows which it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from coorddesk.core.messages import _
from coorddesk.core.options import Option
from coorddesk.core.records import Hit, Subject
from coorddesk.core.scanner import readings
from coorddesk.inventory.queries.scanned import ASSETS, PEOPLE, PLACES, said_hit, scanned_as
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.records_editor import RecordsEditor
from coorddesk.widgets.scan_field import wiring

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_TAKEN = (PEOPLE, ASSETS, PLACES)
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
NAME = -1
"""The id of an option that is no record but the name of somebody who is in no list."""


class AboutPicker(RecordPicker):
    """Enter and Tab take the one record that is meant; where it may be several, they stand below.

    Signals:
        taken_back: the backspace key was pressed in the empty line.
    """

    taken_back = Signal()

    def __init__(self, desk: Desk) -> None:
        """Nothing is chosen yet."""
        self._reading = partial(readings, wiring=wiring(desk.settings))
        search = partial(_options, desk.texts, self._reading)
        super().__init__(desk, search, hint=_("Scan or type: inventory number, name, class or room"))
        self.line.returnPressed.connect(self._on_return)

    def take(self) -> None:
        """Take what stands in the line."""
        text = self.line.text().strip()
        if text and self.picked is None:
            self._pause.stop()  # suggestions that come after would take the place of the answer
            work = partial(_hits, self._reading, text)
            self._desk.operations.read(self, work, partial(self._on_hits, text), replaces="suggestions")

    def _on_return(self) -> None:
        if not self.popup.currentIndex().isValid():
            self.take()

    def _on_hits(self, text: str, hits: Sequence[Hit]) -> None:
        if self.line.text().strip() != text:
            return
        options = _said(self._desk.texts, hits, text)
        if len(hits) == 1:
            self._pick(options[0])
        else:
            self._on_found(text, options)

    def _pick(self, option: Option) -> None:
        """The keyboard stays where it has gone on to meanwhile."""
        self._pause.stop()
        self.set_value(option)
        self.changed.emit()

    def _on_editing_finished(self) -> None:
        if not self.popup.isVisible():
            self.take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter with something in the line is no answer to the whole form."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in _ENTER and self.line.text().strip() and not with_control:
                self.take()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.line.text():
                self.taken_back.emit()
        return super().eventFilter(watched, event)


class AboutEditor(RecordsEditor):
    """One person, who may be in no list, one place, and any number of devices."""

    def __init__(self, desk: Desk) -> None:
        """Nothing is named yet."""
        picker = AboutPicker(desk)
        super().__init__(desk, picker, lines=2)
        self._list.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes on to what is wrong
        picker.taken_back.connect(self._on_taken_back)

    @property
    def subjects(self) -> tuple[tuple[str, Any], ...]:
        """What was named so far, whatever is being typed; a name that is in no list is ("name", words)."""
        return tuple(("name", each.name) if each.id == NAME else subject_of_option(each) for each in self._options())

    @property
    def people(self) -> tuple[Option, ...]:
        """Who asks, in a list or not."""
        return tuple(each for each in self._options() if _kind(each) == PEOPLE)

    def name_also(self, options: Sequence[Option]) -> None:
        """Name these besides what is named already."""
        for option in options:
            self._add(option)
        self.changed.emit()

    def _add(self, option: Option) -> None:
        """Somebody else takes the place of whoever asked, a place that of the place."""
        kind = _kind(option)
        for row in reversed(range(self._list.count())):
            if kind != ASSETS and _kind(self._list.item(row).data(Qt.ItemDataRole.UserRole)) == kind:
                self._list.takeItem(row)
        super()._add(option)

    def _on_taken_back(self) -> None:
        """The last that was named goes."""
        self._list.setCurrentRow(self._list.count() - 1)
        self._on_removed()


def subject_of_option(option: Option) -> Subject:
    """The record behind an option: ids of several kinds stand in one list."""
    record_id, kind = divmod(option.id, len(_TAKEN))
    return _TAKEN[kind], record_id


def options_of(texts: Texts, subjects: Sequence[Subject], session: Session) -> tuple[Option, ...]:
    """In the lane: what is shown of records that are known by their ids; those that are gone are left out."""
    hits = [said_hit(session, subject) for subject in subjects]
    return _said(texts, [hit for hit in hits if hit is not None], "")


def _kind(option: Option) -> str:
    return PEOPLE if option.id == NAME else subject_of_option(option)[0]


def _hits(reading: Any, text: str, session: Session) -> list[Hit]:
    """In the lane."""
    found = scanned_as(session, reading(text), _TAKEN).candidates
    return [hit for hit in found if hit.subject[0] in _TAKEN]


def _options(texts: Texts, reading: Any, session: Session, text: str, limit: int) -> tuple[Option, ...]:
    """In the lane: the records that may be meant, and last the name as it was typed."""
    return _said(texts, _hits(reading, text, session)[:limit], text) if text else ()


def _said(texts: Texts, hits: Sequence[Hit], text: str) -> tuple[Option, ...]:
    options = [
        Option(hit.subject[1] * len(_TAKEN) + _TAKEN.index(hit.subject[0]), hit.title, texts.say(hit.detail))
        for hit in hits
    ]
    if text:
        options.append(Option(NAME, text, texts.say(_("Name of the requester, who is in no list"))))
    return tuple(options)
