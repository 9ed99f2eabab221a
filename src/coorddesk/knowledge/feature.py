"""The face of knowledge: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

KNOWLEDGE = Feature(
    key="knowledge",
    title=_("Knowledge base"),
)
