"""The form of a format of the desk's own, with a picture of the sheet that follows what is typed."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.directory.service import Deletion
from coorddesk.labels.queries import own_format
from coorddesk.labels.rules import MEASURES, SheetFormat, refusal
from coorddesk.labels.service import FormatDetails, FormatEdit, create_format, delete_format, edit_format
from coorddesk.labels.ui.millimetres import MillimetreEditor
from coorddesk.labels.ui.sheet_picture import SheetPicture
from coorddesk.reporting.page import PAPER_SIZE_TITLES, PaperSize
from coorddesk.widgets.controls import label, set_kind
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.forms.editors import ChoiceEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.tokens import ROOM

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_OWN = "own:"
_WIDTH = 760
_PICTURE_HEIGHT = 208
_MOST_DRAWN = 400
_KEYS = tuple(each.name for each in fields(FormatDetails))


class FormatDialog(RecordDialog):
    """Adds a format, which begins like the one shown, or changes one."""

    def __init__(self, desk: Desk, owner: QWidget, shown: SheetFormat, *, is_new: bool) -> None:
        """`shown` is the format to change or to begin from."""
        self._shown = shown
        self._is_new = is_new
        self._edited = None if is_new else int(shown.key.removeprefix(_OWN))
        title = _("New label format") if is_new else _("Edit {name}", name=shown.name)
        super().__init__(desk, owner, title, _("Add") if is_new else _("Save"))
        self.setMinimumWidth(_WIDTH)
        self.form.changed.connect(self._on_form_changed)
        self._on_form_changed()

    def build(self, form: Form) -> None:
        """Every measure, and the picture below."""
        desk = self.desk
        form.add("name", _("Name"), TextEditor(desk), required=True)
        papers = [(size, PAPER_SIZE_TITLES[size]) for size in (PaperSize.A4, PaperSize.LETTER, PaperSize.A5)]
        form.add("page", _("Paper"), ChoiceEditor(desk, papers))
        form.add("columns", _("Labels across"), NumberEditor(desk, 1, 100))
        form.add("rows", _("Labels down"), NumberEditor(desk, 1, 100))
        for key, title in MEASURES.items():
            form.add(key, title, MillimetreEditor(desk), hint=_HINTS.get(key))
        self._picture = _Seen(desk)
        form.add("picture", _("The sheet"), self._picture, wide=True)
        values = {key: getattr(self._shown, key) for key in _KEYS}
        form.show_values(values | {"name": "" if self._is_new else self._shown.name})

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The format to change."""
        return None if self._edited is None else partial(_load, self._edited)

    def data(self) -> FormatDetails | FormatEdit:
        """The wish."""
        values = self.form.values()
        wanted: dict[str, Any] = {key: values[key] if values[key] is not None else 0 for key in _KEYS}
        details = FormatDetails(**wanted)
        if self._edited is None:
            return details
        assert self.version is not None
        return FormatEdit(self._edited, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """That it is there, or as it should be."""
        name = self.form.editor("name").value()
        return _("“{name}” added.", name=name) if self._is_new else _("“{name}” saved.", name=name)

    def _on_form_changed(self) -> None:
        """Draw the sheet as it is typed so far, or say why it cannot be."""
        try:
            typed = {key: self.form.editor(key).value() for key in _KEYS}
        except UserError:
            return
        if all(typed[key] is not None for key in _KEYS):
            self._picture.show_sheet(FormatDetails(**typed).sheet)


class _Seen(Editor):
    """The picture as a field that nobody types into."""

    def __init__(self, desk: Desk) -> None:
        """Show no sheet yet."""
        inside = QWidget()
        self.picture = SheetPicture(desk, _PICTURE_HEIGHT, can_choose=False)
        self._said = label(desk, kind="muted", wrap=True)
        super().__init__(desk, inside)
        layout = QHBoxLayout(inside)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(ROOM)
        layout.addWidget(self.picture)
        layout.addWidget(self._said, 1)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_sheet(self, sheet: SheetFormat) -> None:
        """Show a sheet, or why it cannot be."""
        refused = refusal(sheet)
        self.picture.show_sheet(sheet if 0 < sheet.count <= _MOST_DRAWN else None)
        said = _("{count} labels on a sheet", count=sheet.count) if refused is None else refused[1]
        self._said.setText(self.look.texts.say(said))
        set_kind(self._said, "kind", "muted" if refused is None else "error")

    def value(self) -> None:
        """Nothing is wished by looking."""
        return

    def set_value(self, value: Any) -> None:
        """Nobody sets it."""

    def state(self) -> object:
        """Nobody changes it."""
        return None

    def set_state(self, state: Any) -> None:
        """Nobody types into it."""


def delete_own(desk: Desk, owner: QWidget, sheet: SheetFormat, done: Callable[[], None]) -> None:
    """Delete a format of the desk's own; that can be taken back beside what is said."""
    said = _("“{name}” deleted.", name=sheet.name)
    format_id = int(sheet.key.removeprefix(_OWN))
    desk.operations.change(owner, partial(_delete, format_id), lambda _none: done(), said=said)


def _load(format_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = own_format(session, format_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {key: getattr(row.sheet, key) for key in _KEYS})


def _save(wish: FormatDetails | FormatEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, FormatDetails):
        return create_format(session, wish)
    edit_format(session, wish)
    return wish.id


def _delete(format_id: int, session: Session) -> None:
    """In the lane."""
    row = own_format(session, format_id)
    if row is not None:
        delete_format(session, Deletion(format_id, row.version))


_HINTS = {
    "across": _("From the left edge of a label to the left edge of the next"),
    "down": _("From the upper edge of a label to the upper edge of the next"),
}
