"""Opening a desk for the window: in the lane, and with what helps where it cannot be opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.backup import Backup
    from coorddesk.core.clock import Clock
    from coorddesk.core.database import Database
    from coorddesk.shell.opening import Opening


class NotOpened(UserError):
    """Why a desk is not open, whether upgrading it would help, and the backups that there are."""

    def __init__(self, error: UserError, *, can_upgrade: bool, backups: Sequence[Backup]) -> None:
        """Say the same sentence as the error that stood in the way."""
        super().__init__(error.message)
        self.can_upgrade = can_upgrade
        self.backups = tuple(backups)


@dataclass(frozen=True)
class Facts:
    """What the window wants to know of a desk that has just been opened."""

    organisation: str
    logo: bytes | None
    is_empty: bool


def open_desk(wanted: Opening, actor: Actor, clock: Clock) -> Database:
    """Open a desk, in the lane. Raises `NotOpened` for any trouble."""
    from coorddesk import opening  # SQL, which comes after the first paint

    try:
        if wanted.backup is not None:
            from coorddesk.core import restore

            restore.restore(wanted.backup, wanted.url, clock=clock)
        if wanted.upgrade:
            from coorddesk.core import schema

            schema.upgrade(wanted.url, clock=clock)
        database = opening.open_desk(wanted.url, create=wanted.create, actor=actor, clock=clock)
    except UserError as error:
        raise _explained(error, wanted.url) from error
    if wanted.instead_of is not None:
        opening.remove_begun(wanted.instead_of, wanted.url)
    return database


def facts_of(session: Session) -> Facts:
    """Whose desk this is, and whether anything was done on it."""
    from coorddesk import opening
    from coorddesk.core import organisation

    whose = organisation.organisation(session)
    return Facts(whose.name, organisation.logo_of(session, whose), is_empty=opening.is_empty(session))


def _explained(error: UserError, url: str) -> NotOpened:
    from coorddesk.core import backup, schema, trouble

    try:
        can_upgrade = schema.state(url) is schema.State.BEHIND
    except UserError:
        can_upgrade = False  # it cannot even be looked at
    try:
        with trouble.told_apart():
            backups = backup.list_backups(url)
    except UserError:
        backups = []  # nor can its folder
    return NotOpened(error, can_upgrade=can_upgrade, backups=backups)
