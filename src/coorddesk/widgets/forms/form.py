"""A form: editors under their titles in one or two columns, each trouble beside its field."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from coorddesk.core.errors import Difference, UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.part import FormPart
from coorddesk.widgets.theme import TypeScale
from coorddesk.widgets.tokens import HAIR, ROOM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.widgets.desk import Look

E = TypeVar("E", bound=Editor)


class Form(QWidget):
    """Fields by key.

    Signals:
        changed: the user changed a field.
    """

    changed = Signal()

    def __init__(self, look: Look, columns: int = 2) -> None:
        """Start without fields; they fill `columns` from left to right."""
        super().__init__()
        self._look = look
        self._columns = columns
        self._fields: dict[str, _Field] = {}
        self._place = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ROOM)
        self._grid.setVerticalSpacing(ROOM)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def section(self, title: Message) -> None:
        """Begin a part of the form under a heading."""
        self._start_line()
        heading = label(self._look, title, TypeScale.STRONG)
        self._grid.addWidget(heading, self._place // self._columns, 0, 1, self._columns)
        self._place += self._columns

    def part(self, title: Message | None, columns: int | None = None) -> FormPart:
        """Begin a part of the form, of whose fields only some are shown at a time, in as many columns as the form."""
        self._start_line()
        part = FormPart(self._look, title, columns or self._columns)
        self._grid.addWidget(part, self._place // self._columns, 0, 1, self._columns)
        self._place += self._columns
        return part

    def add(
        self,
        key: str,
        title: Message,
        editor: E,
        *,
        required: bool = False,
        hint: Message | None = None,
        wide: bool = False,
    ) -> E:
        """Add a field: its title above, `hint` below, and later its trouble; a `wide` one takes the whole line.

        `key` is what the service calls the field: by it troubles and differences find their way here.
        """
        field = _Field(self._look, title, editor, hint, required=required)
        if wide:
            self._start_line()
        span = self._columns if wide else 1
        line, column = divmod(self._place, self._columns)
        self._grid.addWidget(field, line, column, 1, span, Qt.AlignmentFlag.AlignTop)
        self._place += span
        return self._keep(key, field, editor)

    def add_to(self, part: FormPart, key: str, title: Message, editor: E, hint: Message | None = None) -> E:
        """Add a field to a part of the form, which shows it when it is told to."""
        field = _Field(self._look, title, editor, hint, required=False)
        part.take(key, field)
        return self._keep(key, field, editor)

    def _keep(self, key: str, field: _Field, editor: E) -> E:
        self._fields[key] = field
        editor.changed.connect(partial(self._on_changed, field))
        return editor

    def focus_first(self) -> None:
        """Give the keyboard to the first field that takes it: some only show something."""
        editors = (field.editor for field in self._fields.values())
        first = next(filter(_takes_keys, editors), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def editor(self, key: str) -> Editor:
        """The editor of a field."""
        return self._fields[key].editor

    def difference(self, key: str, theirs: Any) -> Difference:
        """What is in a field beside another value of it, both as the field writes them."""
        field = self._fields[key]
        return Difference(field.title, field.editor.text(), field.editor.shown(theirs), key)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Put values in; what is there then counts as untouched. Keys without a field are left out."""
        for key, field in self._fields.items():
            if key in values:
                field.editor.set_value(values[key])
        self.settle()

    def propose(self, key: str, value: Any) -> None:
        """Put a value in that nobody typed: it counts as untouched, as what is shown at first."""
        field = self._fields[key]
        field.editor.set_value(value)
        field.first_state = field.editor.state()

    def settle(self) -> None:
        """Count what is in the fields as untouched."""
        for field in self._fields.values():
            field.first_state = field.editor.state()
            field.show_trouble("")

    def touched(self) -> list[str]:
        """The keys of the fields whose content is not what it was at first."""
        return [key for key, field in self._fields.items() if field.editor.state() != field.first_state]

    def values(self) -> dict[str, Any]:
        """Every value by key, but those of fields that are hidden.

        Raises the `UserError` of the first wrong field, once all wrong ones are marked.
        """
        values: dict[str, Any] = {}
        first: UserError | None = None
        for key, field in self._fields.items():
            if field.isHidden():
                continue
            try:
                values[key] = field.checked_value()
            except UserError as error:
                trouble = UserError(error.message, field=key)
                self.show_error(trouble)
                first = first or trouble
        if first is not None:
            self.show_error(first)  # the keyboard goes to the first
            raise first
        return values

    def show_error(self, error: UserError) -> bool:
        """Show a trouble beside its field and go there; False if it is about none of these fields."""
        field = self._fields.get(error.field or "")
        if field is None:
            return False
        field.show_trouble(self._look.texts.say(error.message))
        field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _start_line(self) -> None:
        self._place += -self._place % self._columns

    def _on_changed(self, field: _Field) -> None:
        field.show_trouble("")
        self.changed.emit()


class _Field(QWidget):
    """A title, an editor, a hint and a trouble, one above the other."""

    def __init__(self, look: Look, title: Message, editor: Editor, hint: Message | None, *, required: bool) -> None:
        super().__init__()
        self.title = title
        self.editor = editor
        self.first_state = editor.state()
        self._required = required
        name = look.texts.say(title)
        head = label(look, title, kind="field")
        if required:
            head.setText(f"{name} *")
            name = look.texts.say(_("{field}, required", field=title))
        editor.describe(head, name)
        self._trouble = label(look, kind="error", wrap=True)
        self._trouble.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(HAIR)
        layout.addWidget(head)
        layout.addWidget(editor)
        if hint is not None:
            layout.addWidget(label(look, hint, TypeScale.CAPTION, "muted", wrap=True))
        layout.addWidget(self._trouble)

    def checked_value(self) -> Any:
        """The value; a required one must be there."""
        value = self.editor.value()
        if self._required and (value is None or value == ""):
            raise UserError(_("This cannot be empty."))
        return value

    def show_trouble(self, text: str) -> None:
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))
        self.editor.set_wrong(text)


def _takes_keys(widget: QWidget) -> bool:
    """Whether the keyboard may go to an editor; it hands the keyboard on to its control."""
    proxy = widget.focusProxy()
    return widget.focusPolicy() is not Qt.FocusPolicy.NoFocus if proxy is None else _takes_keys(proxy)
