"""Labels of the demo: a format of the school's own, and a few numbers printed ahead of the next delivery."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.labels.service import Ahead, FormatDetails, create_format, print_ahead
from coorddesk.reporting.page import PaperSize

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_AHEAD = 12
_ROLL = FormatDetails("", PaperSize.A4, 4, 9, 4850, 2950, 600, 1500, 4950, 2970)


def fill(session: Session, demo: DemoDesk) -> None:
    """Add them."""
    create_format(session, replace(_ROLL, name=demo.texts.say(_("Silver labels of the workshop"))))
    print_ahead(session, Ahead(_AHEAD))
