"""What calamine does not tell of an old workbook."""

from __future__ import annotations

import struct

import pytest

from coorddesk.importing.reading.archives import TooBig
from coorddesk.importing.reading.xls_scan import scan_xls
from tests.importing.reading.old_excel import Error, container, xls

ROWS: list[list[str | float | None]] = [
    ["N°", "Prix"],
    ["A1", Error("#N/A")],
    ["A2", True],
    [None, None],
    ["A3", 12.5, Error("#REF!")],
]


def test_error_cells_are_found() -> None:
    (findings,) = scan_xls(xls(ROWS)).sheets
    assert findings.cells == {2: {1: "#N/A"}, 5: {2: "#N/A"}}


def test_a_sheet_without_errors_has_no_findings() -> None:
    (findings,) = scan_xls(xls([["a", 1.0, True]])).sheets
    assert (findings.cells, scan_xls(xls([["a"]])).epoch_1904) == ({}, False)


def test_a_formula_that_gave_an_error_is_one() -> None:
    # FORMULA in B1: style, an error #REF! for its result, options, an empty expression
    formula = bytes.fromhex("0600 1600 0000 0100 0000 02 00 17 00 00 00 ffff 0000 00000000 0000".replace(" ", ""))
    begin = bytes.fromhex("0908 0400 0006 0500".replace(" ", ""))
    sheet = bytes.fromhex("8500 0800 18000000 0000 0000".replace(" ", ""))
    mode = bytes.fromhex("2200 0200 0100".replace(" ", ""))
    start = len(begin + sheet + mode).to_bytes(4, "little")
    stream = begin + sheet.replace(bytes.fromhex("18000000"), start) + mode + begin + formula
    scanned = scan_xls(container("Workbook", stream))
    assert (scanned.epoch_1904, [findings.cells for findings in scanned.sheets]) == (True, [{1: {1: "#REF!"}}])


@pytest.mark.parametrize("length", [64, 512, 700, 1024, 1600])
def test_what_is_cut_off_has_no_findings(length: int) -> None:
    cut = scan_xls(xls(ROWS)[:length])
    assert [findings.cells for findings in cut.sheets] in ([], [{}])


def test_sectors_in_a_circle_come_to_an_end() -> None:
    data = bytearray(xls(ROWS))
    data[512 + 4 * 3 : 512 + 4 * 4] = (3).to_bytes(4, "little")
    assert len(scan_xls(bytes(data)).sheets) <= 1


@pytest.mark.parametrize("size", [0, 1, 8, 10, 31, 60_000])
def test_sectors_of_no_known_size_are_not_followed(size: int) -> None:
    data = bytearray(xls(ROWS))
    data[0x1E:0x20] = size.to_bytes(2, "little")
    assert scan_xls(bytes(data)).sheets == ()


def with_records(*records: bytes) -> bytes:
    """A workbook of one sheet with records of its own."""
    data = bytearray(xls([["N°"], ["A1"]]))
    end = bytes.fromhex("0a000000")
    place = data.rindex(end)
    more = b"".join(records) + end
    data[place : place + len(more)] = more
    return bytes(data)


def record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def number(row: int, column: int) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row, column, 0, 1.0))


@pytest.mark.parametrize(
    "records",
    [
        [number(65_535, 256)],
        [number(1, 1), number(2, 65_535)],
        [record(0x00BD, struct.pack("<HH", 1, 0) + bytes(6 * 257) + struct.pack("<H", 256))],
        [record(0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 65_535, 0))],
        [record(0x0200, struct.pack("<IIHHH", 0, 2**32 - 1, 0, 256, 0))],
        [record(0x0200, struct.pack("<HHHHH", 0, 65_535, 0, 65_535, 0))],
    ],
)
def test_a_sheet_beyond_all_columns_is_refused_before_room_is_made_for_it(records: list[bytes]) -> None:
    with pytest.raises(TooBig):
        scan_xls(with_records(*records))


def test_a_sheet_as_wide_as_there_are_columns_is_read() -> None:
    numbers = record(0x00BD, struct.pack("<HH", 1, 0) + bytes(6 * 256) + struct.pack("<H", 255))
    whole = record(0x0200, struct.pack("<IIHHH", 0, 65_536, 0, 256, 0))
    assert len(scan_xls(with_records(whole, number(65_535, 255), numbers)).sheets) == 1
