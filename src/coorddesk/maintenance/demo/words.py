"""What was done in the demo, what comes again there, and what broke."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.maintenance.rules import RepairState, Verdict, Work

_AV, _NET, _IT = "Lumière du Nord Audiovisuel", "Réseau Ouest", "Vallon Informatique"
_SHOP, _COPY, _LIB = "Atelier Réparation Plus", "Reprolux", "Biblio-Systèmes"

CHECKLISTS = {
    "Vidéoprojecteur": (
        "Heures de lampe relevées",
        "Filtre à poussière nettoyé",
        "Image nette et centrée",
        "Télécommande et piles essayées",
        "Fixation au plafond vérifiée",
    ),
    "Contrôle électrique": (
        "Cordons et fiches sans défaut",
        "Multiprises non chaînées",
        "Disjoncteur différentiel essayé",
        "Ventilation dégagée",
    ),
    "Poste partagé": (
        "Antivirus à jour, analyse complète",
        "Mises à jour du système installées",
        "Comptes et fichiers oubliés retirés",
        "Clavier, souris et écran nettoyés",
    ),
    "Borne de prêt": ("Lecteur et platine nettoyés", "Rouleau du ticket remplacé", "Prêt et retour essayés"),
}


class Scheduled(NamedTuple):
    """A schedule of the demo: what it is about, every how many months or on which days, and how it went.

    `next` is in how many days its next turn is, `months` apart; with `days` the calendar says it.
    """

    name: str
    work: Work
    checklist: str | None
    category: str | None
    place: str | None
    months: int | None
    next: int
    ahead: int
    supplier: str | None = None
    days: tuple[tuple[int, int], ...] = ()
    cost: int = 0
    notes: str = ""


SCHEDULES = (
    Scheduled(
        "Lampes et filtres des vidéoprojecteurs",
        Work.UPKEEP,
        "Vidéoprojecteur",
        "Vidéoprojecteur",
        None,
        12,
        205,
        30,
        _AV,
        cost=41_000,
        notes="Pendant les vacances d’été, avec l’escabeau du gardien.",
    ),
    Scheduled(
        "Contrôle électrique des copieurs et du serveur",
        Work.INSPECTION,
        "Contrôle électrique",
        "Copieur",
        None,
        12,
        -18,
        30,
        _COPY,
        cost=18_000,
    ),
    Scheduled(
        "Antivirus et mises à jour des postes partagés",
        Work.UPKEEP,
        "Poste partagé",
        None,
        "Salle informatique",
        3,
        6,
        14,
    ),
    Scheduled(
        "Nettoyage des bornes de prêt",
        Work.UPKEEP,
        "Borne de prêt",
        "Borne de prêt",
        None,
        None,
        0,
        10,
        days=((1, 5), (4, 1), (7, 1), (9, 1), (12, 1)),
    ),
    Scheduled("Essai de l’onduleur sur batterie", Work.INSPECTION, None, "Onduleur", None, 6, 40, 14),
    Scheduled("Relevé et nettoyage des imprimantes 3D", Work.UPKEEP, None, "Imprimante 3D", None, 2, 3, 7),
)


class Done(NamedTuple):
    """Something that was done now and then: to which kind of device, what it cost in cents, how long it took."""

    category: str
    work: Work
    what: str
    cost: int | None = None
    hours: int | None = None
    supplier: str | None = None
    by: str = ""
    verdict: Verdict | None = None


DONE = (
    Done("Ordinateur portable", Work.UPGRADE, "Disque SSD de 500 Go à la place du disque dur", 6_490, 4, None, "Moi"),
    Done("Ordinateur portable", Work.UPGRADE, "Mémoire portée à 16 Go", 4_250, 1),
    Done("Ordinateur portable", Work.UPKEEP, "Clavier remplacé", 3_900, 24, _SHOP),
    Done("Ordinateur portable", Work.UPKEEP, "Batterie remplacée", 7_200, 48, _SHOP),
    Done("Ordinateur fixe", Work.UPKEEP, "Poussière retirée, pâte thermique refaite", None, 2),
    Done("Ordinateur fixe", Work.UPGRADE, "Passage à Windows 11", None, 3),
    Done("Vidéoprojecteur", Work.UPKEEP, "Lampe changée", 11_900, 24, _AV),
    Done("Copieur", Work.UPKEEP, "Rouleau d’entraînement changé", None, 5, _COPY, "Denis Faure"),
    Done("Copieur", Work.INSPECTION, "Passage du technicien : compteur relevé", None, 1, _COPY, "Denis Faure"),
    Done("Imprimante", Work.UPKEEP, "Unité de fusion nettoyée", None, 1),
    Done("Borne de prêt", Work.UPKEEP, "Écran tactile recalibré", None, 1, _LIB),
    Done("Commutateur réseau", Work.UPGRADE, "Micrologiciel mis à jour", None, 1, _NET),
    Done("Serveur", Work.INSPECTION, "Sauvegarde restaurée pour essai", None, 3, _IT, "", Verdict.GOOD),
    Done("Écran interactif", Work.UPKEEP, "Cadre infrarouge nettoyé", None, 1, _AV),
    Done("Tablette", Work.UPKEEP, "Vitre remplacée", 8_900, 72, _SHOP),
)


class Broken(NamedTuple):
    """A repair of the demo: its device by category, what broke, its steps by how many days ago, and what came of it."""

    category: str
    fault: str
    steps: tuple[tuple[RepairState, int], ...]
    supplier: str | None
    reference: str = ""
    quote: int | None = None
    cost: int | None = None
    under_warranty: bool = False
    outcome: str = ""
    is_held: bool = False


_TO_SEND, _LEFT, _THERE = RepairState.TO_SEND, RepairState.LEFT, RepairState.AT_SUPPLIER
_READY, _BACK, _OVER = RepairState.READY, RepairState.GIVEN_BACK, RepairState.ABANDONED

UNDER_WAY = (
    Broken(
        "Ordinateur portable",
        "Charnière cassée, écran qui se coupe à l’ouverture",
        ((_TO_SEND, 13), (_LEFT, 11), (_THERE, 9)),
        _IT,
        "RMA-88213",
        under_warranty=True,
        is_held=True,
    ),
    Broken(
        "Tablette",
        "Vitre fêlée après une chute",
        ((_LEFT, 16), (_THERE, 15), (_READY, 2)),
        _SHOP,
        "R-1042",
        quote=8_900,
    ),
    Broken("Vidéoprojecteur", "S’éteint au bout de dix minutes", ((_TO_SEND, 4),), _AV),
)
"""The first is held by somebody, who gets another one meanwhile."""

OVER = (
    Broken("Ordinateur portable", "Ne charge plus", ((_TO_SEND, 610), (_THERE, 606), (_BACK, 588)), _IT, "RMA-71902",
           under_warranty=True, outcome="Carte mère échangée"),
    Broken("Ordinateur portable", "Touches arrachées", ((_LEFT, 420), (_BACK, 411)), _SHOP, "R-0871", 6_900, 6_900,
           outcome="Clavier neuf"),
    Broken("Tablette", "Ne s’allume plus", ((_LEFT, 350), (_THERE, 349), (_OVER, 335)), _SHOP, "R-0904", 14_500, 2_500,
           outcome="Devis trop élevé, diagnostic facturé"),
    Broken("Copieur", "Bourrages à répétition", ((_THERE, 210), (_BACK, 208)), _COPY, "INT-5521",
           under_warranty=True, outcome="Tiroir remplacé"),
    Broken("Vidéoprojecteur", "Taches vertes à l’image", ((_TO_SEND, 160), (_THERE, 150), (_BACK, 121)), _AV, "SAV-339",
           23_000, 21_900, outcome="Bloc optique nettoyé"),
    Broken("Enceinte", "Plus de son à droite", ((_LEFT, 75), (_BACK, 60)), "Son & Image Services", "", 4_500, 4_500,
           outcome="Haut-parleur remplacé"),
)  # fmt: skip
