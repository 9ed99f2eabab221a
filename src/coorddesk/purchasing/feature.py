"""The face of purchasing: what it offers to the rest of the house."""

from __future__ import annotations

from coorddesk.core.feature import Feature
from coorddesk.core.messages import _
from coorddesk.purchasing.imports import IMPORTS
from coorddesk.purchasing.service.repointing import repoint

PURCHASING = Feature(key="purchasing", title=_("Purchasing"), imports=IMPORTS, repoint=repoint)
