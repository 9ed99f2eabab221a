"""Looks an .ods file over before calamine reads it: the corner of each sheet, error cells, formulas without result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from coorddesk.importing.reading.archives import Findings, inflated
from coorddesk.importing.reading.sheet import NOT_CALCULATED

_LONGEST_TAG = 1 << 16
_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[ />])([^>]*)")
_REPEATED = re.compile(rb'-repeated="(\d+)"')
_TEXT = re.compile(rb"<text:p[^>]*>([^<]*)<")


def scan_ods(archive: ZipFile) -> list[Findings]:
    """What there is to know about each sheet, in their order; refuses a file with one that is too big."""
    sheets = [Findings()]
    row, rows, column = 1, 1, 0
    for name, attributes, rest in _tags(archive):
        count = _REPEATED.search(attributes)
        times = int(count[1]) if count else 1
        if name == b"table":
            sheets.append(Findings())
            row, rows = 1, 0
        elif name == b"table-row":
            row, rows, column = row + rows, times, 0
        else:
            _cell(sheets[-1], row, rows, range(column, column + times), attributes, rest)
            column += times
    return sheets[1:]


def _tags(archive: ZipFile) -> Iterator[tuple[bytes, bytes, bytes]]:
    """The name and attributes of each table, row and cell, and what follows."""
    rest = b""
    for chunk in inflated(archive, archive.getinfo("content.xml")):
        piece = rest + chunk
        cut = piece.rfind(b"<table:table", -_LONGEST_TAG)
        cut = cut if cut >= 0 else max(len(piece) - _LONGEST_TAG, 0)
        for tag in _TAG.finditer(piece, 0, cut):
            yield tag[1], tag[2], piece[tag.end() : tag.end() + 200] if b"error" in tag[2] else b""
        rest = piece[cut:]
    for tag in _TAG.finditer(rest):
        yield tag[1], tag[2], rest[tag.end() : tag.end() + 200]


def _cell(sheet: Findings, row: int, rows: int, columns: range, attributes: bytes, rest: bytes) -> None:
    if b"office:value-type=" in attributes:
        sheet.reach(row + rows - 1, columns.stop)
        if b'value-type="error"' in attributes:
            text = _TEXT.search(rest)
            sheet.add(row, columns.start, text[1].decode() if text else "#")
    elif b"table:formula=" in attributes:
        sheet.add(row, columns.start, NOT_CALCULATED)
