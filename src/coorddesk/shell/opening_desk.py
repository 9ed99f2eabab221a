"""Opening a desk for the window: in the lane, and with what helps where it cannot be opened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.backup import Backup
    from coorddesk.core.clock import Clock
    from coorddesk.core.database import Database


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


@dataclass(frozen=True)
class Opening:
    """One way of opening the desk at a path or URL.

    `create` makes a missing one, `remember` opens it again at the next start, `upgrade` brings a shared one up to this
    program, `backup` is put in its place first, `demo` is filled with one.
    """

    url: str
    create: bool = False
    remember: bool = False
    upgrade: bool = False
    backup: Path | None = None
    demo: bool = False

    def anew(self, *, backup: Path | None = None) -> Opening:
        """The same desk once more, with a backup in its place if one is named."""
        return replace(self, create=False, upgrade=False, backup=backup)

    def open(self, actor: Actor, clock: Clock) -> Database:
        """Open it, in the lane. Raises `NotOpened` for any trouble."""
        from coorddesk import features, opening  # SQL, which comes after the first paint
        from coorddesk.core import restore, schema

        try:
            features.load()  # the window will ask for them, and must not wait
            if self.backup is not None:
                restore.restore(self.backup, self.url, clock=clock)
            if self.upgrade:
                schema.upgrade(self.url, clock=clock)
            return opening.open_desk(self.url, create=self.create, actor=actor, clock=clock)
        except UserError as error:
            raise self._explained(error) from error

    def _explained(self, error: UserError) -> NotOpened:
        from coorddesk.core import backup, schema

        try:
            can_upgrade = schema.state(self.url) is schema.State.BEHIND
        except UserError:
            can_upgrade = False  # it cannot even be looked at
        return NotOpened(error, can_upgrade=can_upgrade, backups=backup.list_backups(self.url))


def facts_of(session: Session) -> Facts:
    """Whose desk this is, and whether anything was done on it."""
    from coorddesk import opening
    from coorddesk.core import files, organisation

    whose = organisation.organisation(session)
    logo = files.get(session, whose.logo) if whose.logo else None
    return Facts(whose.name, logo, is_empty=opening.is_empty(session))
