"""Papers of maintenance: what is due, the log with its costs, repairs with their slips, checklists."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
import zxingcpp

from coorddesk.core.resources import texts_for
from coorddesk.core.tables import cell_text
from coorddesk.inventory.service import find_or_create_category
from coorddesk.maintenance.reports import REPORTS
from coorddesk.maintenance.reports.due import checklist_sheets, maintenance_due
from coorddesk.maintenance.reports.log import by_device, by_month, by_supplier
from coorddesk.maintenance.reports.repairs import repairs, slips
from coorddesk.maintenance.rules import RepairState, Rhythm
from coorddesk.reporting.blocks import Document
from coorddesk.reporting.report import Report, Stamp
from coorddesk.reporting.write import write_document, write_report
from tests.factories import make_asset, make_person, make_supplier
from tests.maintenance.making import TODAY, make_checklist, make_entry, make_plan, make_repair

if TYPE_CHECKING:
    from pathlib import Path

    from coorddesk.core.database import Database
    from coorddesk.reporting.report import ReportKind
