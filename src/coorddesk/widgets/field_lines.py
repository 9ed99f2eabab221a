"""Lines that each say something about a field: which, what is asked or done, and with which value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button, icon_button, label
from coorddesk.widgets.forms.editors import ChoiceEditor
from coorddesk.widgets.tokens import HAIR, TIGHT

if TYPE_CHECKING:
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.editor import Editor

_FIELD_WIDTH, _VERB_WIDTH = 190, 196
_OF_SCREEN = 0.4


@dataclass(frozen=True)
class Verb:
    """What may be asked of a field or done to it; `editors` make the values that it takes."""

    key: Any
    title: Message
    editors: tuple[Callable[[], Editor], ...] = ()


@dataclass(frozen=True)
class Said:
    """What a line says: a field by its key, a verb by its, and values."""

    field: str
    verb: Any
    values: tuple[Any, ...] = ()


Verbs = Callable[[Field], Sequence[Verb]]
"""The verbs of a field, the most usual first."""


class FieldLines(QWidget):
    """Lines one below the other, and a button that adds one.

    Signals:
        changed: something was chosen, typed, added or removed.
        resized: the lines want another height.
        reached: the widget to which Tab went.
    """

    changed = Signal()
    resized = Signal()
    reached = Signal(object)

    def __init__(self, desk: Desk, verbs: Verbs, add: Message) -> None:
        """`add` is the word on the button; there is no line until `show_lines`."""
        super().__init__()
        self._desk = desk
        self._verbs = verbs
        self._fields: Sequence[Field] = ()
        self._lines: list[FieldLine] = []
        self._first: object = ()
        self.add_button = button(desk, add, ButtonKind.LINK, "plus")
        self.add_button.clicked.connect(self._on_add)
        self.add_button.setEnabled(False)  # until there are fields
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(TIGHT)
        self._layout.addWidget(self.add_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def show_lines(self, fields: Sequence[Field], said: Sequence[tuple[Said, Sequence[Any]]]) -> None:
        """Offer these fields, and say this at first; beside it what its editors show: a record has a name."""
        self._fields = fields
        self.add_button.setEnabled(True)
        for each, shown in said:
            self._add(each, shown)
        if not said:
            self._add(None, ())
        self._first = self._state()

    def said(self) -> list[Said]:
        """What the lines say, one that nobody touched left out. Raises `UserError` once wrong ones are marked."""
        found: list[Said] = []
        trouble: UserError | None = None
        for line in self._lines:
            try:
                said = line.said()
            except UserError as error:
                line.show_trouble(error)
                trouble = trouble or error
            else:
                line.show_trouble(None)
                found += [] if said is None else [said]
        if trouble is not None:
            raise trouble
        return found

    def show_error(self, error: UserError) -> bool:
        """Show a trouble beside the line of its field; False if none is about it."""
        for line in self._lines:
            if line.field.key == error.field:
                line.show_trouble(error)
                return True
        return False

    def is_touched(self) -> bool:
        """Whether anything is not as it was at first."""
        return self._state() != self._first

    def focus_first(self) -> None:
        """Give the keyboard to the first line."""
        (self._lines[0] if self._lines else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Tell the area around when the layout wants another height."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.resized.emit()
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Let Tab go along the lines as they are seen: editors come and go, and Qt's own order is by their age."""
        stops = [*(stop for line in self._lines for stop in line.stops()), self.add_button]
        now = self.window().focusWidget()
        place = stops.index(now) + (1 if forward else -1) if now in stops else -1
        if not 0 <= place < len(stops):
            return super().focusNextPrevChild(forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[place].setFocus(reason)
        self.reached.emit(stops[place])
        return True

    def _state(self) -> object:
        return tuple(line.state() for line in self._lines)

    def _on_add(self) -> None:
        self._add(None, ()).setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _add(self, said: Said | None, shown: Sequence[Any]) -> FieldLine:
        used = {line.field.key for line in self._lines}
        first = next((each for each in self._fields if each.key not in used), self._fields[0])
        line = FieldLine(self._desk, self._fields, self._verbs, first if said is None else said, shown)
        line.changed.connect(self.changed)
        line.removed.connect(lambda: self._remove(line))
        self._lines.append(line)
        self._layout.insertWidget(self._layout.count() - 1, line)
        return line

    def _remove(self, line: FieldLine) -> None:
        place = self._lines.index(line)
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
        near = self._lines[min(place, len(self._lines) - 1)] if self._lines else self.add_button
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()


class LinesArea(QScrollArea):
    """Shows lines in full, up to a part of the screen; beyond, it scrolls."""

    def __init__(self, lines: FieldLines) -> None:
        """Follow the lines as they come and go."""
        super().__init__()
        self._lines = lines
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(lines)
        lines.resized.connect(self._fit)
        lines.reached.connect(self.ensureWidgetVisible)
        self._fit()

    def _fit(self) -> None:
        most = int(self.screen().availableSize().height() * _OF_SCREEN)
        self.setFixedHeight(min(self._lines.sizeHint().height(), most))


class FieldLine(QWidget):
    """A field, a verb, its values and a cross that takes the line away.

    Signals:
        changed: something was chosen or typed.
        removed: the cross was pressed.
    """

    changed = Signal()
    removed = Signal()

    def __init__(
        self, desk: Desk, fields: Sequence[Field], verbs: Verbs, said: Said | Field, shown: Sequence[Any]
    ) -> None:
        """Begin with a field alone, or with all that was said."""
        super().__init__()
        self._desk = desk
        self._verbs_of = verbs
        self._fields = {field.key: field for field in fields}
        self._original: Said | None = said if isinstance(said, Said) else None
        self._choice = ChoiceEditor(desk, [(field.key, field.title) for field in fields])
        self._choice.control.setAccessibleName(desk.texts.say(_("Field")))
        self._choice.setFixedWidth(_FIELD_WIDTH)
        self._verb: ChoiceEditor | None = None
        self._editors: list[Editor] = []
        self._lay_out()
        self._choice.set_value(said.field if isinstance(said, Said) else said.key)
        self._show_verbs(said.verb if isinstance(said, Said) else None)
        for editor, value in zip(self._editors, shown, strict=False):
            editor.set_value(value)
        self._first = self.state()
        self._choice.changed.connect(self._on_field_changed)

    def _lay_out(self) -> None:
        self._trouble = label(self._desk, kind="error", wrap=True)
        self._trouble.hide()
        self._remove = icon_button(self._desk, "x", _("Take this line away"))
        self._remove.clicked.connect(self.removed)
        self._line = QHBoxLayout()
        self._line.setSpacing(TIGHT)
        self._values = QHBoxLayout()
        self._values.setSpacing(TIGHT)
        self._line.addWidget(self._choice)
        self._line.addLayout(self._values, 1)
        self._line.addStretch(0)  # in place of values, where a verb takes none
        self._line.addWidget(self._remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addLayout(self._line)
        layout.addWidget(self._trouble)
        self.setFocusProxy(self._choice)

    @property
    def field(self) -> Field:
        """The field chosen."""
        return self._fields[self._choice.value()]

    def said(self) -> Said | None:
        """What the line says; None for a new one that nobody touched. Raises `UserError`."""
        if self.state() == self._first and (self._original is not None or self._wants_a_value()):
            return self._original
        values = tuple(editor.value() for editor in self._editors)
        if any(value is None or value == "" for value in values):
            raise UserError(_("This cannot be empty."))
        assert self._verb is not None
        return Said(self.field.key, self._verb.value(), values)

    def state(self) -> object:
        """Everything chosen and typed."""
        verb = None if self._verb is None else self._verb.state()
        return (self._choice.state(), verb, tuple(editor.state() for editor in self._editors))

    def stops(self) -> list[QWidget]:
        """What Tab comes to, from left to right."""
        editors = [self._choice, *([] if self._verb is None else [self._verb]), *self._editors]
        return [*(editor.control for editor in editors), self._remove]

    def show_trouble(self, error: UserError | None) -> None:
        """Say what is wrong below the line, and mark its values; None: nothing is."""
        text = "" if error is None else self._desk.texts.say(error.message)
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        for editor in self._editors:
            editor.set_wrong(text)

    def _wants_a_value(self) -> bool:
        """Whether an editor is empty; one of choices always says something."""
        return any(not isinstance(editor, ChoiceEditor) for editor in self._editors)

    def _on_field_changed(self) -> None:
        self._show_verbs(None)
        self._on_changed()

    def _show_verbs(self, verb: Any) -> None:
        if self._verb is not None:
            _drop(self._verb)
        verbs = self._verbs_of(self.field)
        self._verb = ChoiceEditor(self._desk, [(each.key, each.title) for each in verbs])
        self._verb.control.setAccessibleName(self._desk.texts.say(_("What about it")))
        self._verb.setFixedWidth(_VERB_WIDTH)
        self._verb.set_value(verbs[0].key if verb is None else verb)
        self._line.insertWidget(1, self._verb)
        self._verb.changed.connect(self._on_verb_changed)
        self._show_values()

    def _on_verb_changed(self) -> None:
        self._show_values()
        self._on_changed()

    def _show_values(self) -> None:
        """Editors of the verb's own, which keep what the last ones held where they are alike."""
        assert self._verb is not None
        before = [(type(editor), editor.state()) for editor in self._editors]
        verb = next(each for each in self._verbs_of(self.field) if each.key == self._verb.value())
        while self._editors:
            _drop(self._editors.pop())
        self._editors = [make() for make in verb.editors]
        name = self._desk.texts.say(_("{field}, value", field=self.field.title))
        for editor, (kind, state) in zip(self._editors, before, strict=False):
            if type(editor) is kind and kind is not ChoiceEditor:
                editor.set_state(state)
        for editor in self._editors:
            editor.control.setAccessibleName(name)
            self._values.addWidget(editor, 1)
            editor.changed.connect(self._on_changed)

    def _on_changed(self) -> None:
        self.show_trouble(None)
        self.changed.emit()


def _drop(widget: QWidget) -> None:
    widget.hide()  # a layout leaves it out at once
    widget.deleteLater()
