"""The face of rounds: what they offer to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.rounds.demo import fill
from coorddesk.rounds.imports import ROUNDS_SHEETS
from coorddesk.rounds.queries import alerts, findings, hits, names, timeline
from coorddesk.rounds.queries.dated import events
from coorddesk.rounds.reports import REPORTS
from coorddesk.rounds.service import repoint

ROUNDS = Feature(
    key="rounds",
    title=_("Rounds"),
    imports=(ROUNDS_SHEETS,),
    reports=REPORTS,
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    alerts=alerts,
    events=events,
    checks=findings,
    repoint=repoint,
)
