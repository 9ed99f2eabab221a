"""Versions: a wish carries the one its author saw; an older one is refused with both values of each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import touch_rows
from coorddesk.core.errors import Difference, StaleWrite
from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sqlalchemy import Table
    from sqlalchemy.orm import Session

    from coorddesk.core.orm import Versioned


def expect_version(
    row: Versioned,
    seen: int,
    wanted: Mapping[str, Any],
    titles: Mapping[str, Message],
    shown: Callable[[str, Any], Any] = lambda _field, value: value,
) -> None:
    """Refuse to write `wanted` (values by field) over a row that has changed since its version `seen`.

    `shown` turns a field's value into what people read, such as the name behind an id. Where every wanted
    value stands already there is nothing to overwrite, and nothing is refused.
    """
    yours = {field: shown(field, value) for field, value in wanted.items() if getattr(row, field) != value}
    theirs = {field: shown(field, getattr(row, field)) for field in yours}
    refuse_stale(row, seen, titles, yours, theirs)


def raise_versions(session: Session, table: Table, ids: Iterable[int]) -> None:
    """Let records be other versions whose parts have changed: whoever edits one saw those too."""
    touch_rows(session, table, ids)


def refuse_stale(
    row: Versioned, seen: int, titles: Mapping[str, Message], yours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> None:
    """Refuse to write over a row that has changed since its version `seen`, if anything would be overwritten.

    `yours` and `theirs` are the wanted and the standing values as people read them, by the keys of the form's fields.
    """
    if row.version == seen:
        return
    differences = tuple(
        Difference(titles[field], value, theirs[field], field)
        for field, value in yours.items()
        if value != theirs[field]
    )
    if differences:
        raise StaleWrite(
            _("Somebody changed this since you opened it. Nothing was overwritten: compare, then decide."), differences
        )
