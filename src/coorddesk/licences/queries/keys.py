"""The keys of licences, read one by one by those who may; whoever shows one says so (`service/keys.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.licences.models import Licence

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def product_key(session: Session, licence_id: int) -> str:
    """The key of a licence, as it was typed; empty where there is none."""
    key = session.scalar(select(Licence.product_key).where(Licence.id == licence_id))
    if key is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    return key
