"""Writes the smallest .xls that Excel 97 would have written, and the container of a workbook with a password."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_SECTOR = 512
_END_OF_CHAIN = 0xFFFFFFFE
_FREE = 0xFFFFFFFF
_FAT = 0xFFFFFFFD
_GENERAL, _DAY = 0, 1


def xls(rows: Sequence[Sequence[str | float | None]], *, password: bool = False, sheet: str = "Parc") -> bytes:
    """A workbook of one sheet; a day is given as `Serial`, an error as `Error`."""
    globals_ = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 6))]
    if password:
        globals_.append(_record(0x002F, bytes(54)))
    globals_.append(_record(0x0042, struct.pack("<H", 1200)))
    globals_ += [_record(0x00E0, struct.pack("<HH", 0, number_format) + bytes(16)) for number_format in (0, 14)]
    name = struct.pack("<BB", len(sheet), 0) + sheet.encode("latin-1")
    start = sum(map(len, globals_)) + 4 + 6 + len(name) + 4
    globals_.append(_record(0x0085, struct.pack("<IH", start, 0) + name))
    globals_.append(_record(0x000A, b""))
    cells = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 6))]
    for row, values in enumerate(rows):
        cells += [_cell(row, column, value) for column, value in enumerate(values) if value is not None]
    cells.append(_record(0x000A, b""))
    return container("Workbook", b"".join([*globals_, *cells]))


class Serial(float):
    """A number in a cell that is formatted as a day."""


class Error(str):
    """An error cell: Error("#N/A")."""

    __slots__ = ()


def _cell(row: int, column: int, value: str | float) -> bytes:
    match value:
        case Error():
            return _record(0x0205, struct.pack("<HHHBB", row, column, _GENERAL, 0x2A, 1))
        case bool():
            return _record(0x0205, struct.pack("<HHHBB", row, column, _GENERAL, value, 0))
        case str():
            text = value.encode("utf-16-le")
            return _record(0x0204, struct.pack("<HHHHB", row, column, _GENERAL, len(value), 1) + text)
    style = _DAY if isinstance(value, Serial) else _GENERAL
    return _record(0x0203, struct.pack("<HHHd", row, column, style, value))


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def container(stream: str, data: bytes) -> bytes:
    """An OLE compound file with one stream, long enough not to go into the small-sector table."""
    data = data.ljust(4096, b"\0")
    data += bytes(-len(data) % _SECTOR)
    sectors = len(data) // _SECTOR
    fat = [_FAT, _END_OF_CHAIN, *range(3, sectors + 2), _END_OF_CHAIN]
    assert len(fat) <= _SECTOR // 4
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    header = struct.pack(
        "<8s16sHHHHHHIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        0,
        0,
        1,
        1,
        0,
        4096,
        _END_OF_CHAIN,
        0,
        _END_OF_CHAIN,
        0,
    )
    header += struct.pack("<I", 0) + struct.pack("<I", _FREE) * 108
    directory = _entry("Root Entry", 5, 1, _END_OF_CHAIN, 0) + _entry(stream, 2, _FREE, 2, len(data))
    directory += bytes(_SECTOR - len(directory))
    return header + struct.pack("<128I", *fat) + directory + data


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII16sIQQIQ", encoded, len(encoded), kind, 1, _FREE, _FREE, child, bytes(16), 0, 0, 0, start, size
    )
