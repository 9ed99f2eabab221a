from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from coorddesk import features
from coorddesk.agenda.imports import CLOSURES
from coorddesk.core import undo
from coorddesk.core.access import Actor, Role
from coorddesk.core.archive import unpack
from coorddesk.core.check import check_desk
from coorddesk.core.history_rows import table_named
from coorddesk.core.history_tables import ChangeSet
from coorddesk.core.messages import _
from coorddesk.core.organisation import OrganisationRow, describe_organisation, organisation, remember
from coorddesk.directory.service import Deletion
from coorddesk.helpdesk.queries import causes, findings
from coorddesk.helpdesk.service import CauseDetails, Save, TargetDetails, delete_choice, save_choice
from coorddesk.opening import open_desk, remove_begun
from tests.helpdesk.asked import make_ticket, there
from tests.sheets import make_csv, take_in
from tests.unlucky import forbidden

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from tests.desks import Desks

ELSEWHERE = "elsewhere.sqlite"
KEPT = sorted((Path(__file__).parent / "core" / "desks").glob("*.coorddesk"))
"""The desk of the sample sheet as programs of earlier schemas archived it, each named by its own."""


def begun(folder: Path, actor: Actor, clock: FixedClock) -> Path:
    """A desk that was opened once."""
    path = folder / "desk.sqlite"
    open_desk(str(path), actor=actor, clock=clock).close()
    return path


def test_a_desk_that_was_only_begun_can_be_removed_whole(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    remove_begun(str(begun(tmp_path, actor, clock)), ELSEWHERE)
    assert list(tmp_path.iterdir()) == []


def test_one_on_which_something_was_done_stays(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    path = tmp_path / "desk.sqlite"
    database = open_desk(str(path), actor=actor, clock=clock)
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="École Les Tilleuls"))
    database.close()
    remove_begun(str(path), ELSEWHERE)
    assert path.exists()


def test_the_desk_that_is_kept_stays_by_whatever_name(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    path = begun(tmp_path, actor, clock)
    alias = tmp_path / "alias.sqlite"
    alias.symlink_to(path)
    remove_begun(str(path), str(alias))
    assert path.exists()


def test_what_is_gone_or_on_a_server_is_left_alone(tmp_path: Path) -> None:
    remove_begun(str(tmp_path / "gone.sqlite"), ELSEWHERE)
    remove_begun("postgresql://nobody@localhost/nothing", ELSEWHERE)
    assert list(tmp_path.iterdir()) == []


def test_one_that_may_not_be_removed_stays(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    path = begun(tmp_path, actor, clock)
    with forbidden(tmp_path):
        remove_begun(str(path), ELSEWHERE)
    assert path.exists()


def test_a_desk_of_an_earlier_version_gets_what_a_new_one_brings(
    tmp_path: Path, actor: Actor, clock: FixedClock
) -> None:
    path = begun(tmp_path, actor, clock)
    database = open_desk(str(path), actor=actor, clock=clock)
    with database.transaction(_("As it was")) as session:
        for cause in causes(session):
            delete_choice(session, CauseDetails, Deletion(cause.id, cause.version))
        remember(session, "seeded", {"revision": "0009"})
    with database.reading() as session:
        changes = session.scalar(select(func.count()).select_from(ChangeSet)) or 0
    database.close()
    kiosk = Actor("CDI", Role.KIOSK, "kiosk")
    for opened_by, left in ((kiosk, 0), (actor, 11), (actor, 11)):
        database = open_desk(str(path), actor=opened_by, clock=clock)
        with database.reading() as session:
            assert len(causes(session)) == left
        database.close()
    database = open_desk(str(path), actor=actor, clock=clock)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(ChangeSet)) == changes + 1
    database.close()


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
def test_a_desk_of_every_version_is_opened_whole(kept: Path, desks: Desks, actor: Actor, clock: FixedClock) -> None:
    url = desks.empty()
    unpack(kept, url)
    database = open_desk(url, actor=actor, clock=clock)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(table_named("asset"))) == 57
        assert check_desk(session) == []
        assert [found for each in features.load() if each.checks is not None for found in each.checks(session)] == []
    database.close()


def test_deadlines_follow_the_calendar_whatever_changes_it(tmp_path: Path, actor: Actor, clock: FixedClock) -> None:
    database = open_desk(str(tmp_path / "desk.sqlite"), actor=actor, clock=clock)  # Monday 7 September 2026, 10:30
    with database.transaction() as session:
        describe_organisation(session, OrganisationRow(name="Les Tilleuls"))
        save_choice(session, Save(TargetDetails(None, 2400)))
        number = make_ticket(session)

    def due() -> datetime | None:
        with database.reading() as session:
            return there(session, number).resolve_by

    before = due()
    take_in(
        database,
        CLOSURES,
        make_csv(tmp_path, "Vacances;Début des vacances;Fin des vacances", "Travaux;08/09/2026;10/09/2026"),
    )
    closed = due()
    with database.transaction() as session:
        later = make_ticket(session, "Later")
    with database.transaction() as session:
        describe_organisation(session, replace(organisation(session), country="CA"))  # Labour Day is the 7th
    told = [
        datetime(2026, 9, 14, 8, 30, tzinfo=UTC),
        datetime(2026, 9, 17, 8, 30, tzinfo=UTC),
        datetime(2026, 9, 17, 21, 30, tzinfo=UTC),
    ]
    assert [before, closed, due()] == told
    with database.transaction() as session:
        undo.undo(session, undo.next_to_undo(session) or 0)
        assert there(session, later).resolve_by == there(session, number).resolve_by
        assert findings(session) == []
    database.close()
