"""Web pages: the tables that many programs write as HTML and call .xls, and those that were copied in a browser.

Two expressions find the tags, in less than half of the time that `html.parser` takes; neither looks further ahead than
a few thousand letters, so that a page that was damaged on purpose takes no longer than another.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape

from coorddesk.importing.reading.archives import MOST_CELLS, TooBig
from coorddesk.importing.reading.held import Grid, Room
from coorddesk.importing.reading.sheet import MOST_COLUMNS

_ATTRIBUTES = r"""(?:[^<>"']++|"[^"]{0,4096}+"|'[^']{0,4096}+')*+"""
_TAG = re.compile(
    rf"<(?:(?P<comment>!--)|(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:]*+)(?P<attributes>{_ATTRIBUTES})>"
    r"|[!?/][^<>]{0,4096}>)"
)
_CELL = re.compile(rf"\s*+<t[dhDH]\b({_ATTRIBUTES})>([^<]*+)</t[dhDH]\s*+>")
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?\s*(\d{1,5})", re.IGNORECASE)
_LINES = frozenset({"br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"})
_TITLES = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_CLOSING = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
_WIDEST_SPAN = 1000
_MOST_TABLES = 500


def tables_of(page: str) -> list[Grid]:
    """The tables of a page that have cells, those within others for themselves, in the order in which they begin."""
    reader = _Reader()
    place = 0
    while place >= 0 and (tag := _TAG.search(page, place)):
        reader.text(page[place : tag.start()])
        place = _behind(tag, page)
        if tag["name"]:
            name = tag["name"].lower()
            reader.tag(name, tag["attributes"], end=bool(tag["end"]))
            if name == "tr":
                place = reader.plain_cells(page, place)
    if place >= 0:
        reader.text(page[place:])
    return _named([table.grid for table in reader.finished() if table.grid.rows])


def _behind(tag: re.Match[str], page: str) -> int:
    """Where it goes on; comments, scripts and styles are passed over, to the end (-1) if they have none."""
    place = tag.end()
    if tag["comment"]:
        end = page.find("-->", place)
        return end if end < 0 else end + 3
    closing = None if tag["end"] or tag["name"] is None else _CLOSING.get(tag["name"].lower())
    if closing is None:
        return place
    found = closing.search(page, place)
    return found.start() if found else -1


@dataclass
class _Table:
    """A table that is being read: where the next cell comes, and how far down earlier ones reach in each column."""

    grid: Grid
    row: int = -1
    column: int = 0
    reach: dict[int, int] = field(default_factory=dict)
    pieces: list[str] | None = None  # of the cell that is open
    spans: tuple[int, int] = (1, 1)


class _Reader:
    """Follows the tags as they come; one that is never closed is closed by the next."""

    def __init__(self) -> None:
        self._tables: list[_Table] = []
        self._open: list[_Table] = []
        self._title: list[str] | None = None
        self._last_title = ""
        self._steps = 0
        self._room = Room()

    def finished(self) -> list[_Table]:
        """The tables, at the end of the page."""
        while self._open:
            self._close_cell()
            self._open.pop()
        return self._tables

    def plain_cells(self, page: str, place: int) -> int:
        """Take the cells of a row that hold nothing but text, one after the other; where it goes on behind them."""
        table = self._open[-1] if self._open else None
        while table is not None and not table.reach and (cell := _CELL.match(page, place)):
            if "span" in cell[1].lower():
                break
            text = cell[2]
            self._room.take_text(text)
            table.grid.put(table.row, table.column, " ".join((unescape(text) if "&" in text else text).split()))
            table.column += 1
            place = cell.end()
        return place

    def text(self, text: str) -> None:
        """Text goes to the cell or title that is open."""
        pieces = self._title if self._title is not None else self._open[-1].pieces if self._open else None
        if pieces is not None and text:
            self._room.take_text(text)
            pieces.append(text)

    def tag(self, name: str, attributes: str, *, end: bool) -> None:
        """A tag begins or ends something."""
        if name in _TITLES and (not self._open or name == "caption"):
            self._take_title(end=end)
        elif name == "table":
            self._take_table(end=end)
        elif name in {"tr", "td", "th"} and self._open:
            self._close_cell()
            if not end:
                self._begin(name, attributes)
        elif name in _LINES:
            self.text("\0")

    def _begin(self, name: str, attributes: str) -> None:
        table = self._open[-1]
        if name == "tr":
            table.row += 1
            table.column = 0
        else:
            self._open_cell(table, attributes)

    def _take_table(self, *, end: bool) -> None:
        """A table in a cell leaves the cell open: what it holds is its own."""
        if not end:
            table = _Table(Grid(self._last_title or None, self._room))
            self._last_title = ""
            self._open.append(table)
            if len(self._tables) < _MOST_TABLES:
                self._tables.append(table)
        elif self._open:
            self._close_cell()
            self._open.pop()

    def _take_title(self, *, end: bool) -> None:
        """The words above a table are its name."""
        if not end:
            self._title = []
        elif self._title is not None:
            title, self._title = _said(self._title).replace("\n", " "), None
            if self._open and title:
                self._open[-1].grid.name = title
            else:
                self._last_title = title

    def _open_cell(self, table: _Table, attributes: str) -> None:
        table.row = max(table.row, 0)
        while table.reach.get(table.column, -1) >= table.row:
            table.column += 1
            self._steps += 1
        spans = {kind.lower(): int(count) for kind, count in _SPAN.findall(attributes)} if attributes else {}
        table.spans = min(max(spans.get("col", 1), 1), _WIDEST_SPAN), max(spans.get("row", 1), 1)
        table.pieces = []

    def _close_cell(self) -> None:
        """Put the cell that is open in its place."""
        table = self._open[-1]
        if table.pieces is None:
            return
        columns, rows = table.spans
        last = table.column + columns - 1
        table.grid.put(table.row, table.column, _said(table.pieces), last)
        if rows > 1:
            table.reach.update(dict.fromkeys(range(table.column, last + 1), table.row + rows - 1))
        table.column = last + 1
        table.pieces = None
        self._steps += columns
        if self._steps > MOST_CELLS or last >= MOST_COLUMNS:
            raise TooBig


def _said(pieces: list[str]) -> str:
    """What people see: blanks in a row are one, a line break is where a tag says so."""
    text = "".join(pieces)
    if "&" in text:
        text = unescape(text)
    if "\0" not in text:
        return " ".join(text.split())
    return "\n".join(line for part in text.split("\0") if (line := " ".join(part.split())))


def _named(grids: list[Grid]) -> list[Grid]:
    """Give each table a name of its own; the only one of a page needs none."""
    if len(grids) == 1:
        grids[0].name = None
        return grids
    taken: Counter[str] = Counter()
    for place, grid in enumerate(grids, start=1):
        name = grid.name or str(place)
        taken[name] += 1
        grid.name = name if taken[name] == 1 else f"{name} ({taken[name]})"
    return grids
