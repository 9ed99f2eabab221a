"""Opens a file by what is in it, whatever its name says, or says clearly why it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

from coorddesk.core.errors import Surroundings, UserError
from coorddesk.core.messages import Message, _, verbatim
from coorddesk.importing.reading.archives import MOST_BYTES, Archive, TooBig
from coorddesk.importing.reading.delimited import Delimited, not_a_sheet
from coorddesk.importing.reading.sheet import Sheet, Source
from coorddesk.importing.reading.workbook import Workbook

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_XLSX = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_XLS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)
_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml")


def open_source(path: Path) -> Source:
    """Open a workbook or a text file; a UserError says what is wrong with it and what to do."""
    with _said_clearly(path):
        with path.open("rb") as file:
            head = file.read(1024)
        if not head.strip():
            raise UserError(_("{file} is empty.", file=path.name))
        if head.startswith((_ZIP, _OLE)):
            return _workbook(path)
        if head.startswith(b"%PDF"):
            raise UserError(not_a_sheet(path))
        if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGES):
            raise UserError(
                _(
                    "{file} is a web page or an XML file, whatever its name says. "
                    "Open it in a spreadsheet, save it as .xlsx, and import that.",
                    file=path.name,
                )
            )
        return Delimited(path)


def open_sheet(source: Source, name: str | None, path: Path) -> Sheet:
    """Open one of its sheets."""
    with _said_clearly(path):
        return source.sheet(name)


def _workbook(path: Path) -> Workbook:
    if path.stat().st_size > MOST_BYTES:
        raise TooBig
    data = path.read_bytes()
    if data.startswith(_OLE):
        if _ENCRYPTED_XLSX in data or _ENCRYPTED_XLS.search(data):
            raise UserError(_protected(path))
        return Workbook(data, None)
    archive = Archive(data)
    names = set(archive.names)
    if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        raise UserError(_protected(path))
    if "xl/workbook.bin" in names:
        raise UserError(
            _("{file} is an Excel binary workbook. Save it as .xlsx in Excel, and import that.", file=path.name)
        )
    if not names & {"content.xml", "xl/workbook.xml"}:
        raise UserError(not_a_sheet(path))
    return Workbook(data, archive)


@contextmanager
def _said_clearly(path: Path) -> Iterator[None]:
    """Turn what may be wrong with a file into a sentence."""
    try:
        yield
    except OSError as error:
        raise _unreadable(path, error) from error
    except TooBig as error:
        raise UserError(
            _(
                "{file} is too big: unpacked, it would not fit into this computer's memory. "
                "Delete what lies far to the right of the table or below it, or split the file.",
                file=path.name,
            )
        ) from error
    except BadZipFile as error:
        raise UserError(_damaged(path)) from error
    except BaseException as error:
        if _from_calamine(error):
            raise UserError(_damaged(path)) from error
        raise


def _unreadable(path: Path, error: OSError) -> UserError:
    match error:
        case FileNotFoundError():
            return UserError(_("There is no file {file}. Check its name and folder.", file=str(path)))
        case IsADirectoryError():
            return UserError(_("{file} is a folder. Choose a file in it.", file=str(path)))
        case PermissionError():
            return Surroundings(
                _("{file} may not be read. Close it where it is open, or ask for the right to read it.", file=str(path))
            )
    reason = verbatim(error.strerror or str(error))
    return Surroundings(_("{file} cannot be read: {reason}", file=str(path), reason=reason))


def _from_calamine(error: BaseException) -> bool:
    """Whether calamine gave up on a file: with an error of its own, or with a panic, which is no Exception."""
    return type(error).__module__ in {"python_calamine", "pyo3_runtime"}


def _damaged(path: Path) -> Message:
    return _("{file} is damaged or was cut off. Copy or download it once more, or save it again.", file=path.name)


def _protected(path: Path) -> Message:
    return _("{file} is protected by a password. Save it without the password, and import that.", file=path.name)
