"""What the card of an article says, put together in the reading lane."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from coorddesk.core.messages import Message, _
from coorddesk.feature import Feature, belongings, story
from coorddesk.knowledge.queries import ArticleRow, article_row
from coorddesk.knowledge.rules import AUDIENCE_TITLES, LANGUAGE_TITLES, Audience
from coorddesk.widgets.card import CardContent
from coorddesk.widgets.facts import Fact, Section
from coorddesk.widgets.icons import Tone

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.texts import Texts

_FIRST = 12
AUDIENCE_TONES = {Audience.PUBLIC: Tone.SUCCESS, Audience.STAFF: Tone.ACCENT, Audience.DRAFT: Tone.MUTED}


def article_card(session: Session, article_id: int, features: Sequence[Feature], texts: Texts) -> CardContent | None:
    """The card of an article; None if it is no longer there."""
    row = article_row(session, article_id)
    if row is None:
        return None
    subject = ("article", article_id)
    return CardContent(
        title=row.title,
        caption=row.category or "",
        badges=tuple(_badges(row)),
        sections=tuple(_sections(row, texts)),
        belongings=belongings(session, features, subject, _FIRST),
        story=story(session, features, subject),
    )


def _badges(row: ArticleRow) -> Iterator[tuple[Message, Tone]]:
    yield AUDIENCE_TITLES[row.audience], AUDIENCE_TONES[row.audience]
    yield LANGUAGE_TITLES[row.language], Tone.MUTED
    if row.is_due:
        yield _("To be read again"), Tone.WARNING


def _sections(row: ArticleRow, texts: Texts) -> Iterator[Section]:
    yield Section(None, (Fact(Message(""), row.body),))
    day = "" if row.review_on is None else texts.date(row.review_on)
    about = row.category or ""
    subject = None if row.category_id is None else ("category", row.category_id)
    yield Section(
        _("About this article"),
        (
            Fact(_("For devices of the category"), about, subject),
            Fact(_("To be read again on"), day, tone=Tone.WARNING if row.is_due else Tone.TEXT),
            Fact(_("Keywords"), row.keywords),
        ),
    )
