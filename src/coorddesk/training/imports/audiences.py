"""Whom a course is for, as a cell says it: "Adultes, seniors"; one text for one thing, whatever the language."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from functools import cache

from coorddesk.core.errors import UserError
from coorddesk.core.fold import fold
from coorddesk.core.messages import _
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import system_language
from coorddesk.importing.listing import joined, listed
from coorddesk.training.rules.words import AUDIENCE_TITLES, Audience

_LANGUAGES = ("fr", "en")
_BETWEEN = re.compile(r"\s*/\s*|\s+(?:et|and|&)\s+")
_SPELLINGS: dict[Audience, tuple[str, ...]] = {
    Audience.TODDLERS: ("Petite enfance", "0-3 ans", "0-6 ans", "Bébés"),
    Audience.CHILDREN: ("Enfant", "Jeune public", "Élèves", "Kids"),
    Audience.TEENS: ("Ados", "Ado", "Adolescent", "Jeunes", "Collégiens", "Lycéens", "Teens"),
    Audience.ADULTS: ("Adulte", "Tout public", "Tous publics", "Grand public", "Adult"),
    Audience.SENIORS: ("Senior", "Aînés", "Retraités", "Personnes âgées", "Elderly"),
    Audience.STAFF: ("Agent", "Personnel", "Personnels", "Professionnels", "Équipe", "Enseignants", "Employees"),
    Audience.DISABILITY: ("Handicap", "Situation de handicap", "PSH", "Disability"),
    Audience.LITERACY: ("Illettrisme", "FLE", "Alphabétisation", "Illectronisme", "Literacy"),
}


def audiences_of(text: str) -> tuple[Audience, ...]:
    """The audiences that a text names; raises `UserError`."""
    known, found = _words(), []
    names = [text] if fold(text) in known else listed(text)
    for word in (part for name in names for part in ([name] if fold(name) in known else _BETWEEN.split(name))):
        if fold(word) not in known:
            raise UserError(
                _("“{word}” is no audience. There are: {words}.", word=word, words=audiences_said(Audience))
            )
        found.append(known[fold(word)])
    return tuple(each for each in Audience if each in found)


def audiences_said(audiences: Iterable[Audience]) -> str:
    """Audiences as one text, in the language of this PC; `audiences_of` reads it in any."""
    texts = texts_for(system_language(os.environ))
    return joined(texts.say(AUDIENCE_TITLES[each]) for each in audiences)


def audiences_spelt(text: str) -> str:
    """A text as `audiences_said` writes it."""
    return audiences_said(audiences_of(text))


@cache
def _words() -> dict[str, Audience]:
    titles = {
        fold(texts_for(language).say(title)): each for language in _LANGUAGES for each, title in AUDIENCE_TITLES.items()
    }
    spelt = {fold(word): each for each, words in _SPELLINGS.items() for word in (each.value, *words)}
    return spelt | titles
