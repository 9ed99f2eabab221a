"""What a new help desk begins with: kinds of tickets, causes and tiles of the kiosk, in the reader's words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.access import allowed
from coorddesk.core.fold import fold
from coorddesk.core.history import record
from coorddesk.core.messages import Message, _, _p
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import system_language
from coorddesk.directory.rules import join_path
from coorddesk.directory.service import EDITORS
from coorddesk.helpdesk.models import Cause, CommonFault, TicketCategory
from coorddesk.helpdesk.rules import TicketKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_KINDS: tuple[tuple[Message, TicketKind, tuple[Message, ...]], ...] = (
    (
        _p("kind of ticket", "Hardware"),
        TicketKind.INCIDENT,
        (
            _p("kind of ticket", "Computer"),
            _p("kind of ticket", "Tablet"),
            _p("kind of ticket", "Screen or projector"),
            _p("kind of ticket", "Printer or copier"),
            _p("kind of ticket", "Sound"),
            _p("kind of ticket", "Self-service kiosk"),
            _p("kind of ticket", "Keyboard, mouse, cable"),
        ),
    ),
    (
        _p("kind of ticket", "Network"),
        TicketKind.INCIDENT,
        (_p("kind of ticket", "Wi-Fi"), _p("kind of ticket", "Internet"), _p("kind of ticket", "Shared folder")),
    ),
    (
        _p("kind of ticket", "Software"),
        TicketKind.INCIDENT,
        (_p("kind of ticket", "Application"), _p("kind of ticket", "Mail"), _p("kind of ticket", "Website")),
    ),
    (_p("kind of ticket", "Account and password"), TicketKind.REQUEST, ()),
    (
        _p("kind of ticket", "Something needed"),
        TicketKind.REQUEST,
        (
            _p("kind of ticket", "Loan of a device"),
            _p("kind of ticket", "Installation"),
            _p("kind of ticket", "Help or training"),
            _p("kind of ticket", "Supplies"),
        ),
    ),
)
_CAUSES = (
    _p("cause", "Wear"),
    _p("cause", "Breakage"),
    _p("cause", "Cable or power"),
    _p("cause", "Wrong setting"),
    _p("cause", "Software fault or update"),
    _p("cause", "Network or provider"),
    _p("cause", "Handling"),
    _p("cause", "Supplies used up"),
    _p("cause", "Theft or vandalism"),
    _p("cause", "New need"),
    _p("cause", "Unknown"),
)
_FAULTS: tuple[tuple[Message, str], ...] = (
    (_p("fault", "Does not start"), "power"),
    (_p("fault", "No picture"), "image"),
    (_p("fault", "No sound"), "volume-x"),
    (_p("fault", "No internet"), "wifi-off"),
    (_p("fault", "Very slow or stuck"), "clock"),
    (_p("fault", "Does not print"), "printer"),
    (_p("fault", "Does not scan"), "scan-barcode"),
    (_p("fault", "Broken or damaged"), "triangle-alert"),
    (_p("fault", "Keyboard or mouse"), "keyboard"),
    (_p("fault", "Something else"), "circle-help"),
)


@allowed(*EDITORS)
def seed(session: Session) -> None:
    """Write what is usual where there is nothing yet, in the language of this PC; people change it as they like."""
    texts = texts_for(system_language(os.environ))
    written = [
        _seed_categories(session, texts),
        _seed_causes(session, texts),
        _seed_faults(session, texts),
    ]
    if any(written):
        session.flush()
        record(session, _("Prepare the help desk"))


def _seed_categories(session: Session, texts: Texts) -> bool:
    if session.scalar(select(TicketCategory.id).limit(1)) is not None:
        return False
    for title, kind, inside in _KINDS:
        around = _category(texts.say(title), texts.say(title), kind)
        session.add(around)
        session.flush()
        for each in inside:
            name = texts.say(each)
            row = _category(name, join_path(around.path, name), kind)
            row.parent_id = around.id
            session.add(row)
    return True


def _category(name: str, path: str, kind: TicketKind) -> TicketCategory:
    return TicketCategory(name=name, path=path, path_folded=fold(path), kind=kind, checklist=[])


def _seed_causes(session: Session, texts: Texts) -> bool:
    if session.scalar(select(Cause.id).limit(1)) is not None:
        return False
    for place, cause in enumerate(_CAUSES):
        name = texts.say(cause)
        session.add(Cause(name=name, name_folded=fold(name), position=place))
    return True


def _seed_faults(session: Session, texts: Texts) -> bool:
    if session.scalar(select(CommonFault.id).limit(1)) is not None:
        return False
    faults = (
        CommonFault(title=texts.say(title), icon=icon, position=place) for place, (title, icon) in enumerate(_FAULTS)
    )
    session.add_all(faults)
    return True
