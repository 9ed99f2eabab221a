"""The face of notices: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.notices.queries import alerts, findings, hits, names, timeline
from coorddesk.notices.reports import LETTERS

NOTICES = Feature(
    key="notices",
    title=_("Messages"),
    reports=(LETTERS,),
    search=hits,
    names=names,
    timeline=timeline,
    alerts=alerts,
    checks=findings,
)
