"""Web pages and XML files that are named like sheets: which of them hold tables, and in which encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.archives import TooBig
from coorddesk.importing.reading.encoding import detect_encoding
from coorddesk.importing.reading.held import HeldSource
from coorddesk.importing.reading.text import is_encoding, open_text
from coorddesk.importing.reading.web_page import tables_of
from coorddesk.importing.reading.xml_workbook import SPREADSHEET, sheets_of

_MOST_BYTES = 48 << 20  # a page is held whole while it is read
_PIECE = 1 << 20
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"
_PAGE = re.compile(rb"<(?:html|table|!doctype html)\b", re.IGNORECASE)
_ARCHIVE = re.compile(rb"mime-version:|content-type:\s*multipart/related", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_OF_OLD = frozenset({"iso-8859-1", "latin1", "ascii", "us-ascii"})  # as every browser knows, they mean cp1252


def is_markup(head: bytes) -> bool:
    """Whether a file that begins like this is a web page, alone or with its pictures, or an XML file."""
    begin = _plain(head)
    if begin.startswith(b"<"):
        return begin.startswith(b"<?xml") or _PAGE.search(begin) is not None
    return _ARCHIVE.match(begin) is not None


def open_markup(path: Path, head: bytes, encoding: str | None) -> HeldSource:
    """Open such a file if it has tables."""
    begin = _plain(head)
    if SPREADSHEET in begin:
        return HeldSource(sheets_of(_pieces(path), encoding), encoding)
    if path.stat().st_size > _MOST_BYTES:
        raise TooBig
    if _ARCHIVE.match(begin):
        tables = tables_of(_archived(path))
    elif _PAGE.search(begin):
        encoding = encoding or _encoding_of(path, begin)
        tables = tables_of(open_text(path, encoding).whole())
    else:
        raise UserError(
            _("{file} is an XML file. Open it in a spreadsheet, save it as .xlsx, and import that.", file=path.name)
        )
    if not tables:
        raise UserError(_("{file} is a web page without any table.", file=path.name))
    return HeldSource(tables, encoding)


def _encoding_of(path: Path, head: bytes) -> str | None:
    """The encoding of a page: proved, else as it says, else judged."""
    found = detect_encoding(path)
    declared = _CHARSET.search(head)
    if found is None or found.name.startswith("utf") or declared is None:
        return None if found is None else found.name
    name = declared[1].decode().lower()
    if name in _OF_OLD:
        return "cp1252"
    return name if is_encoding(name) else found.name


def _archived(path: Path) -> str:
    """The pages within a "single file web page", as Excel and SAP write them."""
    from email import message_from_bytes, policy  # only such a file needs the rules of e-mails

    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    pages = [part.get_content() for part in message.walk() if part.get_content_type() == "text/html"]
    return "\n".join(page for page in pages if isinstance(page, str))


def _plain(head: bytes) -> bytes:
    """The first tag and what follows, whether a letter takes one byte or two."""
    return head.replace(b"\0", b"").lstrip(_BLANK)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
