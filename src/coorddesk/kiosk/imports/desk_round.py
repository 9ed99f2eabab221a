"""The desk's round of its kiosks' folders: reports come in, and what there is to show goes out."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.access import Actor, Role
from coorddesk.core.database import Database, Lane
from coorddesk.core.errors import UserError
from coorddesk.core.jobs import Progress, unwatched
from coorddesk.core.messages import _
from coorddesk.kiosk.imports.shared_folder import DeskSide
from coorddesk.kiosk.queries import catalogue, kiosks

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.kiosk.queries import KioskRow
    from coorddesk.kiosk.rules import Catalogue

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Round:
    """How many reports came in, and the kiosks whose folder cannot be reached."""

    taken: int
    away: tuple[str, ...]


def go_round(database: Database, progress: Progress = unwatched) -> Round:
    """Take in what lies in every kiosk's folder, and let each show what the desk knows by then.

    One that is away keeps none of the others waiting. Each report is the kiosk's deed, not that of whoever sits here.
    """
    with database.reading(Lane.JOBS) as session:
        rows = [row for row in kiosks(session) if row.folder]
    taken, away = 0, []
    for place, row in enumerate(rows):
        progress(place, len(rows))
        try:
            taken += _take_in(database, row)
        except OSError as error:
            _log.info("the folder of a kiosk is away: %s", error)
            away.append(row.name)
    there = [row for row in rows if row.name not in away]
    if there:
        with database.reading(Lane.JOBS) as session:
            shown = catalogue(session)
        away += [row.name for row in there if not _publish(row, shown)]
    return Round(taken, tuple(away))


def set_up_folder(session: Session, name: str, folder: str) -> None:
    """Make the folder of a kiosk, with what there is to show in it. For whoever adds the kiosk.

    Raises `UserError` where that cannot be: a share that is away is told now, and not found out at the kiosk.
    """
    side = DeskSide(name, Path(folder))
    try:
        side.prepare()
        side.publish(catalogue(session))
    except OSError as error:
        reason = str(error.strerror or error)
        said = _("The folder “{folder}” cannot be written to ({reason}).", folder=folder, reason=reason)
        raise UserError(said, field="folder") from error


def _take_in(database: Database, row: KioskRow) -> int:
    side = DeskSide(row.name, Path(row.folder))
    if not side.is_there():
        raise FileNotFoundError(row.folder)
    side.prepare()
    if not side.has_reports():
        return 0
    actor = Actor(row.name, Role.KIOSK, "kiosk")
    with closing(Database(database.url, actor=actor, clock=database.clock)) as theirs:
        return side.take_in(theirs)


def _publish(row: KioskRow, shown: Catalogue) -> bool:
    try:
        DeskSide(row.name, Path(row.folder)).publish(shown)
    except OSError as error:
        _log.info("a kiosk was not told what there is to show: %s", error)
        return False
    return True
