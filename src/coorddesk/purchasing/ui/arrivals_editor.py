"""What came of an order, line by line, and below it the devices that a line becomes in the inventory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold_code
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import OrderLineRow
from coorddesk.purchasing.rules.words import LineKind
from coorddesk.purchasing.service import NewDevices
from coorddesk.purchasing.ui.pickers import category_picker, model_picker, place_picker
from coorddesk.widgets.controls import label, set_kind
from coorddesk.widgets.forms.editors import NotesEditor, YesNoEditor
from coorddesk.widgets.forms.form import Form
from coorddesk.widgets.grid.cells import Cells, GridColumn, WholeCells
from coorddesk.widgets.grid.editor import GridEditor, GridRow
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk

_KEYS = ("is_device", "model", "category", "place", "serials")
_NONE: tuple[Option | None, str] = (None, "")
_MOST = 100_000


@dataclass(frozen=True)
class Becoming:
    """What a line becomes, as typed: the states of the fields below the grid."""

    is_device: bool = False
    model: Any = _NONE
    category: Any = _NONE
    place: Any = _NONE
    serials: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The serial numbers from top to bottom."""
        return tuple(line.strip() for line in self.serials.splitlines() if line.strip())


class ArrivalsEditor(GridEditor):
    """Its value is a tuple of `GridRow` whose `beside` is a `Becoming`."""

    def __init__(self, desk: Desk) -> None:
        """Start without lines."""
        columns = (
            GridColumn("label", _p("purchase", "What"), Cells(), is_fixed=True),
            GridColumn("ordered", _p("purchase", "Ordered"), WholeCells(0, _MOST), 108, is_fixed=True),
            GridColumn("received", _p("purchase", "Received"), WholeCells(0, _MOST), 96, is_fixed=True),
            GridColumn("left", _p("purchase", "To come"), WholeCells(0, _MOST), 96, is_fixed=True),
            GridColumn("came", _p("receipt", "Came now"), WholeCells(0, _MOST), 110),
        )
        self._is_turning = False
        super().__init__(desk, columns, lines=4, grows=False)
        self._strip = _Strip(desk)
        self.below.insertWidget(1, self._strip)
        self._strip.form.changed.connect(self._on_strip_typed)
        self.turned.connect(self._show_becoming)
        self.changed.connect(self._count)

    def show_awaited(self, lines: Sequence[OrderLineRow], place: Option | None) -> None:
        """All that is still to come, as if it had."""
        stands = _NONE if place is None else (place, place.name)
        self.set_value([_shown(line, stands) for line in lines])
        self._show_becoming(0)
        self.table.setCurrentIndex(self.model.index(0, self._column("came")))

    def devices(self, row: GridRow, place: int) -> NewDevices:
        """What a line becomes. Raises `UserError`, the keyboard where the trouble is."""
        said: Becoming = row.beside
        picked = {}
        for key in ("model", "category", "place"):
            option, text = getattr(said, key)
            if option is None and text.strip():
                raise self._refuse_beside(place, key, _("“{text}” is not known. Choose from the list.", text=text))
            picked[key] = None if option is None else option.id
        if picked["model"] is None and picked["category"] is None:
            raise self._refuse_beside(place, "model", _("Say what it is: a category or a model."))
        numbers = said.numbers
        if len(numbers) > row.values["came"]:
            count = row.values["came"]
            more = _n(
                "More serial numbers than the one that came.", "More serial numbers than the {count} that came.", count
            )
            raise self._refuse_beside(place, "serials", more)
        if len({fold_code(each) for each in numbers}) < len(numbers):
            raise self._refuse_beside(place, "serials", _("A serial number is there twice."))
        name = "" if picked["model"] is not None else row.values["label"]
        return NewDevices(None, picked["category"], picked["model"], name, numbers, picked["place"])

    def set_state(self, state: Any) -> None:
        """Type them again."""
        super().set_state(state)
        self._show_becoming(max(self.table.currentIndex().row(), 0))

    def _refuse_beside(self, place: int, key: str, message: Message) -> UserError:
        self.refuse(place, "came", message)
        self._strip.form.editor(key).setFocus(Qt.FocusReason.OtherFocusReason)
        return UserError(message)

    def _show_becoming(self, row: int) -> None:
        if 0 <= row < self.model.rowCount():
            self._is_turning = True
            self._strip.show_line(self.model.line(row).texts[0], self.model.line(row).beside or Becoming())
            self._is_turning = False
            self._count()

    def _on_strip_typed(self) -> None:
        row = self.table.currentIndex().row()
        if not self._is_turning and row >= 0:
            self.model.put_beside(row, self._strip.becoming())
            self._count()

    def _count(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < self.model.rowCount():
            becoming = self.model.line(row).beside or Becoming()
            self._strip.show_count(len(becoming.numbers), self.model.values(row).get("came") or 0)


class _Strip(QWidget):
    """The devices of the line that has the keyboard."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk
        self._head = label(desk, scale=TypeScale.STRONG, wrap=True)
        self._said = label(desk, kind="muted")
        self.form = Form(desk, 3)
        enter = _("Enter its devices into the inventory")
        self.form.add("is_device", enter, YesNoEditor(desk, enter), wide=True)
        self.form.add("model", _p("purchase", "Model"), model_picker(desk))
        self.form.add("category", _("Category"), category_picker(desk))
        self.form.add("place", _("Place"), place_picker(desk))
        hint = _("Scan them or paste them, one on each line; those that are missing can be added later.")
        self.form.add("serials", _("Serial numbers"), NotesEditor(desk, 4), wide=True, hint=hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TIGHT, 0, HAIR)
        layout.setSpacing(HAIR)
        for each in (self._head, self.form, self._said):
            layout.addWidget(each)

    def show_line(self, text: str, becoming: Becoming) -> None:
        """Show what a line becomes."""
        self._head.setText(text)
        for key in _KEYS:
            self.form.editor(key).set_state(getattr(becoming, key))
        self._allow(is_device=becoming.is_device)

    def becoming(self) -> Becoming:
        """What is typed."""
        states: dict[str, Any] = {key: self.form.editor(key).state() for key in _KEYS}
        found = Becoming(**states)
        self._allow(is_device=found.is_device)
        return found

    def show_count(self, numbers: int, came: int) -> None:
        """How many numbers there are for how many that came."""
        said = _("{numbers} of {count} serial numbers", numbers=numbers, count=came)
        self._said.setText(self._look.texts.say(said) if numbers else "")
        set_kind(self._said, "kind", "error" if numbers > came else "muted")

    def _allow(self, *, is_device: bool) -> None:
        for key in _KEYS[1:]:
            self.form.editor(key).setEnabled(is_device)


def _shown(line: OrderLineRow, place: Any) -> GridRow:
    standing = line.standing
    values = {
        "label": line.label,
        "ordered": standing.kept,
        "received": standing.received,
        "left": standing.to_receive,
        "came": standing.to_receive,
    }
    model = _NONE if line.model_id is None else (Option(line.model_id, line.model), line.model)
    is_device = line.kind is LineKind.GOODS and line.model_id is not None
    return GridRow(values, line.id, Becoming(is_device, model, _NONE, place))
