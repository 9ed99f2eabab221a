"""What an hour of work on tickets costs, for whoever wants time among the costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.core.money import LARGEST
from coorddesk.core.organisation import forget, remember
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.queries.spending import HOUR

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def price_hour(session: Session, cents: int | None) -> None:
    """Say what an hour costs, in cents; None: time is not priced. It changes figures and no record."""
    if cents is not None and not 0 < cents <= LARGEST:
        raise UserError(_("An hour costs more than nothing. Leave it empty where time is not priced."), field="hour")
    if cents is None:
        forget(session, HOUR)
    else:
        remember(session, HOUR, {"cents": cents})
