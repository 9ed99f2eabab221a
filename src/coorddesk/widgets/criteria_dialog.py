"""The dialog that filters a list by any of its fields, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from coorddesk.core.criteria import OF_THE_DAY, OF_WORDS, VALUES_OF, Ask, Criterion, ask_title, asks_of
from coorddesk.core.errors import UserError
from coorddesk.core.fields import Field
from coorddesk.core.messages import _, _p
from coorddesk.core.options import Option
from coorddesk.widgets.controls import ButtonKind, button, label
from coorddesk.widgets.field_lines import FieldLines, LinesArea, Said, Verb
from coorddesk.widgets.forms.value_editor import days_editor, value_editor
from coorddesk.widgets.tokens import ROOM, WIDE

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.editor import Editor

_WIDTH = 760

Fields = Callable[["Session"], Sequence[Field]]
Names = dict[tuple[str, Any], str | None]


class CriteriaDialog(QDialog):
    """Starts with the criteria that are on; nothing is shown before its button is pressed.

    Signals:
        chosen: the criteria, as a tuple.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget, fields: Fields, criteria: Sequence[Criterion]) -> None:
        """`fields` is called in the lane: some may be the desk's own."""
        super().__init__(owner)
        self._desk = desk
        self._fields = fields
        self._criteria = tuple(criteria)
        self.setWindowTitle(desk.texts.say(_("Filter by any field")))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(_WIDTH)
        self.lines = FieldLines(desk, self._verbs, _("One more field"))
        self._show = button(desk, _p("button", "Show"), ButtonKind.PRIMARY)
        self._show.setDefault(True)
        self._show.setEnabled(False)
        cancel = button(desk, _("Cancel"))
        self._show.clicked.connect(self._on_show_clicked)
        cancel.clicked.connect(self.reject)
        buttons = QDialogButtonBox()
        buttons.addButton(self._show, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(cancel, QDialogButtonBox.ButtonRole.RejectRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(WIDE, WIDE, WIDE, ROOM)
        layout.setSpacing(ROOM)
        layout.addWidget(label(desk, _("What all of these say must be true."), kind="muted"))
        layout.addWidget(LinesArea(self.lines))
        layout.addStretch()
        layout.addWidget(buttons)
        for keys in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            QShortcut(QKeySequence(Qt.Modifier.CTRL | keys), self, self._on_show_clicked)

    def open(self) -> None:
        """Show the dialog and read what may be asked."""
        super().open()
        work = partial(_read, self._fields, self._criteria)
        self._desk.operations.read(self, work, self._on_read)

    def _on_read(self, found: tuple[Sequence[Field], Names]) -> None:
        fields, names = found
        known = {field.key: field for field in fields}
        said = [
            (Said(each.field, each.ask, each.values), _shown(known[each.field], each, names))
            for each in self._criteria
            if each.field in known and each.ask in asks_of(known[each.field])  # which may be of another type by now
        ]
        self.lines.show_lines(fields, said)
        self._show.setEnabled(True)
        self.lines.focus_first()

    def _verbs(self, field: Field) -> list[Verb]:
        return [Verb(ask, ask_title(ask, field.kind), self._editors(field, ask)) for ask in asks_of(field)]

    def _editors(self, field: Field, ask: Ask) -> tuple[Callable[[], Editor], ...]:
        if ask in OF_THE_DAY:
            return (partial(days_editor, self._desk),)
        asked = Field(field.key, field.title) if ask in OF_WORDS else field
        return (partial(value_editor, self._desk, asked),) * VALUES_OF.get(ask, 1)

    def _on_show_clicked(self) -> None:
        if not self._show.isEnabled():
            return
        try:
            said = self.lines.said()
        except UserError:
            return  # it stands beside its line
        self.chosen.emit(tuple(Criterion(each.field, each.verb, each.values) for each in said))
        self.accept()

    def reject(self) -> None:
        """Ask before something typed is thrown away."""
        question = _("Throw away what you typed?")
        if self.lines.is_touched() and not self._desk.ask(self, question, None, _("Throw away"), dangerous=True):
            return
        super().reject()


def _read(fields: Fields, criteria: Sequence[Criterion], session: Session) -> tuple[Sequence[Field], Names]:
    """In the lane: the fields, and the names of the records that are chosen already."""
    known = {field.key: field for field in fields(session)}
    names: Names = {}
    for criterion in criteria:
        about = known.get(criterion.field)
        if about is not None and about.name is not None and criterion.ask not in OF_WORDS:
            names |= {(about.key, value): about.name(session, int(str(value))) for value in criterion.values}
    return tuple(known.values()), names


def _shown(field: Field, criterion: Criterion, names: Names) -> list[Any]:
    """What the editors show: of several values the first, the line then stands for all as long as nobody touches it."""
    if field.is_record and criterion.ask not in OF_WORDS:
        return [Option(int(str(value)), names.get((field.key, value)) or "") for value in criterion.values]
    return list(criterion.values)
