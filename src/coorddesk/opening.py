"""How any program opens a desk: the schema first, then what a new desk needs to work at all."""

from __future__ import annotations

import logging
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk import features
from coorddesk.core import history
from coorddesk.core.access import Role, actor_of
from coorddesk.core.database import Database, Lane
from coorddesk.core.engine import sqlite_path
from coorddesk.core.errors import Refused, Surroundings
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import _
from coorddesk.core.migrate import clear_leftovers
from coorddesk.core.organisation import (
    OrganisationKind,
    describe_organisation,
    keep_logo,
    organisation,
    remember,
    remembered,
)
from coorddesk.core.resources import resource
from coorddesk.core.revision import head
from coorddesk.core.schema import prepare
from coorddesk.core.sqlite_file import read_only
from coorddesk.core.trouble import told_apart
from coorddesk.feature import DemoDesk
from coorddesk.reporting.stamp import stamp_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.access import Actor
    from coorddesk.core.clock import Clock
    from coorddesk.core.jobs import Progress
    from coorddesk.core.texts import Texts

_log = logging.getLogger(__name__)

__all__ = ["fill_with_demo", "is_empty", "open_desk", "stamp_of"]


def open_desk(url: str, *, create: bool = True, actor: Actor, clock: Clock, progress: Progress = unwatched) -> Database:
    """Open the desk at a path or URL on behalf of `actor`, made if it is missing and upgraded if it is behind.

    Without `create` a missing one is trouble: a stick that is not plugged in must not become an empty desk. Raises what
    `core.schema.prepare` raises: a newer desk, no desk at all, a server whose desk waits for consent.
    """
    features.load_tables()  # the history speaks of every table, so every table must be known
    prepare(url, create=create, clock=clock, progress=progress)
    database = Database(url, actor=actor, clock=clock)
    try:
        _seed(database)
    except BaseException:
        database.close()
        raise
    database.follow(_CALENDAR, _keep_promises)
    return database


def is_empty(session: Session) -> bool:
    """Whether nothing has been done on the desk but beginning it."""
    return len(session.scalars(select(ChangeSet.id).limit(2)).all()) <= 1


def remove_begun(url: str, kept: str) -> None:
    """Remove a desk in a file on which nothing was done but beginning it, unless it is the one that is `kept`.

    One that cannot be removed stays: it is empty, and no reason to hold anybody up.
    """
    path, other = sqlite_path(url), sqlite_path(kept)
    try:
        with told_apart():
            if path is None or not path.exists() or (other is not None and other.exists() and path.samefile(other)):
                return
            with closing(read_only(path)) as file:
                (changes,) = file.execute("SELECT count(*) FROM change_set").fetchone()
            if changes <= 1:
                path.unlink()
                clear_leftovers(path)
    except Surroundings as error:
        _log.info("%s was not removed: %s", path, error)


def fill_with_demo(database: Database, texts: Texts, progress: Progress = unwatched) -> None:
    """Fill a desk on which nothing was done yet with every feature's demo, as one change set."""
    clock = database.clock
    with database.transaction(_("Fill the desk with the demo"), lane=Lane.JOBS) as session:
        if not is_empty(session):
            raise Refused(_("This desk is in use. The demo only fills a new one: name another with --database."))
        _describe_demo(session)
        demo = DemoDesk(clock.today(), clock, texts, progress)
        for feature in features.load():
            if feature.demo is not None:
                feature.demo(session, demo)


def _describe_demo(session: Session) -> None:
    """Give the demo's school its name and mark, unless the desk's owner has said who they are."""
    described = organisation(session)
    if described.name:
        return
    logo = keep_logo(session, resource("samples/logo.png").read_bytes())
    school = replace(
        described,
        name="École et médiathèque Les Tilleuls",
        kind=OrganisationKind.SCHOOL,
        address="4, allée des Tilleuls\n69008 Lyon",
        logo=logo,
        company_number="216 900 381 00014",
        service_code="MEDIA-NUM",
    )
    describe_organisation(session, school)


def _seed(database: Database) -> None:
    """Give a new desk, or one that was upgraded since, what its features need; each fills what is empty."""
    with database.reading() as session:
        if _is_seeded(session) or actor_of(session).role not in _SEEDERS:
            return
        deed, lasting = _BEGIN if session.scalar(select(ChangeSet.id).limit(1)) is None else _GO_ON
    with database.transaction(deed) as session:
        if _is_seeded(session):
            return  # another program was quicker
        history.cannot_be_undone(session, lasting)
        for feature in features.load():
            if feature.seed is not None:
                feature.seed(session)
        remember(session, _SEEDED, {"revision": head()})


def _is_seeded(session: Session) -> bool:
    return remembered(session, _SEEDED) == {"revision": head()}


def _keep_promises(session: Session) -> None:
    """Deadlines go by the calendar, whatever changes it: a form, a sheet, a script, an undo."""
    from coorddesk.helpdesk.service import renew_promises  # a desk is opened without it

    renew_promises(session)


_CALENDAR = frozenset({"opening", "closure", "organisation"})  # its country says which public holidays are free
_SEEDED = "seeded"
_SEEDERS = (Role.COORDINATOR, Role.STAFF)
_BEGIN = (_("Begin the desk"), _("This is how the desk began; there was nothing before."))
_GO_ON = (_("Add what a new version brings"), _("It came with the version. Delete of it what you do not need."))
