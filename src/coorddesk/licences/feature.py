"""The face of licences: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.licences.demo import fill
from coorddesk.licences.imports import LICENCE_SEATS
from coorddesk.licences.imports import LICENCES as LICENCE_SHEETS
from coorddesk.licences.queries import alerts, belongings, findings, hits, names, timeline
from coorddesk.licences.queries.dated import events
from coorddesk.licences.reports import REPORTS
from coorddesk.licences.service import repoint
from coorddesk.licences.service.bulk_edit import LICENCE_EDITS
from coorddesk.licences.service.merging import LICENCE_MERGE

LICENCES = Feature(
    key="licences",
    title=_("Licences"),
    imports=(LICENCE_SHEETS, LICENCE_SEATS),
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
    merges=(LICENCE_MERGE,),
    edits=(LICENCE_EDITS,),
)
