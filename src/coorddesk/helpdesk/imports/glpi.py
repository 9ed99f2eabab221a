"""Tickets as GLPI exports them, in French and in English."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from html import unescape

from coorddesk.core.fold import fold
from coorddesk.core.messages import verbatim
from coorddesk.helpdesk.imports.words import plain_lines
from coorddesk.importing.listing import joined
from coorddesk.importing.presets import Preset
from coorddesk.importing.splitting import Split

_TECHNICIANS = ("Attribué à - Technicien", "Assigned to - Technician", "Assigned to - Assigned to")
_REQUESTERS = ("Demandeur - Demandeur", "Requester - Requester")
_TEAMS = (
    *("Attribué à - Groupe de techniciens", "Attribué à - Groupe technicien", "Attribué à - Groupe d'attribution"),
    *(
        "Assigned to - Technician group",
        "Assigned to - Assignment Group",
        "Assigned to - Group in charge of the ticket",
    ),
)
_PROVIDERS = (
    *("Attribué à - Fournisseur", "Attribué à - Attribué à un fournisseur", "Attribué à - Fournisseur attribué"),
    *("Assigned to - Supplier", "Assigned to - Assigned to a supplier"),
)
_CATEGORIES = ("Catégorie", "Category")
_SOLUTIONS = ("Solution - Solution",)
_PRIORITIES = ("Priorité", "Priority")
_DEVICES = (
    *("Éléments associés", "Élément associé", "Éléments associés - Éléments associés"),
    *("Associated elements", "Associated items", "Associated element"),
)
_MAJOR = frozenset({"majeure", "major"})
_LINES = re.compile(r"<br\s*/?>|[\n;]|&lt;br\s*/?&gt;", re.IGNORECASE)
_NAME_AND_NAME = re.compile(r"\s*,\s*")
_WITH_NUMBER = re.compile(r"\s*\(\d+\)$")  # "Dupont Marie (42)", where GLPI shows ids beside names


def _several(text: str) -> list[str]:
    """The names of a cell, in lines or with commas between: "DUPONT Marie, FAURE Denis", but not "DUPONT, Marie"."""
    lines = [line for line in (_name(each) for each in _LINES.split(text)) if line]
    if len(lines) == 1 and len(parts := _NAME_AND_NAME.split(lines[0])) > 1 and all(" " in part for part in parts):
        return parts
    return lines


def _name(text: str) -> str:
    return _WITH_NUMBER.sub("", " ".join(unescape(text).split()))


def _first_and_others(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """Whoever was named first handles it, and the others help."""
    first, *others = _several(text) or [""]
    return first, joined(others)


def _first(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """The first name of a cell."""
    return ((_several(text) or [""])[0],)


def _path(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    return (_name(text),)


def _devices(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    return (joined(_name(each) for each in _LINES.split(text) if _name(each)),)


def _text(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    return (plain_lines(text),)


def _priority(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """The sixth priority of GLPI is a word of its own here."""
    return text, "1" if fold(text) in _MAJOR else ""


GLPI_SPLITS = (
    Split(("assignee", "helpers"), _TECHNICIANS, _first_and_others),
    Split(("requester",), _REQUESTERS, _first),
    Split(("team",), _TEAMS, _first),
    Split(("provider",), _PROVIDERS, _first),
    Split(("devices",), _DEVICES, _devices),
    Split(("solution",), _SOLUTIONS, _text),
    Split(("priority", "is_major"), (), _priority),
)

GLPI = Preset(
    # the columns of a list of tickets, exported as csv with ";" between them; their names are those of GLPI's search
    # options (Ticket::rawSearchOptions, CommonITILObject::rawSearchOptionsMain), in the language of whoever exports,
    # a group before those that are its own; ids have blanks between thousands, cells several lines
    key="glpi",
    title=verbatim("GLPI"),
    mapping={
        "ID": "reference",
        **dict.fromkeys(("Titre", "Title"), "title"),
        "Description": "description",
        **dict.fromkeys(("Statut", "Status"), "status"),
        "Type": "kind",
        **dict.fromkeys(_PRIORITIES, "priority+is_major"),
        **dict.fromkeys(("Urgence", "Urgency"), "urgency"),
        "Impact": "impact",
        **dict.fromkeys(_CATEGORIES, "category"),
        **dict.fromkeys(("Lieu", "Localisation", "Location", "Locations"), "place"),
        **dict.fromkeys(("Source de la demande", "Request source"), "source"),
        **dict.fromkeys(_REQUESTERS, "requester"),
        **dict.fromkeys(_TECHNICIANS, "assignee+helpers"),
        **dict.fromkeys(_TEAMS, "team"),
        **dict.fromkeys(_PROVIDERS, "provider"),
        **dict.fromkeys(_DEVICES, "devices"),
        **dict.fromkeys(("Date d'ouverture", "Opening date"), "opened"),
        **dict.fromkeys(("Date de prise en compte", "Prise en compte", "Take into account date"), "answered"),
        **dict.fromkeys(("Date de résolution", "Resolution date"), "resolved"),
        **dict.fromkeys(("Date de clôture", "Closing date"), "closed"),
        **dict.fromkeys(_SOLUTIONS, "solution"),
        **dict.fromkeys(("Dernière modification", "Last update"), "last_changed"),
        # whose it is there, what others promised, and what was said in between
        **dict.fromkeys(("Entité", "Entity"), ""),
        **dict.fromkeys(("Temps de résolution", "Time to resolve", "Statistiques - Délai de résolution"), ""),
        **dict.fromkeys(("Suivis - Description", "Followups - Description"), ""),
        **dict.fromkeys(("Tâches - Description", "Tasks - Description"), ""),
        **dict.fromkeys(("Demandeur - Groupe demandeur", "Requester - Requester group"), ""),
        **dict.fromkeys(("Demandeur - Rédacteur", "Requester - Writer", "Observateur - Observateur"), ""),
    },
    signatures=(
        *(
            ("Demandeur - Demandeur",),
            ("Attribué à - Technicien",),
            ("Titre", "Date d'ouverture", "Dernière modification"),
        ),
        *(("Requester - Requester",), ("Assigned to - Technician",), ("Title", "Opening date", "Last update")),
    ),
)
