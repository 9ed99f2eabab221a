"""The report of a stocktake: what was found, misplaced, unknown and missing with its value, to be signed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.clock import clock_of
from coorddesk.core.codes import code_of
from coorddesk.core.messages import Message, _, _n, _p, verbatim
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.core.organisation import organisation
from coorddesk.core.tables import Column, Kind
from coorddesk.reporting.blocks import (
    Beside,
    Code,
    Document,
    Fact,
    Facts,
    Heading,
    Listing,
    Sheet,
    Signatures,
    Typed,
    TypedText,
)
from coorddesk.reporting.kind import ReportKind
from coorddesk.reporting.page import UPRIGHT
from coorddesk.reporting.report import Group, Report
from coorddesk.stocktaking.queries import LINE_COLUMNS, LineRow, StocktakeRow, sittings_of
from coorddesk.stocktaking.reports.reading import CODE_WIDTH, Choice, choose, lines_of, meant, things
from coorddesk.stocktaking.rules import LineState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BY_KEY = {column.key: column for column in LINE_COLUMNS}
_MISSING = ("number", "about", "serial", "expected_place", "holder", "value")
_MISPLACED = ("number", "about", "expected_place", "found_place", "correction", "value")
_UNKNOWN = ("number", "note", "found_place", "found_at")
_FOUND = ("number", "about", "found_place", "condition", "note", "value")
_ALL = ("state", "number", "about", "serial", "category", "expected_place", "found_place", "holder")
_ALL_LAST = ("found_at", "found_by", "condition", "correction", "note", "value")
_PARTS: tuple[tuple[LineState, Message, tuple[str, ...]], ...] = (
    (LineState.MISSING, _p("stocktake line", "Missing"), _MISSING),
    (LineState.EXPECTED, _p("stocktake line", "To find"), _MISSING),
    (LineState.MISPLACED, _p("stocktake line", "Misplaced"), _MISPLACED),
    (LineState.UNKNOWN, _p("stocktake line", "Unknown"), _UNKNOWN),
    (LineState.FOUND, _p("stocktake line", "Found"), _FOUND),
)


def closing_report(session: Session, choice: Choice) -> Document:
    """A sheet for each stocktake that was chosen, or for the latest."""
    rows = meant(session, choice)
    lines = {row.id: lines_of(session, row.id) for row in rows}
    groups = tuple(Group(verbatim(row.name), lines[row.id]) for row in rows)
    title = _("Stocktake report")
    return Document(
        title=title,
        sheets=tuple(_sheet(session, row, lines[row.id]) for row in rows),
        table=Report(
            title,
            _columns((*_ALL, *_ALL_LAST)),
            groups,
            things,
            grouped_by=_("Stocktake"),
            offered=LINE_COLUMNS,
        ),
        typed=(
            TypedText(
                "declaration",
                _("What is signed"),
                _(
                    "We have counted the devices named here, in their places, on the days named above. What is missing "
                    "was looked for."
                ),
            ),
        ),
        page=UPRIGHT,
    )


STOCKTAKE_REPORT = ReportKind(
    "stocktake",
    _("Stocktake report"),
    _("What was found, misplaced and missing, with its value, to be signed."),
    closing_report,
    choose,
    frozenset({"stocktake"}),
)


def _sheet(session: Session, row: StocktakeRow, lines: list[LineRow]) -> Sheet:
    code = Code(code_of(("stocktake", row.id)), CODE_WIDTH)
    blocks: list[Beside | Heading | Listing] = [Beside((Facts(_facts(session, row, lines)),), (code,), CODE_WIDTH)]
    for state, title, keys in _PARTS:
        part = [line for line in lines if line.state is state]
        if part:
            counted = _("{title}: {things}", title=title, things=things(len(part)))
            columns = _within(row.place, _columns(_filled(keys, part)))
            blocks += [Heading(counted), Listing(part, things, _("Nothing."), columns)]
    whose = organisation(session).name
    places = (_("Counted by"), verbatim(whose) if whose else _("For the organisation"))
    return Sheet(
        name=verbatim(row.name),
        title=verbatim(row.name),
        blocks=tuple(blocks),
        foot=(Typed("declaration"), Signatures(places)),
    )


def _facts(session: Session, row: StocktakeRow, lines: list[LineRow]) -> tuple[Fact, ...]:
    counts = row.counts
    missing = [line.value for line in lines if line.state in {LineState.MISSING, LineState.EXPECTED}]
    found = _n("{found} of {count} device", "{found} of {count} devices", counts.devices, found=counts.counted)
    return (
        Fact(_("What is counted"), row.scope, Kind.CHOICE),
        Fact(_p("stocktake", "Opened"), row.opened_at, Kind.MOMENT),
        Fact(_p("stocktake", "Closed on"), row.closed_at, Kind.MOMENT),
        Fact(_("Counted"), _when(session, row.id), Kind.CHOICE),
        Fact(_p("stocktake line", "Found"), found, Kind.CHOICE),
        Fact(_p("stocktake line", "Misplaced"), counts.misplaced or None, Kind.NUMBER),
        Fact(_p("stocktake line", "To find"), counts.to_find or None, Kind.NUMBER),
        Fact(_p("stocktake line", "Missing"), counts.missing or None, Kind.NUMBER),
        Fact(_("Value of what was not found"), sum(value or 0 for value in missing) or None, Kind.AMOUNT),
        Fact(_p("stocktake line", "Unknown"), counts.unknown or None, Kind.NUMBER),
        Fact(_("Notes"), row.notes or None),
    )


def _when(session: Session, stocktake_id: int) -> Message | None:
    """The days and who counted on them."""
    clock = clock_of(session)
    days: dict[object, dict[str, None]] = {}
    for sitting in sittings_of(session, stocktake_id):
        days.setdefault(clock.local(sitting.began).date(), {})[sitting.actor] = None
    said: Message | None = None
    for day, people in days.items():
        each = _("{day} ({people})", day=day, people=", ".join(people))
        said = each if said is None else _("{one}, {other}", one=said, other=each)
    return said


def _filled(keys: tuple[str, ...], lines: list[LineRow]) -> tuple[str, ...]:
    """Those that say something of any line: paper is narrow."""
    return tuple(key for key in keys if any(_BY_KEY[key].value(line) not in {None, ""} for line in lines))


def _within(around: str | None, columns: tuple[Column[LineRow], ...]) -> tuple[Column[LineRow], ...]:
    """The same columns, their places without the one that all of them are in: paper is narrow."""
    if around is None:
        return columns

    def short(path: str | None) -> str | None:
        if path == around:
            return path.rpartition(PATH_SEPARATOR)[2]
        return None if path is None else path.removeprefix(f"{around}{PATH_SEPARATOR}")

    values: dict[str, Callable[[LineRow], str | None]] = {
        "expected_place": lambda line: short(line.expected_place),
        "found_place": lambda line: short(line.found_place),
    }
    return tuple(replace(each, value=values.get(each.key, each.value)) for each in columns)


def _columns(keys: tuple[str, ...]) -> tuple[Column[LineRow], ...]:
    return tuple(_BY_KEY[key] for key in keys)
