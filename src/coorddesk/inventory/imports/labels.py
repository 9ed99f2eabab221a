"""Statuses as a sheet says them: the desk's own words, and the standard ones for the first label of each meaning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coorddesk.importing.kind import Choice
from coorddesk.inventory.queries import default_labels, status_labels
from coorddesk.inventory.rules import MetaStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


STATUS_SPELLINGS: dict[MetaStatus, tuple[str, ...]] = {
    MetaStatus.IN_STOCK: (
        *("En stock", "Stock", "Disponible", "Libre", "Réserve", "En réserve", "Non attribué", "Non affecté"),
        *("In stock", "Ready to Deploy", "Deployable", "Available", "Pending", "New", "Spare"),
    ),
    MetaStatus.ASSIGNED: (
        *("Affecté", "Affectée", "Attribué", "Attribuée", "En service", "En production", "En cours d'utilisation"),
        *("Utilisé", "Actif", "Installé", "Opérationnel", "En fonction", "Assigned", "Deployed", "In use"),
        *("In production", "Active", "Allocated"),
    ),
    MetaStatus.ON_LOAN: ("Prêté", "Prêtée", "En prêt", "Emprunté", "Sorti", "On loan", "Loaned", "Checked out", "Lent"),
    MetaStatus.UNDER_REPAIR: (
        *("En réparation", "En maintenance", "Maintenance", "En panne", "SAV", "Réparation", "À réparer"),
        *("Under repair", "Out for Repair", "Out for Diagnostics", "In repair", "Repair"),
    ),
    MetaStatus.UNAVAILABLE: (
        *("Indisponible", "Perdu", "Volé", "Perdu / volé", "Perdu ou volé", "Égaré", "Introuvable", "Non trouvé"),
        *("Unavailable", "Undeployable", "Lost", "Stolen", "Lost/Stolen", "Missing", "Quarantined", "To find"),
    ),
    MetaStatus.RETIRED: (
        *("Réformé", "Réformée", "Au rebut", "Rebut", "Rebuté", "Mis au rebut", "Retiré", "Hors service", "HS"),
        *("Sorti du parc", "Cédé", "Jeté", "Recyclé", "Archivé", "Vendu", "Donné", "Détruit", "Retired", "Archived"),
        *("Disposed", "Sold", "Scrapped", "Liquidated", "Recycled", "Decommissioned", "Broken - Not Fixable"),
    ),
}


class Labels:
    """The status labels of the desk, each by the word that stands for it in a sheet's field.

    A label with a name is that word, one without is what it means; the first of each meaning is also known by the
    standard words, whatever it is called.
    """

    def __init__(self, session: Session) -> None:
        """Read all of them."""
        labels = status_labels(session)
        firsts = set(default_labels(session).values())
        self.firsts = {label.meta: label.id for label in labels if label.id in firsts}
        self.values: dict[int, str] = {label.id: label.name or label.meta.value for label in labels}
        self.ids = {value: label_id for label_id, value in self.values.items()}
        self.choices = tuple(
            Choice(
                self.values[label.id],
                label.title,
                (label.meta.value, *STATUS_SPELLINGS[label.meta]) if label.id in firsts else (),
            )
            for label in sorted(labels, key=lambda label: label.id in firsts)
        )
        """What a cell may say; where a name of the desk's is a standard word as well, the name goes first."""


def own_statuses(session: Session) -> tuple[Choice, ...]:
    """The words of the desk for statuses."""
    return Labels(session).choices
