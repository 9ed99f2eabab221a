"""Words by which sheets say a status or a condition: those that are certain, and those that people are asked about."""

from __future__ import annotations

from coorddesk.inventory.rules import Condition, Depreciation, MetaStatus


def _agreeing(*words: str) -> tuple[str, ...]:
    """Participles in every gender and number: "Prêté", "Prêtée", "Prêtés", "Prêtées", "Prêté(e)"."""
    return tuple(word + ending for word in words for ending in ("", "e", "s", "es", "(e)", "(e)s", "(es)"))


STATUS_SPELLINGS: dict[MetaStatus, tuple[str, ...]] = {
    MetaStatus.IN_STOCK: (
        *("En stock", "Stock", "Au stock", "Disponible", "Disponibles", "Dispo", "Libre", "En réserve"),
        *("En magasin", "À disposition", "En attente d'affectation", "Remisé", "Remisée"),
        *(f"Non {word}" for word in _agreeing("affecté", "attribué", "assigné", "utilisé", "installé")),
        *("In stock", "Ready to Deploy", "Deployable", "Available", "Pending", "New", "Spare", "Unassigned", "Free"),
        *("In storage", "Not in use", "Unused"),
    ),
    MetaStatus.ASSIGNED: (
        *_agreeing("Affecté", "Attribué", "Assigné", "Utilisé", "Installé", "Déployé"),
        *("En service", "En production", "En cours d'utilisation", "En utilisation", "En usage", "En fonction"),
        *("Actif", "Active", "Opérationnel", "Opérationnelle", "En poste", "Occupé"),
        *("Assigned", "Deployed", "In use", "In production", "In service", "Allocated", "Installed", "Operational"),
    ),
    MetaStatus.ON_LOAN: (
        *_agreeing("Prêté", "Emprunté"),
        *("En prêt", "Prêt en cours", "En cours de prêt", "Sorti en prêt", "Prêt longue durée"),
        *("On loan", "Loan", "Loaned", "Loaned out", "Checked out", "Lent", "Borrowed"),
    ),
    MetaStatus.UNDER_REPAIR: (
        *(
            "En réparation",
            "En maintenance",
            "Maintenance",
            "En panne",
            "Panne",
            "SAV",
            "En SAV",
            "Au SAV",
            "Réparation",
        ),
        *("À réparer", "En cours de réparation", "Réparation en cours", "En atelier", "Parti en réparation"),
        *("Under repair", "Out for Repair", "Out for Diagnostics", "In repair", "Repair", "Being repaired"),
        *("Needs repair", "To repair", "In maintenance", "Under maintenance"),
    ),
    MetaStatus.UNAVAILABLE: (
        *("Indisponible", "Indisponibles", "Vol", "Perte", "Perdu / volé", "Perdu ou volé", "Volé ou perdu"),
        *_agreeing("Perdu", "Volé", "Égaré", "Disparu", "Non trouvé"),
        *("Introuvable", "Manquant", "Manquante"),
        *("Unavailable", "Undeployable", "Lost", "Stolen", "Lost/Stolen", "Missing", "Quarantined", "To find"),
    ),
    MetaStatus.RETIRED: (
        *_agreeing("Réformé", "Retiré", "Rebuté", "Cédé", "Jeté", "Recyclé", "Archivé", "Vendu", "Donné", "Déclassé"),
        *("Détruit", "Détruite", "Mis au rebut", "Mise au rebut", "Au rebut", "Rebut", "Réforme", "Fin de vie"),
        *("Sorti du parc", "Sortie du parc", "Sorti de l'inventaire", "Sorti d'inventaire", "DEEE"),
        *("Retired", "Archived", "Disposed", "Disposed of", "Sold", "Scrapped", "Scrap", "Liquidated", "Recycled"),
        *("Decommissioned", "Broken - Not Fixable", "Written off", "End of life", "EOL", "Donated"),
    ),
}
"""Certain ones; of two meanings that share a word, none does."""

STATUS_LIKELY: dict[MetaStatus, tuple[str, ...]] = {
    MetaStatus.IN_STOCK: (
        "Neuf",
        "OK",
        "Bon état",
        "Fonctionnel",
        "Réserve",
        "Rangé",
        "Placard",
        "Armoire",
        "Prêt",
        "Ready",
    ),
    MetaStatus.ASSIGNED: ("OK", "Fonctionnel", "Fixe", "Partagé", "Prêt", "Used"),
    MetaStatus.ON_LOAN: ("Sorti", "Sortie", "Prêt", "Réservé", "Reserved", "Out"),
    MetaStatus.UNDER_REPAIR: ("Hors service", "HS", "Défectueux", "Cassé", "Broken", "À vérifier", "Damaged", "Défaut"),
    MetaStatus.UNAVAILABLE: ("Hors service", "HS", "Absent", "Sorti", "Inconnu", "Unknown"),
    MetaStatus.RETIRED: ("Hors service", "HS", "Cassé", "Irréparable", "À réformer", "Obsolète", "Sorti", "Dead"),
}
"""Words that may mean it, and something else as well."""

CONDITION_SPELLINGS: dict[Condition, tuple[str, ...]] = {
    Condition.NEW: (
        *(
            "Neuf",
            "Neuve",
            "Neufs",
            "État neuf",
            "Comme neuf",
            "Excellent",
            "Excellent état",
            "Parfait",
            "Parfait état",
        ),
        *("Très bon", "Très bon état", "TBE", "Brand new", "As new", "Like new"),
    ),
    Condition.GOOD: (
        *(
            "Bon",
            "Bonne",
            "Bon état",
            "BE",
            "OK",
            "Fonctionnel",
            "Fonctionnelle",
            "Fonctionne",
            "Correct",
            "Satisfaisant",
        ),
        *("Fine", "Good condition", "Working", "Functional"),
    ),
    Condition.WORN: (
        *_agreeing("Usé", "Usagé"),
        *("Moyen", "Moyenne", "État moyen", "Passable", "Vieillissant", "État d'usage", "Used", "Fair"),
    ),
    Condition.DAMAGED: (
        *_agreeing("Endommagé", "Abîmé", "Dégradé"),
        *("Mauvais", "Mauvais état", "Défectueux", "Défectueuse", "Poor", "Bad", "Faulty", "Defective"),
    ),
    Condition.DEAD: (
        *("HS", "H.S.", "Hors service", "Hors d'usage", "Mort", "Morte", "Cassé", "Cassée", "Irréparable"),
        *("Inutilisable", "En panne", "Broken", "Unusable", "Not working"),
    ),
}

CONDITION_LIKELY: dict[Condition, tuple[str, ...]] = {
    Condition.GOOD: ("Reconditionné", "Refurbished", "Occasion"),
    Condition.WORN: ("Ancien", "Vieux", "Vieille", "Vétuste", "Occasion", "Médiocre"),
    Condition.DAMAGED: ("À réparer", "Incomplet", "Médiocre", "À vérifier"),
    Condition.DEAD: ("À réparer", "À jeter", "Vétuste", "Obsolète"),
}
"""Words that may mean it, and something else as well."""

DEPRECIATION_SPELLINGS: dict[Depreciation, tuple[str, ...]] = {
    Depreciation.LINEAR: ("Linéaire", "Lin.", "Constant", "L", "Straight-line", "Straight line"),
    Depreciation.DECLINING: ("Dégressif", "Dég.", "D", "Declining balance", "Degressive"),
    Depreciation.NONE: ("Aucun", "Non", "Non amorti", "Non amortissable", "Sans", "No"),
}
