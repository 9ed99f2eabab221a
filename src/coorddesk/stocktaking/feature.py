"""The face of stocktaking: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.stocktaking.demo import fill
from coorddesk.stocktaking.imports import SCANS
from coorddesk.stocktaking.queries import findings, hits, names, timeline
from coorddesk.stocktaking.queries.dated import events
from coorddesk.stocktaking.reports import REPORTS
from coorddesk.stocktaking.service import repoint

STOCKTAKING = Feature(
    key="stocktaking",
    title=_("Stocktakes"),
    imports=(SCANS,),
    reports=REPORTS,
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    events=events,
    checks=findings,
    repoint=repoint,
)
