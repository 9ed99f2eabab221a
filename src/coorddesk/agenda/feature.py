"""The face of agenda: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.agenda.demo import fill
from coorddesk.agenda.imports import CLOSURES
from coorddesk.agenda.queries import findings, hits, names, timeline
from coorddesk.agenda.queries.dated import events
from coorddesk.core.messages import _
from coorddesk.feature import Feature

AGENDA = Feature(
    key="agenda",
    title=_("Agenda"),
    imports=(CLOSURES,),
    demo=fill,
    search=hits,
    names=names,
    timeline=timeline,
    events=events,
    checks=findings,
)
