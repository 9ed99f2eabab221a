"""Workbooks: .xlsx, .xlsm, .xls and .ods, read by calamine after they were looked over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.reading.archives import Archive, Findings
from coorddesk.importing.reading.ods_scan import scan_ods
from coorddesk.importing.reading.sheet import Cell, Extent
from coorddesk.importing.reading.xls_scan import OldWorkbook, scan_xls
from coorddesk.importing.reading.xlsx_scan import counts_from_1904, scan_xlsx, with_errors_as_texts

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


class Workbook:
    """An opened workbook; charts and macros among its sheets are passed over."""

    encoding: str | None = None
    delimiter: str | None = None
    warnings: tuple[Message, ...] = ()

    def __init__(self, data: bytes, archive: Archive | None) -> None:
        """Open the bytes of a file; `archive` is the same file if it is a zipped one."""
        # calamine is loaded with the first workbook
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

        self._archive = archive
        self._ods = scan_ods(archive) if archive and "content.xml" in archive.names else None
        self._old = OldWorkbook() if archive else scan_xls(data)
        if archive:
            archive.check(but="content.xml" if self._ods else "xl/worksheets/")
        self._workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [sheet for sheet in self._workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        self.names: tuple[str | None, ...] = tuple(sheet.name for sheet in sheets)
        self.visible: tuple[str | None, ...] = tuple(
            sheet.name for sheet in sheets if sheet.visible == SheetVisibleEnum.Visible
        )

    def sheet(self, name: str | None) -> WorkbookSheet:
        """Read a sheet; the whole of it is held in memory, packed, until it is let go."""
        if name is None or name not in self.names:
            raise UserError(
                _(
                    "The file has no sheet called “{name}”. Its sheets are: {names}.",
                    name=name,
                    names=verbatim(", ".join(str(known) for known in self.names)),
                )
            )
        index = self._workbook.sheet_names.index(name)
        findings, epoch_1904 = self._looked_over(index)
        return WorkbookSheet(self._cells(index), findings, epoch_1904=epoch_1904)

    def _cells(self, index: int) -> CalamineSheet:
        from python_calamine import CalamineError, CalamineWorkbook  # as above

        try:
            return self._workbook.get_sheet_by_index(index)
        except CalamineError as error:
            if self._archive is None or "cell error" not in str(error):
                raise
        return CalamineWorkbook.from_filelike(BytesIO(with_errors_as_texts(self._archive, index))).get_sheet_by_index(
            index
        )

    def _looked_over(self, index: int) -> tuple[Findings, bool]:
        if self._ods is not None:
            if len(self._ods) != len(self._workbook.sheet_names):
                raise BadZipFile("tables within tables")
            return self._ods[index], False
        if self._archive is None:  # an .xls is not packed, and has at most 65,536 rows
            whole = len(self._old.sheets) == len(self._workbook.sheet_names)
            return self._old.sheets[index] if whole else Findings(), self._old.epoch_1904
        return scan_xlsx(self._archive, index), counts_from_1904(self._archive)


class WorkbookSheet:
    """One sheet of a workbook."""

    def __init__(self, sheet: CalamineSheet, findings: Findings, *, epoch_1904: bool) -> None:
        """Give the cells of `sheet`, with what was found where it has blanks."""
        first, last = sheet.start or (0, 0), sheet.end or (-1, -1)
        self.name: str | None = sheet.name
        self.extent = Extent(first[1], last[1] - first[1] + 1, last[0] + 1, epoch_1904=epoch_1904)
        self._sheet = sheet
        self._findings = findings.cells
        self._merged = findings.merged

    def rows(self) -> Iterator[list[Cell]]:
        """Every row from row 1 to the last that has a cell."""
        rows = self._sheet.iter_rows()
        return self._with_findings(rows) if self._findings else rows

    def merged(self, row: int) -> Mapping[int, int]:
        """The cells of a row that were merged with others to their right."""
        left = self.extent.first_column
        ranges = self._sheet.merged_cell_ranges or ()
        told = {first: last for (top, first), (_, last) in ranges if top == row - 1 and last > first}
        merged = told | self._merged.get(row, {})
        return {first - left: last - left for first, last in merged.items()}

    def _with_findings(self, rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
        first, width = self.extent.first_column, self.extent.width
        for number, row in enumerate(rows, start=1):
            for column, text in self._findings.get(number, {}).items():
                if 0 <= column - first < width:
                    row[column - first] = text
            yield row
