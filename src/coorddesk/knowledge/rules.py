"""What holds of articles, whoever asks: for whom they are, and which of them a sentence of trouble calls for."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import TYPE_CHECKING

from coorddesk.core.fold import fold
from coorddesk.core.messages import Message, _p

if TYPE_CHECKING:
    from datetime import date


class Audience(StrEnum):
    """Who may read an article."""

    DRAFT = "draft"
    STAFF = "staff"
    PUBLIC = "public"  # shown at the kiosk too


class Language(StrEnum):
    """What an article is written in."""

    FRENCH = "fr"
    ENGLISH = "en"


AUDIENCE_TITLES: dict[Audience, Message] = {
    Audience.PUBLIC: _p("article", "Everybody"),
    Audience.STAFF: _p("article", "The team"),
    Audience.DRAFT: _p("article", "Draft"),
}
LANGUAGE_TITLES: dict[Language, Message] = {
    Language.FRENCH: _p("language", "French"),
    Language.ENGLISH: _p("language", "English"),
}

_SHORT = 3
_TELLING_NOTHING = """
avec cela cette dans dedans depuis elle elles encore est fait faire font fonctionne leur leurs mais marche mes
mon nos notre nous pas peu plus pour quand que qui quoi rien sans ses sont sur tout toute trop une vos votre
vous
about after again and are but can cannot does doesn for from has have her his its not our the their them they
this that was what when with won work works working you your
"""
_NO_WORDS = frozenset(_TELLING_NOTHING.split())
"""Words that every other sentence of trouble has; they tell nothing of it."""
_TITLE, _KEYWORD, _BODY = 4, 4, 1
FITS = 4
"""Fitness from which an article is about it: a word in the title or among the keywords, not merely in the text."""
_STEM, _PLURAL = 4, 2


def article_search(title: str, keywords: str, body: str) -> str:
    """What a search looks through."""
    return fold(f"{title} {keywords} {body}")


def is_due(review_on: date | None, today: date) -> bool:
    """Whether somebody should read an article again."""
    return review_on is not None and review_on <= today


def telling_words(sentence: str) -> tuple[str, ...]:
    """The folded words of a sentence that say what it is about, each once: "le son ne marche pas" is about "son"."""
    spaced = "".join(letter if letter.isalnum() else " " for letter in fold(sentence))
    return tuple(dict.fromkeys(word for word in spaced.split() if len(word) >= _SHORT and word not in _NO_WORDS))


def fitness(wanted: Collection[str], title: str, keywords: str, body: str) -> int:
    """How well an article fits words of trouble; 0 does not. What its title or keywords say counts four times.

    Words are one where they begin alike ("imprimante", "imprimantes"; "écrans", "écran").
    """
    places = ((_TITLE, telling_words(title)), (_KEYWORD, telling_words(keywords)), (_BODY, telling_words(body)))
    return sum(
        max((weight for weight, said in places if any(_alike(word, each) for each in said)), default=0)
        for word in wanted
    )


def _alike(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return one == other or (
        length >= _STEM and one[:length] == other[:length] and abs(len(one) - len(other)) <= _PLURAL
    )
