"""What sheets may bring of bank statements, and files in OFX: a row for each transaction, none of them twice.

A transaction is known by the number that the bank gives it, or else by what its row says and how often. A statement
that covers days which came in another format before adds only what was not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold_code
from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.tidy import tidy
from coorddesk.importing.kind import FINGERPRINT, FieldType, ImportField, ImportKind, Key, Known, NewRows, RowChange
from coorddesk.importing.simple_target import SimpleTarget
from coorddesk.purchasing.imports import headers
from coorddesk.purchasing.models import BankLine
from coorddesk.purchasing.rules.bank import bank_search

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

FIELDS = (
    ImportField("line", _("Bank line number"), FieldType.CODE),
    ImportField(
        "account", _p("bank line", "Account"), FieldType.CODE, headers.ACCOUNTS, example="FR76 1027 8000 0000 0204 1"
    ),
    ImportField("number", _p("bank line", "Transaction"), FieldType.CODE, headers.TRANSACTIONS),
    ImportField(
        "day",
        _p("bank line", "Day"),
        FieldType.DATE,
        headers.BOOKED,
        past=True,
        required=True,
        example=date(2026, 3, 12),
    ),
    ImportField(
        "label",
        _p("bank line", "Label"),
        spellings=headers.BOOKED_LABELS,
        spelt=tidy,
        required=True,
        example="VIR VALLON INFORMATIQUE FAC 2026-118",
    ),
    ImportField("reference", _p("bank line", "Reference"), FieldType.CODE, headers.BOOKED_REFERENCES),
    ImportField("cents", _p("bank line", "Amount"), FieldType.AMOUNT, headers.BOOKED_AMOUNTS, example=-48_000),
    ImportField("debit", _p("bank line", "Debit"), FieldType.AMOUNT, headers.DEBITS),
    ImportField("credit", _p("bank line", "Credit"), FieldType.AMOUNT, headers.CREDITS),
)

_Booked = tuple[date, int]


class BankLineTarget(SimpleTarget):
    """The lines within one import: what the bank booked stays as it is."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self._there: dict[_Booked, list[tuple[str, bool, str]]] = {}
        self._met: Counter[_Booked] = Counter()

    def existing(self, fields: Sequence[str]) -> Iterator[Known]:
        """Every line."""
        for row in self._all():
            self._there.setdefault((row.day, row.cents), []).append(
                (fold_code(row.account), bool(row.number), row.label)
            )
            said = _said(row) | {FINGERPRINT: row.fingerprint}
            yield Known(row.id, row.version, tuple(said[key] for key in fields))

    def rows(self) -> Iterator[Mapping[str, Any]]:
        """Every line, the oldest first."""
        yield from map(_said, sorted(self._all(), key=lambda row: (row.day, row.id)))

    def refuse(self, values: Mapping[str, Any], known: Known | None) -> tuple[str, Message] | None:
        """What is there stays; a new line has one amount, and did not come with another statement."""
        if known is not None:
            return next(iter(values)), _("What the bank booked stays as it came: this line says otherwise here.")
        return _refused_amount(values) or self._refused_double(values)

    def accepts(self, rows: NewRows) -> bool:
        """Each row is looked at."""
        return False

    def insert(self, rows: NewRows) -> None:
        """Add lines, in the order of the sheet."""
        insert_rows(self._session, table_named(BankLine.__tablename__), [_columns(row) for row in rows])

    def update(self, changes: Sequence[RowChange]) -> None:
        """A line is never changed: `refuse` says so first."""
        raise AssertionError(changes)

    def _all(self) -> Iterator[BankLine]:
        yield from self._session.scalars(select(BankLine).order_by(BankLine.id))

    def _refused_double(self, values: Mapping[str, Any]) -> tuple[str, Message] | None:
        """Refuse what a statement of another format brought: one row for each line that is there."""
        booked, account = (values["day"], signed(values)), fold_code(values.get("account") or "")
        other = [
            label
            for theirs, has_number, label in self._there.get(booked, ())
            if has_number != bool(values.get("number")) and (not theirs or not account or theirs == account)
        ]
        self._met[booked] += 1
        if self._met[booked] > len(other):
            return None
        label = other[self._met[booked] - 1]
        return "label", _("This came with another statement already, as “{label}”.", label=label)


def signed(values: Mapping[str, Any]) -> int:
    """The cents of a row, below zero for what went; 0 where it does not say one amount."""
    cents, debit, credit = (values.get(key) or 0 for key in ("cents", "debit", "credit"))
    return cents or credit - abs(debit)


def _refused_amount(values: Mapping[str, Any]) -> tuple[str, Message] | None:
    cents, debit, credit = (values.get(key) or 0 for key in ("cents", "debit", "credit"))
    if debit and credit:
        return "debit", _("This row has a debit and a credit: it is one of them.")
    if credit < 0:
        return "credit", _("A credit is above zero. Write what went as a debit.")
    if not cents and not debit and not credit:
        return "cents", _("Say how much came or went.")
    if cents and (debit or credit) and cents != credit - abs(debit):
        return "cents", _("The amount is not that of the debit or the credit.")
    return None


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it is stored."""
    said = {key: tidy(row.get(key) or "") for key in ("account", "number", "label", "reference")}
    return said | {
        "version": 1,
        "day": row["day"],
        "cents": signed(row),
        "fingerprint": row.get(FINGERPRINT),
        "is_aside": False,
        "words": "",
        "search": bank_search(said["label"], said["reference"], said["account"]),
    }


def _said(row: BankLine) -> dict[str, Any]:
    """A line as a sheet says it."""
    return {
        "line": str(row.id),
        "account": row.account or None,
        "number": row.number or None,
        "day": row.day,
        "label": row.label,
        "reference": row.reference or None,
        "cents": row.cents,
        "debit": -row.cents if row.cents < 0 else None,
        "credit": row.cents if row.cents > 0 else None,
    }


def _rows(session: Session) -> Iterator[Mapping[str, Any]]:
    return BankLineTarget(session).rows()


def _deed(new: int, changed: int) -> Message:
    return _("Import bank statements: {new} new, {changed} changed", new=new, changed=changed)


BANK_LINES = ImportKind(
    key="bank-lines",
    title=_("Bank statements"),
    fields=FIELDS,
    keys=(
        Key(("line",)),
        Key(("number", "account", "day", "cents")),
        Key(("number", "day", "cents"), unique=False),
    ),
    open=BankLineTarget,
    deed=_deed,
    rows=_rows,
    keyless=True,
)
