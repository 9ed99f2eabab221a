"""What lies on the counter: for whom, which things, until when; each scan makes a new one, so that it can go back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, verbatim
from coorddesk.lending.rules import DuePreset, due_on

if TYPE_CHECKING:
    from coorddesk.core.records import Hit, Subject


@dataclass(frozen=True)
class Item:
    """A thing to lend, or so many of an accessory; `warning` says what it is lent in spite of."""

    subject: Subject
    title: str
    detail: Message
    quantity: int = 1
    warning: Message | None = None


@dataclass(frozen=True)
class Due:
    """Until when: by one key, or a day of one's own."""

    preset: DuePreset | None = DuePreset.TWO_WEEKS
    chosen: date | None = None

    def day(self, today: date) -> date | None:
        """The last day; None for a loan without end."""
        return self.chosen if self.preset is None else due_on(self.preset, today)


@dataclass(frozen=True)
class Basket:
    """A person, a class or group, or a person for a class; and the things in the order in which they came."""

    person: Hit | None = None
    group: Hit | None = None
    items: tuple[Item, ...] = ()

    @property
    def borrower(self) -> Subject | None:
        """Whose loans are looked at: the person's, else the group's."""
        hit = self.person or self.group
        return None if hit is None else hit.subject

    @property
    def called(self) -> str:
        """Who borrows, in a word."""
        if self.person is not None and self.group is not None:
            return f"{self.person.title} ({self.group.title})"
        hit = self.person or self.group
        return "" if hit is None else hit.title

    @property
    def about(self) -> Message:
        """What tells the borrower from others of that name."""
        hit = self.person or self.group
        return verbatim("") if hit is None else hit.detail

    @property
    def count(self) -> int:
        """How many things lie here."""
        return sum(item.quantity for item in self.items)

    def holds(self, subject: Subject) -> bool:
        """Whether a thing lies here already."""
        return any(item.subject == subject for item in self.items)

    def for_borrower(self, hit: Hit) -> Basket:
        """The same things, for somebody."""
        if hit.subject[0] == "person":
            return replace(self, person=hit, group=None)
        return replace(self, group=hit)

    def put(self, item: Item) -> Basket:
        """With a thing more; an accessory that lies here already counts one more."""
        if not self.holds(item.subject):
            return replace(self, items=(*self.items, item))
        more = tuple(
            replace(each, quantity=each.quantity + item.quantity) if each.subject == item.subject else each
            for each in self.items
        )
        return replace(self, items=more)

    def without(self, subject: Subject) -> Basket:
        """With a thing less; of an accessory, one less."""
        fewer = (replace(each, quantity=each.quantity - 1) if each.subject == subject else each for each in self.items)
        return replace(self, items=tuple(each for each in fewer if each.quantity))

    @property
    def is_despite(self) -> bool:
        """Whether something is lent in spite of whom it was promised to."""
        return any(item.warning is not None for item in self.items)

    def of_kind(self, kind: str) -> tuple[tuple[int, int], ...]:
        """The things of a kind: the id of each, and how many."""
        return tuple((each.subject[1], each.quantity) for each in self.items if each.subject[0] == kind)
