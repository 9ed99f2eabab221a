"""Demo data: the kiosks at which the demo's tickets were reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from coorddesk.core.messages import _
from coorddesk.directory.models import Place
from coorddesk.helpdesk.models import Ticket
from coorddesk.helpdesk.rules import Source
from coorddesk.kiosk.service import Asking, KioskDetails, ask_at_kiosk, create_kiosk
from coorddesk.surveys.demo import questionnaire_for
from coorddesk.surveys.rules import Language, Stage

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.feature import DemoDesk

_MARK = " · "
_ROOMS = {"Médiathèque": "Accueil - Prêt et retour", "École": "Salle des maîtres"}


def fill(session: Session, demo: DemoDesk) -> None:
    """One at the library's counter, one where the teachers meet: on the desk's database, asking what patrons think."""
    demo.progress(0, 1, _("Setting up kiosks"))
    origins = session.scalars(select(Ticket.origin).where(Ticket.source == Source.KIOSK).distinct())
    for name in sorted({origin.partition(_MARK)[0] for origin in origins} - {""}):
        room = session.scalar(select(func.min(Place.id)).where(Place.name == _ROOMS.get(name, "")))
        create_kiosk(session, KioskDetails(name, room))
    asked = questionnaire_for(session, Stage.OTHER, Language.FRENCH)
    if asked is not None:
        ask_at_kiosk(session, Asking(asked))
