"""What is forgotten of rows is in no part of the history, and the rest of it stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.bulk import insert_rows, update_rows
from coorddesk.core.forgetting import Forgotten, forget_in_history
from coorddesk.core.history import record
from coorddesk.core.history_rows import table_named, unpack
from coorddesk.core.history_tables import ChangeChunk, ChangeRow
from coorddesk.core.messages import _
from coorddesk.core.story import of_subject

if TYPE_CHECKING:
    from coorddesk.core.database import Database


def test_chunks_deeds_and_stories_forget_too(database: Database) -> None:
    suppliers = table_named("supplier")
    rows = [{"name": f"Ab {n}", "name_folded": f"ab {n}", "notes": "secret"} for n in range(40)]
    with database.transaction() as session:
        ids = insert_rows(session, suppliers, rows)
        record(session, _("Add {name}", name="Ab 1"), ("supplier", ids[0]), ("place", 7))
    with database.transaction() as session:
        update_rows(session, suppliers, [(ids[0], {"notes": ""})])
        record(session, _("Forget"), ("supplier", ids[0]))
        forgotten = Forgotten("supplier", {ids[0]: {"notes": ""}}, {"Ab 1"}, {("place", 7)})
        forget_in_history(session, forgotten)
    with database.reading() as session:
        (data,) = session.scalars(select(ChangeChunk.data))
        told = {change.row_id: change.after["notes"] for change in unpack("supplier", data) if change.after}
        assert (told.pop(ids[0]), set(told.values())) == ("", {"secret"})
        (change,) = session.execute(select(ChangeRow.before, ChangeRow.after)).all()
        assert tuple(change) == ({"version": 1}, {"version": 2})
        assert of_subject(session, ("place", 7), 9) == []
        deeds = [each.deed for each in of_subject(session, ("supplier", ids[0]), 9)]
        assert deeds == [_("Forget"), _("Add {name}", name="…")]
