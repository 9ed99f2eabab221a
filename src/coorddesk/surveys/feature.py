"""The face of surveys: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

SURVEYS = Feature(key="surveys", title=_("Surveys"))
