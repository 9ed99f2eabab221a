"""What stock offers on devices and people of other screens: a cartridge into a printer, a mouse for somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.options import Option
from coorddesk.stock.queries import fitting_items, item_options, said_records, usual_place
from coorddesk.stock.service import Issue, give_out
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import NumberEditor, TextEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


@dataclass(frozen=True)
class Receivers:
    """Devices or people (`kind` is the name of their table), what they are called, and the items that fit them all."""

    kind: str
    ids: tuple[int, ...]
    called: Message
    fitting: tuple[Option, ...]


@dataclass(frozen=True)
class ForEach:
    """So many of an item for each of some devices or people."""

    item_id: int
    quantity: int
    receivers: Receivers
    day: date | None
    note: str


def put_in(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Put a cartridge, a lamp or a battery into devices."""
    _ask(desk, owner, "asset", ids)


def give(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Give people something out of stock."""
    _ask(desk, owner, "person", ids)


class FromStockDialog(RecordDialog):
    """Asks what, and how many for each; what fits the devices is offered first, and taken if it is the only one."""

    def __init__(self, desk: Desk, owner: QWidget, receivers: Receivers) -> None:
        """Give to `receivers`, together as one change."""
        self._receivers = receivers
        title = _("Out of stock for {receivers}", receivers=receivers.called)
        super().__init__(desk, owner, title, _("Give out"), columns=1)

    def build(self, form: Form) -> None:
        """What, how many, when."""
        fitting = self._receivers.fitting
        hint = _("What fits comes first: press Down to see it.") if fitting else None
        item = RecordPicker(self.desk, partial(_offered, fitting), hint=_("Name, reference or barcode"))
        form.add("item", _("Item"), item, required=True, hint=hint)
        if len(fitting) == 1:
            item.set_value(fitting[0])
        many = len(self._receivers.ids) > 1
        title = _("How many for each") if many else _("How many")
        form.add("quantity", title, NumberEditor(self.desk, least=1), required=True).set_value(1)
        form.add("day", _("Day"), DateEditor(self.desk, self.desk.clock)).set_value(self.desk.clock.today())
        form.add("note", _("Note"), TextEditor(self.desk))

    def data(self) -> ForEach:
        """The wish."""
        values = self.form.values()
        return ForEach(values["item"], values["quantity"], self._receivers, values["day"], values["note"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb, once for each."""
        return partial(_give_each, wish)

    def said(self, result: Any) -> Message:
        """What went to whom."""
        return _("{receivers}: given out of stock.", receivers=self._receivers.called)


def _ask(desk: Desk, owner: QWidget, kind: str, ids: Sequence[int]) -> None:
    work = partial(_read, kind, tuple(ids))
    desk.operations.read(owner, work, lambda found: FromStockDialog(desk, owner, found).open(), replaces="receivers")


def _read(kind: str, ids: tuple[int, ...], session: Session) -> Receivers:
    """In the lane."""
    called = said_records(session, kind, ids)
    if not called:
        raise UserError(_("This is no longer there: somebody deleted it."))
    nouns = {
        "asset": lambda n: _n("{count} device", "{count} devices", n),
        "person": lambda n: _n("{count} person", "{count} people", n),
    }
    said = verbatim(called[0]) if len(called) == 1 else nouns[kind](len(called))
    return Receivers(kind, ids, said, fitting_items(session, ids) if kind == "asset" else ())


def _offered(fitting: Sequence[Option], session: Session, text: str, limit: int) -> Sequence[Option]:
    """In the lane: what fits, until something else is typed."""
    others = item_options(session, text, limit)
    known = {option.id for option in fitting}
    first = [option for option in fitting if not text or any(option.id == each.id for each in others)]
    return [*first, *(option for option in others if option.id not in known)][:limit]


def _give_each(wish: ForEach, session: Session) -> None:
    """In the lane."""
    place_id = usual_place(session, wish.item_id)
    for record_id in wish.receivers.ids:
        to: dict[str, Any] = {"asset_id": record_id} if wish.receivers.kind == "asset" else {"person_id": record_id}
        give_out(session, Issue(wish.item_id, wish.quantity, place_id, day=wish.day, note=wish.note, **to))
