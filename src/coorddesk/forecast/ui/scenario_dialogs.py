"""The dialogs about scenarios: what one is called and assumes, and one change of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.forecast.queries.scenarios import ScenarioRow, scenario, scenario_as_written
from coorddesk.forecast.rules.scenarios import EARLIEST, LATEST, MOST, MOST_YEARS, Change, ScenarioDetails
from coorddesk.forecast.rules.words import CHANGE_TITLES, ChangeKind
from coorddesk.forecast.service import (
    Changing,
    ScenarioCopy,
    ScenarioEdit,
    add_change,
    copy_scenario,
    create_scenario,
    edit_scenario,
)
from coorddesk.widgets.forms.editors import AmountEditor, DecimalEditor, NotesEditor, NumberEditor, TextEditor
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.forecast.rules.expected import Expected
    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form

_TENTH = 10
"""Of a percent typed in thousandths to hundredths."""


class ScenarioDialog(RecordDialog):
    """Makes a scenario, changes what one says of itself, or makes another that begins as one."""

    def __init__(
        self, desk: Desk, owner: QWidget, edited: ScenarioRow | None = None, *, copied: ScenarioRow | None = None
    ) -> None:
        """Without either it makes a new one."""
        self._edited, self._copied = edited, copied
        title = _("New scenario")
        if copied is not None:
            title = _("Copy “{name}”", name=copied.name)
        elif edited is not None:
            title = _("Edit “{title}”", title=edited.name)
        super().__init__(desk, owner, title, columns=1)

    def build(self, form: Form) -> None:
        """Its name; of a copy no more."""
        hint = _("As you would call it in front of the director: “Laptops a year later”")
        form.add("name", _("Name"), TextEditor(self.desk), required=True, hint=hint)
        if self._copied is not None:
            return
        hint = _("In percent, from the next year on: 2 or −1.5. Empty: prices stay as they are.")
        form.add("price_rise", _p("scenario", "Price rise a year"), DecimalEditor(self.desk, verbatim("%")), hint=hint)
        form.add("notes", _("Notes"), NotesEditor(self.desk, 2))
        hint = _("Stands in the note to the director, where it can still be changed.")
        form.add("recommendation", _p("scenario", "Recommendation"), NotesEditor(self.desk, 4), hint=hint)

    def loading(self) -> Callable[[Session], Loaded] | None:
        """The scenario to change."""
        return None if self._edited is None else partial(_load, self._edited.id)

    def data(self) -> ScenarioDetails | ScenarioEdit | ScenarioCopy:
        """The wish."""
        values = self.form.values()
        if self._copied is not None:
            return ScenarioCopy(self._copied.id, values["name"])
        details = ScenarioDetails(**values | {"price_rise": (values["price_rise"] or 0) // _TENTH})
        if self._edited is None:
            return details
        assert self.version is not None
        return ScenarioEdit(self._edited.id, self.version, details)

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_save, wish)

    def said(self, result: Any) -> Message:
        """What was kept."""
        del result
        return _("The scenario is kept.")


class ChangeDialog(RecordDialog):
    """One change of a scenario, or the same of several things at once."""

    def __init__(
        self, desk: Desk, owner: QWidget, of: ScenarioRow, kind: ChangeKind, items: Sequence[Expected], year: int
    ) -> None:
        """`items` are what is changed, none for what is added; `year` is proposed for that."""
        self._of, self._kind, self._year = of, kind, year
        self._items = list({each.source: each for each in items}.values())
        super().__init__(
            desk, owner, _p("scenario", "{what}: “{name}”", what=CHANGE_TITLES[kind], name=of.name), columns=1
        )

    def build(self, form: Form) -> None:
        """What the kind of change asks for."""
        desk = self.desk
        if self._kind is ChangeKind.ADD:
            form.add("words", _p("scenario", "What is added"), TextEditor(desk), required=True)
            form.add("quantity", _p("forecast", "How many"), NumberEditor(desk, 1, MOST), required=True)
            form.add("cents", _p("scenario", "Price of one, with VAT"), AmountEditor(desk), required=True)
            form.add("year", _p("scenario", "In the year"), NumberEditor(desk, EARLIEST, LATEST), required=True)
            form.editor("year").set_value(self._year)
            return
        self._name_items(form)
        if self._kind is ChangeKind.DELAY:
            unit = _p("unit", "years")
            form.add("years", _p("scenario", "Put off by"), NumberEditor(desk, 1, MOST_YEARS, unit), required=True)
            form.editor("years").set_value(1)
        elif self._kind is ChangeKind.QUANTITY:
            form.add("quantity", _p("scenario", "How many a year"), NumberEditor(desk, 0, MOST), required=True)
        elif self._kind is ChangeKind.PRICE:
            hint = _("In percent: 10 is dearer, −10 is cheaper.")
            form.add(
                "percent", _p("scenario", "Price change"), DecimalEditor(desk, verbatim("%")), required=True, hint=hint
            )
        hint = _("Empty: whenever it is.")
        form.add("year", _p("scenario", "From the year on"), NumberEditor(desk, EARLIEST, LATEST), hint=hint)
        years = {each.year for each in self._items}
        if len(years) == 1 and self._kind is not ChangeKind.DELAY:
            form.editor("year").set_value(years.pop())

    def data(self) -> list[Changing]:
        """A change of each."""
        values = self.form.values()
        if self._kind is ChangeKind.PRICE:
            if values["percent"] is None:
                raise UserError(_("A price changes by −100% at least."), field="percent")
            values["percent"] //= _TENTH
        targets: list[Subject | None] = [each.source for each in self._items] or [None]
        return [Changing(self._of.id, Change(self._kind, target, **values)) for target in targets]

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb, once for each."""
        return partial(_change, wish)

    def said(self, result: Any) -> Message:
        """How many."""
        count = len(result)
        return _n(
            "{count} change is kept in “{name}”", "{count} changes are kept in “{name}”", count, name=self._of.name
        )

    def _name_items(self, form: Form) -> None:
        """What it is about, so that nobody changes what they do not mean."""
        named = [each.name for each in self._items[:_MOST_NAMED]]
        said: Message = verbatim(", ".join(named))
        rest = len(self._items) - len(named)
        if rest:
            said = _n("{names} and {count} other", "{names} and {count} others", rest, names=said)
        form.section(said)


_MOST_NAMED = 6


def _load(scenario_id: int, session: Session) -> Loaded:
    row = scenario(session, scenario_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    written = scenario_as_written(session, scenario_id)
    values: Mapping[str, Any] = {
        "name": written.name,
        "price_rise": written.price_rise * _TENTH or None,
        "notes": written.notes,
        "recommendation": written.recommendation,
    }
    return Loaded(row.version, values)


def _save(wish: Any, session: Session) -> int:
    if isinstance(wish, ScenarioEdit):
        edit_scenario(session, wish)
        return wish.id
    if isinstance(wish, ScenarioCopy):
        return copy_scenario(session, wish)
    return create_scenario(session, wish)


def _change(wishes: Sequence[Changing], session: Session) -> list[int]:
    return [add_change(session, wish) for wish in wishes]
