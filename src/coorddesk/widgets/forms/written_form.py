"""A form of the settings: what stands is read into it, and what is typed is written down with a button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _
from coorddesk.widgets.controls import ButtonKind, button
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class WrittenForm(QWidget):
    """A subclass says what stands (`reading`), how it is shown (`make`), and what is typed and done (`wish`, `work`).

    It is made anew whenever something is committed, unless something is being typed.
    """

    saved: ClassVar[Message]

    def __init__(self, desk: Desk, *beside: QPushButton) -> None:
        """Read what stands; `beside` are buttons that stand beside the one that saves."""
        super().__init__()
        self.desk = desk
        self.form: Any = None
        self._place = QVBoxLayout()
        self._notice = Notice(desk, Tone.DANGER)
        self.save = button(desk, _("Save"), ButtonKind.PRIMARY)
        self.save.setEnabled(False)
        self.save.clicked.connect(self._on_save_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(TIGHT)
        for made in (self.save, *beside):
            buttons.addWidget(made)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addWidget(self._notice)
        layout.addLayout(self._place)
        layout.addLayout(buttons)
        desk.operations.committed.connect(self._on_committed)
        self._read()

    def reading(self) -> Callable[[Session], Any]:
        """What reads in a lane what stands."""
        raise NotImplementedError

    def make(self, stands: Any) -> Form:
        """The form that shows it, which has a method `wish`."""
        raise NotImplementedError

    def work(self, wish: Any) -> Callable[[Session], None]:
        """What is done with the wish in one transaction; it must hold no widget."""
        raise NotImplementedError

    def touched(self) -> bool:
        """Whether something is typed that is not written down yet."""
        return self.form is not None and bool(self.form.touched())

    def wished(self) -> Any | None:
        """What is typed; None where something is wrong in it, which is said."""
        assert self.form is not None
        self._notice.say(None)
        try:
            return self.form.wish()
        except UserError as error:
            self.show_error(error)
            return None

    def show_error(self, error: UserError) -> None:
        """Say a trouble beside its field, or above the form if it is about none."""
        self.save.setEnabled(self.touched())
        if self.form is None or not self.form.show_error(error):
            self._notice.say(error.message)

    def _read(self) -> None:
        self.desk.operations.read(self, self.reading(), self._on_read, self.show_error, replaces="stands")

    def _on_read(self, stands: Any) -> None:
        if self.form is not None:
            self._place.removeWidget(self.form)
            self.form.deleteLater()
        self.form = self.make(stands)
        self.form.changed.connect(lambda: self.save.setEnabled(self.touched()))
        self._place.addWidget(self.form)
        self.save.setEnabled(False)

    def _on_committed(self, _changes: Changes) -> None:
        if not self.touched():
            self._read()

    def _on_save_clicked(self) -> None:
        wish = self.wished()
        if wish is not None:
            self.save.setEnabled(False)
            self.desk.operations.change(self, self.work(wish), self._on_saved, self.show_error, said=self.saved)

    def _on_saved(self, _nothing: object) -> None:
        self.form.settle()
        self._read()
