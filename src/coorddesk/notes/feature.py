"""The face of notes: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _

NOTES = Feature(key="notes", title=_("Notes, reminders and files"))
