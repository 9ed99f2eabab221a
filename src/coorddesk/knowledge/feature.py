"""The face of the knowledge base: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.knowledge.demo import fill
from coorddesk.knowledge.queries import alerts, belongings, findings, hits, names, timeline
from coorddesk.knowledge.queries.dated import events
from coorddesk.knowledge.reports import REPORTS
from coorddesk.knowledge.service import repoint

KNOWLEDGE = Feature(
    key="knowledge",
    title=_("Knowledge base"),
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
