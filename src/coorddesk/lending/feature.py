"""The face of lending: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _
from coorddesk.lending.service.repointing import repoint

LENDING = Feature(
    key="lending",
    title=_("Loans"),
    repoint=repoint,
)
