"""What paper says about itself, read from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.core.organisation import logo_of, organisation
from coorddesk.reporting.report import Stamp

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def stamp_of(session: Session) -> Stamp:
    """Whose the desk is, who makes a paper and when."""
    whose = organisation(session)
    return Stamp(
        organisation=whose.name,
        address=whose.address,
        logo=logo_of(session, whose),
        author=session.info["actor"].name,
        moment=session.info["clock"].now(),
    )
