"""A sentence in a form that says what would come of what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editor import Editor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.core.messages import Message
    from coorddesk.widgets.desk import Look


class Told(Editor):
    """No field: nobody types into it, and nothing of it is saved."""

    def __init__(self, look: Look) -> None:
        """Say nothing yet."""
        self.words = label(look, wrap=True)
        super().__init__(look, self.words)

    def say(self, sentences: Sequence[Message]) -> None:
        """Say these, one below the other."""
        self.words.setText("\n".join(map(self.look.texts.say, sentences)))

    def value(self) -> None:
        """Nothing."""

    def set_value(self, value: Any) -> None:
        """Nothing is put in."""

    def state(self) -> object:
        """Always the same: nothing typed is lost with it."""
        return None

    def set_state(self, state: Any) -> None:
        """Nothing is put back."""
