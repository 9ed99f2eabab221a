"""The face of maintenance: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.maintenance.demo import fill
from coorddesk.maintenance.imports import CHECKLISTS, LOG, PLANS
from coorddesk.maintenance.queries import belongings, costs, findings, hits, names, timeline
from coorddesk.maintenance.queries.alerts import alerts
from coorddesk.maintenance.queries.dated import events
from coorddesk.maintenance.queries.spending import spent
from coorddesk.maintenance.reports import REPORTS
from coorddesk.maintenance.service import repoint

MAINTENANCE = Feature(
    key="maintenance",
    title=_("Maintenance"),
    imports=(PLANS, LOG, CHECKLISTS),
    reports=REPORTS,
    demo=fill,
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
)
