"""A sheet in the making: what each row means, how its cells are written, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

HEADERS = {
    "tag": "N° inventaire",
    "serial": "N° de série",
    "name": "Désignation",
    "category": "Catégorie",
    "manufacturer": "Marque",
    "place": "Localisation",
    "price": "Prix",
    "purchase_date": "Date d'achat",
    "warranty_months": "Garantie",
    "quantity": "Quantité",
    "notes": "Commentaires",
}
"""The columns of a sheet without quirks, by field key."""

Cells = tuple[Any, ...]


class Money(int):
    """Cents: 349,90 in a text file, 349.9 in a workbook."""


class ErrorCell(str):
    """An error: ErrorCell("#N/A")."""

    __slots__ = ()


class Unsaved(str):
    """A formula whose result was not saved."""

    __slots__ = ()


@dataclass(frozen=True)
class Line:
    """A row below the headers.

    `values` are what it means by field key, None where it is no record. `cells` are those that are not written as
    everybody does. `refused` gives the reason (a message id) for each column to blame. A row that is `bare` has cells
    of its own, from the table's first column on: a total, a remark.
    """

    values: Mapping[str, Any] | None = None
    cells: Mapping[str, Any] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    bare: Cells | None = None

    @property
    def verdict(self) -> str:
        """What must become of the row on an empty desk."""
        if self.refused:
            return "refused"
        return "skipped" if self.values is None else "new"


@dataclass(frozen=True)
class Form:
    """How the file is written; `name` is that of the file where its end is not that of its kind."""

    kind: str = "csv"
    name: str | None = None
    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    end: str = "\r\n"
    directive: bool = False
    quote_all: bool = False
    ragged: bool = False
    epoch_1904: bool = False
    formatted_below: bool = False
    before: Mapping[str, Sequence[Cells]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    @property
    def breaks(self) -> str:
        """How a line within a cell ends."""
        return "\r" if self.end == "\r" else "\n"


@dataclass(frozen=True)
class Draft:
    """A sheet with one table; a column that is none of HEADERS is one that nobody knows.

    `above` stands over the headers, `groups` is an upper row of headers as (text, columns), `beside` another table at
    the right whose first row is level with the headers, `left` counts blank columns before the table.
    """

    lines: tuple[Line, ...]
    columns: tuple[str, ...] = tuple(HEADERS)
    headers: Mapping[str, str] = field(default_factory=lambda: HEADERS)
    above: tuple[Cells, ...] = ()
    groups: tuple[tuple[str, int], ...] = ()
    beside: tuple[Cells, ...] = ()
    left: int = 0
    form: Form = field(default_factory=Form)

    @property
    def header_row(self) -> int:
        """The first row of the headers, as numbered in the file."""
        return len(self.above) + 1

    @property
    def first_row(self) -> int:
        """The first row below the headers."""
        return self.header_row + (2 if self.groups else 1)

    @property
    def rows(self) -> dict[int, Line]:
        """Each row below the headers by its number; blank ones at the end are none."""
        lines = list(self.lines)
        while lines and lines[-1] == Line():
            lines.pop()
        return dict(enumerate(lines, start=self.first_row))

    def grid(self) -> list[Cells]:
        """All cells of the sheet."""
        offset = ("",) * self.left
        rows: list[Cells] = [*self.above]
        if self.groups:
            rows.append(offset + tuple(cell for text, width in self.groups for cell in (text, *[""] * (width - 1))))
        rows.append(offset + tuple(self.headers[key] for key in self.columns))
        rows += [offset + self._cells(line) for line in self.lines]
        for number, cells in enumerate(self.beside, start=self.first_row - 2):
            rows += [()] * (number + 1 - len(rows))
            row = rows[number]
            rows[number] = (*row, *[""] * (self.left + len(self.columns) + 1 - len(row)), *cells)
        return rows

    def _cells(self, line: Line) -> Cells:
        if line.bare is not None:
            return line.bare
        return tuple(_cell(key, line) for key in self.columns)

    def formed(self, **changes: Any) -> Draft:
        """The same sheet in a file that is written otherwise."""
        return replace(self, form=replace(self.form, **changes))

    def written(self, key: str, write: Callable[[Any], Any]) -> Draft:
        """The same values with the cells of a column written otherwise, but for those that have their own way."""
        return replace(
            self,
            lines=tuple(
                replace(line, cells={**line.cells, key: write(line.values[key])})
                if line.values and line.values.get(key) is not None and key not in line.cells
                else line
                for line in self.lines
            ),
        )

    def with_lines(self, *lines: Line, at: int | None = None) -> Draft:
        """With more lines, at the end or at a place."""
        place = len(self.lines) if at is None else at
        return replace(self, lines=(*self.lines[:place], *lines, *self.lines[place:]))


def _cell(key: str, line: Line) -> Any:
    if key in line.cells:
        return line.cells[key]
    value = (line.values or {}).get(key)
    return "" if value is None else Money(value) if key == "price" else value


def device(tag: str | None, serial: str | None = None, **values: Any) -> dict[str, Any]:
    """What a row means: all that a device may have, but for what `values` say otherwise."""
    return {
        "tag": tag,
        "serial": serial,
        "name": "Portable élève",
        "category": "Portable",
        "manufacturer": "Dell",
        "place": "Salle 101",
        "price": 34_990,
        "purchase_date": date(2024, 1, 31),
        "warranty_months": 24,
        "quantity": 1,
        "notes": "Rayé à l'arrière",
    } | values


PLAIN = Draft(
    (
        Line(device("INV-0001", "SN0001A", name="Écran du secrétariat", category="Écran", notes="Livré câblé")),
        Line(device("0042", "5CG1234XYZ", place="Salle 102", price=129_900, purchase_date=date(2023, 9, 4))),
        Line(device("INV-0003", "SN0003C", manufacturer="Epson", category="Vidéoprojecteur", warranty_months=36)),
        Line(device("INV-0004", None, name="Chariot à tablettes", price=None, quantity=16)),
        Line(device("INV-0005", "SN0005E", place="Bibliothèque", price=5_000, purchase_date=None, notes=None)),
        Line(device("INV-0006", "00217", name="Imprimante", manufacturer="Brother", purchase_date=date(2022, 12, 25))),
    )
)
"""A table that anybody would read right."""
