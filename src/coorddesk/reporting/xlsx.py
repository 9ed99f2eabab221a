"""Rows as a workbook: typed cells, a header that stays in sight, filters, and paper set up; streamed to disk."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import Message, _, digits, verbatim
from coorddesk.core.tables import RIGHT_ALIGNED, Kind, cell_text
from coorddesk.reporting.flat import flatten, rows_of
from coorddesk.reporting.formulas import formula_of, formula_places
from coorddesk.reporting.layout import group_label
from coorddesk.reporting.page import LYING, PaperSize
from coorddesk.reporting.totals import parts_of, tally_groups, whole_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    from coorddesk.core.tables import Column
    from coorddesk.core.texts import Texts
    from coorddesk.reporting.flat import Flat
    from coorddesk.reporting.page import Page
    from coorddesk.reporting.report import Report, Stamp
    from coorddesk.reporting.totals import Tally

_ROWS_BETWEEN_REPORTS = 500
_MOST_ROWS = 1_048_576
_MOST_CHARACTERS = 32_767
_DAY_ZERO, _MOMENT_ZERO = date(1899, 12, 30), datetime(1899, 12, 30)  # noqa: DTZ001 - a sheet knows no zones
_FIRST_DAY = date(1900, 3, 1)  # before, sheets disagree by one day, and know none before 1900
_PAPERS = {PaperSize.LETTER: 1, PaperSize.A3: 8, PaperSize.A4: 9, PaperSize.A5: 11}  # the codes of workbooks
_STRETCH = 1.4  # of its wished width that a column may take for long texts: wider would print too small
_FILTER_BUTTON = 3  # characters beside a title
_LOOKS: dict[Kind, dict[str, Any]] = {
    Kind.CODE: {"num_format": "@"},
    Kind.NUMBER: {"num_format": "#,##0"},
    Kind.AMOUNT: {"num_format": "#,##0.00"},
    Kind.PERCENT: {"num_format": "0.00%"},
    Kind.DECIMAL: {"num_format": "General"},  # any other shows "2." where there are no decimals
    Kind.DATE: {"num_format": "dd/mm/yyyy", "align": "left"},
    Kind.MOMENT: {"num_format": "dd/mm/yyyy hh:mm", "align": "left"},
}
_UNITS = {Kind.AMOUNT: 100, Kind.DECIMAL: 1000, Kind.PERCENT: 10_000}
"""How many of what a column holds make one of what its sheet shows."""
_SUM_OF_VISIBLE = 109  # SUBTOTAL's code: the sum follows the filter


def write_xlsx(
    report: Report[Any], stream: IO[bytes], stamp: Stamp, texts: Texts, progress: Progress = unwatched
) -> None:
    """Write a report: title, origin and filters above, the rows with their group, sums below that follow the filter."""
    flat = flatten(report)
    tallies = tally_groups(report)
    total = whole_of(report, tallies)
    with _workbook(stream) as workbook:
        workbook.set_properties(
            {
                "title": texts.say(report.title),
                "author": stamp.author,
                "company": stamp.organisation,
                "created": stamp.moment.replace(tzinfo=None),
            }
        )
        table = _Table(workbook, flat, texts)
        stated = [verbatim(report.stated_filters(texts))] if report.filters else []
        table.headline([verbatim(stamp.organisation), stamp.origin, *stated])
        table.titles()
        if report.has_subtotals:
            table.rows_with_sums(report, tallies, progress)
        else:
            table.rows(flat.rows, progress)
        table.filter()
        table.sums(_("Total: {count}", count=report.noun(total.count)), total)
        table.paper(report.page, footer=stamp.origin)


def write_xlsx_table(flat: Flat, stream: IO[bytes], texts: Texts, progress: Progress = unwatched) -> None:
    """Write a plain table, which an import takes back: titles in the first row, then the rows, nothing else."""
    with _workbook(stream) as workbook:
        table = _Table(workbook, flat, texts)
        table.titles()
        table.rows(flat.rows, progress)
        table.filter()
        table.paper(LYING, footer=flat.title)


class _Table:
    """One table on one worksheet, written from the top down: what is written cannot be changed any more."""

    def __init__(self, workbook: Workbook, table: Flat, texts: Texts) -> None:
        self._workbook = workbook
        self._table = table
        self._columns = table.columns
        self._texts = texts
        self._sheet: Worksheet = workbook.add_worksheet(_sheet_name(texts.say(table.title)))
        self._formats = {kind: workbook.add_format({"valign": "top", **_LOOKS.get(kind, {})}) for kind in Kind}
        self._widths = [column.width if column.kind in _LOOKS else 0 for column in table.columns]
        self._next = self._titles_row = self._first = 0
        self._so_far = [0] * len(table.columns)  # what each column comes to
        self._reckoned = formula_places(table.columns)

    def headline(self, lines: Sequence[Message]) -> None:
        """Write what the table is, above it."""
        large = self._workbook.add_format({"bold": True, "font_size": 14, "num_format": "@"})
        small = self._workbook.add_format({"font_color": "#595959", "num_format": "@"})
        self._sheet.write_string(0, 0, self._texts.say(self._table.title), large)
        for number, line in enumerate(lines, start=1):
            self._sheet.write_string(number, 0, self._texts.say(line), small)
        self._next = len(lines) + 2

    def titles(self) -> None:
        """Write the column titles, which stay in sight and head every printed page."""
        look = {"bold": True, "bottom": 1, "bg_color": "#EDEDED", "text_wrap": True, "valign": "bottom"}
        left = self._workbook.add_format(look)
        right = self._workbook.add_format({**look, "align": "right"})
        for place, column in enumerate(self._columns):
            title = self._texts.say(column.title)
            self._widths[place] = max(self._widths[place], len(title) + _FILTER_BUTTON)
            self._sheet.write_string(self._next, place, title, right if column.kind in RIGHT_ALIGNED else left)
        self._titles_row = self._next
        self._next += 1
        self._first = self._next
        self._sheet.freeze_panes(self._next, 0)
        self._sheet.repeat_rows(self._titles_row)

    def rows_with_sums(self, report: Report[Any], tallies: Sequence[Tally], progress: Progress) -> None:
        """Write the rows, below each group what it comes to, and below the last of a part what that does."""
        begun, before = self._next, [*self._so_far]
        for group, tally, (part, of_part) in zip(report.groups, tallies, parts_of(report, tallies), strict=True):
            start, had = self._next, [*self._so_far]
            self.rows(rows_of(report, group), progress)
            if group.title is not None:
                self._sum(group_label(group.title), tally, start, had)
            if part is not None:
                self._sum(group_label(part.title), of_part, begun, before)
                begun, before = self._next, [*self._so_far]

    def rows(self, rows: Iterable[Any], progress: Progress) -> None:
        """Write rows, each value as what it is."""
        writers = [
            (column.value, self._writer(place, column))
            for place, column in enumerate(self._columns)
            if place not in self._reckoned
        ]
        summed = [(place, column.value) for place, column in enumerate(self._columns) if column.total]
        for number, row in enumerate(rows, start=self._next):
            if (number - self._first) % _ROWS_BETWEEN_REPORTS == 0:
                progress(number - self._first, self._table.count)
            if number >= _MOST_ROWS - 1:  # one is left for the sums
                raise UserError(_("A sheet holds {count} rows at most. Export as csv.", count=_MOST_ROWS - 2))
            for value_of, write in writers:
                value = value_of(row)
                if value is not None:
                    write(number, value)
            for place, value_of in summed:
                self._so_far[place] += value_of(row) or 0
            if self._reckoned:
                self._reckon([column.value(row) for column in self._columns], number, self._formats)
            self._next = number + 1

    def filter(self) -> None:
        """Offer filters above what was written."""
        self._sheet.autofilter(self._titles_row, 0, max(self._next - 1, self._titles_row), len(self._columns) - 1)
        self._sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{self._next}"})

    def sums(self, label: Message, total: Tally) -> None:
        """Write the sums below, with their value for readers that do not calculate."""
        self._sum(label, total, self._first, [0] * len(self._columns))

    def _sum(self, label: Message, tally: Tally, first: int, before: Sequence[int]) -> None:
        """A line of what the rows from `first` on come to; each column came to what it had `before` above them."""
        from xlsxwriter.utility import xl_range  # with the rest of xlsxwriter, on first use

        look = {"bold": True, "top": 1}
        formats = {kind: self._workbook.add_format({**look, **_LOOKS.get(kind, {})}) for kind in Kind}
        plain = self._workbook.add_format(look)
        sums = (None,) * (len(self._columns) - len(tally.sums)) + tally.sums
        label_place = next((place for place, amount in enumerate(sums) if amount is None), None)
        for place, (column, amount) in enumerate(zip(self._columns, sums, strict=True)):
            if place == label_place:
                self._sheet.write_string(self._next, place, self._texts.say(label), plain)
            elif amount is None or not tally.count:
                self._sheet.write_blank(self._next, place, None, plain)
            elif amount != self._so_far[place] - before[place]:
                self._sheet.write_number(self._next, place, amount / _UNITS.get(column.kind, 1), formats[column.kind])
            elif place not in self._reckoned:
                formula = f"=SUBTOTAL({_SUM_OF_VISIBLE},{xl_range(first, place, self._next - 1, place)})"
                shown = amount / _UNITS.get(column.kind, 1)
                self._sheet.write_formula(self._next, place, formula, formats[column.kind], shown)
        if tally.count:
            self._reckon(sums, self._next, formats)
        self._next += 1

    def _reckon(self, values: Sequence[Any], row: int, formats: Mapping[Kind, Format]) -> None:
        """Write the formulas of a row beside what they come to; a number where they would not."""
        from xlsxwriter.utility import xl_rowcol_to_cell  # with the rest of xlsxwriter, on first use

        keys = {column.key: place for place, column in enumerate(self._columns)}
        cells = {key: xl_rowcol_to_cell(row, place) for key, place in keys.items()}
        for place in self._reckoned:
            column, value = self._columns[place], values[place]
            unit, form = _UNITS.get(column.kind, 1), formats[column.kind]
            assert column.formula is not None
            formula = formula_of(column.formula, cells, lambda key: values[keys[key]] or 0, value)
            if formula is not None:
                self._sheet.write_formula(row, place, formula, form, "" if value is None else value / unit)
            elif value is not None:
                self._sheet.write_number(row, place, value / unit, form)

    def paper(self, page: Page, footer: Message) -> None:
        """Set the columns' widths by what was written, and the paper: the table as wide as that, page n/N below."""
        sheet, say = self._sheet, self._texts.say
        for place, (column, width) in enumerate(zip(self._columns, self._widths, strict=True)):
            sheet.set_column(place, place, min(width, column.width * _STRETCH) + 1, self._formats[column.kind])
        sheet.set_paper(_PAPERS[page.size])
        if page.landscape:
            sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)  # inches
        left = say(footer).replace("&", "&&")[:200]
        right = say(_("Page {number}/{total}", number="&P", total="&N"))
        sheet.set_footer(f"&L{left}&R{right}")

    def _writer(self, place: int, column: Column[Any]) -> Callable[[int, Any], None]:
        """How a column's values are written, chosen once for all rows."""
        sheet, texts, widths, kind = self._sheet, self._texts, self._widths, column.kind
        form, unit = self._formats[kind], _UNITS.get(kind, 1)

        def write_text(row: int, value: Any) -> None:
            text = cell_text(value, kind, texts)
            widths[place] = max(widths[place], len(text))
            if sheet.write_string(row, place, text, form):
                raise UserError(_too_long(column.title, row + 1))

        def write_number(row: int, value: int) -> None:
            sheet.write_number(row, place, value / unit, form)

        def write_day(row: int, value: date) -> None:
            if value < _FIRST_DAY:
                write_text(row, value)
            else:
                sheet.write_number(row, place, (value - _DAY_ZERO).days, form)

        def write_moment(row: int, value: datetime) -> None:
            local = texts.local(value).replace(tzinfo=None)
            sheet.write_number(row, place, (local - _MOMENT_ZERO) / timedelta(days=1), form)

        chosen: dict[Kind, Callable[[int, Any], None]] = {
            Kind.AMOUNT: write_number,
            Kind.DECIMAL: write_number,
            Kind.PERCENT: write_number,
            Kind.NUMBER: write_number,
            Kind.DATE: write_day,
            Kind.MOMENT: write_moment,
        }
        return chosen.get(kind, write_text)


@contextmanager
def _workbook(stream: IO[bytes]) -> Iterator[Workbook]:
    """A workbook that holds one row in memory, and leaves nothing behind when it is given up."""
    from xlsxwriter import Workbook  # on first use
    from xlsxwriter.exceptions import FileCreateError

    outlet = _Outlet(stream)
    with TemporaryDirectory(prefix="coorddesk-", ignore_cleanup_errors=True) as folder:
        target: Any = outlet  # the hints of xlsxwriter know no stream of bytes
        workbook = Workbook(target, {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False})
        try:
            yield workbook
            workbook.close()
        except FileCreateError as error:
            raise error.args[0] from error
        finally:
            outlet.close()
            for sheet in workbook.worksheets():
                rows_so_far: Any = sheet.row_data_fh
                rows_so_far.close()


class _Outlet:
    """Between a workbook and the disk: swallows everything after the first failure, which `close` raises.

    A ZipFile given up half-way writes its end when it is thrown away, where nobody hears that this fails too.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream: IO[bytes] | None = stream
        self._failure: OSError | None = None
        self._position = 0

    def write(self, data: bytes) -> int:
        self._attempt(lambda stream: stream.write(data))
        self._position += len(data)
        return len(data)

    def seek(self, position: int) -> int:
        self._attempt(lambda stream: stream.seek(position))
        self._position = position
        return position

    def tell(self) -> int:
        return self._position

    def flush(self) -> None:
        """Nothing to do: the stream's owner flushes it."""

    def close(self) -> None:
        self._stream = None
        if self._failure is not None:
            raise self._failure

    def _attempt(self, act: Callable[[IO[bytes]], int]) -> None:
        if self._stream is not None:
            try:
                act(self._stream)
            except OSError as error:
                self._stream, self._failure = None, error


def _sheet_name(title: str) -> str:
    """The title without what a worksheet's name may not hold."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "CoordDesk"


def _too_long(column: Message, row: int) -> Message:
    return _(
        "{column}, row {row}: a cell of a sheet holds {most} characters at most. Shorten the text, or export as csv.",
        column=column,
        row=digits(row),
        most=_MOST_CHARACTERS,
    )
