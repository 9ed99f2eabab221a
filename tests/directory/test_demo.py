from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import _
from coorddesk.directory.demo import fill
from coorddesk.directory.queries import (
    PersonQuery,
    findings,
    groups,
    likely_people,
    likely_places,
    likely_suppliers,
    person_ids,
    person_page,
    place_tree,
    supplier_counts,
    supplier_ids,
)
from coorddesk.directory.rules import GroupKind, PersonKind, PlaceKind, Presence, SupplierKind
from coorddesk.feature import DemoDesk

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_the_demo_is_three_sites_sixty_rooms_and_four_hundred_people(
    database: Database, clock: FixedClock, texts: Texts
) -> None:
    with database.transaction() as session:
        fill(session, DemoDesk(clock.today(), clock, texts, unwatched))
        record(session, _("Fill the desk with the demo"))
    with database.reading() as session:
        kinds = Counter(row.kind for row in place_tree(session))
        people = person_page(session, person_ids(session, PersonQuery()))
        left = person_page(session, person_ids(session, PersonQuery(presence=Presence.LEFT)))
        found = Counter((row.kind, row.year) for row in groups(session))
        sizes = {row.people for row in groups(session) if row.year == 2026}
        assert list(findings(session)) == []
        assert (kinds[PlaceKind.SITE], kinds[PlaceKind.ROOM] + kinds[PlaceKind.STORE]) == (3, 60)
        assert (len(people), len({row.full_name for row in people.values()})) == (400, 400)
        assert len(supplier_ids(session)) == 14
        assert supplier_counts(session) == {SupplierKind.SUPPLIER: 12, SupplierKind.PARTNER: 4}
        assert [*likely_places(session), *likely_suppliers(session)] == []
        twice = [{people[each.one.id].kind, people[each.other.id].kind} for each in likely_people(session)]
        pupils = [row for row in people.values() if row.group]
    assert ({row.group for row in left.values()}, len(left)) == ({"CM2 A", "CM2 B"}, 12)
    assert twice == [{PersonKind.STAFF, PersonKind.PATRON}] * 2
    assert {row.kind for row in pupils} == {PersonKind.PUPIL}
    assert None not in {row.kind for row in people.values()}
    assert found == {
        (GroupKind.CLASS, 2026): 10,
        (GroupKind.CLASS, 2025): 10,
        (GroupKind.GROUP, 0): 2,
        (GroupKind.CONTACTS, 0): 2,
    }
    assert sizes == {23}
    assert {clock.today().year - row.birth_date.year for row in pupils if row.birth_date} == {6, 7, 8, 9, 10}
