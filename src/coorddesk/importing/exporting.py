"""The columns under which a kind's records leave the desk, and under which they come back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coorddesk.core.tables import Column, Kind
from coorddesk.importing.kind import FieldType, ImportField, ImportKind

_KINDS = {
    FieldType.TEXT: Kind.TEXT,
    FieldType.CODE: Kind.CODE,
    FieldType.NUMBER: Kind.NUMBER,
    FieldType.DECIMAL: Kind.DECIMAL,
    FieldType.AMOUNT: Kind.AMOUNT,
    FieldType.DATE: Kind.DATE,
    FieldType.MOMENT: Kind.MOMENT,
    FieldType.MONTHS: Kind.NUMBER,
    FieldType.YES_NO: Kind.YES_NO,
    FieldType.CHOICE: Kind.CHOICE,
    FieldType.LINK: Kind.TEXT,
}

Record = Mapping[str, Any]


def columns_of(kind: ImportKind) -> tuple[Column[Record], ...]:
    """One column for each field, its title as header, for the rows of `kind.rows`."""
    return tuple(Column(field.key, field.title, _value_of(field), _KINDS[field.type]) for field in kind.kept)


def _value_of(field: ImportField) -> Callable[[Record], Any]:
    if field.type is not FieldType.CHOICE:
        return lambda record: record.get(field.key)
    titles: dict[Any, Any] = {choice.value: choice.title for choice in field.choices}

    def title(record: Record) -> Any:
        """The title of a choice; the desk's own words are their own titles."""
        value = record.get(field.key)
        return titles.get(value, value)

    return title
