"""Opening a stocktake: what is counted, and under which name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, _n, verbatim
from coorddesk.core.options import PATH_SEPARATOR, Option
from coorddesk.directory.queries import person_options, place_options
from coorddesk.inventory.queries import category_options
from coorddesk.stocktaking.queries import StocktakeRow, expected_count, stocktake
from coorddesk.stocktaking.service import NewStocktake, Scope, StocktakeEdit, edit_stocktake, open_stocktake
from coorddesk.widgets.controls import label
from coorddesk.widgets.forms.editors import NotesEditor, TextEditor, YesNoEditor
from coorddesk.widgets.forms.picker import RecordPicker
from coorddesk.widgets.forms.record_dialog import Loaded, RecordDialog
from coorddesk.widgets.tokens import WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QVBoxLayout, QWidget
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk
    from coorddesk.widgets.forms.form import Form


_PICKED = ("place", "category", "holder")
_SCOPE = (*_PICKED, "with_away")


@dataclass(frozen=True)
class Proposed:
    """What the form offers at first."""

    place: Option | None = None
    holder: Option | None = None


class NewStocktakeDialog(RecordDialog):
    """Asks what is counted; its list is frozen when the stocktake is opened."""

    def __init__(self, desk: Desk, owner: QWidget, proposed: Proposed = Proposed()) -> None:
        """`proposed` stands in the form."""
        self._proposed = proposed
        self._expected = label(desk, kind="muted")
        super().__init__(desk, owner, _("New stocktake"), _("Open and count"))
        self._expected.setContentsMargins(WIDE, 0, WIDE, 0)
        layout: QVBoxLayout = self.layout()  # type: ignore[assignment]  # of a record's dialog
        layout.insertWidget(layout.count() - 1, self._expected)
        self._on_scope_changed()

    def build(self, form: Form) -> None:
        """Every field."""
        desk = self.desk
        place = RecordPicker(desk, place_options, hint=_("Site, building or room"))
        hint = _("Left empty, everywhere. Of several answers, only what fits all of them is counted.")
        form.add("place", _("Place and all inside it"), place, hint=hint)
        form.add("category", _("Category"), RecordPicker(desk, category_options))
        holder = RecordPicker(desk, person_options, hint=_("Name, class or identifier"))
        form.add("holder", _("Holder"), holder)
        form.add("name", _("Name"), TextEditor(desk), required=True)
        form.add(
            "with_away",
            _("On loan, under repair"),
            YesNoEditor(desk, _("Expect what is on loan or under repair too")),
            wide=True,
        )
        form.add("notes", _("Notes"), NotesEditor(desk, 2), wide=True)
        for key in _SCOPE:
            form.editor(key).changed.connect(self._on_scope_changed)
        form.editor("name").changed.connect(self._on_name_changed)
        self._is_named = False
        place.set_value(self._proposed.place)
        holder.set_value(self._proposed.holder)

    def data(self) -> NewStocktake:
        """The wish."""
        values = self.form.values()
        return NewStocktake(values["name"], _scope(values), values["notes"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_open, wish)

    def _on_scope_changed(self) -> None:
        """Say how many devices would be expected, and propose a name."""
        self._name_it()
        try:
            scope = _scope({key: self.form.editor(key).value() for key in _SCOPE})
        except UserError:
            return  # a name that is still being typed
        self.desk.operations.read(self, partial(_count, scope), self._show_expected, replaces="expected")

    def _show_expected(self, count: int) -> None:
        said = _n("{count} device will be expected.", "{count} devices will be expected.", count)
        self._expected.setText(self.desk.texts.say(said if count else _("No device is expected there.")))

    def _name_it(self) -> None:
        """Propose a name by what is counted and the day, unless somebody has typed one."""
        if self._is_named:
            return
        states: list[Any] = [self.form.editor(key).state() for key in _PICKED]
        picked = next((option for option, _text in states if option is not None), None)
        day = self.desk.clock.today()
        name = _("Stocktake of {day}", day=day)
        if picked is not None:
            name = _("{place}, {day}", place=verbatim(picked.name.rpartition(PATH_SEPARATOR)[2]), day=day)
        self.form.propose("name", self.desk.texts.say(name))
        self._is_named = False

    def _on_name_changed(self) -> None:
        self._is_named = bool(self.form.editor("name").value())


class StocktakeDialog(RecordDialog):
    """Renames a stocktake, and keeps what is noted about it."""

    def __init__(self, desk: Desk, owner: QWidget, edited: StocktakeRow) -> None:
        """`edited` is the stocktake to change."""
        self._edited = edited
        super().__init__(desk, owner, _("Edit {record}", record=edited.name), columns=1)

    def build(self, form: Form) -> None:
        """Name and notes; what is counted was settled when it was opened."""
        form.add("name", _("Name"), TextEditor(self.desk), required=True)
        form.add("notes", _("Notes"), NotesEditor(self.desk, 4))

    def loading(self) -> Callable[[Session], Loaded]:
        """As it stands."""
        return partial(_load, self._edited.id)

    def data(self) -> StocktakeEdit:
        """The wish."""
        values = self.form.values()
        assert self.version is not None
        return StocktakeEdit(self._edited.id, self.version, values["name"], values["notes"])

    def work(self, wish: Any) -> Callable[[Session], Any]:
        """The verb."""
        return partial(_edit, wish)

    def said(self, result: Any) -> Message:
        """That it is as it should be."""
        return _("“{name}” saved.", name=self.form.editor("name").value())


def _load(stocktake_id: int, session: Session) -> Loaded:
    """In the lane."""
    row = stocktake(session, stocktake_id)
    if row is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return Loaded(row.version, {"name": row.name, "notes": row.notes})


def _scope(values: Mapping[str, Any]) -> Scope:
    return Scope(values["place"], values["category"], values["holder"], with_away=values["with_away"])


def _count(scope: Scope, session: Session) -> int:
    """In the lane."""
    return expected_count(session, scope.query)


def _open(wish: NewStocktake, session: Session) -> int:
    """In the lane."""
    return open_stocktake(session, wish)


def _edit(wish: StocktakeEdit, session: Session) -> None:
    """In the lane."""
    edit_stocktake(session, wish)
