"""The dialog in which people are counted without being named: for a whole session, or half-day by half-day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p
from coorddesk.training.queries import headcounts
from coorddesk.training.queries.participants import Gathering
from coorddesk.training.reports.saying import short_day, times_said
from coorddesk.training.rules.headcounts import MOST, Count
from coorddesk.training.rules.people import AGE_BAND_TITLES, GENDER_TITLES, OCCUPATION_TITLES
from coorddesk.training.rules.words import AUDIENCE_TITLES
from coorddesk.training.service import Counting, count_people
from coorddesk.training.ui.headcount_editor import SplitEditor
from coorddesk.widgets.forms.editors import ChoiceEditor, NumberEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_WIDTH = 840
_SPLITS = ("ages", "genders", "occupations", "audiences")


class HeadcountDialog(RecordDialog):
    """The total, and beside it how many are known to be what; each split may leave a rest."""

    def __init__(self, desk: Desk, owner: QWidget, seen: Gathering) -> None:
        """Count at a session."""
        self._seen = seen
        super().__init__(desk, owner, _("Count people without naming them"), columns=3)
        self.setMinimumWidth(_WIDTH)

    def build(self, form: Form) -> None:
        """Total, then the splits that funders ask for."""
        desk = self.desk
        slots: list[tuple[int | None, Message]] = [(None, _p("headcount", "The whole session"))]
        for each in self._seen.half_days:
            said = [_("{day}, {times}", day=short_day(each.day), times=times_said([times])) for times in each.times]
            slots += zip(each.slots, said, strict=True)
        hint = _("0 takes back what was counted.")
        form.add("total", _p("headcount", "How many came"), NumberEditor(desk, 0, MOST), required=True, hint=hint)
        slot = form.add("slot", _p("headcount", "Counted for"), ChoiceEditor(desk, slots))
        form.add("first_time", _p("headcount", "For the first time"), NumberEditor(desk, 0, MOST))
        form.add("ages", _p("headcount", "Ages"), SplitEditor(desk, AGE_BAND_TITLES))
        form.add("audiences", _p("headcount", "Audiences"), SplitEditor(desk, AUDIENCE_TITLES))
        form.add("occupations", _p("headcount", "Occupations"), SplitEditor(desk, OCCUPATION_TITLES))
        form.add("genders", _p("headcount", "Genders"), SplitEditor(desk, GENDER_TITLES))
        slot.changed.connect(self._on_slot_chosen)
        form.changed.connect(self._say_rests)

    def loading(self) -> Callable[[Session], Loaded]:
        """What was counted already: for the whole session, or for its first half-day that was counted."""
        return partial(_load, self._seen.id)

    def data(self) -> Counting:
        """The wish; nobody at all takes back what was counted."""
        said = self.form.values()
        slot_id, total = said.pop("slot"), said.pop("total")
        return Counting(self._seen.id, slot_id, Count(total, **said) if total else None)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """Write it."""
        return partial(_count, wish)

    def said(self, result: Any) -> Message:
        """How many."""
        return _n("{count} person counted.", "{count} people counted.", result)

    def _on_slot_chosen(self) -> None:
        """Show what was counted there, unless something is typed that would be lost."""
        if not set(self.form.touched()) - {"slot"}:
            work = partial(_read, self._seen.id, self.form.editor("slot").value())
            self.desk.operations.read(self, work, self._show, self.show_error, replaces="count")

    def _show(self, values: Mapping[str, Any]) -> None:
        self.form.show_values(values)
        self._say_rests()

    def _say_rests(self) -> None:
        try:
            total = self.form.editor("total").value() or 0
        except UserError:
            return
        for key in _SPLITS:
            editor = self.form.editor(key)
            assert isinstance(editor, SplitEditor)
            editor.say_rest(total)


def _load(session_id: int, session: Session) -> Loaded:
    """In the lane."""
    counted = headcounts(session, session_id)
    return Loaded(0, _read(session_id, next(iter(counted), None), session))


def _read(session_id: int, slot_id: int | None, session: Session) -> dict[str, Any]:
    """In the lane: what was counted for a slot, or for the whole session."""
    count = headcounts(session, session_id).get(slot_id)
    if count is None:
        return {"slot": slot_id, "total": None, "first_time": None, **dict.fromkeys(_SPLITS)}
    said = {key: getattr(count, key) for key in (*_SPLITS, "first_time", "total")}
    return {"slot": slot_id, **said}


def _count(wish: Counting, session: Session) -> int:
    """In the lane: how many."""
    count_people(session, wish)
    return 0 if wish.count is None else wish.count.total
