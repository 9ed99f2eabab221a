"""The ledger: every movement of stock, or those of one item; what was written down wrong is put right here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from coorddesk.core.messages import Message, _, _n
from coorddesk.stock.queries import MOVE_COLUMNS, MoveQuery, MoveRow, move_ids, move_page
from coorddesk.stock.reports import MOVEMENTS
from coorddesk.stock.rules import MOVE_KIND_TITLES
from coorddesk.stock.service import Correction, correct_move
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.controls import button
from coorddesk.widgets.empty import Emptiness
from coorddesk.widgets.forms.editors import NumberEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import RecordDialog
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.on_screen import resize_on_screen
from coorddesk.widgets.search_field import SearchField
from coorddesk.widgets.table.record_list import RecordList
from coorddesk.widgets.table.source import Source
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.tables import Column
    from coorddesk.stock.queries import StockRow
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_SIZE = (1040, 640)


class Movements(Source[MoveRow, MoveQuery]):
    """Movements of all items; their numbers are of unlike things, and add up to nothing."""

    columns: tuple[Column[MoveRow], ...] = tuple(
        replace(column, total=column.key == "amount") for column in MOVE_COLUMNS
    )
    shown: ClassVar[tuple[str, ...]] = ("day", "item", "kind", "quantity", "place", "person", "asset", "note")
    groupable: tuple[str, ...] = ("item", "kind", "place")
    paths = frozenset({"place"})

    def noun(self, count: int) -> Message:
        """How many movements."""
        return _n("{count} movement", "{count} movements", count)

    def ids(self, session: Session, query: MoveQuery) -> Sequence[int]:
        """The movements that a query means."""
        return move_ids(session, query)

    def page(self, session: Session, ids: Sequence[int]) -> Mapping[int, MoveRow]:
        """Their rows."""
        return move_page(session, ids)

    def is_narrowed(self, query: MoveQuery) -> bool:
        """Whether movements are left out by a search."""
        return bool(query.text)

    def stated(self, session: Session, query: MoveQuery) -> tuple[Message, ...]:
        """The filters in words."""
        kind = () if query.kind is None else (MOVE_KIND_TITLES[query.kind],)
        return (*super().stated(session, query), *kind)

    def dots(self) -> Mapping[str, Callable[[MoveRow], Tone | None]]:
        """What comes, what goes, and what is put right."""
        return {"kind": _tone}


class MovementsOfOne(Movements):
    """Those of one item, whose name stands in the title."""

    columns = MOVE_COLUMNS
    shown: ClassVar[tuple[str, ...]] = ("day", "kind", "quantity", "place", "person", "asset", "note")
    groupable = ("kind", "place")


class MovesDialog(QDialog):
    """A list to search and print; Enter puts the movement right that is current."""

    def __init__(self, desk: Desk, owner: QWidget, item: StockRow | None) -> None:
        """`item` is the one whose movements are wanted, None for all."""
        super().__init__(owner)
        self._desk = desk
        say = desk.texts.say
        title = _("Movements of stock") if item is None else _("Movements of “{item}”", item=item.name)
        self.setWindowTitle(say(title))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        none = Emptiness(
            "arrow-left-right", _("Nothing came or went yet"), _("What is received, given out or counted stands here.")
        )
        self.list = RecordList(
            desk,
            "stock-moves" if item is None else "stock-item-moves",
            Movements() if item is None else MovementsOfOne(),
            title,
            (none, Emptiness("search", _("No movement is like that"))),
        )
        self.search = SearchField(desk, _("Search by item…"))
        self.correct = make_action(desk, self, _("Put right…"), "pencil", "F2", self._on_correct)
        self.paper = make_action(desk, self, _("Print…"), "printer", "Ctrl+P", self._on_print)
        self._query = MoveQuery(item=None if item is None else item.id)
        self._lay_out()
        self.search.setVisible(item is None)
        self.search.searched.connect(lambda text: self._show(replace(self.list.query or self._query, text=text)))
        self.search.left.connect(self.list.setFocus)
        self.list.activated.connect(lambda _id: self._on_correct())
        self.list.selection_changed.connect(self._refresh)
        self.list.menu_actions = [self.correct]
        desk.operations.committed.connect(self._on_committed)
        resize_on_screen(self, *_SIZE)
        self._refresh()

    def open(self) -> None:
        """Show it, and read the list."""
        super().open()
        self._show(self._query)
        self.list.setFocus()

    def _lay_out(self) -> None:
        close = button(self._desk, _("Close"))
        close.clicked.connect(self.reject)
        line = QHBoxLayout()
        line.addWidget(self.search)
        for action in (self.correct, self.paper):
            line.addWidget(tool_button(action))
        line.addStretch()
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)

    def _show(self, query: MoveQuery) -> None:
        self.list.show_query(query)

    def _refresh(self) -> None:
        row = self._selected()
        self.correct.setEnabled(row is not None and row.corrects_id is None)

    def _selected(self) -> MoveRow | None:
        ids = self.list.selected_ids()
        row = self.list.row(ids[0]) if len(ids) == 1 else None
        return row if isinstance(row, MoveRow) else None

    def _on_correct(self) -> None:
        row = self._selected()
        if row is not None and row.corrects_id is None:
            CorrectDialog(self._desk, self, row).open()

    def _on_print(self) -> None:
        self._desk.preview_report(MOVEMENTS, self.list.query)

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & {"stock_move", "stock_item"}:
            self.list.reload()


class CorrectDialog(RecordDialog):
    """How many it should have been; none takes the movement back."""

    def __init__(self, desk: Desk, owner: QWidget, move: MoveRow) -> None:
        """`move` is as its author sees it."""
        self._move = move
        title = _("{kind} on {day}: put right", kind=MOVE_KIND_TITLES[move.kind], day=move.day)
        super().__init__(desk, owner, title, _("Put right"), columns=1)

    def build(self, form: Form) -> None:
        """How many, and why."""
        hint = _("The movement stays in the ledger, and one against it is added. 0 takes it back whole.")
        quantity = form.add("quantity", _("It should have been"), NumberEditor(self.desk), required=True, hint=hint)
        quantity.set_value(abs(self._move.counts_for))
        form.add("note", _("Note"), TextEditor(self.desk), hint=_("Why it was wrong"))

    def data(self) -> Correction:
        """The wish."""
        values = self.form.values()
        return Correction(self._move.id, values["quantity"], values["note"], abs(self._move.counts_for))

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_correct, wish)

    def said(self, result: Any) -> Message:
        """That it is right now."""
        return _("“{item}”: put right.", item=self._move.item)


def _correct(wish: Correction, session: Session) -> None:
    correct_move(session, wish)


def _tone(row: MoveRow) -> Tone | None:
    if row.corrects_id is not None or row.is_put_right:
        return Tone.WARNING
    return Tone.SUCCESS if row.quantity > 0 else Tone.MUTED
