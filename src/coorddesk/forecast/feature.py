"""The face of the forecast: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.forecast.demo import fill
from coorddesk.forecast.queries.scenarios import hits, names
from coorddesk.forecast.reports import REPORTS, costs_reports
from coorddesk.forecast.service import repoint

FORECAST = Feature(
    key="forecast",
    title=_("Forecast"),
    demo=fill,
    reports=REPORTS,
    reports_of_all=costs_reports,
    search=hits,
    names=names,
    repoint=repoint,
)
