"""The face of training: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.training.demo import fill
from coorddesk.training.imports import IMPORTS
from coorddesk.training.queries.alerts import alerts
from coorddesk.training.queries.dated import events
from coorddesk.training.queries.findings import findings
from coorddesk.training.queries.found import hits
from coorddesk.training.queries.kept import kept
from coorddesk.training.queries.told import belongings, names, timeline
from coorddesk.training.reports import REPORTS
from coorddesk.training.service.repointing import repoint

TRAINING = Feature(
    key="training",
    title=_("Training"),
    imports=IMPORTS,
    demo=fill,
    reports=REPORTS,
    search=hits,
    timeline=timeline,
    names=names,
    belongings=belongings,
    alerts=alerts,
    events=events,
    kept=kept,
    checks=findings,
    repoint=repoint,
)
