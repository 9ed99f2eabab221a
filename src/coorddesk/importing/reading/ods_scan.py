"""Looks an .ods file over before calamine reads it: the corner of each sheet, error cells, formulas without result.

Its XML is parsed for that, unlike an .xlsx's: calamine never comes back from one that is not well-formed.
"""

from __future__ import annotations

from xml.parsers import expat
from zipfile import BadZipFile

from coorddesk.importing.reading.archives import Archive, Findings
from coorddesk.importing.reading.sheet import NOT_CALCULATED

_MERGED_WITHIN = 1000  # rows: merged cells matter among headers
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def scan_ods(archive: Archive) -> list[Findings]:
    """What there is to know about each sheet, in their order; refuses a file with one that is too big."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EntityDeclHandler = _refuse_entity
    try:
        for chunk in archive.pieces("content.xml"):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an unknown encoding, a cell outside, "1x" columns
        raise BadZipFile("content.xml is not what a sheet holds") from error
    return scan.sheets


class _Scan:
    """Follows the rows and cells as they come."""

    def __init__(self) -> None:
        self.sheets: list[Findings] = []
        self._row = self._rows = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, row or cell begins."""
        if name in _CELLS:
            columns = int(attributes.get("table:number-columns-repeated", 1))
            self._cell(attributes, columns)
            self._column += columns
        elif name == "table:table-row":
            self._row += self._rows
            self._rows = int(attributes.get("table:number-rows-repeated", 1))
            self._column = 0
        elif name == "table:table":
            self.sheets.append(Findings())
            self._row, self._rows = 1, 0

    def _cell(self, attributes: dict[str, str], columns: int) -> None:
        if "office:value-type" in attributes:
            sheet = self.sheets[-1]
            spanned = int(attributes.get("table:number-columns-spanned", 1))
            if spanned > 1 and self._row <= _MERGED_WITHIN:
                sheet.merged.setdefault(self._row, {})[self._column] = self._column + spanned - 1
            sheet.reach(self._row + self._rows - 1, self._column + columns)
            if attributes.get("calcext:value-type") == "error":
                sheet.add(self._row, self._column, "#N/A")
        elif "table:formula" in attributes:
            self.sheets[-1].add(self._row, self._column, NOT_CALCULATED)


def _refuse_entity(*_: object) -> None:
    raise BadZipFile("a sheet declares no entities")
