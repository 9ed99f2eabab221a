"""The headings of a list as its rows: what they say, and which of them are folded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from coorddesk.core.tables import cell_text

if TYPE_CHECKING:
    from array import array
    from collections.abc import Hashable, Iterable, Mapping

    from coorddesk.core.texts import Texts
    from coorddesk.widgets.table.bands import Bands, Heading
    from coorddesk.widgets.table.grouping import Sums
    from coorddesk.widgets.table.looks import Looks


@dataclass(frozen=True)
class HeadingText:
    """A heading as it is painted: its name, how many records stand below it, and its sums by the column's place."""

    title: str
    count: str
    sums: Mapping[int, str]
    is_folded: bool


class Headings(QObject):
    """Knows the headings that were read last, and folds them; a folded one stays so when the list is read again.

    Signals:
        folded: the rows to show are others now.
    """

    folded = Signal()

    def __init__(self, texts: Texts, parent: QObject) -> None:
        """Start without any."""
        super().__init__(parent)
        self._texts = texts
        self._bands: Bands | None = None
        self._folded: set[int] = set()
        self._said: dict[int, HeadingText] = {}
        self.numbers: dict[Hashable, int] = {}
        """The number of each group; only the lane writes into it."""

    @property
    def are_shown(self) -> bool:
        """Whether the list has headings."""
        return self._bands is not None

    def take(self, bands: Bands | None) -> None:
        """Show these from now on."""
        self._bands = bands
        self._said.clear()

    def rows(self) -> array[int]:
        """Headings and the records that are not folded away."""
        assert self._bands is not None
        return self._bands.rows(self._folded)

    def folded_now(self) -> frozenset[int]:
        """The headings that are folded."""
        return frozenset(self._folded)

    def heading(self, number: int) -> Heading | None:
        """The heading of a row's number, if it is one's."""
        return None if self._bands is None else self._bands.headings.get(number)

    def text(self, number: int, looks: Looks) -> HeadingText:
        """What a heading says."""
        said = self._said.get(number)
        if said is None:
            heading = self.heading(number)
            assert heading is not None
            title, count = self._texts.say(heading.title), self._texts.number(heading.count)
            sums = sum_texts(heading.sums, looks, self._texts)
            said = self._said[number] = HeadingText(title, count, sums, number in self._folded)
        return said

    def press(self, number: int, folded: bool | None = None) -> None:
        """Fold a heading or unfold it; None turns it round."""
        self.fold({number}, folded=number not in self._folded if folded is None else folded)

    def fold(self, numbers: Iterable[int], *, folded: bool) -> None:
        """Fold headings, or unfold them."""
        before = set(self._folded)
        self._folded = before | set(numbers) if folded else before - set(numbers)
        if self._folded != before:
            self._said.clear()
            self.folded.emit()

    def fold_all(self, *, folded: bool) -> None:
        """Fold every heading, or unfold all."""
        if self._bands is not None:
            self.fold(self._bands.headings, folded=folded)

    def is_folded(self, number: int) -> bool:
        """Whether a heading is folded."""
        return number in self._folded

    def reveal(self, wanted: set[int]) -> None:
        """Unfold what stands over some records."""
        if self._bands is not None and self._folded:
            self.fold(self._bands.over(wanted), folded=False)

    def records(self, number: int) -> array[int]:
        """The records below a heading, folded or not."""
        assert self._bands is not None
        return self._bands.members(number)

    def titles_of(self, ids: Iterable[int]) -> dict[int, str]:
        """What stands over some records."""
        wanted = set(ids)
        bands = self._bands
        numbers = () if bands is None else bands.over(wanted)
        return {
            record_id: self._texts.say(bands.headings[number].title)
            for number in numbers
            if bands is not None
            for record_id in wanted.intersection(bands.members(number))
        }

    def count(self) -> int:
        """How many records there are, folded away or not."""
        return 0 if self._bands is None else len(self._bands.ids)


def sum_texts(sums: Sums, looks: Looks, texts: Texts) -> dict[int, str]:
    """Sums as they are written, by the places of their columns."""
    return {
        place: cell_text(sums[key], looks.columns[place].kind, texts)
        for key, place in looks.totals.items()
        if key in sums
    }
