from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.directory.service import Deletion
from coorddesk.labels.queries import findings, format_named, formats, own_format, own_formats
from coorddesk.labels.rules import PUBLISHED
from coorddesk.labels.service import FormatDetails, FormatEdit, create_format, delete_format, edit_format
from coorddesk.reporting.page import PaperSize

if TYPE_CHECKING:
    from coorddesk.core.database import Database

OURS = FormatDetails("Silver labels", PaperSize.A4, 4, 9, 4850, 2950, 600, 1500, 4950, 2970)


def added(desk: Database, wish: FormatDetails = OURS) -> int:
    with desk.transaction() as session:
        return create_format(session, wish)


def test_a_format_of_ones_own_is_offered_before_those_that_are_sold(desk: Database) -> None:
    format_id = added(desk)
    with desk.reading() as session:
        assert list(formats(session)) == [f"own:{format_id}", *PUBLISHED]
        row = own_format(session, format_id)
        assert row is not None
        assert row.sheet == replace(OURS.sheet, key=f"own:{format_id}")
        assert findings(session) == []


@pytest.mark.parametrize("name", ["own:1", "silver labels", "SILVER  LABELS"])
def test_scripts_name_a_format_by_its_key_or_its_name(desk: Database, name: str) -> None:
    added(desk)
    with desk.reading() as session:
        assert format_named(session, name).name == "Silver labels"
        assert format_named(session, "l7160") == PUBLISHED["L7160"]


def test_a_format_that_is_not_there_is_answered_with_those_that_are(desk: Database) -> None:
    with desk.reading() as session, pytest.raises(UserError) as refused:
        format_named(session, "L9999")
    assert dict(refused.value.message.values)["name"] == "L9999"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"across": 4849}, "across"),
        ({"rows": 10}, "rows"),
        ({"rows": 1, "down": 10**19}, "down"),
        ({"columns": 1, "across": -1}, "across"),
    ],
)
def test_a_format_that_cannot_be_is_refused_at_its_field(desk: Database, change: dict[str, object], field: str) -> None:
    with pytest.raises(UserError) as refused:
        added(desk, replace(OURS, **change))  # type: ignore[arg-type]  # each of its own kind
    assert refused.value.field == field


def test_two_formats_of_one_name_are_refused(desk: Database) -> None:
    added(desk)
    with pytest.raises(UserError):
        added(desk, replace(OURS, name="silver LABELS"))


def test_an_edit_carries_the_version_that_was_seen(desk: Database) -> None:
    format_id = added(desk)
    with desk.transaction() as session:
        edit_format(session, FormatEdit(format_id, 1, replace(OURS, rows=8)))
    with desk.transaction() as session, pytest.raises(StaleWrite):
        edit_format(session, FormatEdit(format_id, 1, replace(OURS, rows=7)))
    with desk.reading() as session:
        assert [row.sheet.rows for row in own_formats(session)] == [8]


def test_a_format_is_deleted_as_it_was_seen(desk: Database) -> None:
    format_id = added(desk)
    with desk.transaction() as session, pytest.raises(StaleWrite):
        delete_format(session, Deletion(format_id, 2))
    with desk.transaction() as session:
        delete_format(session, Deletion(format_id, 1))
    with desk.reading() as session:
        assert own_formats(session) == ()
