"""Every table there is, imported for those who compare the migrations with the models."""

from __future__ import annotations

import coorddesk.agenda.models
import coorddesk.budget.models
import coorddesk.core.desk_tables
import coorddesk.core.history_tables
import coorddesk.directory.models
import coorddesk.forecast.models
import coorddesk.helpdesk.models
import coorddesk.inventory.models
import coorddesk.kiosk.models
import coorddesk.knowledge.models
import coorddesk.labels.models
import coorddesk.lending.models
import coorddesk.licences.models
import coorddesk.maintenance.models
import coorddesk.notes.models
import coorddesk.notices.models
import coorddesk.purchasing.models
import coorddesk.rounds.models
import coorddesk.stock.models
import coorddesk.stocktaking.models
import coorddesk.surveys.models
import coorddesk.training.models  # noqa: F401 - importing them makes the tables known
from coorddesk.core.orm import Base

METADATA = Base.metadata
