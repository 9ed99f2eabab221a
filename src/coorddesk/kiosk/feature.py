"""The face of kiosks: what they offer to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.kiosk.demo import fill
from coorddesk.kiosk.queries import alerts, names, timeline
from coorddesk.kiosk.service import repoint

KIOSK = Feature(
    key="kiosk",
    title=_("Kiosks"),
    names=names,
    timeline=timeline,
    alerts=alerts,
    repoint=repoint,
    demo=fill,
)
