"""Letting all that belongs to one record belong to another, and saved views follow what they ask for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Table, UniqueConstraint, select

from coorddesk.core.bulk import delete_rows, relink_rows
from coorddesk.core.criteria import OF_WORDS
from coorddesk.core.desk_tables import SavedView
from coorddesk.core.fold import fold
from coorddesk.core.orm import Base

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.records import Subject

_QUERY, _CRITERIA = "query", "criteria"
"""Where the state of a saved view keeps what it shows."""


class Keeper(Protocol):
    """Who may keep what belongs to records of others: all that is asked of a feature where two records become one."""

    @property
    def repoint(self) -> Callable[[Session, Subject, Subject], None] | None:
        """The verb that lets what belongs to one record belong to another; None where there is nothing."""


def repoint_all(session: Session, features: Sequence[Keeper], old: Subject, new: Subject) -> None:
    """Let all that belongs to one record belong to another, whatever the feature that keeps it."""
    for feature in features:
        if feature.repoint is not None:
            feature.repoint(session, old, new)


def point_elsewhere(session: Session, module: str, old: Subject, new: Subject) -> None:
    """Let the rows of a feature's models (the name of their module) that point at one record point at another.

    A row that would then say what another says already is dropped: two memberships of one group are one.
    """
    session.flush()
    target = Base.metadata.tables[old[0]]
    for mapper in sorted(Base.registry.mappers, key=lambda each: each.class_.__name__):
        table = mapper.local_table
        if mapper.class_.__module__ == module and isinstance(table, Table):
            for column in table.c:
                if any(key.column.table is target for key in column.foreign_keys):
                    _point(session, table, column.name, old[1], new[1])


def repoint_views(session: Session, page: str, links: Mapping[str, str], old: Subject, new: Subject) -> None:
    """Let a page's saved views that show what belongs to one record show what belongs to another.

    `links` name the fields of its query and of its criteria that hold ids, and the kind of record of each.
    """
    keys = {key for key, kind in links.items() if kind == old[0]}
    for row in session.scalars(select(SavedView).where(SavedView.page == page)).all():
        query = row.state.get(_QUERY)
        if isinstance(query, dict):
            followed = {key: _followed(key, value, keys, (old[1], new[1])) for key, value in query.items()}
            if followed != query:
                row.state = row.state | {_QUERY: followed}
    session.flush()


def reword_views(session: Session, page: str, field: str, words: Mapping[str, str]) -> None:
    """Let a page's saved views that ask for choices of a field ask for their new words, by the folded old ones."""
    for row in session.scalars(select(SavedView).where(SavedView.page == page)).all():
        query = row.state.get(_QUERY)
        criteria = query.get(_CRITERIA) if isinstance(query, dict) else None
        if isinstance(query, dict) and isinstance(criteria, list):
            reworded = [_reworded(each, field, words) for each in criteria]
            if reworded != criteria:
                row.state = row.state | {_QUERY: query | {_CRITERIA: reworded}}
    session.flush()


def _reworded(criterion: Any, field: str, words: Mapping[str, str]) -> Any:
    """A criterion in the new words; one that asks for letters of them asks for those letters still."""
    if not isinstance(criterion, dict) or criterion.get("field") != field or criterion.get("ask") in OF_WORDS:
        return criterion
    values = [words.get(fold(each), each) if isinstance(each, str) else each for each in criterion.get("values", ())]
    return criterion | {"values": list(dict.fromkeys(values))}


def _followed(key: str, value: Any, keys: Collection[str], ids: tuple[int, int]) -> Any:
    """What a query says in a field, the new id in place of the old one, once."""
    if key == _CRITERIA and isinstance(value, list):
        return [_followed_criterion(each, keys, ids) for each in value]
    return _renumbered(value, ids) if key in keys else value


def _followed_criterion(criterion: Any, keys: Collection[str], ids: tuple[int, int]) -> Any:
    is_meant = isinstance(criterion, dict) and criterion.get("field") in keys
    return criterion | {"values": _renumbered(criterion.get("values"), ids)} if is_meant else criterion


def _renumbered(value: Any, ids: tuple[int, int]) -> Any:
    old, new = ids
    if isinstance(value, list):
        return list(dict.fromkeys(new if each == old else each for each in value)) if old in value else value
    return new if value == old else value


def _point(session: Session, table: Table, column: str, old: int, new: int) -> None:
    connection = session.connection()
    ids = list(connection.scalars(select(table.c.id).where(table.c[column] == old).order_by(table.c.id)))
    twins = {row_id for key in _keys_with(table, column) for row_id in _twins(session, table, key, (column, old, new))}
    if twins:
        delete_rows(session, table, sorted(twins))
    relink_rows(session, table, [(row_id, {column: new}) for row_id in ids if row_id not in twins])


def _keys_with(table: Table, column: str) -> list[list[str]]:
    """The other columns of each unique constraint that a column is part of."""
    keys = [each.columns.keys() for each in table.constraints if isinstance(each, UniqueConstraint)]
    return [[name for name in key if name != column] for key in keys if column in key]


def _twins(session: Session, table: Table, key: list[str], change: tuple[str, int, int]) -> list[int]:
    """The rows of the old record that would be the same as one of the new record."""
    column, old, new = change
    rows = session.connection().execute(
        select(table.c.id, table.c[column], *(table.c[name] for name in key)).where(table.c[column].in_((old, new)))
    )
    by_key = [(row[0], row[1], tuple(row[2:])) for row in rows]
    of_new = {values for _row_id, owner, values in by_key if owner == new and None not in values}
    return [row_id for row_id, owner, values in by_key if owner == old and values in of_new]
