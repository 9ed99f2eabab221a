"""The words by which sheets of tickets say how far one is, what it is and how it came in; and what texts come to."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

from coorddesk.core.messages import _
from coorddesk.core.resources import texts_for
from coorddesk.core.settings import system_language
from coorddesk.core.tidy import tidy, tidy_lines
from coorddesk.helpdesk.rules import (
    IMPACT_TITLES,
    PRIORITY_TITLES,
    RESOLUTION_TITLES,
    SOURCE_TITLES,
    STATUS_TITLES,
    TICKET_KIND_TITLES,
    URGENCY_TITLES,
    Source,
    Status,
    TicketKind,
)
from coorddesk.importing.kind import Choice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coorddesk.core.messages import Message

_STATUSES: dict[Status, tuple[str, ...]] = {
    Status.NEW: (
        "Nouveau",
        "Nouvelle",
        "Ouvert",
        "Ouverte",
        "À traiter",
        "Non traité",
        "Reçu",
        "Open",
        "Opened",
        "To do",
    ),
    Status.IN_PROGRESS: (
        *("En cours", "En cours (Attribué)", "Attribué", "En traitement", "Pris en charge", "Assigné", "Rouvert"),
        *("Processing (assigned)", "Assigned", "Work in progress", "Active", "In process", "Started", "Reopened"),
    ),
    Status.PLANNED: ("En cours (Planifié)", "Planifié", "Prévu", "Processing (planned)", "Scheduled"),
    Status.WAITING: ("En attente", "Attente", "Suspendu", "Bloqué", "Pending", "On hold", "Hold", "Waiting", "Blocked"),
    Status.RESOLVED: (
        *("Résolu", "Résolue", "Réparé", "Traité", "Traitée", "Fait", "OK", "Réglé"),
        *("Solved", "Resolved", "Done", "Fixed"),
    ),
    Status.CLOSED: (
        *("Clos", "Close", "Clôturé", "Clôturée", "Fermé", "Fermée", "Terminé", "Terminée", "Archivé"),
        *("Closed", "Complete", "Completed", "Finished"),
    ),
    Status.CANCELLED: ("Annulé", "Annulée", "Abandonné", "Sans suite", "Rejeté", "Canceled", "Rejected", "Won't do"),
}
_KINDS: dict[TicketKind, tuple[str, ...]] = {
    TicketKind.INCIDENT: ("Panne", "Problème", "Dysfonctionnement", "Bug", "Problem", "Fault", "Issue"),
    TicketKind.REQUEST: ("Demande de service", "Besoin", "Service request", "Question", "Task", "Aide"),
    TicketKind.COMPLAINT: ("Plainte", "Insatisfaction", "Grievance"),
}
_SOURCES: dict[Source, tuple[str, ...]] = {
    Source.KIOSK: ("Helpdesk", "Formulaire", "Formcreator", "Portail", "Web", "Portal", "Form", "Site web"),
    Source.COUNTER: ("Direct", "Sur place", "Oral", "Accueil", "Autre", "Other", "Walk-in", "In person", "Guichet"),
    Source.TELEPHONE: ("Téléphone", "Tél.", "Appel", "Phone", "Call"),
    Source.MAIL: ("Courriel", "E-mail", "Email", "Mél", "Écrit", "Courrier", "Written", "Message", "Chat"),
    Source.ROUND: ("Tour du matin", "Ronde", "Contrôle", "Round"),
}
_LEVELS: dict[int, tuple[str, ...]] = {
    1: ("Très basse", "Très faible", "Minime", "Very low", "P5", "Lowest", "Trivial"),
    2: ("Basse", "Faible", "Low", "P4", "Minor"),
    3: ("Moyenne", "Moyen", "Normale", "Normal", "Medium", "P3", "Moderate"),
    4: ("Haute", "Élevée", "Forte", "Urgent", "Urgente", "High", "P2"),
    5: ("Très haute", "Très élevée", "Majeure", "Critique", "Bloquante", "Très urgent", "Very high", "Critical", "P1"),
}
_MORE_HIGHEST = ("Major", "Highest", "Blocker", "Immediate")
_TAG = re.compile(
    r"</?(?:p|div|br|span|b|i|u|strong|em|ul|ol|li|a|h[1-6]|table|tbody|tr|td|font|img)\b[^<>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"<br\s*/?>\s?|</(?:p|div|li|tr|h[1-6])>\s?", re.IGNORECASE)
_ENCODED_TAG = re.compile(
    r"&lt;/?(?:p|div|br|span|b|strong|ul|ol|li|a)\b|&#(?:38|60|62);|&(?:gt|amp|nbsp|quot|eacute);"
)
_DIGITS = re.compile(r"\d{1,3}(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]\d{3})+")


def _leveled(titles: Mapping[int, Message]) -> tuple[Choice, ...]:
    return tuple(
        Choice(str(level), title, _LEVELS[level] + (_MORE_HIGHEST if level == max(_LEVELS) else ()))
        for level, title in titles.items()
    )


STATUSES = tuple(Choice(each, title, _STATUSES[each]) for each, title in STATUS_TITLES.items())
KINDS = tuple(Choice(each, title, _KINDS[each]) for each, title in TICKET_KIND_TITLES.items())
SOURCES = tuple(Choice(each, title, _SOURCES[each]) for each, title in SOURCE_TITLES.items())
URGENCIES, IMPACTS, PRIORITIES = map(_leveled, (URGENCY_TITLES, IMPACT_TITLES, PRIORITY_TITLES))
WAITS_FOR = timedelta(days=7)
"""How long what waits is left alone where the sheet does not say until when."""

RESOLUTIONS = tuple(Choice(each, title) for each, title in RESOLUTION_TITLES.items())


def plain_lines(text: str) -> str:
    """A text of lines, without the tags that a web page's editor left in it."""
    if _ENCODED_TAG.search(text):
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    return tidy_lines(text)


def plain_title(text: str) -> str:
    """The same on one line."""
    return tidy(plain_lines(text))


def spelt_reference(text: str) -> str:
    """A number of another program, of which blanks between thousands are no part: "5 732 943"."""
    text = tidy(text)
    return "".join(text.split()) if _DIGITS.fullmatch(text) else text


def waiting_words() -> str:
    """What a ticket waits for where the sheet does not say it, in the language of this PC."""
    return texts_for(system_language(os.environ)).say(_("The sheet does not say what for"))


def ending_words() -> str:
    """What stands in the log of a ticket of which the sheet does not say when it was over."""
    said = _("The sheet does not say when it was over: this is when it was last changed.")
    return texts_for(system_language(os.environ)).say(said)
