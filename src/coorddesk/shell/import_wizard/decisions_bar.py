"""How the file is read: its sheet, its letters, where the table begins and ends; each may be said otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from coorddesk.core.messages import Message, _, verbatim
from coorddesk.widgets.controls import label
from coorddesk.widgets.flow import FlowLayout
from coorddesk.widgets.tokens import HAIR, ROOM, SNUG

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.shell.import_wizard.work import Looked
    from coorddesk.widgets.desk import Look

DELIMITERS = {
    ";": _("semicolons"),
    ",": _("commas"),
    "\t": _("tabs"),
    "|": _("bars"),
}
_DEPTHS: tuple[tuple[int, Message], ...] = ((1, _("one row")), (2, _("two rows")))
_LAST_ROW = 1_048_576  # of any spreadsheet

Entry = tuple[object, str]
Said = dict[str, Any]


class DecisionsBar(QWidget):
    """A box for each thing that was found out; what cannot be otherwise is not shown.

    Signals:
        decided: what was said, by the attribute of `Options`.
    """

    decided = Signal(object)

    def __init__(self, dress: Look) -> None:
        """Start without a file."""
        super().__init__()
        self._dress = dress
        self._layout = FlowLayout(self)
        self._layout.setSpacing(ROOM)
        self._preset = self._box(_("Comes from"), lambda key: {"preset": key})
        self._encoding = self._box(_("Letters and accents"), lambda name: {"encoding": name})
        self._delimiter = self._box(
            _("Between the cells"), lambda mark: {"delimiter": mark, "mapping": {}, "corrections": {}}
        )
        self._header = self._number(_("Headers in row"), lambda row: {"header_row": row})
        self._depth = self._box(_("Headers take"), lambda depth: {"header_depth": depth})
        self._last = self._number(_("Last row"), lambda row: {"last_row": row})

    def show_looked(self, looked: Looked) -> None:
        """Show what was found, or said before."""
        look, say = looked.look, self._dress.texts.say
        presets = [(preset.key, say(preset.title)) for preset in looked.kind.presets]
        _fill(self._preset, [("", say(_("no program known"))), *presets] if presets else [], look.preset or "")
        _fill(self._encoding, [(name, name) for name in look.encodings], look.encoding)
        marks = [(mark, say(DELIMITERS.get(mark, verbatim(mark)))) for mark in look.delimiters]
        _fill(self._delimiter, marks, look.delimiter)
        _fill(self._depth, [(depth, say(word)) for depth, word in _DEPTHS], look.header_depth)
        _set(self._header, look.header_row, look.last_row)
        _set(self._last, look.last_row, _LAST_ROW)

    @property
    def last_stop(self) -> QWidget:
        """Where the keyboard is before it goes on."""
        return self._last

    def _box(self, title: Message, decide: Callable[[Any], Said]) -> QComboBox:
        box = QComboBox()
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        box.activated.connect(lambda _row: self.decided.emit(decide(box.currentData())))
        self._add(title, box)
        return box

    def _number(self, title: Message, decide: Callable[[int], Said]) -> QSpinBox:
        box = QSpinBox(minimum=1, maximum=_LAST_ROW)
        box.setKeyboardTracking(False)  # a number is said once it is typed
        box.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        box.setMinimumWidth(box.fontMetrics().horizontalAdvance(str(_LAST_ROW)) + 2 * ROOM)
        box.lineEdit().setTextMargins(SNUG, 0, HAIR, 0)  # as other fields: the style sheet has no say inside
        box.valueChanged.connect(lambda row: self.decided.emit(decide(row)))
        self._add(title, box)
        return box

    def _add(self, title: Message, box: QWidget) -> None:
        self._layout.addWidget(titled(self._dress, title, box))


def titled(dress: Look, title: Message, box: QWidget) -> QWidget:
    """A box behind its title."""
    words = label(dress, title, kind="muted")
    words.setBuddy(box)
    box.setAccessibleName(dress.texts.say(title))
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(HAIR + HAIR)
    row.addWidget(words)
    row.addWidget(box)
    return pair


def show_titled(box: QWidget, *, shown: bool) -> None:
    """Show or hide a box with its title."""
    pair = box.parentWidget()
    assert pair is not None
    pair.setVisible(shown)


def fill(box: QComboBox, choices: Sequence[Entry], chosen: object) -> None:
    """Put choices into a box, by what stands for them, and stand at one of them."""
    box.clear()
    for key, words in choices:
        box.addItem(words, key)
    box.setCurrentIndex(max(0, box.findData(chosen)))


def _fill(box: QComboBox, choices: Sequence[Entry], chosen: object) -> None:
    """Fill a box, and show it only where there is something to choose."""
    fill(box, choices, chosen)
    show_titled(box, shown=len(choices) > 1)


def _set(box: QSpinBox, value: int, most: int) -> None:
    box.blockSignals(True)
    box.setMaximum(most)
    box.setValue(value)
    box.blockSignals(False)
