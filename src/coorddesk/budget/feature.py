"""The face of the budget: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.budget.demo import fill
from coorddesk.budget.imports import IMPORTS
from coorddesk.budget.queries.alerts import alerts
from coorddesk.budget.queries.dated import events
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.queries.found import hits
from coorddesk.budget.queries.told import belongings, names, timeline
from coorddesk.budget.reports import REPORTS
from coorddesk.budget.service.repointing import repoint
from coorddesk.core.messages import _
from coorddesk.feature import Feature

BUDGET = Feature(
    key="budget",
    title=_("Budget"),
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
