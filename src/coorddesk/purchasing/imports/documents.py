"""Sheets of documents with several lines: a row is a line, and what it says besides holds for its whole document."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from coorddesk.core.clock import clock_of
from coorddesk.core.messages import Message
from coorddesk.directory.imports import NamedLink, PlaceLink
from coorddesk.importing.kind import Named, NewRows
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.purchasing.imports.links import BudgetLineLink, OrderLink, Trouble, YearLink

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

Said = Mapping[str, Any]
Link = NamedLink | PlaceLink | YearLink | OrderLink


@dataclass(frozen=True)
class Document:
    """New rows of one document: what they say of all of it, and its lines."""

    said: dict[str, Any] = field(default_factory=dict)
    rows: list[Said] = field(default_factory=list)


class DocumentTarget(SimpleTarget):
    """The documents within one import; a subclass says what is its own, and writes them at the end."""

    of_document: Sequence[str]
    """What a row says of the whole document."""
    disagreeing: Message
    """What is said of a row that says otherwise than another one of its document."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._today = clock_of(session).today()
        self._suppliers, self._years = NamedLink(session, "supplier"), YearLink(session)
        self._lines, self._orders = BudgetLineLink(session, self._years), OrderLink(session)
        self._links: dict[str, Link] = {"supplier": self._suppliers, "year": self._years}
        self._heard: dict[Hashable, dict[str, Any]] = {}
        self._new: dict[Hashable, Document] = {}

    def named(self, field_key: str, name: str) -> Named:
        """A supplier or a place, new perhaps; a budget line, a year, an order, which must be there."""
        return self._links.get(field_key, self._lines).named(name)

    def names(self, field_key: str) -> Iterable[str]:
        """What all of them are called."""
        names = self._links.get(field_key, self._lines).names
        return names.values() if isinstance(names, Mapping) else names

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Keep new rows until all of their document are there."""
        for row in rows:
            document = self._new.setdefault(self._key(row), Document())
            document.said.update(self._of_document(row))
            document.rows.append(row)

    def _refused_beside(self, row: Said) -> Trouble | None:
        """What is wrong about a new row beside those before it; what it says of its document is heard if nothing is."""
        heard, said = self._heard.get(self._key(row), {}), self._of_document(row)
        other = next((key for key, value in said.items() if heard.get(key, value) != value), None)
        refused = self._refused_new(row, heard | said) if other is None else (other, self.disagreeing)
        if refused is None:
            self._heard[self._key(row)] = heard | said
        return refused

    def _refused_new(self, row: Said, document: Said) -> Trouble | None:
        """What the form would refuse of a new row, by what is said of its document so far."""
        raise NotImplementedError

    def _key(self, row: Said) -> Hashable:
        """What rows of one document have in common."""
        raise NotImplementedError

    def _of_document(self, row: Said) -> dict[str, Any]:
        return {key: row[key] for key in self.of_document if row.get(key) is not None}
