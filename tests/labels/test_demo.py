from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.history import record
from coorddesk.core.jobs import unwatched
from coorddesk.core.messages import _
from coorddesk.feature import DemoDesk
from coorddesk.labels.demo import fill
from coorddesk.labels.queries import findings, free_count, own_formats

if TYPE_CHECKING:
    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts


def test_the_demo_has_a_format_of_its_own_and_labels_that_wait_for_devices(
    desk: Database, clock: FixedClock, texts: Texts
) -> None:
    with desk.transaction() as session:
        fill(session, DemoDesk(clock.today(), clock, texts, unwatched))
        record(session, _("Fill the desk with the demo"))
    with desk.reading() as session:
        (row,) = own_formats(session)
        assert (row.sheet.name, row.sheet.count) == ("Silver labels of the workshop", 36)
        assert free_count(session) == 12
        assert findings(session) == []
