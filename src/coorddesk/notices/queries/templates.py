"""What is written on each occasion, the desk's own words or the program's; and the server that sends it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from coorddesk.core.organisation import remembered
from coorddesk.core.resources import texts_for
from coorddesk.notices.models import NoticeTemplate
from coorddesk.notices.rules import Occasion, Security, Server, Template, default_template

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

SERVER = "notices.server"


@dataclass(frozen=True)
class TemplateRow:
    """What is written on an occasion in a language; version 0 where these are the program's own words."""

    occasion: Occasion
    language: str
    version: int
    template: Template


def template_for(session: Session, occasion: Occasion, language: str) -> Template:
    """What is written on an occasion in a language."""
    chosen = (NoticeTemplate.occasion == occasion, NoticeTemplate.language == language)
    row = session.scalar(select(NoticeTemplate).where(*chosen))
    return (
        default_template(occasion, texts_for(language)) if row is None else Template(row.subject, row.body, row.is_on)
    )


def templates(session: Session, language: str) -> tuple[TemplateRow, ...]:
    """What is written on every occasion in a language."""
    own = {
        row.occasion: row for row in session.scalars(select(NoticeTemplate).where(NoticeTemplate.language == language))
    }
    texts = texts_for(language)
    return tuple(
        TemplateRow(each, language, own[each].version, Template(own[each].subject, own[each].body, own[each].is_on))
        if each in own
        else TemplateRow(each, language, 0, default_template(each, texts))
        for each in Occasion
    )


def mail_server(session: Session) -> Server | None:
    """The server that sends messages; None where the mail program does."""
    said = remembered(session, SERVER)
    return None if said is None else Server(**said | {"security": Security(said["security"])})
