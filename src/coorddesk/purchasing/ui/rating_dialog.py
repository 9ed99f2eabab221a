"""The form in which a supplier is rated: five questions, of one order or of a whole year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _, _p, verbatim
from coorddesk.core.options import Option
from coorddesk.purchasing.queries import OrderRow, RatingRow, order_options
from coorddesk.purchasing.rules.rating import BEST, QUESTIONS
from coorddesk.purchasing.service import Rating, RatingEdit, edit_rating, rate_supplier
from coorddesk.widgets.forms.date_editor import DateEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NotesEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import RecordDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WORDS = {
    5: _p("rating", "5 · very good"),
    4: _p("rating", "4 · good"),
    3: _p("rating", "3 · fair"),
    2: _p("rating", "2 · poor"),
    1: _p("rating", "1 · bad"),
}


class RatingDialog(RecordDialog):
    """Keys 1 to 5 answer; what is not answered does not count."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        supplier_id: int,
        supplier: str,
        edited: RatingRow | None,
        order: OrderRow | None = None,
    ) -> None:
        """`edited` is the rating to change; a new one may be of an `order`."""
        self._supplier_id, self._supplier, self._edited = supplier_id, supplier, edited
        title = _("Rate {supplier}", supplier=supplier)
        super().__init__(desk, owner, title, _("Save"), columns=2)
        self._fill(order)

    def build(self, form: Form) -> None:
        """The questions, of what, and a comment."""
        for key, question in QUESTIONS.items():
            choices = [(each, _WORDS[each]) for each in range(BEST, 0, -1)]
            form.add(key, question, ChoiceEditor(self.desk, choices, blank=_p("rating", "Not answered")))
        form.add("order_id", _p("rating", "Of the order"), RecordPicker(self.desk, order_options))
        day = form.add("day", _p("rating", "Day"), DateEditor(self.desk, self.desk.clock), required=True)
        day.set_value(self.desk.clock.today())
        form.add("comment", _("Comment"), NotesEditor(self.desk, 3), wide=True)

    def data(self) -> Rating | RatingEdit:
        """The wish."""
        values = self.form.values()
        answers = {key: values[key] for key in QUESTIONS if values[key] is not None}
        details = Rating(self._supplier_id, values["day"], answers, values["order_id"], values["comment"])
        return details if self._edited is None else RatingEdit(self._edited.id, self._edited.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_rate, wish)

    def said(self, result: Any) -> Message:
        """Whom."""
        return _("Rating of {supplier} saved.", supplier=self._supplier)

    def _fill(self, order: OrderRow | None) -> None:
        values: dict[str, Any] = {}
        if self._edited is not None:
            values |= {key: self._edited.answers.get(key) for key in QUESTIONS}
            values |= {"day": self._edited.day, "comment": self._edited.comment}
            if self._edited.order_id is not None:
                values["order_id"] = Option(self._edited.order_id, self._edited.order)
        elif order is not None:
            values["order_id"] = Option(order.id, order.reference, order.supplier)
        self.form.show_values(values)


def said_mean(tenths: int | None, texts: Texts) -> Message:
    """A mean of answers: "4.3 of 5", with the decimal mark of the reader."""
    if tenths is None:
        return _("not rated")
    return _("{mean} of {best}", mean=verbatim(texts.decimal(tenths * 100)), best=BEST)


def _rate(wish: Rating | RatingEdit, session: Session) -> int:
    """In the lane."""
    if isinstance(wish, Rating):
        return rate_supplier(session, wish)
    edit_rating(session, wish)
    return wish.id
