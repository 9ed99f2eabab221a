"""The dialogs of what is done with sessions: cancelled, held again at another time, told to whom is registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.notices.rules import OCCASION_TITLES, Occasion
from coorddesk.training.queries import SessionRow
from coorddesk.training.rules.words import SessionState
from coorddesk.training.service import Copying, Step, Writing, copy_session, take_step, write_to_people
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class CancelDialog(RecordDialog):
    """Says why sessions are cancelled, which everybody is told who is registered."""

    back = _("Go back")

    def __init__(self, desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
        """Cancel these."""
        self._ids = tuple(ids)
        title = _n("Cancel {count} session", "Cancel {count} sessions", len(ids))
        super().__init__(desk, owner, title, _("Cancel the session"), 1)

    def build(self, form: Form) -> None:
        """The reason."""
        form.add("reason", _("Why it is cancelled"), NotesEditor(self.desk, 3), required=True)
        tell = YesNoEditor(self.desk, _("Write to those who are registered"))
        hint = _("The messages wait among the drafts until you send them. What is reserved for it is let go.")
        form.add("tell", _("Write to those who are registered"), tell, hint=hint).set_value(True)

    def data(self) -> Step:
        """The wish."""
        values = self.form.values()
        return Step(self._ids, SessionState.CANCELLED, values["reason"], values["tell"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_take, wish)

    def said(self, result: Any) -> Message:
        """How many."""
        return said_step(SessionState.CANCELLED, len(self._ids))


class CopySessionDialog(RecordDialog):
    """Asks from which day on a session is held again: its slots follow as far apart as they are."""

    def __init__(self, desk: Desk, owner: QWidget, row: SessionRow) -> None:
        """Copy this one."""
        self._row = row
        super().__init__(desk, owner, _("Copy “{title}”", title=row.title), _("Copy"), 1)

    def build(self, form: Form) -> None:
        """The first day."""
        hint = _("Place, trainers, partners, places and checklist are taken over; people and devices are not.")
        form.add("first_day", _("First day"), DateEditor(self.desk, self.desk.clock), required=True, hint=hint)

    def data(self) -> Copying:
        """The wish."""
        return Copying(self._row.id, self.form.values()["first_day"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_copy, wish)

    def said(self, result: Any) -> Message:
        """That it is planned."""
        return _("“{title}” is planned again.", title=self._row.title)


class WriteDialog(RecordDialog):
    """Invites or reminds everybody who is registered; whom it was said to already is not told again."""

    def __init__(self, desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
        """Write about these sessions."""
        self._ids = tuple(ids)
        super().__init__(desk, owner, _("Write to those registered"), _("Write"), 1)

    def build(self, form: Form) -> None:
        """What about, and words of one's own."""
        occasions = [(each, OCCASION_TITLES[each]) for each in (Occasion.SESSION_INVITED, Occasion.SESSION_REMINDED)]
        form.add("occasion", _p("notice", "What about"), ChoiceEditor(self.desk, occasions))
        hint = _("The messages wait among the drafts until you send them.")
        form.add("reply", _("A word of your own"), NotesEditor(self.desk, 4), hint=hint)

    def data(self) -> Writing:
        """The wish."""
        values = self.form.values()
        return Writing(self._ids, values["occasion"], values["reply"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_write, wish)

    def said(self, result: Any) -> Message:
        """How many messages there are; none where everybody was told."""
        if not result:
            return _("Everybody was told already, or nobody has an address.")
        return _n("{count} message waits among the drafts.", "{count} messages wait among the drafts.", result)


def said_step(state: SessionState, count: int) -> Message:
    """What was done with so many sessions."""
    match state:
        case SessionState.OPEN:
            return _n("{count} session is open for registration.", "{count} sessions are open for registration.", count)
        case SessionState.CONFIRMED:
            return _n("{count} session is confirmed.", "{count} sessions are confirmed.", count)
        case SessionState.HELD:
            return _n("{count} session was held.", "{count} sessions were held.", count)
        case SessionState.CLOSED:
            return _n("{count} session is closed.", "{count} sessions are closed.", count)
        case SessionState.CANCELLED:
            return _n("{count} session is cancelled.", "{count} sessions are cancelled.", count)
    return _n("{count} session is planned.", "{count} sessions are planned.", count)


def step(desk: Desk, owner: QWidget, ids: Sequence[int], state: SessionState) -> None:
    """Let sessions be in another state; what they lack for it is said, all of it."""
    wish = Step(tuple(ids), state)
    desk.operations.change(owner, partial(_take, wish), said=said_step(state, len(ids)))


def _take(wish: Step, session: Session) -> None:
    """In the lane."""
    take_step(session, wish)


def _write(wish: Writing, session: Session) -> int:
    """In the lane."""
    return write_to_people(session, wish)


def _copy(wish: Copying, session: Session) -> int:
    """In the lane."""
    return copy_session(session, wish)
