"""What stocktakes offer on records of other screens: devices are counted, places, and what somebody holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.options import Option
from coorddesk.directory.queries import person_page, place, place_options
from coorddesk.inventory.queries import asset_card
from coorddesk.inventory.queries.called import names
from coorddesk.inventory.rules import CONDITION_TITLES
from coorddesk.stocktaking.queries import open_of, open_stocktakes
from coorddesk.stocktaking.service import Sighted, count_devices
from coorddesk.stocktaking.ui.new_dialog import NewStocktakeDialog, Proposed
from coorddesk.stocktaking.ui.verbs import count_in
from coorddesk.widgets.forms.editors import ChoiceEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


@dataclass(frozen=True)
class Seen:
    """Devices that somebody has before their eyes: what they are called, where the first stands, what is going on."""

    ids: tuple[int, ...]
    called: Message
    place: Option | None
    stocktakes: tuple[Option, ...]


def count(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Count devices in a stocktake that goes on; without any, open one."""

    def show(seen: Seen) -> None:
        if seen.stocktakes:
            CountDialog(desk, owner, seen).open()
        else:
            _open_new(desk, owner, Proposed(seen.place))

    desk.operations.read(owner, partial(_read_devices, tuple(ids)), show)


def count_place(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Go on counting a place, or open a stocktake of it."""
    desk.operations.read(owner, partial(_read_place, ids[0]), partial(_count_or_open, desk, owner))


def count_held(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Go on counting what somebody holds, or open a stocktake of it."""
    desk.operations.read(owner, partial(_read_holder, ids[0]), partial(_count_or_open, desk, owner))


class CountDialog(RecordDialog):
    """Says of devices where they were seen, without a scanner."""

    def __init__(self, desk: Desk, owner: QWidget, seen: Seen) -> None:
        """`seen` are the devices; the latest stocktake is proposed."""
        self._seen = seen
        super().__init__(desk, owner, _("Count {devices}", devices=seen.called), _("It is here"), columns=1)

    def build(self, form: Form) -> None:
        """In which stocktake, where, and in what condition."""
        desk = self.desk
        choices = [(each.id, verbatim(each.name)) for each in self._seen.stocktakes]
        form.add("stocktake", _("Stocktake"), ChoiceEditor(desk, choices))
        where = RecordPicker(desk, place_options, hint=_("Site, building or room"))
        form.add("place", _("Seen in"), where)
        where.set_value(self._seen.place)
        conditions = list(CONDITION_TITLES.items())
        form.add("condition", _("Condition"), ChoiceEditor(desk, conditions, blank=_("As on record")))
        form.add("note", _("Note"), TextEditor(desk))

    def data(self) -> Sighted:
        """The wish; what was counted already is counted where it is now."""
        values = self.form.values()
        where, condition, note = values["place"], values["condition"], values["note"]
        return Sighted(values["stocktake"], where, self._seen.ids, condition, note, anew=True)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_count, wish)

    def said(self, result: Any) -> Message:
        """That they are."""
        return _("{devices}: counted.", devices=self._seen.called)


def _count_or_open(desk: Desk, owner: QWidget, read: tuple[Proposed, int | None]) -> None:
    proposed, going_on = read
    if going_on is not None:
        count_in(desk, owner, going_on)
    else:
        _open_new(desk, owner, proposed)


def _open_new(desk: Desk, owner: QWidget, proposed: Proposed) -> None:
    dialog = NewStocktakeDialog(desk, owner, proposed)
    dialog.saved.connect(lambda stocktake_id: count_in(desk, owner, stocktake_id))
    dialog.open()


def _read_devices(ids: tuple[int, ...], session: Session) -> Seen:
    """In the lane."""
    called = names(session, "asset", ids[:1])
    said = (
        verbatim(next(iter(called.values()), ""))
        if len(ids) == 1
        else _n("{count} device", "{count} devices", len(ids))
    )
    seen = asset_card(session, ids[0])
    place_id = None if seen is None else seen.place_id
    return Seen(ids, said, _place(session, place_id), open_stocktakes(session))


def _read_place(place_id: int, session: Session) -> tuple[Proposed, int | None]:
    """In the lane."""
    return Proposed(_place(session, place_id)), open_of(session, place_id=place_id)


def _read_holder(person_id: int, session: Session) -> tuple[Proposed, int | None]:
    """In the lane."""
    row = person_page(session, [person_id]).get(person_id)
    holder = None if row is None else Option(row.id, row.full_name)
    return Proposed(holder=holder), open_of(session, holder_id=person_id)


def _place(session: Session, place_id: int | None) -> Option | None:
    row = None if place_id is None else place(session, place_id)
    return None if row is None else Option(row.id, row.path)


def _count(wish: Sighted, session: Session) -> None:
    """In the lane."""
    count_devices(session, wish)
