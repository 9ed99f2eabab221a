from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.inventory.queries import hits
from coorddesk.inventory.service import Chosen, delete_assets
from tests.factories import make_asset

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_the_very_number_comes_first_then_what_begins_so(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_asset(session, "CD-12", name="Portable", model=("Dell", "Latitude"), place="Salle 1")
        make_asset(session, "CD-1", name="")
        make_asset(session, "X-1", serial="CD-1")
        make_asset(session, None, name="Support CD-1")
        make_asset(session, None, name="CD-1 bis")
        binned = make_asset(session, "CD-13")
        delete_assets(session, Chosen((binned,)))
    with desk.reading() as session:
        found = [(hit.title, texts.say(hit.detail), hit.rank) for hit in hits(session, "cd-1", 10)]
        assert found == [
            ("CD-1", "In stock", 0),
            ("X-1", "Portable", 0),
            ("CD-12", "Portable · Dell · Latitude · Salle 1", 1),
            ("CD-1 bis", "In stock", 1),
            ("Support CD-1", "In stock", 2),
        ]
        assert [(hit.title, texts.say(hit.detail)) for hit in hits(session, "cd 13", 10)] == []
        assert [(hit.title, texts.say(hit.detail)) for hit in hits(session, "CD-13", 10)] == [("CD-13", "In the bin")]
        assert [hit.title for hit in hits(session, "cd-1", 2)] == ["CD-1", "X-1"]
        assert list(hits(session, "  ", 10)) == []
        assert [hit.title for hit in hits(session, "dell salle", 10)] == ["CD-12"]
