from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.opening import open_desk, remove_begun
from tests.unlucky import forbidden

if TYPE_CHECKING:
    from coorddesk.core.access import Actor
    from coorddesk.core.clock import FixedClock

ELSEWHERE = "elsewhere.sqlite"


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
