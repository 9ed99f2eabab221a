"""A desk made ready to be opened: made anew on purpose, brought up to this program's schema, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.engine import sqlite_path
from coorddesk.core.errors import Refused, UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.core.migrate import migrate, rebuilding
from coorddesk.core.revision import NEWER, State, state

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.clock import Clock

__all__ = ["State", "create_desk", "prepare", "state", "upgrade"]


def prepare(
    url: str, *, create: bool = False, clock: Clock, backups: Path | None = None, progress: Progress = unwatched
) -> None:
    """Make sure that there is a desk of this program's schema at a path or URL.

    With `create` a missing one is made, without any row. A SQLite desk of an earlier schema is backed up into
    `backups` (its own folder where none is named) and upgraded; one on a server waits for `upgrade`, since others
    may be at work there. Raises `Refused` for that, for a newer desk and for somebody else's database.
    """
    match state(url):
        case State.CURRENT:
            return
        case State.NEW if create:
            create_desk(url, progress=progress)
        case State.BEHIND if sqlite_path(url) is not None:
            upgrade(url, clock=clock, backups=backups, progress=progress)
        case stands:
            raise _refusal(stands)


def create_desk(url: str, *, progress: Progress = unwatched) -> None:
    """Make a desk without any row in a new file or an empty database; if another program just did, leave its desk."""
    progress(0, None, _("Making a new desk"))
    with rebuilding(url, create=True) as connection:
        migrate(connection)


def upgrade(url: str, *, clock: Clock, backups: Path | None = None, progress: Progress = unwatched) -> Path | None:
    """Back a desk up and bring it up to this program's schema, whole or not at all; nobody else can write meanwhile.

    Returns the backup; None if the desk was up to date. Programs that have the desk open are refused from then on.
    """
    match state(url):
        case State.CURRENT:
            return None
        case State.BEHIND:
            pass
        case stands:
            raise _refusal(stands)
    from coorddesk.core.backup import make_backup  # with zip and all, for the few starts that need it

    backup = make_backup(url, backups, clock=clock, progress=progress).backup.path
    progress(0, None, _("Upgrading the desk"))
    with rebuilding(url) as connection:
        migrate(connection)
    return backup


def _refusal(stands: State) -> UserError:
    match stands:
        case State.NEW:
            return UserError(_("There is no desk here yet. Check the path or address, or make a new desk."))
        case State.NEWER:
            return Refused(NEWER)
        case State.BEHIND:
            return Refused(
                _(
                    "This desk was made by an earlier version, and others may be using it. "
                    "Ask them to close CoordDesk, then upgrade it: “coorddesk upgrade”."
                )
            )
    return Refused(_("This is a database, but not a CoordDesk desk. Open another one."))
