"""A page around a list that filters at its side narrow, each with how many records it would show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message
from coorddesk.widgets.chips import Chip
from coorddesk.widgets.filter_tree import Choices, FilterTree
from coorddesk.widgets.list_page import ListPage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject
    from coorddesk.widgets.actions import ActionBar
    from coorddesk.widgets.card import Card
    from coorddesk.widgets.table.record_list import RecordList
    from coorddesk.widgets.table.source import Source


@dataclass(frozen=True)
class Narrowing:
    """How a query is narrowed: `read(query, session)` in the lane, `choices` and `chips` of what was read.

    `unfiltered` is what shows all that a list shows at first, `everything` what shows all there is; `off` are the
    fields that narrow nothing by something else than None.
    """

    read: Callable[[Any, Session], Any]
    choices: Callable[[Any, Any], list[Choices]]
    chips: Callable[[Any, Any], list[Chip]]
    unfiltered: Callable[[Any], Any]
    everything: Callable[[Any], Any]
    off: Mapping[str, Any] = field(default_factory=dict)


def criteria_chips(query: Any, said: Sequence[Message]) -> list[Chip]:
    """A chip for each criterion of a query, in words that were read for it; none if they are of the query before."""
    if len(said) != len(query.criteria):
        return []
    return [
        Chip(criterion, replace(query, criteria=query.criteria[:place] + query.criteria[place + 1 :]))
        for place, criterion in enumerate(said)
    ]


class FilteredPage(ListPage):
    """Reads the filters again with every query and every change."""

    narrowing: Narrowing

    def build_filtered(self, bar: ActionBar, search: Message, listing: RecordList, card: Card) -> None:
        """Put the parts together, the filters at the left of the list."""
        self._filters = FilterTree(self.desk, self._name)
        self.build(bar, search, listing, card, self._filters)
        self._filters.toggled.connect(self._on_filter_toggled)
        self.chips.removed.connect(self.show_query)
        self.chips.cleared.connect(self.show_all)

    def show_query(self, query: Any) -> None:
        """Show the records that a query means, and what it is."""
        super().show_query(query)
        self._read_offered()

    def reload(self) -> None:
        """Read everything shown again."""
        super().reload()
        self._read_offered()

    def open_record(self, subject: Subject) -> None:
        """Show the card of a record; a list that leaves it out is widened."""
        super().open_record(subject)
        work = partial(_shows, self.list.source, self.query, subject[1])
        self.desk.operations.read(self, work, partial(self._on_looked, subject[1]), replaces="open")

    def _on_looked(self, record_id: int, is_shown: bool) -> None:
        if not is_shown:
            self.show_query(self.narrowing.everything(self.query))
        self.list.select([record_id])

    def show_all(self) -> None:
        """Show what the list shows at first, sorted as it is."""
        self.show_query(self.narrowing.unfiltered(self.query))

    def show_narrowed(self, **fields: Any) -> None:
        """Show the records of something, or that stand in some way, and no saved view any more."""
        self.views.leave()
        self.show_query(replace(self.narrowing.unfiltered(self.query), **fields))

    def toggled(self, name: str, value: Any) -> Any:
        """The query with a value of a filter turned on, or off if it was on."""
        is_on = getattr(self.query, name) == value
        return replace(self.query, **{name: self.narrowing.off.get(name) if is_on else value})

    def _on_filter_toggled(self, key: Sequence[Any]) -> None:
        self.show_query(self.toggled(*key))

    def _read_offered(self) -> None:
        work = partial(self.narrowing.read, self.query)
        self.desk.operations.read(self, work, self._show_offered, replaces="filters")

    def _show_offered(self, offered: Any) -> None:
        self._filters.show_choices(self.narrowing.choices(self.query, offered))
        self.chips.show_chips(self.narrowing.chips(self.query, offered))


def _shows(source: Source[Any, Any], query: Any, record_id: int, session: Session) -> bool:
    """In the lane: a list that was not read yet does not know."""
    return record_id in source.ids(session, query)
