"""The face of lending: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.lending.demo import fill
from coorddesk.lending.imports import IMPORTS
from coorddesk.lending.queries.alerts import alerts
from coorddesk.lending.queries.dated import events
from coorddesk.lending.queries.findings import findings
from coorddesk.lending.queries.told import belongings, hits, names, timeline
from coorddesk.lending.reports import REPORTS
from coorddesk.lending.service.repointing import repoint

LENDING = Feature(
    key="lending",
    title=_("Loans"),
    imports=IMPORTS,
    reports=REPORTS,
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    belongings=belongings,
    alerts=alerts,
    events=events,
    checks=findings,
    repoint=repoint,
)
