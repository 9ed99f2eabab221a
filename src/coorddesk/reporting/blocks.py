"""What a paper that is no table is made of: sheets of blocks, laid from the top down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coorddesk.core.messages import Message
from coorddesk.core.tables import Kind
from coorddesk.reporting.page import UPRIGHT, Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from coorddesk.core.tables import Column
    from coorddesk.reporting.report import Report


@dataclass(frozen=True)
class Banner:
    """A name to be read from afar, as large as the paper is wide, with a line below it."""

    text: Message
    below: Message | None = None


@dataclass(frozen=True)
class Title:
    """What a sheet is about, as large as the title of a paper, under a quiet line: for what stands beside a code."""

    text: Message
    above: Message | None = None


@dataclass(frozen=True)
class Heading:
    """What the next blocks are about."""

    text: Message


@dataclass(frozen=True)
class Paragraph:
    """Running text; `quiet` is for what need not be read."""

    text: Message
    quiet: bool = False


@dataclass(frozen=True)
class Typed:
    """A text that people may word for themselves, by the key of one of the document's.

    `framed` is to be seen at once, `quiet` need not be read. Where nobody typed anything, `to_write` millimetres are
    left to write in by hand, in a foot more if the page has room.
    """

    key: str
    framed: bool = False
    quiet: bool = False
    to_write: float = 0


@dataclass(frozen=True)
class Mark:
    """A word in a frame at the right, as a rubber stamp says it."""

    text: Message


@dataclass(frozen=True)
class Writable:
    """An empty frame to write in by hand, so many millimetres high, with what belongs there in its corner."""

    title: Message
    height: float


@dataclass(frozen=True)
class Fact:
    """Something known: a title, and a value as a column of that kind has it. One without a value is left out."""

    title: Message
    value: Any
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Facts:
    """What is known, line by line."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Picture:
    """A photo, at most so many millimetres high; one that cannot be read is left out."""

    data: bytes
    height: float


@dataclass(frozen=True)
class Code:
    """A QR code of so many millimetres each way, with what it says below it."""

    text: str
    side: float = 28


@dataclass(frozen=True)
class Beside:
    """Blocks beside one another; those at the right get so many millimetres."""

    left: tuple[Block, ...]
    right: tuple[Block, ...]
    width: float


@dataclass(frozen=True)
class Listing:
    """A table within a sheet; without `columns` it has those that are chosen for the document.

    `noun` says what a number of rows is, for the sums below them; without one there are none. `nothing` is said where
    there are no rows.
    """

    rows: Sequence[Any]
    noun: Callable[[int], Message] | None
    nothing: Message
    columns: tuple[Column[Any], ...] = ()


@dataclass(frozen=True)
class WholeTable:
    """The document's own table in a sheet, with its groups and sums; `nothing` is said where it has no rows."""

    nothing: Message


@dataclass(frozen=True)
class Stack:
    """A bar of parts one behind the other, in a frame as long as `whole`; `said` stands behind it."""

    title: Message
    values: tuple[int, ...]
    whole: int
    said: Message


@dataclass(frozen=True)
class Stacks:
    """Bars of parts below one another, of one scale; what the parts are stands above, in the order of the values."""

    series: tuple[Message, ...]
    stacks: tuple[Stack, ...]


@dataclass(frozen=True)
class Bar:
    """A value with its name; `said` is what stands behind it, the number itself if nothing does.

    `is_rest` is for what stands for many together: it is said, but a bar of it would dwarf the others.
    """

    title: Message
    value: int
    said: Message | None = None
    is_rest: bool = False


@dataclass(frozen=True)
class Bars:
    """Bars below one another, each as long as its value is of the `whole`, or of the largest without one."""

    bars: tuple[Bar, ...]
    whole: int | None = None
    title: Message | None = None


@dataclass(frozen=True)
class Series:
    """The values of one thing, step by step."""

    title: Message
    values: tuple[int, ...]


@dataclass(frozen=True)
class Columns:
    """Columns of up to three series beside one another, so many millimetres high: months, and what each came to."""

    steps: tuple[Message, ...]
    series: tuple[Series, ...]
    height: float = 60


@dataclass(frozen=True)
class TickTable:
    """Questions with numbered boxes to tick at their right, all of the same `heads`; without heads numbers do.

    What they are about stands before the heads.
    """

    heads: tuple[Message, ...]
    rows: tuple[tuple[Message, tuple[str, ...]], ...]
    title: Message | None = None


@dataclass(frozen=True)
class Ticks:
    """A question, and below it numbered boxes to tick, each beside what it stands for."""

    text: Message
    boxes: tuple[tuple[str, Message], ...]


@dataclass(frozen=True)
class Signatures:
    """Room to sign for each of these; `below` says what is to be written there, the date and signature if nothing."""

    places: tuple[Message, ...]
    below: Message | None = None


@dataclass(frozen=True)
class SignedColumn:
    """A column to sign in; `over` stands once above those side by side that have the same."""

    over: Message
    title: Message


@dataclass(frozen=True)
class SignedRow:
    """Who signs: a number, a name and what is said below it.

    `cells` are what stands in place of a signature, None where there is room for one. In a row that `is_sum` they are
    what stands behind a number that is written by hand.
    """

    title: Message
    below: Message | None = None
    number: int | None = None
    cells: tuple[Message | None, ...] = ()
    is_sum: bool = False


@dataclass(frozen=True)
class Register:
    """A table to sign in, under `title` the names. Cells are `height` millimetres high at least.

    The `closing` rows stand together below the others. Columns that the paper is too narrow for follow on pages of
    their own, with all rows again.
    """

    title: Message
    columns: tuple[SignedColumn, ...]
    rows: tuple[SignedRow, ...]
    closing: tuple[SignedRow, ...] = ()
    height: float = 14


@dataclass(frozen=True)
class DayLine:
    """Something that a day has; what is quiet needs nothing any more."""

    text: Message
    is_strong: bool = False
    is_quiet: bool = False


@dataclass(frozen=True)
class Day:
    """A square of a leaf; `note` stands beside its title. One `is_beside` belongs to the leaf before or after."""

    title: Message
    lines: tuple[DayLine, ...] = ()
    note: Message | None = None
    is_closed: bool = False
    is_beside: bool = False


@dataclass(frozen=True)
class DayGrid:
    """Weeks of days, row by row under `heads`, that fill what is left of the page, or as many as they need."""

    heads: tuple[Message, ...]
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True)
class Card:
    """What stands on something to be cut out: a name to be read from afar, and what is said of it below.

    `above` and `below` are quiet lines at the edges.
    """

    name: Message
    second: Message | None = None
    about: Message | None = None
    above: Message | None = None
    below: Message | None = None


@dataclass(frozen=True)
class Cards:
    """Cards of so many millimetres, as many on a page as it holds; those `folded` say the same on both sides."""

    cards: tuple[Card, ...]
    width: float
    height: float
    folded: bool = False


Block = (
    Banner
    | Title
    | Heading
    | Paragraph
    | Typed
    | Mark
    | Writable
    | Facts
    | Picture
    | Code
    | Beside
    | Listing
    | WholeTable
    | Stacks
    | Bars
    | Columns
    | TickTable
    | Ticks
    | Signatures
    | Register
    | DayGrid
    | Cards
)


@dataclass(frozen=True)
class Sheet:
    """One or more pages that belong together: `foot` stands at the lower edge of the last.

    `name` is what it is called among the others, `title` what stands large at its head, above the document's and
    `lines`; one without a title has neither. One that `is_bare` leaves the whole paper to its blocks.
    """

    name: Message
    blocks: tuple[Block, ...]
    foot: tuple[Block, ...] = ()
    title: Message | None = None
    lines: tuple[Message, ...] = ()
    is_bare: bool = False


@dataclass(frozen=True)
class TypedText:
    """A text that a document asks for, and what it says until somebody types another."""

    key: str
    title: Message
    text: Message


@dataclass(frozen=True)
class Document:
    """Sheets of the same make. `table` is what they say as rows, for Excel and csv; its columns are the listings'."""

    title: Message
    sheets: tuple[Sheet, ...]
    table: Report[Any]
    typed: tuple[TypedText, ...] = ()
    page: Page = UPRIGHT

    def text_of(self, key: str) -> Message:
        """What is to be printed where a block asks for a typed text."""
        return next(each.text for each in self.typed if each.key == key)
