"""The face of purchasing: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.purchasing.demo import fill
from coorddesk.purchasing.imports import IMPORTS
from coorddesk.purchasing.queries.alerts import alerts
from coorddesk.purchasing.queries.dated import events
from coorddesk.purchasing.queries.findings import findings
from coorddesk.purchasing.queries.found import hits
from coorddesk.purchasing.queries.told import belongings, names, timeline
from coorddesk.purchasing.reports import REPORTS
from coorddesk.purchasing.service.repointing import repoint

PURCHASING = Feature(
    key="purchasing",
    title=_("Purchasing"),
    imports=IMPORTS,
    demo=fill,
    reports=REPORTS,
    search=hits,
    timeline=timeline,
    names=names,
    belongings=belongings,
    alerts=alerts,
    events=events,
    checks=findings,
    repoint=repoint,
)
