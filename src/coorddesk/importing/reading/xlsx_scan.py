"""Looks an .xlsx sheet over before calamine reads it: its corner, its error cells, its formulas without result.

The XML is searched in pieces as text: parsing it would take as long as reading the sheet. What a search cannot
see is only missed when a file goes out of its way to be odd, and then its cells are blanks, as before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import BadZipFile

from coorddesk.importing.reading.archives import Archive, Findings
from coorddesk.importing.reading.sheet import ERROR_TEXTS, NOT_CALCULATED, column_index

_LONGEST_CELL = 1 << 16  # a formula has at most 8,192 characters

_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*?\w+:id\s*=\s*[\"']([^\"']+)")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_EPOCH_1904 = re.compile(rb"date1904\s*=\s*[\"'](?:1|true)")

# A cell beyond column Z, or one that does not say first where it stands. The search runs from "<c" to "<c" through a
# megabyte in a millisecond; most sheets have none, and so at most 26 columns of 1,048,576 rows.
_FAR_OR_ODD = re.compile(rb'<c(?: r="[A-Z][A-Z]| [^r]|>)')
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_ROW_NUMBER = re.compile(rb"<(?:\w+:)?row\b[^>]*?\br\s*=\s*[\"'](\d+)")
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})(\d+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_ERROR = re.compile(rb't="e"')
_NO_RESULT = re.compile(rb"f(?:\s[^>]*/|/)?>(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>")


def scan_xlsx(archive: Archive, index: int) -> Findings:
    """What there is to know about the sheet of that place in the workbook; refuses one that is too big."""
    member = _member(archive, index)
    findings = Findings()
    plain: bool | None = None
    for chunk in _whole_cells(archive.pieces(member)):
        if plain is None:
            plain = b"<worksheet" in chunk  # no prefix before the names of elements
        if plain and _FAR_OR_ODD.search(chunk):
            plain = False
        _errors(chunk, findings)
        if b"<f" in chunk or (not plain and b":f" in chunk):
            _formulas(chunk, findings)
    if not plain:
        for chunk in _whole_cells(archive.pieces(member)):
            _corner(chunk, findings)
    return findings


def with_errors_as_texts(archive: Archive, index: int) -> bytes:
    """The same workbook for a calamine that gives up on errors it does not know: "#SPILL!" as a text."""
    return archive.with_changed(_member(archive, index), lambda xml: _ERROR.sub(b't="str"', xml))


def counts_from_1904(archive: Archive) -> bool:
    """Whether the workbook counts its days from 1904, as early Macs did."""
    return _EPOCH_1904.search(archive.read("xl/workbook.xml")) is not None


def _member(archive: Archive, index: int) -> str:
    wanted = _SHEET.findall(archive.read("xl/workbook.xml"))[index : index + 1]
    members = {name.casefold(): name for name in archive.names}
    for relation in _RELATION.findall(archive.read("xl/_rels/workbook.xml.rels")):
        if _attribute(relation, b"Id") in wanted:
            target = _attribute(relation, b"Target").decode(errors="replace")
            path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
            if path.casefold() in members:
                return members[path.casefold()]
    raise BadZipFile(f"the workbook has no sheet {index}")


def _attribute(tag: bytes, name: bytes) -> bytes:
    found = re.search(rb"\s" + name + rb"\s*=\s*[\"']([^\"']*)", tag)
    return found[1] if found else b""


def _whole_cells(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Chunks that end between two cells."""
    rest = b""
    for chunk in chunks:
        piece = rest + chunk
        cut = max(piece.rfind(b"<c ", -_LONGEST_CELL), piece.rfind(b"<row", -_LONGEST_CELL))
        if cut < 0:
            cut = max(len(piece) - _LONGEST_CELL, 0)
        yield piece[:cut]
        rest = piece[cut:]
    yield rest


def _corner(chunk: bytes, findings: Findings) -> None:
    """How far the cells reach, by what they say of themselves and by where they stand."""
    rows = _ROW.split(chunk)
    findings.reach(findings.rows + len(rows) - 1, 2 * max(len(_CELL.findall(row)) for row in rows))
    findings.reach(max(map(int, _ROW_NUMBER.findall(chunk)), default=0), 0)
    for letters, number in set(_ADDRESS.findall(chunk)):
        findings.reach(int(number), column_index(letters.decode()) + 1)


def _errors(chunk: bytes, findings: Findings) -> None:
    for mark in _ERROR.finditer(chunk) if b't="e"' in chunk else ():
        start = _start_of_cell(chunk, mark.start())
        address, value = _ADDRESS.search(chunk, start), _VALUE.search(chunk, mark.end())
        if address:
            text = value[1].decode(errors="replace") if value else ""
            findings.add(int(address[2]), column_index(address[1].decode()), text if text in ERROR_TEXTS else "#N/A")


def _formulas(chunk: bytes, findings: Findings) -> None:
    for mark in _NO_RESULT.finditer(chunk):
        start = _start_of_cell(chunk, mark.start())
        address = _ADDRESS.search(chunk, start)
        computed_text = b't="str"' in chunk[start : chunk.find(b">", start)]  # a formula may well give ""
        if address and not computed_text:
            findings.add(int(address[2]), column_index(address[1].decode()), NOT_CALCULATED)


def _start_of_cell(chunk: bytes, place: int) -> int:
    first = max(place - _LONGEST_CELL, 0)
    return max(chunk.rfind(b"<c ", first, place), chunk.rfind(b":c ", first, place), first)
