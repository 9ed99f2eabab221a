"""The face of the directory: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _
from coorddesk.directory.demo import fill
from coorddesk.directory.imports import PEOPLE, PLACES, SUPPLIERS
from coorddesk.directory.queries import findings, hits, timeline

DIRECTORY = Feature(
    key="directory",
    title=_("Places and people"),
    imports=(PLACES, PEOPLE, SUPPLIERS),
    demo=fill,
    search=hits,
    timeline=timeline,
    checks=findings,
)
