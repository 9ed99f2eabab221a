"""The dialog in which people give up their places, or are refused one: late or not, and who is offered it next."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.training.queries import registrations_of
from coorddesk.training.rules.capacity import state_on_withdrawing
from coorddesk.training.rules.words import RegistrationState
from coorddesk.training.service import Leaving, decline, withdraw
from coorddesk.training.ui.told import Told
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.training.queries import RegistrationRow
    from coorddesk.training.queries.participants import Gathering, ParticipantRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_MOST_NAMED = 8


class WithdrawDialog(RecordDialog):
    """Enter is enough; why may be said. Whoever is refused a place (`declines`) has not withdrawn."""

    def __init__(
        self, desk: Desk, owner: QWidget, seen: Gathering, people: Sequence[ParticipantRow], *, declines: bool
    ) -> None:
        """Of a session as it was seen, these people."""
        self._seen, self._people, self._declines = seen, people, declines
        title, save = _p("registration", "Withdraw"), _p("registration", "Withdraw")
        if declines:
            title, save = _("Refuse a place"), _p("registration", "Refuse")
        super().__init__(desk, owner, title, save, columns=1)

    def build(self, form: Form) -> None:
        """The day is today, unless they said it before."""
        names = [each.row.parts.full for each in self._people]
        form.section(verbatim(", ".join(names[:_MOST_NAMED])))
        form.add("note", _p("registration", "Why"), TextEditor(self.desk))
        day = None if self._declines else form.add("day", _("On which day"), self._today(), required=True)
        told = form.add("told", _("What comes of it"), Told(self.desk))
        told.say([*self._foreseen(day)])
        if day is not None:
            day.changed.connect(lambda: told.say([*self._foreseen(day)]))

    def data(self) -> Leaving:
        """The wish."""
        said = self.form.values()
        return Leaving(tuple(each.row.id for each in self._people), said.get("day"), said["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """Write it, and read who is offered the place."""
        return partial(_leave, wish, declines=self._declines)

    def said(self, result: Any) -> Message:
        """To whom the place is offered."""
        offered: Sequence[RegistrationRow] = result
        count, name = len(self._people), self._people[0].row.parts.full
        if self._declines:
            done = _n("{name} is refused a place.", "{count} people are refused a place.", count, name=name)
        else:
            done = _n("{name} has withdrawn.", "{count} people have withdrawn.", count, name=name)
        if not offered:
            return done
        told = _n(
            "The place is offered to {name}, who answers by {day}.",
            "{count} places are offered, the first to {name}, who answers by {day}.",
            len(offered),
            name=offered[0].parts.full,
            day=offered[0].offered_until,
        )
        return _("{one} {other}", one=done, other=told)

    def _today(self) -> DateEditor:
        day = DateEditor(self.desk, self.desk.clock)
        day.set_value(self.desk.clock.today())
        return day

    def _foreseen(self, day: DateEditor | None) -> Iterator[Message]:
        """Whether it is late, and what becomes of the place."""
        if day is not None and self._is_late(_typed(day)):
            yield _("It counts as withdrawn late: the session begins on {day}.", day=self._seen.first_day)
        has_place = any(
            each.row.state is RegistrationState.REGISTERED or each.row.offered_until is not None
            for each in self._people
        )
        if not has_place:
            yield _("The others move up the waiting list.")
        elif self._seen.places.waiting > self._seen.places.offered:
            yield _("The place is offered to who has waited longest, with a day by which to answer.")
        else:
            yield _("Nobody waits for the place: it is free.")

    def _is_late(self, day: date | None) -> bool:
        return day is not None and RegistrationState.WITHDRAWN_LATE in {
            state_on_withdrawing(each.row.state, day, self._seen.first_day) for each in self._people
        }


def _typed(editor: DateEditor) -> date | None:
    try:
        return editor.value()
    except UserError:
        return None


def _leave(wish: Leaving, session: Session, *, declines: bool) -> list[RegistrationRow]:
    """In the lane: who is offered a place."""
    offered = decline(session, wish) if declines else withdraw(session, wish)
    found = registrations_of(session, offered)
    return [found[each] for each in offered]
