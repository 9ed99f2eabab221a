"""An article of the knowledge base begun with what ended a ticket."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from coorddesk.core.errors import UserError
from coorddesk.core.messages import _
from coorddesk.helpdesk.queries import ticket_card
from coorddesk.inventory.queries import asset_page, category_options
from coorddesk.knowledge.rules import Language
from coorddesk.knowledge.service import ArticleDetails
from coorddesk.knowledge.ui.article_dialog import ArticleDialog

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget
    from sqlalchemy.orm import Session

    from coorddesk.core.options import Option
    from coorddesk.widgets.desk import Desk


@dataclass(frozen=True)
class _Begun:
    title: str
    solution: str
    keywords: str
    category: Option | None


def write_article(desk: Desk, owner: QWidget, ids: Sequence[int]) -> None:
    """Open the form with the title, the solution, the kind of device and the cause of the first of these tickets."""
    desk.operations.read(owner, partial(_read, ids[0]), lambda begun: _open(desk, owner, begun))


def _open(desk: Desk, owner: QWidget, begun: _Begun) -> None:
    if not begun.solution:
        said = _("“{title}” does not say yet what helped. Resolve it first, with its solution.", title=begun.title)
        desk.warn(owner, UserError(said))
        return
    first = ArticleDetails(begun.title, begun.solution, Language(desk.texts.language), keywords=begun.keywords)
    ArticleDialog(desk, owner, None, first, begun.category).open()


def _read(ticket_id: int, session: Session) -> _Begun:
    """In the lane."""
    card = ticket_card(session, ticket_id)
    if card is None:
        raise UserError(_("This is no longer there: somebody deleted it."))
    row = card.row
    devices = asset_page(session, [asset_id for asset_id, _name in row.devices[:1]])
    kinds = {device.category for device in devices.values() if device.category}
    category = next((each for kind in kinds for each in category_options(session, kind) if each.name == kind), None)
    return _Begun(row.title, row.solution, row.cause or "", category)
