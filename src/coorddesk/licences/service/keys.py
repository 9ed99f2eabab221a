"""The keys of licences: shown one by one, on purpose, to those who may, and the history says to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.access import allowed
from coorddesk.core.history import tell
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS, row_there
from coorddesk.licences.models import Licence
from coorddesk.licences.queries import product_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def show_key(session: Session, licence_id: int) -> str:
    """The key of a licence, as it was typed; empty, and nothing said of it, where there is none."""
    licence = row_there(session, Licence, licence_id)
    key = product_key(session, licence_id)
    if key:
        tell(session, _("Look at the key of “{licence}”", licence=licence.name), (Licence.__tablename__, licence_id))
    return key
