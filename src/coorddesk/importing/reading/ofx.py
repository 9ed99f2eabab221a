"""Bank statements in OFX, as banks write them: of version 1 (SGML, without closing tags) or 2 (XML), read as a sheet.

A row for each transaction, its columns named as OFX names them. What cannot be read stays as it is written, so that
its row is refused with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from zipfile import BadZipFile

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.importing.reading.archives import TooBig
from coorddesk.importing.reading.encoding import detect_encoding
from coorddesk.importing.reading.held import Grid, HeldSource, Room
from coorddesk.importing.reading.sheet import Cell
from coorddesk.importing.reading.text import open_text

COLUMNS = ("ACCTID", "FITID", "DTPOSTED", "TRNAMT", "NAME", "CHECKNUM")
"""The account, the bank's number of the transaction, its day, its amount, what it says, and its reference."""

_MOST_BYTES = 48 << 20  # a file is held whole while it is read
_BEGIN = re.compile(
    rb"\s*(?:ofxheader\s*:|(?:<\?xml[^>]*>\s*(?:<!--.*?-->\s*)*)?(?:<\?ofx\b|<ofx>))", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(/?)([A-Za-z0-9_.]+)(?:\s[^>]*)?>([^<]*)")
_CHARSET = re.compile(rb"charset\s*[:=]\s*\"?\s*([\w-]+)", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{2,6}(?:\.\d+)?)?\s*(?:\[.*\])?")
_AMOUNT = re.compile(r"([-+]?)(\d+|\d{1,3}(?:[ .,']\d{3})+)(?:[.,](\d{1,2}|\d{2}0*))?")
_NO_NUMBER = frozenset({"", "0", "none", "n/a"})


def is_ofx(head: bytes) -> bool:
    """Whether a file that begins like this is a statement in OFX, whatever its name says."""
    return _BEGIN.match(head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"")) is not None


def open_ofx(path: Path, encoding: str | None = None) -> HeldSource:
    """Open a statement; a UserError says what is wrong with it."""
    if path.stat().st_size > _MOST_BYTES:
        raise TooBig
    encoding = encoding or _encoding_of(path)
    text = open_text(path, encoding).whole()
    if re.search(r"</ofx\s*>", text[-2_000:], re.IGNORECASE) is None:
        raise BadZipFile("a statement without its end")
    grid = Grid(None, Room())
    for column, title in enumerate(COLUMNS):
        grid.put(0, column, title)
    for row, transaction in enumerate(_transactions(text), 1):
        for column, cell in enumerate(_cells(transaction)):
            grid.put(row, column, cell)
    if grid.height == 1:
        raise UserError(_("{file} is a bank statement without any transaction.", file=path.name))
    return HeldSource([grid], encoding)


def _encoding_of(path: Path) -> str | None:
    """Proved to be UTF-8, else as the file says: most banks write the signs of Windows."""
    found = detect_encoding(path)
    if found is None or found.name.startswith("utf"):
        return None if found is None else found.name
    with path.open("rb") as file:
        said = _CHARSET.search(file.read(1_000))
    return "cp1252" if said is not None and said[1] in {b"1252", b"8859-1", b"NONE"} else found.name


def _transactions(text: str) -> Iterator[Mapping[str, str]]:
    """What each transaction says, by its tags, with the account that it is of."""
    account, within, here = "", "", dict[str, str]()
    for closing, tag, value in _TAG.findall(text):
        name, said = tag.upper(), " ".join(unescape(value).split())
        if name == "STMTTRN":
            if here and within == name:
                yield here
            within, here = ("", {}) if closing else (name, {"ACCTID": account})
        elif name == "ACCTID" and not within and not closing:
            account = said
        elif within and not closing and said and name not in here:
            here[name] = said
    if here and within:
        yield here


def _cells(said: Mapping[str, str]) -> Iterator[Cell]:
    number = said.get("FITID", "")
    yield said["ACCTID"]
    yield "" if number.strip("0 ").lower() in _NO_NUMBER else number
    yield _day(said.get("DTPOSTED") or said.get("DTUSER", ""))
    yield _amount(said.get("TRNAMT", ""))
    yield _label(said)
    yield said.get("CHECKNUM") or said.get("REFNUM", "")


def _label(said: Mapping[str, str]) -> str:
    """Name and memo, which often say the same twice."""
    name, memo = said.get("NAME", ""), said.get("MEMO", "")
    if memo.lower().startswith(name.lower()):
        return memo
    return name if name.lower().startswith(memo.lower()) else f"{name} {memo}"


def _day(text: str) -> Cell:
    """The day that is written, whatever its time zone: banks book days."""
    found = _DAY.fullmatch(text)
    try:
        return text if found is None else date(*map(int, found.groups()))
    except ValueError:
        return text


def _amount(text: str) -> Cell:
    """Signed; the mark may be a comma, against the format."""
    found = _AMOUNT.fullmatch(text.replace("\N{MINUS SIGN}", "-"))
    if found is None:
        return text
    sign, whole, decimals = found.groups()
    return float(f"{sign}{re.sub(r'[^0-9]', '', whole)}.{decimals or '0'}")
