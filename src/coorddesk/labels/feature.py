"""The face of labels: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.labels.demo import fill
from coorddesk.labels.queries import findings, hits, names

LABELS = Feature(
    key="labels",
    title=_("Labels"),
    demo=fill,
    search=hits,
    names=names,
    checks=findings,
)
