"""The courses of the demo, and when in the year each is held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from coorddesk.training.rules.checklists import CheckLine
from coorddesk.training.rules.words import Audience, DocumentKind, Level, Mode

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
MORNING, AFTERNOON = (540, 720), (810, 990)
_EACH_MONTH = (9, 10, 11, 12, 1, 2, 3, 4, 5, 6)


class Whom(StrEnum):
    """Who comes to a course of the demo."""

    READERS = "readers"
    CHILDREN = "children"
    CLASSES = "classes"
    STAFF = "staff"
    NOBODY = "nobody"  # by name: they are counted


class By(StrEnum):
    """Who gives it, by role and, of two who have it, by place."""

    FIRST_MEDIATOR = "first mediator"
    SECOND_MEDIATOR = "second mediator"
    TECHNICIAN = "technician"
    COORDINATOR = "coordinator"
    PARTNER = "partner"


@dataclass(frozen=True)
class Taught:
    """A course, and its sessions: from which weekday of which months on, how many times and between when and when.

    `starts` are months with the number of the weekday in them: (9, 3) is the third Tuesday of September. `devices` are
    of the model that some of are reserved for the next session.
    """

    name: str
    objectives: str
    audiences: tuple[Audience, ...]
    whom: Whom
    by: By
    room: str
    weekday: int
    times: tuple[tuple[int, int], ...]
    starts: tuple[tuple[int, int], ...]
    capacity: int | None
    count: int = 1
    is_weekly: bool = True
    minimum: int = 0
    level: Level | None = Level.BEGINNER
    mode: Mode = Mode.ON_SITE
    partner: str = ""
    agreement: str = ""
    certificate: DocumentKind | None = None
    cancelled_in: int = 0
    reason: str = ""
    materials: tuple[tuple[str, str], ...] = ()
    devices: str = ""

    @property
    def minutes(self) -> int:
        """How long a session of it lasts."""
        return self.count * sum(ends - starts for starts, ends in self.times)

    @property
    def is_for_staff(self) -> bool:
        """Whether names are kept for longer, and questions asked again a month later."""
        return self.whom is Whom.STAFF

    @property
    def checklist(self) -> tuple[CheckLine, ...]:
        """What is to be done before and after."""
        before = (CheckLine(-15, "Réserver la salle"), CheckLine(0, "Imprimer la feuille d’émargement"))
        if not self.is_for_staff:
            return (*before, CheckLine(1, "Saisir la fréquentation"))
        later = (CheckLine(1, "Saisir l’émargement"), CheckLine(30, "Envoyer le questionnaire à froid"))
        return (before[0], CheckLine(-7, "Envoyer les convocations"), before[1], *later)


def _monthly(weekday_number: int) -> tuple[tuple[int, int], ...]:
    return tuple((month, weekday_number) for month in _EACH_MONTH)


TAUGHT = (
    Taught(
        "Premiers pas à l’ordinateur",
        "Se servir de la souris et du clavier\nRanger ses fichiers\nChercher sur Internet\nEnvoyer un courriel",
        (Audience.ADULTS, Audience.SENIORS),
        *(Whom.READERS, By.FIRST_MEDIATOR, "Espace numérique", TUESDAY, ((600, 720),), ((9, 3), (1, 2), (5, 2)), 8),
        count=6,
        minimum=4,
        materials=(("Livret des premiers pas", "2026"), ("Exercices de souris", "v3")),
        devices="ProBook 450 G8",
    ),
    Taught(
        "Tablette : photos et messages",
        "Prendre et ranger une photo\nL’envoyer à ses proches",
        (Audience.SENIORS,),
        *(Whom.READERS, By.FIRST_MEDIATOR, "Espace numérique", THURSDAY, ((840, 960),), _monthly(1), 8),
        minimum=3,
        materials=(("Aide-mémoire tablette", "v2"),),
        devices="Galaxy Tab A8",
    ),
    Taught(
        "Démarches en ligne",
        "Créer un compte sans risque\nSuivre un dossier\nReconnaître un site officiel",
        (Audience.ADULTS, Audience.LITERACY),
        *(Whom.READERS, By.FIRST_MEDIATOR, "Espace numérique", THURSDAY, ((840, 960),), _monthly(3), 6),
        minimum=2,
        partner="France services",
        cancelled_in=2,
        reason="Conseillère absente, reporté au mois suivant",
    ),
    Taught(
        "Café numérique",
        "Poser ses questions, sans inscription",
        (Audience.ADULTS, Audience.SENIORS),
        *(Whom.NOBODY, By.SECOND_MEDIATOR, "Espace adultes", FRIDAY, ((840, 960),), _monthly(1), 20),
        level=None,
    ),
    Taught(
        "Robots et premiers programmes",
        "Donner des ordres à un robot\nRépéter, choisir, attendre",
        (Audience.CHILDREN,),
        *(Whom.CHILDREN, By.SECOND_MEDIATOR, "Fablab", WEDNESDAY, ((570, 690),), ((10, 1), (2, 1), (5, 3)), 12),
        count=4,
        minimum=6,
        materials=(("Cartes de défis", "v2"),),
    ),
    Taught(
        "Bien vivre avec les écrans",
        "Parler de ses usages\nProtéger ses données\nDouter d’une image",
        (Audience.CHILDREN,),
        *(Whom.CLASSES, By.FIRST_MEDIATOR, "Salle informatique", MONDAY, ((810, 930),)),
        ((11, 3), (11, 4), (3, 3), (3, 4)),
        30,
        level=None,
    ),
    Taught(
        "Tableur : trier, calculer, présenter",
        "Trier et filtrer une liste\nCalculer une somme et une moyenne\nPrésenter un tableau lisible",
        (Audience.STAFF,),
        *(Whom.STAFF, By.TECHNICIAN, "Salle de réunion", THURSDAY, (MORNING, AFTERNOON), ((10, 2), (3, 3)), 10),
        count=2,
        is_weekly=False,
        minimum=5,
        certificate=DocumentKind.COMPLETION,
        materials=(("Classeur d’exercices", "2026"), ("Livret du tableur", "v4")),
    ),
    Taught(
        "Messagerie et agenda partagés",
        "Partager son agenda\nRanger sa messagerie",
        (Audience.STAFF,),
        *(Whom.STAFF, By.COORDINATOR, "Salle de réunion", TUESDAY, (AFTERNOON,), ((9, 4), (6, 1)), 12),
        minimum=4,
        mode=Mode.MIXED,
        certificate=DocumentKind.ATTENDANCE,
    ),
    Taught(
        "Vos outils numériques : prise en main",
        "Ouvrir sa session\nImprimer\nDemander de l’aide",
        (Audience.STAFF,),
        *(Whom.STAFF, By.COORDINATOR, "Salle de réunion", MONDAY, (MORNING,), ((9, 3), (1, 3)), 6),
        minimum=1,
        certificate=DocumentKind.ATTENDANCE,
    ),
    Taught(
        "Sécurité : les bons réflexes",
        "Choisir une phrase de passe\nReconnaître un hameçonnage\nSavoir qui prévenir",
        (Audience.STAFF,),
        *(Whom.STAFF, By.TECHNICIAN, "Salle de réunion", THURSDAY, (MORNING,), ((11, 4), (6, 2)), 14),
        minimum=4,
        certificate=DocumentKind.ATTENDANCE,
    ),
    Taught(
        "Accueillir les publics éloignés du numérique",
        "Repérer les freins\nAccompagner sans faire à la place",
        (Audience.STAFF,),
        *(Whom.STAFF, By.PARTNER, "Salle de réunion", MONDAY, (MORNING, AFTERNOON), ((12, 1), (6, 1)), 12),
        minimum=5,
        level=Level.INTERMEDIATE,
        partner="Atelier numérique départemental",
        agreement="Convention 2024-2027, à titre gracieux",
        certificate=DocumentKind.DELIVERY,
    ),
    Taught(
        "Impression 3D : de l’idée à l’objet",
        "Dessiner un objet simple\nLe préparer et l’imprimer",
        (Audience.TEENS, Audience.ADULTS),
        *(Whom.READERS, By.FIRST_MEDIATOR, "Fablab", FRIDAY, ((840, 1020),), ((12, 2), (3, 2), (6, 2)), 6),
        count=2,
        minimum=3,
        level=Level.INTERMEDIATE,
        cancelled_in=6,
        reason="Pas assez d’inscrits",
    ),
)

PATHS = (
    ("Accueil d’un nouvel agent", True, (8, 7, 9)),
    ("Autonomie numérique", False, (0, 1, 2)),
)
"""Programmes: their names, whether they are for new colleagues, and the places of their courses in `TAUGHT`."""
