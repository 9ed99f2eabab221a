"""The face of helpdesk: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

HELPDESK = Feature(
    key="helpdesk",
    title=_("Help desk"),
)
