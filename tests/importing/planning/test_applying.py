"""A plan on a real desk: written as it was shown or not at all, and stopped at any moment without a trace."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from coorddesk.core.errors import Cancelled, UserError
from coorddesk.core.messages import Message
from coorddesk.core.orm import Base
from coorddesk.core.resources import texts_for
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.importing.importer import Importer, Options
from coorddesk.importing.plan import Verdict
from coorddesk.importing.planning import applying
from coorddesk.inventory.imports import ASSETS
from tests.factories import make_asset, make_place
from tests.importing.corpus import csv_file

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.database import Database

LANGUAGES = (texts_for("fr"), texts_for("en"))
HEADERS = ["N° inventaire", "Désignation", "Localisation", "Prix"]
HISTORY = ("change_chunk", "change_row", "change_set")
OPTIONS = Options(fixed={"category": "Portable"}, values={"place": {"cdi.": "CDI"}})


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, but for how often it was written."""
    with database.reading() as session:
        return {
            table.name: [
                tuple(row)
                for row in session.execute(
                    select(*(column for column in table.c if column.name != "version")).order_by(*table.primary_key)
                )
            ]
            for table in Base.metadata.sorted_tables
        }


@pytest.fixture
def importer(ready: Database, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Importer:
    """A sheet with something of everything over a desk that has two of its devices; it is written in parts."""
    monkeypatch.setattr(applying, "CHUNK", 1000)
    with ready.transaction() as session:
        make_place(session, "CDI")
        make_asset(session, "PC-1", name="Poste 1")
        make_asset(session, "PC-2", name="Poste 2")
    rows = [["PC-1", "Poste 1", "", ""], ["PC-2", "Poste deux", "CDI.", "5"], ["PC-3", "Poste 3", "", "cher"]]
    rows += [[f"PC-{number}", f"Poste {number}", f"Salle {number % 50}", "12,50"] for number in range(4, 2_500)]
    return Importer(ASSETS, csv_file(folder / "a.csv", [HEADERS, *rows]), LANGUAGES, OPTIONS)


def test_a_plan_is_written_as_it_was_shown_and_undone_as_a_whole(ready: Database, importer: Importer) -> None:
    with ready.reading() as session:
        seen = importer.preview(session)
    before = contents(ready)
    with ready.transaction() as session:
        done = importer.apply(session, seen=seen)
    assert (done.counts, done.verdicts, done.creates) == (seen.counts, seen.verdicts, seen.creates)
    assert {verdict.value: number for verdict, number in done.counts.items() if number} == {
        "new": 2_496,
        "changed": 2,
        "refused": 1,
    }
    with ready.transaction() as session:
        last = next_to_undo(session)
        assert last is not None
        undo(session, last)
    after = contents(ready)
    assert {name for name in before if after[name] != before[name]} == {*HISTORY, "remembered"}


def test_an_import_leaves_nothing_wherever_it_is_stopped(ready: Database, importer: Importer) -> None:
    before = contents(ready)
    for stops_at in count(1):
        calls = 0

        def stop(done: int, total: int | None = None, doing: Message | None = None) -> None:
            nonlocal calls
            calls += 1
            if calls == stops_at:  # noqa: B023 - asked within this round
                raise Cancelled

        try:
            with ready.transaction() as session:
                importer.apply(session, stop)
        except Cancelled:
            assert contents(ready) == before
        else:
            break
    assert stops_at >= 6


def test_a_preview_can_be_stopped_wherever_it_is(ready: Database, importer: Importer) -> None:
    def stop(done: int, total: int | None = None, doing: Message | None = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), ready.reading() as session:
        importer.preview(session, stop)
    with ready.reading() as session:
        assert importer.preview(session).counts[Verdict.NEW] == 2_496


def test_what_is_done_is_told_on_the_way(ready: Database, importer: Importer) -> None:
    told: list[tuple[int, int | None, str]] = []

    def tell(done: int, total: int | None = None, doing: Message | None = None) -> None:
        told.append((done, total, doing.text if doing else ""))

    with ready.transaction() as session:
        importer.apply(session, tell)
    compared = [(done, total) for done, total, doing in told if doing == "Comparing with the desk"]
    assert compared == [(2 + 1000 * step, 2_500) for step in range(3)]
    assert [doing for _done, _total, doing in told[:1]] == ["Reading the file"]


def _give_another_name(session: Session) -> None:
    make_place(session, "Salle 7")


def _take_a_number(session: Session) -> None:
    make_asset(session, "PC-77", name="Poste 77")


CHANGES: dict[str, Callable[[Session], object]] = {
    "a place came": _give_another_name,
    "a device came": _take_a_number,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_desk_that_changed_since_stops_the_import(
    ready: Database, importer: Importer, change: Callable[[Session], object]
) -> None:
    with ready.reading() as session:
        seen = importer.preview(session)
    with ready.transaction() as session:
        change(session)
    before = contents(ready)
    with pytest.raises(UserError) as refused, ready.transaction() as session:
        importer.apply(session, seen=seen)
    assert LANGUAGES[1].say(refused.value.message) == (
        "The desk has changed since this was shown. Nothing was written; look at it again."
    )
    assert contents(ready) == before
    with ready.reading() as session:
        again = importer.preview(session)
    with ready.transaction() as session:
        importer.apply(session, seen=again)
