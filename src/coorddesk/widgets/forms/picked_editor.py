"""The editor of several things of several kinds: each is searched for in a line, and stands in the list below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _
from coorddesk.core.options import Option
from coorddesk.widgets.forms.listed_editor import ListedEditor
from coorddesk.widgets.forms.picker import RecordPicker

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.widgets.desk import Desk

Search = Callable[["Session", str, int], Sequence[Option]]


@dataclass(frozen=True)
class Picked:
    """A record of a kind (the name of its table), or a name that no record has; `note` is what is said beside it."""

    kind: str
    id: int | None
    name: str
    note: str = ""


class PickedEditor(ListedEditor):
    """Its value is a tuple of `Picked`, in the order in which they were picked.

    With `note`, a second column says something of each, which F2 writes; with `by_name`, Enter takes a name as it is
    typed where no record is called so.
    """

    def __init__(
        self,
        desk: Desk,
        searches: Mapping[str, Search],
        hint: Message,
        note: Message | None = None,
        *,
        by_name: bool = False,
        lines: int = 3,
    ) -> None:
        """Search in all of `searches`, by kind; show so many `lines` at once."""
        self._searches, self._by_name = dict(searches), by_name
        picker = RecordPicker(desk, partial(_search, self._searches), hint=hint)
        super().__init__(desk, picker, heading=_("Chosen"), note=note, lines=lines)

    def value(self) -> tuple[Picked, ...]:
        """What was picked. Raises `UserError` if a name is typed that was not chosen."""
        self.picker.value()
        return self.rows()

    def shown(self, value: Any) -> str:
        """Their names in a row."""
        return value if isinstance(value, str) else ", ".join(each.name for each in value or ())

    def looks(self, row: Picked) -> tuple[str, str]:
        """Its name."""
        return row.name, row.name

    def on_picked(self) -> None:
        """Put it on the list."""
        option = self.picker.picked
        if option is None:
            self.changed.emit()
        else:
            self._take(_decoded(self._searches, option))

    def on_typed(self, text: str) -> bool:
        """A name is looked for among the records, and taken as it is where none is called so."""
        if not self._by_name:
            return False
        self.picker.popup.hide()
        self._desk.operations.read(self, partial(_named, self._searches, text), partial(self._on_named, text))
        return True

    def _on_named(self, text: str, found: Picked | None) -> None:
        self._take(found or Picked("", None, text))

    def _take(self, picked: Picked) -> None:
        self.picker.set_value(None)
        there = self.rows()
        if all((each.kind, each.id, each.name) != (picked.kind, picked.id, picked.name) for each in there):
            self.fill((*there, picked), len(there))
        self.changed.emit()


def _search(searches: Mapping[str, Search], session: Session, text: str, limit: int) -> Sequence[Option]:
    """In the lane: options of every kind, whose ids say of which they are."""
    return [
        Option(option.id * len(searches) + place, option.name, option.detail)
        for place, search in enumerate(searches.values())
        for option in search(session, text, limit)
    ][:limit]


def _named(searches: Mapping[str, Search], text: str, session: Session) -> Picked | None:
    """In the lane: the one record that is called so."""
    options = _search(searches, session, text, 2 * len(searches) + 20)
    found = [option for option in options if fold(option.name) == fold(text)]
    return _decoded(searches, found[0]) if len(found) == 1 else None


def _decoded(searches: Mapping[str, Search], option: Option) -> Picked:
    record_id, place = divmod(option.id, len(searches))
    return Picked(list(searches)[place], record_id, option.name)
