"""The face of surveys: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.surveys.demo import fill
from coorddesk.surveys.imports import IMPORTS
from coorddesk.surveys.queries import belongings, findings, hits, kept, names, timeline
from coorddesk.surveys.reports import REPORTS
from coorddesk.surveys.service import repoint, seed

SURVEYS = Feature(
    key="surveys",
    title=_("Surveys"),
    imports=IMPORTS,
    reports=REPORTS,
    demo=fill,
    seed=seed,
    search=hits,
    names=names,
    timeline=timeline,
    belongings=belongings,
    kept=kept,
    checks=findings,
    repoint=repoint,
)
