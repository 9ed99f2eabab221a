"""The desk's own fields in sheets of devices: a column named like a field feeds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from coorddesk.core.history_rows import table_named
from coorddesk.core.messages import verbatim
from coorddesk.importing.kind import Choice, FieldType, ImportField, NewRows, RowChange
from coorddesk.inventory.models import CustomValue
from coorddesk.inventory.queries import FieldRow, custom_fields
from coorddesk.inventory.rules import Custom, CustomType, held, kept
from coorddesk.inventory.service import add_custom, write_custom

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PREFIX = "custom:"
_TYPES: dict[CustomType, FieldType] = {
    CustomType.TEXT: FieldType.TEXT,
    CustomType.NUMBER: FieldType.DECIMAL,
    CustomType.AMOUNT: FieldType.AMOUNT,
    CustomType.DATE: FieldType.DATE,
    CustomType.YES_NO: FieldType.YES_NO,
    CustomType.CHOICE: FieldType.CHOICE,
    CustomType.LINK: FieldType.TEXT,
}
_SPELT = frozenset({CustomType.TEXT, CustomType.LINK})
"""Of which a cell may say otherwise, or more, than is kept."""


def own_fields(session: Session) -> tuple[ImportField, ...]:
    """What sheets may bring besides, on this desk: "custom:NAME"."""
    return tuple(map(_field, custom_fields(session)))


class CustomColumns:
    """What devices say in the desk's own fields, within one import."""

    def __init__(self, session: Session) -> None:
        """Read through `session` what fields there are, when the first is asked for."""
        self._session = session

    @cached_property
    def keys(self) -> Mapping[str, FieldRow]:
        """The fields by their keys in sheets."""
        return {_key(row): row for row in custom_fields(self._session)}

    def saying(self, key: str) -> Callable[[Sequence[Any]], Sequence[Any]]:
        """What turns the ids of devices into what they say in a field."""
        field = self.keys[key]
        wanted = select(_VALUE.c.asset_id, _VALUE.c.text, _VALUE.c.number, _VALUE.c.day)
        rows = self._session.connection().execute(wanted.where(_VALUE.c.field_id == field.id))
        said = {asset_id: held(field.type, *stored) for asset_id, *stored in rows}
        return lambda ids: list(map(said.get, ids))

    def insert(self, ids: Sequence[int], rows: NewRows) -> None:
        """Write down what new devices say."""
        add_custom(self._session, ids, {self.keys[key].id: rows.column(key) for key in self._in(rows.columns)})

    def update(self, changes: Iterable[RowChange]) -> None:
        """Write down what devices say now."""
        wishes: dict[int, dict[int, Custom | None]] = {}
        for change in changes:
            for key in self._in(change.values):
                wishes.setdefault(change.id, {})[self.keys[key].id] = change.values[key]
        write_custom(self._session, wishes)

    def _in(self, keys: Iterable[str]) -> list[str]:
        return [key for key in keys if key.startswith(_PREFIX)]


def is_custom(key: str) -> bool:
    """Whether a key is that of a field of the desk's own."""
    return key.startswith(_PREFIX)


def _field(row: FieldRow) -> ImportField:
    choices = tuple(Choice(choice, verbatim(choice)) for choice in row.choices)
    spelt = partial(_spelt, row.type) if row.type in _SPELT else None
    return ImportField(_key(row), row.title, _TYPES[row.type], choices=choices, is_own=True, spelt=spelt)


def _spelt(kind: CustomType, text: str) -> str:
    stored = kept(kind, (), text)
    return "" if stored is None else stored.text


def _key(row: FieldRow) -> str:
    return f"{_PREFIX}{row.name}"


_VALUE = table_named(CustomValue.__tablename__)
