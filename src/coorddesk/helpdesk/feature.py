"""The face of the help desk: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _, _n
from coorddesk.core.watched_views import WatchedList
from coorddesk.feature import Feature
from coorddesk.helpdesk.demo import fill
from coorddesk.helpdesk.imports import IMPORTS
from coorddesk.helpdesk.queries import alerts, belongings, costs, findings, hits, names, tickets_kept, timeline
from coorddesk.helpdesk.queries.dated import events
from coorddesk.helpdesk.queries.spending import spent
from coorddesk.helpdesk.reports import REPORTS
from coorddesk.helpdesk.service import repoint, seed

_TICKETS = WatchedList("helpdesk", "ticket", tickets_kept, lambda count: _n("{count} ticket", "{count} tickets", count))
HELPDESK = Feature(
    key="helpdesk",
    title=_("Help desk"),
    reports=REPORTS,
    imports=IMPORTS,
    demo=fill,
    seed=seed,
    search=hits,
    timeline=timeline,
    names=names,
    belongings=belongings,
    costs=costs,
    spent=spent,
    alerts=alerts,
    events=events,
    checks=findings,
    repoint=repoint,
    watched=(_TICKETS,),
)
