"""The face of the forecast: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

FORECAST = Feature(key="forecast", title=_("Forecast"))
