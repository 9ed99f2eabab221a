"""The ground of dialogs that register several people: what would come of it is seen before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.service import Registered, Registering, register
from coorddesk.training.service.foreseeing import Fate, Foresight, foresee
from coorddesk.training.ui.foreseen_list import ForeseenList
from coorddesk.training.ui.told import Told
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class ForeseenDialog(RecordDialog):
    """A subclass says who is meant; `field` is where it is said that nobody of them is new."""

    field: str

    def __init__(self, desk: Desk, owner: QWidget, session_id: int, title: Message) -> None:
        """Register for a session."""
        self.session_id = session_id
        super().__init__(desk, owner, title, _("Register"), columns=1)

    def add_foresight(self, form: Form) -> None:
        """What comes of it, below the fields."""
        self.told = form.add("told", _("What comes of it"), Told(self.desk))
        self.list = form.add("people", _("People"), ForeseenList(self.desk))

    def look(self, wish: Registering | None) -> None:
        """See what would come of a wish; None is nobody yet."""
        if wish is None:
            self._show(Foresight())
        else:
            work = partial(_foresee, wish)
            self.desk.operations.read(self, work, self._show, self.show_error, replaces="foresight")

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """Write it."""
        return partial(_register, wish, self.field)

    def said(self, result: Any) -> Message:
        """What came of it."""
        return _said_registered(result)

    def _show(self, seen: Foresight) -> None:
        self.list.show_people(seen)
        self.told.say([*_said_foresight(seen)])


def _said_foresight(seen: Foresight) -> Iterator[Message]:
    """How many get a place, how many wait, how many are in already, and who is expected elsewhere then."""
    places, waits, already = (seen.count(fate) for fate in (Fate.PLACE, Fate.WAITS, Fate.ALREADY))
    if places:
        yield _n("{count} person gets a place.", "{count} people get a place.", places)
    if waits:
        yield _n("{count} person waits for a place.", "{count} people wait for a place.", waits)
    if already:
        yield _n("{count} person is registered already.", "{count} people are registered already.", already)
    yield from (*seen.unclear, *seen.clashes)


def _said_registered(done: Registered) -> Message:
    """The same, of what was done."""
    count = len(done.registered)
    parts = [_n("{count} person registered.", "{count} people registered.", count)] if count else []
    count = len(done.waiting)
    parts += [_n("{count} person waits for a place.", "{count} people wait for a place.", count)] if count else []
    count = len(done.already)
    already = _n("{count} person was registered already.", "{count} people were registered already.", count)
    parts += [already] if count else []
    said = parts[0] if parts else _p("registration", "Nobody was registered.")
    for part in parts[1:]:
        said = _("{one} {other}", one=said, other=part)
    return said


def _foresee(wish: Registering, session: Session) -> Foresight:
    """In the lane."""
    return foresee(session, wish)


def _register(wish: Registering, field: str, session: Session) -> Registered:
    """In the lane."""
    done = register(session, wish)
    if not done.registered and not done.waiting:
        raise UserError(_("Everybody of these is registered already."), field=field)
    return done
