"""What paper says about itself, read from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.files import get
from coorddesk.core.organisation import organisation
from coorddesk.reporting.report import Stamp

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stamp_of(session: Session) -> Stamp:
    """Whose the desk is, who makes a paper and when."""
    whose = organisation(session)
    return Stamp(
        organisation=whose.name,
        address=whose.address,
        logo=get(session, whose.logo) if whose.logo else None,
        author=session.info["actor"].name,
        moment=session.info["clock"].now(),
    )
