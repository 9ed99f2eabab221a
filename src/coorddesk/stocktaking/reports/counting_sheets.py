"""The sheet to count with pencil and paper: what ought to be in each room, with boxes to tick and room for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.tables import Column
from coorddesk.reporting.blocks import Beside, Code, Document, Heading, Listing, Paragraph, Sheet, Signatures
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report
from coorddesk.stocktaking.queries import LINE_COLUMNS, LineRow, StocktakeRow
from coorddesk.stocktaking.reports.reading import CODE_WIDTH, Choice, choose, lines_of, meant, things
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BOX = "\N{BALLOT BOX}"
_BLANKS = 6


def counting_sheets(session: Session, choice: Choice) -> Document:
    """A sheet for each room where something is still to find, in the stocktakes that were chosen or the latest."""
    groups: list[Group[LineRow]] = []
    sheets: list[Sheet] = []
    for row in meant(session, choice):
        lines = lines_of(session, row.id, (LineState.EXPECTED,), sort="expected_place")
        for path, together in groupby(lines, lambda line: line.expected_place):
            of_room = list(together)
            groups.append(Group(verbatim(path) if path else _("No place"), of_room))
            sheets.append(_sheet(row, path, of_room))
    title = _("Counting sheets")
    return Document(
        title=title,
        sheets=tuple(sheets),
        table=Report(title, _COLUMNS, tuple(groups), things, grouped_by=_("Place"), page=UPRIGHT, offered=_OFFERED),
        page=UPRIGHT,
    )


COUNTING_SHEETS = ReportKind(
    "counting-sheets",
    _("Counting sheets"),
    _("What is still to find in each room, to be ticked off by hand."),
    counting_sheets,
    choose,
    frozenset({"stocktake"}),
)


def _sheet(row: StocktakeRow, path: str | None, lines: Sequence[LineRow]) -> Sheet:
    name = path.rpartition(PATH_SEPARATOR)[2] if path else None
    around = path.rpartition(PATH_SEPARATOR)[0] if path else ""
    title = verbatim(name) if name else _("No place")
    how = _("Tick what is here. Write below what is here but not on the list, with the number on its label.")
    code = Code(code_of(("stocktake", row.id)), CODE_WIDTH)
    return Sheet(
        name=title,
        title=title,
        lines=(verbatim(around), verbatim(row.name)) if around else (verbatim(row.name),),
        blocks=(
            Beside((Paragraph(how),), (code,), CODE_WIDTH),
            Listing(lines, things, _("Nothing is expected here.")),
            Heading(_("Here, but not on the list")),
            Listing(range(_BLANKS), None, Message(""), _BLANK_COLUMNS),
        ),
        foot=(Signatures((_("Counted by"),)),),
    )


_OWN = {column.key: column for column in LINE_COLUMNS}
_TICK: Column[LineRow] = Column("tick", _("Here"), lambda _row: _BOX, width=6)
_REMARK: Column[LineRow] = Column("remark", _("Remark"), lambda _row: "", width=20)
_COLUMNS = (_TICK, _OWN["number"], _OWN["about"], _OWN["serial"], _REMARK)
_OFFERED = (_TICK, *LINE_COLUMNS, _REMARK)
_BLANK_COLUMNS: tuple[Column[int], ...] = (
    Column("number", _("Number or code"), lambda _row: " ", width=20),
    Column("about", _("What it is"), lambda _row: " ", width=40),
)
