"""The face of stocktaking: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

STOCKTAKING = Feature(
    key="stocktaking",
    title=_("Stocktakes"),
)
