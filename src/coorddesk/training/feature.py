"""The face of training: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _
from coorddesk.training.reports import REPORTS
from coorddesk.training.service.repointing import repoint

TRAINING = Feature(key="training", title=_("Training"), reports=REPORTS, repoint=repoint)
