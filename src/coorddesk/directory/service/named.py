"""Records that are known by their name alone: no two share one, whatever their accents and case."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.tidy import tidy
from coorddesk.directory.models import Named
from coorddesk.directory.service.rows import EDITORS

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

N = TypeVar("N", bound=Named)


@allowed(*EDITORS)
def add_named(session: Session, kind: type[N], name: str) -> N:
    """Add a record of a new name; the caller fills in the rest."""
    row = kind()
    rename_named(session, row, name)
    session.add(row)
    return row


@allowed(*EDITORS)
def rename_named(session: Session, row: Named, name: str) -> None:
    """Give a record a name that no other of its kind has."""
    name = tidy(name)
    if not name:
        raise UserError(_("A name is needed."), field="name")
    other = _by_name(session, type(row), name)
    if other is not None and other is not row:
        raise UserError(_("There is already “{name}”.", name=other.name), field="name")
    row.name, row.name_folded = name, fold(name)


@allowed(*EDITORS)
def find_or_add_named(session: Session, kind: type[N], name: str) -> N:
    """The record of a name, added if there is none; the deed is the caller's to name."""
    return _by_name(session, kind, name) or add_named(session, kind, name)


def _by_name(session: Session, kind: type[N], name: str) -> N | None:
    return session.scalar(select(kind).where(kind.name_folded == fold(name)))
