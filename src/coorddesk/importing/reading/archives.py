"""Zipped sheets are opened with care: a small file may claim to hold more than any memory."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

MOST_BYTES = 2 << 30
"""How much one member may hold: a million rows of twenty columns take half of it."""

MOST_CELLS = 40_000_000
"""How large a sheet's rectangle may be: a million rows of forty columns."""

_CHUNK = 1 << 20
_DEFLATE_RATIO = 1032  # no deflated byte becomes more


class TooBig(Exception):
    """The file would not fit into memory."""


@dataclass
class Findings:
    """What calamine does not tell: the corner of the cells, and those that it gives as blanks though they are not.

    `cells` are by row and column index: an error's text, or `NOT_CALCULATED`. `merged` says by row how far cells
    reach that were merged with others to their right.
    """

    rows: int = 0
    columns: int = 0
    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: dict[int, dict[int, int]] = field(default_factory=dict)

    def reach(self, rows: int, columns: int) -> None:
        """Stretch the corner; refuses a rectangle that would not fit into memory, as calamine makes room for it all."""
        self.rows = max(self.rows, rows)
        self.columns = max(self.columns, columns)
        if self.rows * self.columns > MOST_CELLS:
            raise TooBig

    def add(self, row: int, column: int, text: str) -> None:
        """Keep a cell."""
        self.cells.setdefault(row, {})[column] = text


class Archive:
    """A zipped file in memory; whatever is wrong with it is a BadZipFile."""

    def __init__(self, data: bytes) -> None:
        """Read the list of its members."""
        with _damage_told():
            self._zip = ZipFile(BytesIO(data))
        self.names = tuple(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """A small member, whole."""
        return b"".join(self.pieces(name))

    def pieces(self, name: str) -> Iterator[bytes]:
        """A member to its real end or the limit, whatever the file says about its size."""
        with _damage_told():
            endless = copy(self._zip.getinfo(name))
            endless.file_size = MOST_BYTES + 2 * _CHUNK
            size = 0
            with self._zip.open(endless) as file:
                while chunk := file.read(_CHUNK):
                    size += len(chunk)
                    if size > MOST_BYTES:
                        raise TooBig
                    yield chunk

    def check(self, *, but: str) -> None:
        """Refuse a file with a member that is too big; those that begin with `but` are looked over as they are read."""
        for member in self._zip.infolist():
            if member.compress_type not in {ZIP_DEFLATED, ZIP_STORED}:
                raise BadZipFile(f"{member.filename} is packed in a way that no spreadsheet uses")
            if member.file_size > MOST_BYTES:
                raise TooBig
            if member.compress_size * _DEFLATE_RATIO > MOST_BYTES and not member.filename.startswith(but):
                for _piece in self.pieces(member.filename):
                    pass

    def with_changed(self, name: str, change: Callable[[bytes], bytes]) -> bytes:
        """The same file with one member changed."""
        copied = BytesIO()
        with _damage_told(), ZipFile(copied, "w", ZIP_DEFLATED) as changed:
            for member in self.names:
                content = self.read(member)
                changed.writestr(member, change(content) if member == name else content)
        return copied.getvalue()


@contextmanager
def _damage_told() -> Iterator[None]:
    """Say of every way in which a damaged archive makes zipfile fail that it is one."""
    try:
        yield
    except (KeyError, ValueError, struct.error, zlib.error, EOFError, RuntimeError) as error:
        raise BadZipFile(str(error)) from error
