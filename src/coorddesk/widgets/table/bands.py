"""Records under headings: in which order they stand, and the rows of a table that come of it."""

from __future__ import annotations

from array import array
from collections.abc import Hashable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message, _
from coorddesk.widgets.table.grouping import Sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from coorddesk.widgets.table.source import Source


@dataclass(frozen=True)
class Heading:
    """What stands over a group: its name, how many records are in it, and what they add up to."""

    group: Hashable
    title: Message
    count: int
    sums: Sums


@dataclass(frozen=True)
class Grouped:
    """Every record, group after group."""

    ids: array[int]
    headings: tuple[Heading, ...]


def grouped(source: Source[Any, Any], session: Session, query: Any, by: str) -> Grouped:
    """What a query finds, under headings by a column.

    Headings stand in the order that the list has when it is sorted by that column; below them, records keep theirs.
    """
    keyed = source.keyed(session, query, by)
    ids = source.ids(session, query)
    sort, _downwards = source.sort_of(query)
    along = ids if sort == by else source.ids(session, source.sorted_by(query, by, descending=False))
    members: dict[Hashable, array[int]] = {group: array("q") for group in map(keyed.groups.get, along)}
    for record_id in ids:
        members[keyed.groups.get(record_id)].append(record_id)
    nothing = _("{field}: nothing entered", field=source.column(by).title)
    headings = tuple(
        Heading(group, keyed.titles.get(group, nothing), len(inside), keyed.sums.get(group, {}))
        for group, inside in members.items()
    )
    everyone = array("q")
    for inside in members.values():
        everyone.extend(inside)
    return Grouped(everyone, headings)


class Bands:
    """Grouped records as rows of a table: a heading is a row too, of a negative number.

    `numbers` keeps the number of each group from one reading to the next, so that a heading that stays is the same row.
    """

    def __init__(self, found: Grouped, numbers: dict[Hashable, int]) -> None:
        """Number the headings."""
        self.ids = found.ids
        self.headings = {numbers.setdefault(each.group, -1 - len(numbers)): each for each in found.headings}

    def rows(self, folded: Set[int]) -> array[int]:
        """Headings, and the records below those that are not folded."""
        rows = array("q")
        for number, first, count in self._spans():
            rows.append(number)
            if number not in folded:
                rows.extend(self.ids[first : first + count])
        return rows

    def members(self, number: int) -> array[int]:
        """The records below a heading."""
        return next(self.ids[first : first + count] for each, first, count in self._spans() if each == number)

    def over(self, wanted: Set[int]) -> set[int]:
        """The headings of some records."""
        return {
            number for number, first, count in self._spans() if not wanted.isdisjoint(self.ids[first : first + count])
        }

    def _spans(self) -> Iterator[tuple[int, int, int]]:
        """Each heading with the place of its first record and how many there are."""
        first = 0
        for number, heading in self.headings.items():
            yield number, first, heading.count
            first += heading.count
