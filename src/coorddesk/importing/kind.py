"""What a feature says about a kind of thing that sheets may bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

Value = "str | int | bool | date | None"


class FieldType(Enum):
    """How a cell of the field is read."""

    TEXT = "text"
    CODE = "code"  # an identifier: leading zeros stay, numbers that Excel damaged are flagged
    NUMBER = "number"  # a whole number
    AMOUNT = "amount"  # -> integer cents
    DATE = "date"  # -> date
    MONTHS = "months"  # "24", "24 mois", "2 ans" -> whole months
    CHOICE = "choice"  # one of `choices`
    LINK = "link"  # the name of another record, created when unknown


@dataclass(frozen=True)
class Choice:
    """A value that a CHOICE field may take: what is stored, its title, and other spellings (any case, accents)."""

    value: str
    title: Message
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportField:
    """One field that a sheet may bring.

    `title` is also the header of our own exports, so that they come back. `spellings` are header
    words seen elsewhere, French and English, any case and accents. `link` names the kind of record a LINK
    finds or creates ("place", "supplier"), for the list of what an import would create.
    """

    key: str
    title: Message
    type: FieldType = FieldType.TEXT
    spellings: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    link: Message | None = None
    required: bool = False
    example: str = ""


@dataclass(frozen=True)
class Known:
    """A record that is there already: its id, version, and its values by field key as the sheet would say them."""

    id: int
    version: int
    values: Mapping[str, Any]


@dataclass(frozen=True)
class RowChange:
    """A record to change: its id and the new values by field key."""

    known: Known
    values: Mapping[str, Any]


class Target(Protocol):
    """A kind's records within one transaction, opened by `ImportKind.open`."""

    def existing(self) -> Iterable[Known]:
        """Every record that a row could match, read once and streamed; small enough to hold for 100,000 records."""

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """The field key and reason why the row's parsed values cannot be taken (rules across cells); None: fine."""

    def unknown(self, field_key: str, name: str) -> str | None:
        """For a LINK: None if a record of that name is known, else the full name under which it would be created."""

    def insert(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Create records (and the linked ones they need), in bulk, with history."""

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change records in bulk, with history."""

    def finish(self) -> None:
        """Write what was kept for the end; called once after the last insert and update."""


T = TypeVar("T", bound=Target)


@dataclass(frozen=True)
class ImportKind(Generic[T]):
    """A kind of record that sheets may bring: `coorddesk import KEY FILE`.

    `keys` are the fields that identify a record, tried in this order ("tag", then "serial").
    `deed(new, changed)` is what the history calls the import. `rows(session)` streams every record as values by
    field key, for `coorddesk export KEY FILE`. `custom(session)` gives the fields that the desk's users made themselves.
    """

    key: str
    title: Message
    fields: tuple[ImportField, ...]
    keys: tuple[str, ...]
    open: Callable[[Session], T] = field(repr=False)
    deed: Callable[[int, int], Message] = field(repr=False)
    rows: Callable[[Session], Iterable[Mapping[str, Any]]] = field(repr=False)
