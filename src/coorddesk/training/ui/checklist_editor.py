"""The editor of what is to be done before and after each session of a course: a line for each, with its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p
from coorddesk.training.rules.checklists import CheckLine, days_text, days_typed, lines_text
from coorddesk.widgets.forms.lines_editor import LinesEditor

if TYPE_CHECKING:
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Look

DAY_LETTER = _p("day of a session", "D")
"""What calendars count days from a session by: D-15, in French J-15."""


class ChecklistEditor(LinesEditor):
    """Its value is a tuple of `CheckLine`; without a day a line is to be done on the first one of a session."""

    columns = (("days", _p("checklist", "When")), ("words", _("To do")))
    widths = (90,)
    lines_seen = 4

    def __init__(self, look: Look) -> None:
        """Start with the blank line."""
        self._letter = look.texts.say(DAY_LETTER)
        super().__init__(look)

    def value(self) -> tuple[CheckLine, ...]:
        """The lines. Raises `UserError` if a day is none."""
        lines = [self.said(line) for _row, line in self.typed()]
        return tuple(CheckLine(days_typed(said["days"]), said["words"]) for said in lines if said["words"])

    def set_value(self, value: Any) -> None:
        """Show lines."""
        self.set_state([(None, (days_text(each.days, self._letter), each.words)) for each in value or ()])

    def shown(self, value: Any) -> str:
        """The lines as they are typed."""
        return value if isinstance(value, str) else lines_text(value or (), self._letter)


def usual_checklist(texts: Texts) -> tuple[CheckLine, ...]:
    """What a new course begins with."""
    usual = (
        (-15, _("Book the room and the devices, tell those who are registered")),
        (-7, _("Send the invitations, print the materials")),
        (0, _("Have the attendance sheet signed, hand out the questionnaire")),
        (30, _("Send the questionnaire after a month, close the session")),
    )
    return tuple(CheckLine(days, texts.say(words)) for days, words in usual)


def hint_of_checklist(texts: Texts) -> Message:
    """How its days are typed, for the form."""
    letter = texts.say(DAY_LETTER)
    return _(
        "{letter}-15 is 15 days before the first day of a session, {letter} that day, {letter}+30 30 days after the"
        " last one. Each new session gets these lines with their dates.",
        letter=letter,
    )
