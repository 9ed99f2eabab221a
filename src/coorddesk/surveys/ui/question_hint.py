"""The line above the grid: the question one stands on, and the keys that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _, digits
from coorddesk.surveys.rules import QuestionKind, said_value, values_of
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.scan_answer import ScanAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coorddesk.surveys.queries import QuestionRow
    from coorddesk.widgets.desk import Desk


class QuestionHint(ScanAnswer):
    """Whoever types looks at the sheet; a glance here says where they are."""

    def __init__(self, desk: Desk) -> None:
        """`asked` are the questions, once they are read."""
        super().__init__(desk)
        self._say = desk.texts.say
        self.asked: Sequence[QuestionRow] = ()

    def ask(self, place: int) -> None:
        """Say the question at a place; -1 is the number of the page."""
        if place < 0:
            self.say(Tone.ACCENT, _("Number of the page, or scan its code"))
        elif place < len(self.asked):
            asked = self.asked[place]
            text = _("{number}. {text}", number=digits(place + 1), text=asked.text)
            self.say(Tone.ACCENT, text, self._keys(asked))

    def refuse(self, place: int) -> None:
        """Say that what was typed does not answer the question at a place."""
        said = _("This is no answer to question {number}.", number=place + 1)
        self.say(Tone.WARNING, said, self._keys(self.asked[place]))

    def _keys(self, asked: QuestionRow) -> Message:
        if asked.kind is QuestionKind.TEXT:
            return _("Type the words, then Enter. Enter alone: nothing was written.")
        if asked.kind is QuestionKind.NPS:
            return _("0 to 10; Enter after a 1. Space: not answered.")
        values = values_of(asked.kind, asked.choices)
        keys = " · ".join(f"{value} {self._say(said_value(asked.kind, asked.choices, value))}" for value in values)
        return _("{keys} · Space: not answered", keys=keys)
