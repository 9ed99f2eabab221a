"""Looks an .xls over before calamine reads it: its size, its first day, error cells, which calamine gives as blanks.

The file is a small file system of sectors (OLE) with the workbook as one stream of records (BIFF) in it. What is
too damaged to be followed has no findings: calamine says what is wrong with it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from coorddesk.importing.reading.archives import MOST_CELLS, Findings, TooBig

_SECTOR_SIZE, _FAT_FIRST, _DIRECTORY_FIRST, _DIFAT_FIRST = 0x1E, 0x4C, 0x30, 0x44
_SECTOR_SIZES = frozenset({9, 12})  # 512 and 4,096 bytes
_LAST_SECTOR = 0xFFFFFFFA  # those above are marks, not sectors
_ENTRY = 128
_NAMES = ("Workbook", "Book")
_FORMULA, _DATE_MODE, _BOUND_SHEET, _TRUTH_OR_ERROR, _BEGIN = 0x0006, 0x0022, 0x0085, 0x0205, 0x0809
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}

# An error in a cell, or as what a formula gave; the records are only followed where one of these occurs.
_ANY_ERROR = re.compile(rb"\x05\x02\x08\x00.{7}\x01|\x06\x00.{8}\x02.{5}\xff\xff", re.DOTALL)

_DIMENSIONS, _NUMBERS = 0x0200, 0x00BD
_CELLS = frozenset({_FORMULA, _TRUTH_OR_ERROR, _NUMBERS, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x027E})
_COLUMNS = 256  # that there are
_SIZE_OF_PLACE = 4  # bytes: a row, a column


@dataclass(frozen=True)
class OldWorkbook:
    """What calamine does not tell of an .xls: findings by sheet, and whether days count from 1904."""

    sheets: tuple[Findings, ...] = ()
    epoch_1904: bool = False


def scan_xls(data: bytes) -> OldWorkbook:
    """What there is to know about each sheet, in the order of the workbook; refuses a file with one that is too big."""
    try:
        return _scanned(_workbook_stream(data))
    except (struct.error, IndexError):
        return OldWorkbook()


def _scanned(stream: bytes) -> OldWorkbook:
    starts: list[int] = []
    epoch_1904 = False
    for kind, place, _size in _records(stream, 0):
        if kind == _BOUND_SHEET:
            starts.append(struct.unpack_from("<I", stream, place)[0])
        elif kind == _DATE_MODE:
            epoch_1904 = stream[place] == 1
        elif kind == _BEGIN and starts:
            break  # the globals are over
    _refuse_large(stream, starts)
    if not _ANY_ERROR.search(stream):
        return OldWorkbook(tuple(Findings() for _ in starts), epoch_1904)
    return OldWorkbook(tuple(_errors(stream, start) for start in starts), epoch_1904)


def _refuse_large(stream: bytes, starts: Sequence[int]) -> None:
    """Refuse a sheet that says it is huge, or has a cell that would make it so: calamine makes room for all of it."""
    records = chain.from_iterable(_records(stream, start) for start in starts)
    for kind, place, size in islice(records, len(stream)):  # sheets may be said to lie within each other
        if kind in _CELLS and size >= _SIZE_OF_PLACE:
            column = stream[place + 2] | stream[place + 3] << 8
            last = column + (size // 6 - 2 if kind == _NUMBERS else 0)
            if last >= _COLUMNS:
                raise TooBig
        elif kind == _DIMENSIONS and size in {10, 14}:
            _top, bottom, _left, right = struct.unpack_from("<IIHH" if size == 14 else "<4H", stream, place)
            if bottom * right > MOST_CELLS:
                raise TooBig


def _errors(stream: bytes, start: int) -> Findings:
    """The error cells of the sheet that begins at `start`."""
    findings = Findings()
    for number, (kind, place, size) in enumerate(_records(stream, start)):
        if number and kind == _BEGIN:
            break  # the next sheet, or a chart within this one
        code = _error_code(stream, kind, place, size)
        if code is not None:
            row, column = struct.unpack_from("<HH", stream, place)
            findings.add(row + 1, column, _ERRORS.get(code, "#N/A"))
    return findings


def _error_code(stream: bytes, kind: int, place: int, size: int) -> int | None:
    if kind == _TRUTH_OR_ERROR and size >= 8 and stream[place + 7]:
        return stream[place + 6]
    if kind == _FORMULA and size >= 14 and stream[place + 12 : place + 14] == b"\xff\xff" and stream[place + 6] == 2:
        return stream[place + 8]
    return None


def _records(stream: bytes, place: int) -> Iterator[tuple[int, int, int]]:
    """The kind, the place and the size of each record from `place` on."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == 0 and size == 0:
            return  # nothing but filling
        yield kind, place + 4, size
        place += 4 + size


def _workbook_stream(data: bytes) -> bytes:
    size = struct.unpack_from("<H", data, _SECTOR_SIZE)[0]
    if size not in _SECTOR_SIZES:
        return b""
    sector = 1 << size
    table = _allocation(data, sector)
    directory = _chain(data, table, struct.unpack_from("<I", data, _DIRECTORY_FIRST)[0], sector)
    for place in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length = struct.unpack_from("<H", directory, place + 64)[0]
        name = directory[place : place + max(length - 2, 0)].decode("utf-16-le", errors="replace")
        if name in _NAMES:
            first, size = struct.unpack_from("<II", directory, place + 116)
            return _chain(data, table, first, sector)[:size]
    return b""


def _allocation(data: bytes, sector: int) -> tuple[int, ...]:
    """For each sector, the one that follows it."""
    places = list(struct.unpack_from("<109I", data, _FAT_FIRST))
    more = struct.unpack_from("<I", data, _DIFAT_FIRST)[0]
    while more < _LAST_SECTOR and len(places) * sector <= len(data):
        *further, more = struct.unpack_from(f"<{sector // 4}I", data, (more + 1) * sector)
        places += further
    numbers = f"<{sector // 4}I"
    return tuple(
        follower
        for place in places
        if place < _LAST_SECTOR
        for follower in struct.unpack_from(numbers, data, (place + 1) * sector)
    )


def _chain(data: bytes, table: tuple[int, ...], first: int, sector: int) -> bytes:
    """The sectors from `first` on; no more than the file has, however they are chained."""
    pieces: list[bytes] = []
    while first < _LAST_SECTOR and len(pieces) * sector <= len(data):
        pieces.append(data[(first + 1) * sector : (first + 2) * sector])
        first = table[first]
    return b"".join(pieces)
