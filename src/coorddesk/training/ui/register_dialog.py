"""The dialog that registers a list of names, typed or pasted: each is recognised before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from coorddesk.core.messages import _, _p
from coorddesk.core.tidy import tidy
from coorddesk.training.service import Guest, Registering
from coorddesk.training.ui.foreseen_dialog import ForeseenDialog
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_PAUSE_MILLISECONDS = 250
_LINES = 6
_NAME = 2  # parts of a name


class RegisterDialog(ForeseenDialog):
    """A name on each line; behind it an e-mail and a department, parted by semicolons or tabs, as sheets paste them."""

    field = "names"

    def __init__(self, desk: Desk, owner: QWidget, session_id: int, names: str = "") -> None:
        """Register for a session; `names` were pasted already."""
        super().__init__(desk, owner, session_id, _("Register several people"))
        self._pause = QTimer(self, interval=_PAUSE_MILLISECONDS, singleShot=True)
        self._pause.timeout.connect(self._look)
        self.form.editor("names").changed.connect(self._pause.start)
        if names:
            self.form.editor("names").set_value(names)

    def build(self, form: Form) -> None:
        """The names, and what they come to."""
        hint = _("One on each line, first and last name in any order; an e-mail and a department may follow after “;”.")
        form.add("names", _("Names"), NotesEditor(self.desk, _LINES), required=True, hint=hint)
        form.add("origin", _p("registration", "Came with"), TextEditor(self.desk))
        self.add_foresight(form)

    def data(self) -> Registering:
        """The wish."""
        said = self.form.values()
        return Registering(self.session_id, guests=guests_typed(said["names"]), origin=said["origin"])

    def _look(self) -> None:
        """See how each is recognised."""
        guests = guests_typed(self.form.editor("names").value())
        self.look(Registering(self.session_id, guests=guests) if guests else None)


def guests_typed(text: str) -> tuple[Guest, ...]:
    """Those of lines like "Moreau Inès; ines@ville.fr; CM2 A"; what has an @ is the e-mail, wherever it stands."""
    return tuple(guest for line in text.splitlines() if (guest := _guest(line)) is not None)


def _guest(line: str) -> Guest | None:
    parts = [tidy(part) for part in line.replace("\t", ";").split(";")]
    mails = [part for part in parts if "@" in part]
    others = [part for part in parts if part and "@" not in part]
    if not others and not mails:
        return None
    if len(others) > 1 and not any(" " in part for part in others[:_NAME]):
        others[:_NAME] = [" ".join(others[:_NAME])]  # the last and the first name stand in cells of their own
    name = others[0] if others else mails[0]
    return Guest(name, mails[0] if mails else "", ", ".join(others[1:]))
