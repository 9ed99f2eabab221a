"""Backups as the window makes them: one a day by itself, and one when asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from coorddesk.core.backup import Made
    from coorddesk.core.database import Database
    from coorddesk.core.jobs import Progress
    from coorddesk.shell.window_desk import WindowDesk


def backing_up(desk: WindowDesk, *, if_due: bool = False) -> Callable[[Database, Progress], Made | None]:
    """The work of backing the open desk up; with `if_due`, of doing so unless it has been done today."""
    url, clock = desk.url, desk.clock
    second = Path(desk.settings.second_backups) if desk.settings.second_backups else None

    def work(_database: Database, progress: Progress) -> Made | None:
        from coorddesk.core import backup  # SQL, loaded by now

        if if_due and not backup.backup_is_due(url, clock=clock):
            return None
        return backup.backup_desk(url, second=second, clock=clock, progress=progress)

    return work


def told(made: Made) -> Message:
    """What there is to say of a backup: that it is there, or what went wrong beside it."""
    return made.troubles[0] if made.troubles else _("Backed up and verified: {name}", name=made.backup.path.name)


def is_to_be_restored(desk: WindowDesk, owner: QWidget, name: Message) -> bool:
    """Whether the user is sure that a backup or an archive is to be the desk."""
    return desk.ask(
        owner,
        _("Put the backup {name} in the place of the desk?", name=name),
        _("What was done since then will not be on the desk any more. The present desk is backed up first."),
        _("Restore"),
        dangerous=True,
    )
