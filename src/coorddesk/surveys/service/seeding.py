"""What surveys begin with: a questionnaire for the end of a session and one for later, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.history import record
from coorddesk.core.messages import _
from coorddesk.directory.service import EDITORS
from coorddesk.surveys.models import Questionnaire
from coorddesk.surveys.service.questionnaires import add_questionnaire
from coorddesk.surveys.service.usual import USUAL

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@allowed(*EDITORS)
def seed(session: Session) -> None:
    """Write what is usual where there is no questionnaire yet; people change them as they like."""
    if session.scalar(select(Questionnaire.id).limit(1)) is not None:
        return
    for details in USUAL:
        add_questionnaire(session, details)
    record(session, _("Prepare surveys"))
