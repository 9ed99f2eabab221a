"""Things in a form: searched or scanned one after the other, each a line that may be counted; Del takes it off."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.core.scanner import readings
from coorddesk.inventory.queries import model_options
from coorddesk.inventory.queries.scanned import ASSETS, scanned, scanned_as
from coorddesk.lending.queries import kit_names, kit_options
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.stock.queries import item_options, scanned_item, stock_row
from coorddesk.widgets.controls import breakable, label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.scan_field import wiring
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.desk import Desk

_ICONS = {"asset": "laptop", "kit": "package", "model": "layers", "stock_item": "paperclip"}
_KINDS = tuple(_ICONS)
_COUNTED = frozenset({"model", "stock_item"})
_ROWS = 5
_FEW = 20
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOST = 999
_PAUSE_MILLISECONDS = 1_200  # between two digits of one number


@dataclass(frozen=True)
class Thing:
    """A device or a kit, or so many of a model or of an accessory."""

    subject: Subject
    title: str
    count: int = 1


class ThingsEditor(Editor):
    """Its value is a tuple of `Thing`; what counts is counted by choosing it again."""

    def __init__(self, desk: Desk, kinds: Sequence[str], hint: Message) -> None:
        """Offer records of these kinds: names of tables."""
        self._desk = desk
        self._kinds = tuple(kinds)
        self._things: tuple[Thing, ...] = ()
        self._trouble = label(desk, kind="error", wrap=True)
        self._trouble.hide()
        self._typed = QElapsedTimer()
        self.picker = RecordPicker(desk, partial(_search, kinds), None, hint)
        self.lines = Lines(desk, _("What was chosen (Del takes it off)"), boxed=True)
        self.lines.setMinimumHeight(_ROWS * ROW_HEIGHT)
        box = QFrame()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(self.picker)
        layout.addWidget(self._trouble)
        layout.addWidget(self.lines, 1)
        super().__init__(desk, box)
        self.setFocusProxy(self.picker.line)
        self.picker.changed.connect(self._on_picked)
        self.picker.line.textEdited.connect(lambda _text: self._trouble.hide())
        self.picker.line.installEventFilter(self)
        self.lines.removed.connect(self._on_removed)
        self.lines.installEventFilter(self)

    def value(self) -> tuple[Thing, ...]:
        """What was chosen. Raises `UserError` while something is typed that was not."""
        self.picker.value()
        return self._things

    def of_kind(self, kind: str) -> tuple[tuple[int, int], ...]:
        """The ids of a kind, and how many of each."""
        return tuple((each.subject[1], each.count) for each in self.value() if each.subject[0] == kind)

    def set_value(self, value: Any) -> None:
        """Show these."""
        self._things = tuple(value or ())
        self._show()

    def state(self) -> object:
        """What was chosen, and what is typed."""
        return (self._things, self.picker.line.text())

    def set_state(self, state: Any) -> None:
        """Choose again what `state` told."""
        self._things, text = state
        self.picker.line.setText(text)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes what was typed or scanned, not the whole form; the line is ready for the next scan at once."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if watched is self.lines:
            return self._count_by_key(event)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            text = self.picker.line.text().strip()
            if text:
                self.picker.popup.hide()
                self.picker.set_value(None)
                work = partial(_exactly, self._kinds, readings(text, wiring(self._desk.settings)))
                self._desk.operations.read(self, work, partial(self._on_scanned, text))
                return True
        return False

    def _on_scanned(self, text: str, option: Option | None) -> None:
        if option is not None:
            self._put(option)
            return
        said = self._desk.texts.say(_("“{text}” is not known. Choose from the list.", text=text))
        self._trouble.setText(breakable(said))
        self._trouble.show()
        if not self.picker.line.text():
            self.picker.line.setText(text)
            self.picker.line.selectAll()

    def _on_picked(self) -> None:
        option = self.picker.state()
        picked = option[0] if isinstance(option, tuple) else None
        if isinstance(picked, Option):
            self._put(picked)

    def _put(self, option: Option) -> None:
        kind, record_id = _KINDS[option.id % len(_KINDS)], option.id // len(_KINDS)
        subject = (kind, record_id)
        known = next((each for each in self._things if each.subject == subject), None)
        others = tuple(each for each in self._things if each.subject != subject)
        count = known.count + 1 if known is not None and kind in _COUNTED else 1
        self._things = (*others, Thing(subject, option.name, count))
        self._trouble.hide()
        if self.picker.picked is not None:
            self.picker.set_value(None)
        self._show(len(self._things) - 1)
        self.changed.emit()

    def _count_by_key(self, event: QKeyEvent) -> bool:
        """On the line of what counts, digits say how many; Right and Left one more and one less."""
        place = self.lines.currentRow()
        thing = self._things[place] if 0 <= place < len(self._things) else None
        step, digit = _STEPS.get(Qt.Key(event.key())), event.text()
        if thing is None or thing.subject[0] not in _COUNTED or (step is None and not _is_digit(digit)):
            return False
        if step is not None:
            count = thing.count + step
        else:
            is_next = self._typed.isValid() and self._typed.elapsed() < _PAUSE_MILLISECONDS
            count = thing.count * 10 * is_next + int(digit)
            self._typed.start()
        if 0 < count <= _MOST:
            self._things = (*self._things[:place], replace(thing, count=count), *self._things[place + 1 :])
            self._show(place)
            self.changed.emit()
        return True

    def _on_removed(self, subject: Subject) -> None:
        self._things = tuple(each for each in self._things if each.subject != subject)
        self._show()
        self.changed.emit()

    def _show(self, current: int = 0) -> None:
        self.lines.show_lines([_line(each) for each in self._things])
        self.lines.setCurrentRow(current)


def _line(thing: Thing) -> Line:
    aside = f"× {thing.count}" if thing.count > 1 else ""
    return Line(_ICONS[thing.subject[0]], thing.title, "", aside, key=thing.subject)


def _is_digit(text: str) -> bool:
    return len(text) == 1 and text in "0123456789"


def _coded(kind: str, option: Option) -> Option:
    """An option whose id tells its kind too: the picker knows only numbers."""
    return Option(option.id * len(_KINDS) + _KINDS.index(kind), option.name, option.detail)


def _search(kinds: Sequence[str], session: Session, text: str, limit: int) -> Sequence[Option]:
    """In the lane: records of any of these kinds."""
    ways: dict[str, Callable[[], Sequence[Option]]] = {
        "kit": lambda: kit_options(session, text, limit),
        "model": lambda: model_options(session, text, limit),
        "stock_item": lambda: item_options(session, text, limit),
        "asset": lambda: _devices(session, text),
    }
    found = [_coded(kind, option) for kind in kinds for option in ways[kind]()]
    return found[:limit]


def _devices(session: Session, text: str) -> list[Option]:
    hits = scanned(session, text, (ASSETS,)).candidates
    return [Option(hit.subject[1], hit.title) for hit in hits if hit.subject[0] == ASSETS]


def _exactly(kinds: Sequence[str], texts: Sequence[str], session: Session) -> Option | None:
    """In the lane: what bears that very number, code or name; None where nothing does, or several."""
    text = texts[0]
    hits = [hit for hit in scanned_as(session, texts, ()).candidates if hit.subject[0] in kinds]
    if len(hits) == 1:
        kind, record_id = hits[0].subject
        return _coded(kind, Option(record_id, hits[0].title or _name(session, kind, record_id)))
    item = scanned_item(session, text) if "stock_item" in kinds else None
    if item is not None:
        return _coded("stock_item", Option(item, _name(session, "stock_item", item)))
    found, meant = _search(kinds, session, text, _FEW), fold(text)
    called_so = [each for each in found if meant in {fold(each.name), fold(f"{each.detail} {each.name}")}]
    return called_so[0] if len(called_so) == 1 else None


def _name(session: Session, kind: str, record_id: int) -> str:
    """What a kit or an accessory is called, of which a code tells the id alone."""
    if kind == "kit":
        return kit_names(session, [record_id]).get(record_id, "")
    row = stock_row(session, record_id)
    return "" if row is None else row.name
