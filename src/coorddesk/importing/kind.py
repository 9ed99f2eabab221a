"""What a feature says about a kind of thing that sheets may bring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, overload

from coorddesk.core.messages import Message

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.importing.likeness import Likeness
    from coorddesk.importing.presets import Preset
    from coorddesk.importing.splitting import Split

FINGERPRINT = "fingerprint"
"""The key under which a kind with `keyless` rows keeps what a row without any key is known by."""


class FieldType(Enum):
    """How a cell of the field is read, and what it becomes."""

    TEXT = "text"  # -> str
    CODE = "code"  # -> str: an identifier; leading zeros stay, numbers that a spreadsheet damaged are refused
    NUMBER = "number"  # -> int, a whole number
    DECIMAL = "decimal"  # -> int, thousandths
    AMOUNT = "amount"  # -> int, cents
    DATE = "date"  # -> date
    MOMENT = "moment"  # -> datetime of the wall, to the minute; a day alone begins at 00:00
    MONTHS = "months"  # "24", "24 mois", "2 ans" -> int
    YES_NO = "yes_no"  # "oui", "non", "x", "vrai", "1" -> bool
    CHOICE = "choice"  # one of `choices` -> its `value`
    LINK = "link"  # -> str: the name of another record, as `Target.named` spells it


@dataclass(frozen=True)
class Choice:
    """A value that a CHOICE field may take: what is stored, its title, and other spellings (any case, accents).

    `likely` are words that may mean it and something else: they are refused, and people are asked with this in mind.
    """

    value: str
    title: Message
    spellings: tuple[str, ...] = ()
    likely: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportField:
    """One field that a sheet may bring.

    `title` is also the header of our own exports, so that they come back. `spellings` are header
    words seen elsewhere, French and English, any case and accents; the earlier one wins where a sheet has two.
    `parts` are headers of columns that make up a TEXT or LINK together, in the order in which they are joined by the
    `joint`; several words for one part are a tuple (("Prénom", "First name"), ("Nom", "Last name")). `link` names the
    kind of record that a LINK creates when it is unknown, for the list of what an import would create; a LINK without
    it is only looked up. `own_choices(session)` gives those of a desk whose users have their own words for a CHOICE,
    in place of `choices`. `perhaps` are headers that usually mean another field, and this one where its records are
    what their columns name. `like` is what all values look like, by which a column without a header is known.
    `own` is the field by which other rows of the sheet bring what a LINK names, as places are inside of one another.
    `several` is why a cell with more than one name or number in it is refused.
    `spelt` makes of a TEXT what is kept of it; a UserError refuses the cell.
    `is_own` is a field that the users of a desk have made: its title goes before the spellings of all others.
    `past` days have been: a year of two digits is never in the future. What a record has in a `secret` field is told
    to nobody, though it is compared. What is said in an `aside` helps to understand the row and is no part of a record:
    it is neither compared nor written into sheets.
    A new record needs every `required` field. `example` is what a cell becomes (an amount in cents), for empty sheets.
    """

    key: str
    title: Message
    type: FieldType = FieldType.TEXT
    spellings: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    parts: tuple[str | tuple[str, ...], ...] = ()
    joint: str = " "
    choices: tuple[Choice, ...] = ()
    own_choices: Callable[[Session], tuple[Choice, ...]] | None = field(default=None, repr=False)
    link: Message | None = None
    like: Likeness | None = None
    several: Message | None = None
    own: str | None = None
    past: bool = False
    secret: bool = False
    aside: bool = False
    is_own: bool = False
    spelt: Callable[[str], str] | None = field(default=None, repr=False, compare=False)
    required: bool = False
    example: str | int | date | Message | None = None

    def choices_on(self, session: Session | None) -> tuple[Choice, ...]:
        """The choices of a desk; those of every desk without one, or where its users have no words of their own."""
        if self.own_choices is None or session is None:
            return self.choices
        return self.own_choices(session)


@dataclass(frozen=True)
class Key:
    """What identifies a record: Key(("tag",)), or fields together of which the first must be filled in.

    Two records never share a `unique` key. Any other, like Key(("last_name", "first_name"), unique=False), is asked
    only where no unique one finds a record, and never finds one whose unique keys say otherwise. A `shared` one is
    that of many records, as its number is of all lines of an order: each row is about the one that is most like it.
    One `without` fields is not asked of a sheet that brings any of them: there they tell records apart, too.
    """

    fields: tuple[str, ...]
    unique: bool = True
    shared: bool = False
    without: tuple[str, ...] = ()


class Known(NamedTuple):
    """A record that is there already: its id, its version, and its values in the order in which they were asked for.

    Values are what a sheet's cells become (see `FieldType`); an empty one is None, never "".
    """

    id: int
    version: int
    values: tuple[Any, ...]


class Named(NamedTuple):
    """The record that a LINK's text means: its full name, as `Known.values` gives it, and whether it exists."""

    name: str
    exists: bool


@dataclass(frozen=True)
class RowChange:
    """A record to change: its id, the version that was compared, and the new values of the fields that differ."""

    id: int
    version: int
    values: Mapping[str, Any]


class NewRows(Sequence[Mapping[str, Any]]):
    """Values of new records that all bring the same fields, kept by columns, for those who can take them so."""

    def __init__(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take columns of one length, by field key."""
        self.columns = columns

    def column(self, field_key: str) -> Sequence[Any]:
        """What every row says in one field; None in each where the sheet does not bring it."""
        return self.columns.get(field_key) or [None] * len(self)

    @overload
    def __getitem__(self, place: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> NewRows: ...
    def __getitem__(self, place: int | slice) -> Mapping[str, Any] | NewRows:
        """One record's values by field key, or some rows."""
        taken = {key: column[place] for key, column in self.columns.items()}
        return NewRows(taken) if isinstance(place, slice) else taken

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        """Each record's values by field key."""
        keys = tuple(self.columns)
        return (dict(zip(keys, values, strict=True)) for values in zip(*self.columns.values(), strict=True))

    def __len__(self) -> int:
        """How many records."""
        return len(next(iter(self.columns.values()), ()))


class Target(Protocol):
    """A kind's records within one transaction, opened by `ImportKind.open`."""

    def existing(self, fields: Sequence[str]) -> Iterable[Known]:
        """Every record that a row could match, streamed, with the values of `fields` in their order.

        Asked once, before anything is written. `FINGERPRINT` may be among the fields of a `keyless` kind.
        """

    def named(self, field_key: str, name: str) -> Named:
        """The record that `name` means in a LINK field; asked once for each spelling, as rows come.

        Whether rows inserted so far already count as existing makes no difference. A UserError refuses the cell: the
        name could be several records, or is none and cannot be created.
        """

    def names(self, field_key: str) -> Iterable[str]:
        """What records are called that a LINK field may mean, each as `named` understands it, in no order.

        Those that are there when it is asked; for finding the nearest to a text that means none of them, and for
        telling by its values what a column is. None for a field without names.
        """

    def usual(self, field_key: str) -> Any:
        """What a row has in a field of the sheet that it leaves blank, as `Known.values` gives it; None: nothing.

        Records are then found as if the row said so, which a key that this field is a part of needs.
        """

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """The field key and reason why a row cannot be taken (rules across cells); None: fine.

        `values` are the values of a new record, or those that would change in `known`.
        """

    def accepts(self, rows: NewRows) -> bool:
        """Whether `refuse` would take each of some new rows, told at a glance; False has it asked for each."""

    def insert(self, rows: NewRows) -> None:
        """Create records, and the linked ones they need, in bulk and with history.

        Each row has every field that the sheet brings, None where its cell is blank; and in a `keyless` kind a
        FINGERPRINT, None where the row has a key.
        """

    def update(self, changes: Sequence[RowChange]) -> None:
        """Change records in bulk and with history."""

    def finish(self) -> None:
        """Write what was kept for the end; called once after the last insert and update."""


@dataclass(frozen=True)
class ImportKind:
    """A kind of record that sheets may bring: `coorddesk import KEY FILE`.

    `keys` are tried in their order. Where `keyless`, a row without any key is taken as well, and recognised by its
    fingerprint or by values that are all alike. `deed(new, changed)` is what the history calls the import.
    `rows(session)` streams every record as values by field key, for `coorddesk export KEY FILE`. `presets` are the
    programs whose files are known, `splits` the columns that feed several fields. `own_fields(session)` are those that
    the users of a desk have made. `remark` is what people should know of how the values of a row are taken.
    New rows with the same values in the fields of `together` are one thing, as the lines of an order are: all of them
    come in, or none.
    """

    key: str
    title: Message
    fields: tuple[ImportField, ...]
    keys: tuple[Key, ...]
    open: Callable[[Session], Target] = field(repr=False)
    deed: Callable[[int, int], Message] = field(repr=False)
    rows: Callable[[Session], Iterable[Mapping[str, Any]]] = field(repr=False)
    keyless: bool = False
    presets: tuple[Preset, ...] = ()
    splits: tuple[Split, ...] = ()
    own_fields: Callable[[Session], tuple[ImportField, ...]] | None = field(default=None, repr=False)
    remark: Callable[[Mapping[str, Any]], Message | None] | None = field(default=None, repr=False)
    together: tuple[str, ...] = ()

    @property
    def kept(self) -> tuple[ImportField, ...]:
        """The fields that are part of a record."""
        return tuple(field for field in self.fields if not field.aside)

    def on(self, session: Session) -> ImportKind:
        """The kind as it is on a desk, with the fields of its own."""
        if self.own_fields is None:
            return self
        return replace(self, fields=(*self.fields, *self.own_fields(session)), own_fields=None)
