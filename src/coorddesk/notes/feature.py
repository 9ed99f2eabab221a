"""The face of notes: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.messages import _
from coorddesk.feature import Feature
from coorddesk.notes.demo import fill
from coorddesk.notes.queries import findings, hits, timeline
from coorddesk.notes.queries.dated import events
from coorddesk.notes.service import repoint

NOTES = Feature(
    key="notes",
    title=_("Notes, reminders and files"),
    demo=fill,
    search=hits,
    timeline=timeline,
    events=events,
    checks=findings,
    repoint=repoint,
)
