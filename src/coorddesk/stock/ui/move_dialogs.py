"""The dialogs in which stock comes, goes and is counted: one item each, prefilled so that Enter is often enough."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.core.options import Option
from coorddesk.stock.rules import MOVE_KIND_TITLES, MoveKind, StockKind
from coorddesk.stock.service import (
    Count,
    Issue,
    Receipt,
    TakingBack,
    Transfer,
    WriteOff,
    count_stock,
    give_out,
    receive,
    take_back,
    transfer,
    write_off,
)
from coorddesk.stock.ui.pickers import device_picker, person_picker, place_picker
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import AmountEditor, ChoiceEditor, NumberEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.stock.queries import KnownItem
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


class _MoveDialog(RecordDialog):
    """What all of them have: the item, where how many are of it, a day and a note."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem, title: Message, save: Message) -> None:
        self.item = item
        super().__init__(desk, owner, title, save)

    def add_quantity(self, form: Form, quantity: int | None) -> None:
        """How many, first."""
        editor = form.add("quantity", _("How many"), NumberEditor(self.desk, least=1), required=True)
        editor.set_value(quantity)

    def add_place(self, form: Form, key: str, title: Message, chosen: Option | None, hint: Message | None) -> None:
        """A place, the likely one chosen."""
        form.add(key, title, place_picker(self.desk), hint=hint).set_value(chosen)

    def add_rest(self, form: Form) -> None:
        """When, and why."""
        day = form.add("day", _("Day"), DateEditor(self.desk, self.desk.clock))
        day.set_value(self.desk.clock.today())
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("It stands in the ledger for good."))

    @property
    def count(self) -> int:
        """How many were said."""
        value = self.form.editor("quantity").value()
        assert isinstance(value, int)
        return value

    def _rest(self, *keys: str) -> dict[str, Any]:
        values = self.form.values()
        return {key: values[key] for key in ("day", "note", *keys)}


class ReceiveDialog(_MoveDialog):
    """What came: as many as were to be ordered, where the item is usually kept, at the last price."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem) -> None:
        """Ask how many came."""
        super().__init__(desk, owner, item, _("Receive “{item}”", item=item.row.name), _p("stock", "Receive"))

    def build(self, form: Form) -> None:
        """How many, where, at which price."""
        self.add_quantity(form, self.item.row.to_order or None)
        self.add_place(form, "place", _("To place"), self.item.likely, self.item.said)
        form.add("price", _("Unit price"), AmountEditor(self.desk)).set_value(self.item.row.price)
        self.add_rest(form)

    def data(self) -> Receipt:
        """The wish."""
        values = self.form.values()
        return Receipt(self.item.row.id, self.count, values["place"], values["price"], **self._rest())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_receive, wish)

    def said(self, result: Any) -> Message:
        """How many more there are."""
        return _("“{item}”: {count} received.", item=self.item.row.name, count=self.count)


class GiveOutDialog(_MoveDialog):
    """What goes: one, from where most of it is."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem, to: tuple[str, Option] | None = None) -> None:
        """Ask how many go; `to` is whom or what they go to, where that is known: ("asset", option)."""
        self._to = to
        title = _("Give out “{item}”", item=item.row.name)
        super().__init__(desk, owner, item, title, _("Give out"))

    def build(self, form: Form) -> None:
        """How many, from where, to whom or into what."""
        self.add_quantity(form, 1)
        self.add_place(form, "place", _("From place"), self.item.likely, self.item.said)
        is_lent = self.item.row.kind is StockKind.ACCESSORY
        hint = _("It is with them until they bring it back.") if is_lent else None
        form.add("person", _("To person"), person_picker(self.desk), hint=hint)
        form.add("asset", _("Into device"), device_picker(self.desk))
        if self._to is not None:
            kind, option = self._to
            form.editor(kind).set_value(option)
        self.add_rest(form)
        hint = _("The desk then owes some, until they are counted or received.")
        form.add("even_below", _("Even below zero"), YesNoEditor(self.desk, _("Even below zero")), hint=hint)

    def data(self) -> Issue:
        """The wish."""
        values = self.form.values()
        links = {f"{key}_id": values[key] for key in ("place", "person", "asset")}
        return Issue(self.item.row.id, self.count, **links, **self._rest("even_below"))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_give_out, wish)

    def said(self, result: Any) -> Message:
        """How many went, and what is left."""
        left = self.item.row.level - self.count
        return _n(
            "“{item}”: {given} given out, {count} left.",
            "“{item}”: {given} given out, {count} left.",
            left,
            item=self.item.row.name,
            given=self.count,
        )


class TakeBackDialog(_MoveDialog):
    """What somebody brings back: all that they have."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem) -> None:
        """Ask who brings how many."""
        super().__init__(desk, owner, item, _("Take “{item}” back", item=item.row.name), _p("stock", "Take back"))

    def build(self, form: Form) -> None:
        """From whom, how many, where to."""
        offered = _with_people(self.item)
        if self.item.astray:
            offered.append((None, _("Given out to nobody in particular: {count}", count=self.item.astray)))
        form.add("person", _("From person"), ChoiceEditor(self.desk, offered))
        self.add_quantity(form, self.item.row.lent if len(offered) == 1 else 1)
        self.add_place(form, "place", _("To place"), self.item.likely, self.item.said)
        self.add_rest(form)

    def data(self) -> TakingBack:
        """The wish."""
        values = self.form.values()
        return TakingBack(self.item.row.id, self.count, values["person"], values["place"], **self._rest())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_take_back, wish)

    def said(self, result: Any) -> Message:
        """How many came back."""
        return _("“{item}”: {count} taken back.", item=self.item.row.name, count=self.count)


class CountDialog(_MoveDialog):
    """What was counted at a place, beside what the desk says."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem) -> None:
        """Ask how many there are."""
        super().__init__(desk, owner, item, _("Count “{item}”", item=item.row.name), _p("stock", "Count"))

    def build(self, form: Form) -> None:
        """How many, and where."""
        counted = NumberEditor(self.desk)
        form.add("counted", _("Counted"), counted, required=True, hint=_("All that is there, not the difference"))
        self.add_place(form, "place", _("At place"), self.item.likely, self.item.said)
        self.add_rest(form)

    def data(self) -> Count:
        """The wish."""
        values = self.form.values()
        seen = self.item.level(values["place"])
        return Count(self.item.row.id, values["counted"], values["place"], seen, **self._rest())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_count, wish)

    def said(self, result: Any) -> Message:
        """Whether the desk was right."""
        if not result:
            return _("“{item}”: as many as the desk says.", item=self.item.row.name)
        if result > 0:
            return _("“{item}”: {count} more than the desk said.", item=self.item.row.name, count=result)
        return _("“{item}”: {count} fewer than the desk said.", item=self.item.row.name, count=-result)


class WriteOffDialog(_MoveDialog):
    """What is lost or broken, on the shelf or with somebody."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem) -> None:
        """Ask how many, and why."""
        title = _("“{item}”: lost or broken", item=item.row.name)
        super().__init__(desk, owner, item, title, _("Write down"))

    def build(self, form: Form) -> None:
        """Why, how many, where or with whom."""
        kinds = [(kind, MOVE_KIND_TITLES[kind]) for kind in (MoveKind.BROKEN, MoveKind.LOST)]
        form.add("kind", _p("stock", "What happened"), ChoiceEditor(self.desk, kinds))
        self.add_quantity(form, 1)
        self.add_place(form, "place", _("From place"), self.item.likely, self.item.said)
        if self.item.lent:
            editor = ChoiceEditor(self.desk, _with_people(self.item), blank=_("Nobody: it was in stock"))
            form.add("person", _("Who had it"), editor)
        self.add_rest(form)

    def data(self) -> WriteOff:
        """The wish."""
        values = self.form.values()
        return WriteOff(
            self.item.row.id, self.count, values["kind"], values["place"], values.get("person"), **self._rest()
        )

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_write_off, wish)

    def said(self, result: Any) -> Message:
        """How many are gone."""
        return _("“{item}”: {count} written off.", item=self.item.row.name, count=self.count)


class TransferDialog(_MoveDialog):
    """What is carried from a place to another: one, from where most of it is."""

    def __init__(self, desk: Desk, owner: QWidget, item: KnownItem) -> None:
        """Ask how many, and where to."""
        super().__init__(desk, owner, item, _("Move “{item}”", item=item.row.name), _("Move"))

    def build(self, form: Form) -> None:
        """How many, from where, where to."""
        self.add_quantity(form, 1)
        self.add_place(form, "from_place", _("From place"), self.item.likely, self.item.said)
        self.add_place(form, "to_place", _("To place"), None, None)
        self.add_rest(form)

    def data(self) -> Transfer:
        """The wish."""
        values = self.form.values()
        places = (values["from_place"], values["to_place"])
        return Transfer(self.item.row.id, self.count, *places, **self._rest())

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_transfer, wish)

    def said(self, result: Any) -> Message:
        """How many went where."""
        return _("“{item}”: {count} moved.", item=self.item.row.name, count=self.count)


def _with_people(item: KnownItem) -> list[tuple[int | None, Message]]:
    """Who has some of an item, and how many."""
    return [(each.person_id, _("{person}: {count}", person=each.person, count=each.quantity)) for each in item.lent]


def _receive(wish: Receipt, session: Session) -> int:
    return receive(session, wish)


def _give_out(wish: Issue, session: Session) -> int:
    return give_out(session, wish)


def _take_back(wish: TakingBack, session: Session) -> int:
    return take_back(session, wish)


def _count(wish: Count, session: Session) -> int:
    return count_stock(session, wish)


def _write_off(wish: WriteOff, session: Session) -> int:
    return write_off(session, wish)


def _transfer(wish: Transfer, session: Session) -> tuple[int, int]:
    return transfer(session, wish)
