"""Opens a file by what is in it, whatever its name says, or says clearly why it cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.archives import MOST_BYTES, Archive, TooBig
from coorddesk.importing.reading.delimited import Delimited
from coorddesk.importing.reading.held import HeldSource
from coorddesk.importing.reading.markup import is_markup, open_markup
from coorddesk.importing.reading.ofx import is_ofx, open_ofx
from coorddesk.importing.reading.pasted import Origin, Pasted, is_regular
from coorddesk.importing.reading.sheet import Sheet, Source
from coorddesk.importing.reading.trouble import not_a_sheet, protected, said_clearly
from coorddesk.importing.reading.web_page import tables_of
from coorddesk.importing.reading.workbook import Workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_XLSX = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_HEAD = 1 << 16


def open_source(origin: Origin, encoding: str | None = None, delimiter: str | None = None) -> Source:
    """Open a workbook, a text file or what was pasted; a UserError says what is wrong with it and what to do.

    `encoding` and `delimiter` are how people say that a text is written.
    """
    with said_clearly(origin):
        if isinstance(origin, Path):
            return _open_file(origin, encoding, delimiter)
        return _open_pasted(origin, delimiter)


def _open_file(path: Path, encoding: str | None, delimiter: str | None) -> Source:
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise UserError(_("{file} is empty.", file=path.name))
    if head.startswith((_ZIP, _OLE)):
        return _workbook(path)
    if head.startswith(b"%PDF"):
        raise UserError(not_a_sheet(path))
    if is_ofx(head):
        return open_ofx(path, encoding)
    if is_markup(head):
        return open_markup(path, head, encoding)
    return Delimited(path, encoding, delimiter)


def _open_pasted(pasted: Pasted, delimiter: str | None) -> Source:
    """The cells as text; as a web page where the text does not tell rows and cells apart."""
    if not (pasted.text.strip() or pasted.page.strip()):
        raise UserError(_("Nothing was pasted. Copy the cells of a sheet with their headers, and paste them here."))
    if delimiter is None and pasted.page and not is_regular(pasted.text):
        tables = tables_of(pasted.page)
        if tables:
            return HeldSource(tables)
    return Delimited(pasted, None, delimiter)


def open_sheet(source: Source, name: str | None, origin: Origin) -> Sheet:
    """Open one of its sheets."""
    with said_clearly(origin):
        return source.sheet(name)


def _workbook(path: Path) -> Workbook:
    if path.stat().st_size > MOST_BYTES:
        raise TooBig
    data = path.read_bytes()
    if data.startswith(_OLE):
        if _ENCRYPTED_XLSX in data or _ENCRYPTED_XLS.search(data):
            raise UserError(protected(path))
        return Workbook(data, None)
    archive = Archive(data)
    names = set(archive.names)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UserError(protected(path))
    if "xl/workbook.bin" in names:
        raise UserError(
            _("{file} is an Excel binary workbook. Save it as .xlsx in Excel, and import that.", file=path.name)
        )
    if not names & {"content.xml", "xl/workbook.xml"}:
        raise UserError(not_a_sheet(path))
    return Workbook(data, archive)
