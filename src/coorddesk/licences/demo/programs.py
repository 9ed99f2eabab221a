"""What the demo has licensed, by the seat, for the house, and by subscription."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.licences.rules import LicenceKind

_SEATS, _SITE, _YEARLY = LicenceKind.SEATS, LicenceKind.SITE, LicenceKind.SUBSCRIPTION
_IT, _LIB, _TOYS, _USED = "Vallon Informatique", "Biblio-Systèmes", "Ludopédago", "Le Comptoir du Reconditionné"


class Program(NamedTuple):
    """A licence: bought so many days ago, valid for so many days from then on; seats of `people` and `devices`."""

    name: str
    publisher: str
    kind: LicenceKind
    supplier: str
    seats: int | None
    price: float
    days_ago: int
    days: int | None = None
    people: int = 0
    devices: int = 0
    on: str = ""  # the category of those devices
    key: str = ""
    notes: str = ""


PROGRAMS = (
    Program("Suite bureautique", "Collabora", _YEARLY, _IT, 60, 1140.00, 322, 365, people=41,
            notes="Une connexion par agent, ouverte à l'arrivée"),
    Program("Antivirus postes", "ESET", _YEARLY, _IT, 120, 1788.00, 210, 365, devices=118, on="Ordinateur portable",
            key="DEMO-4F2K-9QPL-77AB"),
    Program("Retouche photo", "Serif", _SEATS, _IT, 6, 419.94, 980, devices=6, on="Ordinateur fixe",
            key="DEMO-AFFI-2231-0087"),
    Program("PDF - édition et signature", "Tracker Software", _SEATS, _IT, 5, 230.00, 640, people=6,
            key="DEMO-PDFX-6K3D-11Z9", notes="Un poste de trop depuis l'arrivée de la comptable"),
    Program("Logiciel de bibliothèque", "Décalog", _YEARLY, _LIB, None, 2640.00, 330, 365, people=9,
            notes="Hébergé, maintenance comprise"),
    Program("Gestion de la vie scolaire", "Index Éducation", _YEARLY, _IT, None, 610.00, 95, 365, people=12),
    Program("Accès aux ressources numériques", "Arte Éducation", _YEARLY, _LIB, None, 1450.00, 290, 365),
    Program("Montage vidéo", "Blackmagic Design", _SEATS, _IT, 2, 590.00, 1240, devices=2, on="Ordinateur fixe",
            key="DEMO-RSLV-8812-QQ41"),
    Program("Robotique - environnement", "Makeblock", _SITE, _TOYS, None, 149.00, 700, key="DEMO-MBLK-SITE-0042"),
    Program("Gestion de parc de tablettes", "Jamf", _YEARLY, _IT, 60, 540.00, 320, 365, devices=58, on="Tablette"),
    Program("Bureau à distance", "RealVNC", _YEARLY, _IT, 3, 178.20, 402, 365, people=2),
    Program("Windows 11 Professionnel - mise à niveau", "Microsoft", _SEATS, _USED, 24, 600.00, 540, devices=20,
            on="Ordinateur portable", key="DEMO-W11P-55TT-X0X0"),
)  # fmt: skip
