"""Articles as stored."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coorddesk.core.messages import _n
from coorddesk.core.orm import Base, Binary, Versioned, one_of
from coorddesk.directory.models import numbered
from coorddesk.knowledge.rules import Audience, Language


class Article(Versioned, Base):
    """How a trouble is ended, in one language; for devices of a category, or for whatever it is about."""

    __tablename__ = "article"
    __table_args__ = (numbered(lambda n: _n("{count} article", "{count} articles", n)),)

    title: Mapped[str]
    title_folded: Mapped[str] = mapped_column(Binary, index=True)
    body: Mapped[str]
    keywords: Mapped[str] = mapped_column(default="")  # other words by which people look for it
    language: Mapped[Language] = mapped_column(one_of(Language, "language"))
    audience: Mapped[Audience] = mapped_column(one_of(Audience, "audience"))
    category_id: Mapped[int | None] = mapped_column(ForeignKey("category.id"), index=True)
    review_on: Mapped[date | None] = mapped_column(index=True)  # when somebody should read whether it is still true
    search: Mapped[str] = mapped_column(Binary)  # folded: title, keywords and body
