"""Three sites of a school and its library: buildings, floors, and sixty rooms."""

from __future__ import annotations

from coorddesk.directory.rules import PlaceKind

SCHOOL, LIBRARY, ANNEX = "École Les Tilleuls", "Médiathèque La Passerelle", "Annexe Le Moulin"

Rooms = tuple[tuple[str, PlaceKind], ...]


def _rooms(*names: str) -> Rooms:
    return tuple((name, PlaceKind.ROOM) for name in names)


def _stores(*names: str) -> Rooms:
    return tuple((name, PlaceKind.STORE) for name in names)


SITES: dict[str, str] = {
    SCHOOL: "12 rue des Tilleuls",
    LIBRARY: "3 place de la Passerelle",
    ANNEX: "Chemin du Moulin",
}
"""The sites and where they are."""

ROOMS: dict[tuple[str, ...], Rooms] = {
    (SCHOOL, "Bâtiment A", "Rez-de-chaussée"): (
        *_rooms("Accueil de l'école", "Secrétariat", "Bureau de la direction", "Salle des maîtres", "Infirmerie"),
        *_rooms("Salle 1", "Salle 2", "Salle 3", "Salle 4", "Salle 5", "Salle 6"),
        *_stores("Réserve informatique"),
    ),
    (SCHOOL, "Bâtiment A", "Étage"): (
        *_rooms("Salle 7", "Salle 8", "Salle 9", "Salle 10", "Salle 11", "Salle 12"),
        *_rooms("Salle informatique", "Bibliothèque de l'école", "Bureau du RASED"),
        *_stores("Local technique A"),
    ),
    (SCHOOL, "Bâtiment B", "Rez-de-chaussée"): (
        *_rooms("Restaurant scolaire", "Gymnase", "Salle de motricité", "Salle polyvalente", "Garderie"),
        *_stores("Rangement sport"),
    ),
    (SCHOOL, "Bâtiment B", "Étage"): _rooms("Salle de sciences", "Salle d'arts plastiques", "Salle de musique"),
    (LIBRARY, "Rez-de-chaussée"): _rooms(
        *("Accueil - Prêt et retour", "Espace jeunesse", "Espace adultes", "Espace presse", "Espace numérique"),
        *("Auditorium", "Heure du conte", "Hall de la médiathèque", "Salle d'exposition"),
    ),
    (LIBRARY, "Étage"): (
        *_rooms("Fonds local", "Musique et cinéma", "Salle d'étude 1", "Salle d'étude 2", "Salle d'étude 3"),
        *_rooms("Bureau des bibliothécaires", "Bureau de la médiathèque", "Salle de réunion"),
        *_stores("Local serveur"),
    ),
    (LIBRARY, "Sous-sol"): (*_stores("Magasin", "Réserve de la médiathèque"), *_rooms("Atelier d'équipement")),
    (ANNEX, "Rez-de-chaussée"): (
        *_rooms(
            "Accueil de l'annexe",
            "Ludothèque",
            "Fablab",
            "Studio",
            "Salle d'activités",
            "Bureau de l'annexe",
            "Salle de l'atelier",
        ),
        *_stores("Rangement de l'annexe"),
    ),
}
