"""Which label lies in which cell of which sheet, where the first sheet was used in part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from coorddesk.core.messages import Message, _
from coorddesk.labels.rules.sheets import MOST_OFFSET, Box, SheetFormat

T = TypeVar("T")

MOST_COPIES = 100
MOST_LABELS = 20_000
"""Of one run: six reams of paper; more is a slip."""

_TENTH = 10  # hundredths of a millimetre


@dataclass(frozen=True)
class Run:
    """Printing labels: on which sheets, from which free cell of the first on, how often each.

    `shift` is how far the printer must be led to the right and down, in tenths of a millimetre.
    """

    sheet: SheetFormat
    start: int = 1
    copies: int = 1
    shift: tuple[int, int] = (0, 0)

    def box(self, cell: int) -> Box:
        """Where a cell is printed: where it lies, and what this printer is off by."""
        box, (right, down) = self.sheet.box(cell), self.shift
        return box._replace(left=box.left + right * _TENTH, top=box.top + down * _TENTH)


class Place(NamedTuple):
    """A cell of a sheet: pages are counted from 0, cells from 1."""

    page: int
    cell: int


def placed(run: Run, labels: Sequence[T]) -> Iterator[tuple[Place, T]]:
    """Each label in its cell: from the first free one on, copies beside one another."""
    at = run.start - 1
    for label in labels:
        for _copy in range(run.copies):
            page, cell = divmod(at, run.sheet.count)
            yield Place(page, cell + 1), label
            at += 1


def pages(run: Run, count: int) -> int:
    """How many sheets so many labels take."""
    return -(-(run.start - 1 + count * run.copies) // run.sheet.count) if count else 0


def run_refusal(run: Run, count: int) -> tuple[str, Message] | None:
    """Why a run cannot be: the field that is wrong, and the sentence; None where all is well."""
    if not 1 <= run.start <= run.sheet.count:
        return "start", _("A sheet of this format has the cells 1 to {count}.", count=run.sheet.count)
    if not 1 <= run.copies <= MOST_COPIES:
        return "copies", _("Print 1 to {count} copies of each label.", count=MOST_COPIES)
    if any(abs(shift) > MOST_OFFSET for shift in run.shift):
        most = MOST_OFFSET // _TENTH
        return "shift", _(
            "A printer that is off by more than {most} mm scales the page: look at its settings.", most=most
        )
    if count * run.copies > MOST_LABELS:
        return "copies", _(
            "That would be {count} labels; print {most} at most at a time.", count=count * run.copies, most=MOST_LABELS
        )
    return None
