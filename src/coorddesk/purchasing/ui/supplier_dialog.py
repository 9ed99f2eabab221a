"""The file of a supplier: what was ordered, whether they keep their word, how they were rated, and the meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.directory.service import Deletion
from coorddesk.purchasing.queries import MeetingRow, RatingRow, SupplierHistory, supplier_history
from coorddesk.purchasing.rules.rating import QUESTIONS, Punctuality
from coorddesk.purchasing.service import delete_meeting, delete_rating
from coorddesk.purchasing.ui.meeting_dialog import MeetingDialog
from coorddesk.purchasing.ui.rating_dialog import RatingDialog, said_mean
from coorddesk.purchasing.ui.told_part import LineDeed, Told, ToldPart, ToldSection
from coorddesk.widgets.actions import make_action, tool_button
from coorddesk.widgets.closing_dialog import ClosingDialog
from coorddesk.widgets.facts import Fact, Facts, Section
from coorddesk.widgets.icons import Tone
from coorddesk.widgets.tokens import ROOM, TIGHT

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Changes
    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk

_SIZE = (760, 640)
_KINDS = frozenset({"supplier_rating", "supplier_meeting", "purchase_order", "invoice", "receipt", "payment"})


class SupplierDialog(ClosingDialog):
    """Kept as it is changed; N rates, M adds a meeting."""

    def __init__(self, desk: Desk, owner: QWidget, supplier_id: int, supplier: str) -> None:
        """The purchases of a supplier; `open` reads them."""
        self._desk, self._id, self._supplier = desk, supplier_id, supplier
        body = QWidget()
        super().__init__(desk, owner, _("Purchases: {supplier}", supplier=supplier), body, _SIZE)
        self.facts = Facts(desk)
        self.told = ToldPart(desk, self, lambda _session, _id: (), self._deeds())
        rate = make_action(desk, self, _("Rate…"), "star", "N", self._on_rate)
        meet = make_action(desk, self, _("Add a meeting…"), "users", "M", self._on_meet)
        line = QHBoxLayout()
        line.setSpacing(TIGHT)
        for action in (rate, meet):
            line.addWidget(tool_button(action))
        line.addStretch()
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, ROOM, 0)
        column.setSpacing(ROOM)
        column.addWidget(self.facts)
        column.addWidget(self.told.above)
        column.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(TIGHT)
        layout.addLayout(line)
        layout.addWidget(scroll, 1)
        desk.operations.committed.connect(self._on_committed)

    def open(self) -> None:
        """Show it and read."""
        super().open()
        self._read()

    def _deeds(self) -> dict[str, LineDeed]:
        edit, delete = _p("purchase", "Edit"), _p("purchase", "Delete")
        return {
            "edit_rating": LineDeed(edit, "pencil", self._on_edit_rating),
            "delete_rating": LineDeed(delete, "trash-2", self._on_delete_rating),
            "edit_meeting": LineDeed(edit, "pencil", self._on_edit_meeting),
            "delete_meeting": LineDeed(delete, "trash-2", self._on_delete_meeting),
        }

    def _read(self) -> None:
        self._desk.operations.read(self, partial(_history, self._id), self._on_read, replaces="history")

    def _on_read(self, seen: SupplierHistory | None) -> None:
        if seen is None:
            self.reject()
            return
        texts = self._desk.texts
        self.facts.show_sections([Section(None, tuple(_facts(seen, texts))), _answers(seen, texts)])
        self.told.show(("supplier", self._id), _told(seen, texts))

    def _on_committed(self, changes: Changes) -> None:
        if changes.kinds & _KINDS and self.isVisible():
            self._read()

    def _on_rate(self) -> None:
        RatingDialog(self._desk, self, self._id, self._supplier, None).open()

    def _on_meet(self) -> None:
        MeetingDialog(self._desk, self, self._id, self._supplier).open()

    def _on_edit_rating(self, rating: RatingRow) -> None:
        RatingDialog(self._desk, self, self._id, self._supplier, rating).open()

    def _on_edit_meeting(self, meeting: MeetingRow) -> None:
        MeetingDialog(self._desk, self, self._id, self._supplier, meeting).open()

    def _on_delete_rating(self, rating: RatingRow) -> None:
        wish = Deletion(rating.id, rating.version)
        self._desk.operations.change(self, partial(_delete_rating, wish), said=_("The rating is taken back."))

    def _on_delete_meeting(self, meeting: MeetingRow) -> None:
        wish = Deletion(meeting.id, meeting.version)
        self._desk.operations.change(self, partial(_delete_meeting, wish), said=_("The meeting is deleted."))


def _facts(seen: SupplierHistory, texts: Texts) -> Iterator[Fact]:
    yield Fact(_p("supplier", "Orders"), texts.number(len(seen.orders)))
    yield Fact(_p("supplier", "Ordered"), texts.money(seen.ordered))
    yield Fact(_p("supplier", "Invoiced"), texts.money(seen.invoiced))
    yield Fact(_p("supplier", "Paid"), texts.money(seen.paid))
    yield Fact(_p("supplier", "In time"), texts.say(_punctual(seen.punctuality, texts)))
    yield Fact(_p("supplier", "Rating"), texts.say(said_mean(seen.mean, texts)))


def _punctual(seen: Punctuality, texts: Texts) -> Message:
    if seen.rate is None:
        return _("no order with a promised day yet")
    rate = verbatim(texts.number(round(seen.rate / 100)))
    said = _n(
        "{rate}% of {count} order with a promised day",
        "{rate}% of {count} orders with a promised day",
        seen.orders,
        rate=rate,
    )
    if seen.average_late is None:
        return said
    days = verbatim(texts.decimal(seen.average_late * 100))
    return _("{one}; the others {days} days late on average", one=said, days=days)


def _answers(seen: SupplierHistory, texts: Texts) -> Section:
    said = tuple(
        Fact(question, texts.say(said_mean(seen.means.get(key), texts)))
        for key, question in QUESTIONS.items()
        if seen.means.get(key) is not None
    )
    return Section(None, said)


def _told(seen: SupplierHistory, texts: Texts) -> Sequence[ToldSection]:
    return (
        ToldSection(_p("supplier", "Ratings"), tuple(_rating(each, texts) for each in seen.ratings)),
        ToldSection(_p("supplier", "Meetings"), tuple(_meeting(each, texts) for each in seen.meetings)),
    )


def _rating(row: RatingRow, texts: Texts) -> Told:
    title = texts.date(row.day) if not row.order else f"{texts.date(row.day)} · {row.order}"
    said = ((_("{name}", name=row.comment), Tone.MUTED),) if row.comment else ()
    return Told(title, texts.say(said_mean(row.mean, texts)), said, deeds=("edit_rating", "delete_rating"), about=row)


def _meeting(row: MeetingRow, texts: Texts) -> Told:
    title = texts.date(row.day) if not row.people else f"{texts.date(row.day)} · {row.people}"
    said: list[tuple[Message, Tone]] = [(_("{name}", name=row.words), Tone.MUTED)]
    if row.next_on is not None:
        said.append((_("Next on {day}", day=row.next_on), Tone.MUTED))
    return Told(title, "", tuple(said), deeds=("edit_meeting", "delete_meeting"), about=row)


def _history(supplier_id: int, session: Session) -> SupplierHistory | None:
    """In the lane."""
    return supplier_history(session, supplier_id)


def _delete_rating(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_rating(session, wish)


def _delete_meeting(wish: Deletion, session: Session) -> None:
    """In the lane."""
    delete_meeting(session, wish)
