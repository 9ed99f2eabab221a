"""What comes of a form while it is typed: plain words, and apart from them what goes wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from coorddesk.core.messages import Message, verbatim
from coorddesk.widgets.forms.editor import Editor
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.notice import Notice
from coorddesk.widgets.tokens import TIGHT

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLabel

    from coorddesk.widgets.desk import Look


class Foretold(Editor):
    """A field that is never typed in; it has no value."""

    def __init__(self, look: Look) -> None:
        """Say nothing yet."""
        around = QWidget()
        super().__init__(look, around)
        self._notices = {tone: Notice(look, tone) for tone in (Tone.ACCENT, Tone.WARNING)}
        layout = QVBoxLayout(around)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        for notice in self._notices.values():
            layout.addWidget(notice)

    def say(self, said: Iterable[tuple[Message, bool]]) -> None:
        """Say each, with whether it goes wrong."""
        lines = [(self.look.texts.say(message), is_bad) for message, is_bad in said]
        for tone, notice in self._notices.items():
            wanted = [text for text, is_bad in lines if is_bad is (tone is Tone.WARNING)]
            notice.say(verbatim("\n".join(wanted)) if wanted else None)

    def value(self) -> None:
        """Nothing."""

    def set_value(self, value: Any) -> None:
        """Nothing to show."""

    def state(self) -> object:
        """Nothing is typed."""
        return None

    def set_state(self, state: Any) -> None:
        """Nothing was typed."""

    def describe(self, label: QLabel, name: str) -> None:
        """The notices say it themselves."""
        label.hide()
