"""Things in a form: searched or scanned one after the other, each a line; Del takes one off again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.inventory.queries import model_options
from coorddesk.inventory.queries.scanned import ASSETS, scanned
from coorddesk.lending.queries import kit_options
from coorddesk.lending.ui.lines import Line, Lines
from coorddesk.stock.queries import item_options
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.tokens import HAIR, ROW_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.feature import Subject
    from coorddesk.widgets.desk import Desk

_ICONS = {"asset": "laptop", "kit": "package", "model": "layers", "stock_item": "paperclip"}
_KINDS = tuple(_ICONS)
_COUNTED = frozenset({"model", "stock_item"})
_ROWS = 5


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
        self._things: tuple[Thing, ...] = ()
        self.picker = RecordPicker(desk, partial(_search, kinds), None, hint)
        self.lines = Lines(desk, _("What was chosen (Del takes it off)"), boxed=True)
        self.lines.setMinimumHeight(_ROWS * ROW_HEIGHT)
        box = QFrame()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(self.picker)
        layout.addWidget(self.lines, 1)
        super().__init__(desk, box)
        self.setFocusProxy(self.picker.line)
        self.picker.changed.connect(self._on_picked)
        self.picker.line.installEventFilter(self)
        self.lines.removed.connect(self._on_removed)

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
        """Enter takes what was typed or scanned, not the whole form."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            text = self.picker.line.text().strip()
            if text:
                self._desk.operations.read(self, partial(_exactly, text), self._on_scanned)
                return True
        return False

    def _on_scanned(self, option: Option | None) -> None:
        if option is not None:
            self._put(option)

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
        self.picker.set_value(None)
        self._show()
        self.changed.emit()

    def _on_removed(self, subject: Subject) -> None:
        self._things = tuple(each for each in self._things if each.subject != subject)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.lines.show_lines([_line(each) for each in self._things])


def _line(thing: Thing) -> Line:
    aside = f"× {thing.count}" if thing.count > 1 else ""
    return Line(_ICONS[thing.subject[0]], thing.title, "", aside, key=thing.subject)


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


def _exactly(text: str, session: Session) -> Option | None:
    """In the lane: the device of that very number."""
    hit = scanned(session, text, ()).hit
    if hit is None or hit.subject[0] != ASSETS:
        return None
    return _coded(ASSETS, Option(hit.subject[1], hit.title))
