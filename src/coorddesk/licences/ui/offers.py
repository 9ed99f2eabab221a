"""What licences offer on devices and people of other screens: a seat."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.licences.queries import licence_options
from coorddesk.licences.service import SeatsGiven, give_seats
from coorddesk.stock.queries import said_records
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


@dataclass(frozen=True)
class Holders:
    """Devices or people (`kind` is the name of their table), and what they are called."""

    kind: str
    ids: tuple[int, ...]
    called: Message


def give_to_devices(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Give devices a seat each."""
    _ask(desk, owner, "asset", ids)


def give_to_people(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Give people a seat each."""
    _ask(desk, owner, "person", ids)


class SeatDialog(RecordDialog):
    """Asks of which licence."""

    def __init__(self, desk: Desk, owner: QWidget, holders: Holders) -> None:
        """Give `holders` a seat each, as one change."""
        self._holders = holders
        title = _("Licence seat for {holders}", holders=holders.called)
        super().__init__(desk, owner, title, _("Give seats"), columns=1)

    def build(self, form: Form) -> None:
        """Which licence, since when."""
        desk = self.desk
        licence = RecordPicker(desk, licence_options, hint=_("Name or order number"))
        hint = _("Beside each: seats taken / seats bought.")
        form.add("licence", _("Licence"), licence, required=True, hint=hint)
        form.add("since", _("Since"), DateEditor(desk, desk.clock)).set_value(desk.clock.today())
        form.add("note", _("Note"), TextEditor(desk))
        form.add("even_over", _("More than were bought"), YesNoEditor(desk, _("More than were bought")))

    def data(self) -> SeatsGiven:
        """The wish."""
        values = self.form.values()
        key = "asset_ids" if self._holders.kind == "asset" else "person_ids"
        rest: dict[str, Any] = {key: self._holders.ids, "even_over": values["even_over"]}
        return SeatsGiven(values["licence"], since=values["since"], note=values["note"], **rest)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_give, wish)

    def said(self, result: Any) -> Message:
        """How many seats."""
        return _n("{count} seat given.", "{count} seats given.", len(result))


def _ask(desk: Desk, owner: QWidget, kind: str, ids: Sequence[int]) -> None:
    work = partial(_read, kind, tuple(ids))
    desk.operations.read(owner, work, lambda found: SeatDialog(desk, owner, found).open(), replaces="holders")


def _read(kind: str, ids: tuple[int, ...], session: Session) -> Holders:
    """In the lane."""
    called = said_records(session, kind, ids)
    if not called:
        raise UserError(_("This is no longer there: somebody deleted it."))
    if len(called) == 1:
        return Holders(kind, ids, verbatim(called[0]))
    many = len(called)
    devices, people = _n("{count} device", "{count} devices", many), _n("{count} person", "{count} people", many)
    return Holders(kind, ids, devices if kind == "asset" else people)


def _give(wish: SeatsGiven, session: Session) -> list[int]:
    return give_seats(session, wish)
