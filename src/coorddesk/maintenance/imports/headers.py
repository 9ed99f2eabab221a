"""Words that head the columns of maintenance sheets, and by which they say kinds and verdicts."""

from __future__ import annotations

from coorddesk.maintenance.rules import Verdict, Work

DEVICES = (
    *("N° inventaire", "Numéro d'inventaire", "Inventaire", "Appareil", "Matériel", "Équipement", "N° de série"),
    *("Asset tag", "Asset", "Device", "Equipment", "Inventory number", "Serial", "Serial number"),
)
DAYS = (
    *("Date", "Jour", "Date d'intervention", "Date de l'intervention", "Date de maintenance", "Effectué le"),
    *("Day", "Start date", "Completion date", "Maintenance date", "Done on"),
)
KINDS = ("Type", "Nature", "Type d'intervention", "Genre", "Kind", "Maintenance type", "Type of work")
WHAT = (
    *("Intervention", "Travaux", "Description", "Objet", "Opération", "Travail effectué", "Ce qui a été fait", "Titre"),
    *("Work done", "Title", "Task", "Summary", "Maintenance"),
)
DONE_BY = ("Intervenant", "Technicien", "Réalisé par", "Fait par", "Effectué par", "Technician", "Done by", "By")
COSTS = ("Coût", "Montant", "Prix", "Montant TTC", "Coût TTC", "Cost", "Amount", "Price")
DOWNTIMES = ("Immobilisation (h)", "Durée (h)", "Heures d'immobilisation", "Downtime (hours)", "Downtime", "Hours")
WARRANTIES = ("Sous garantie", "Garantie", "Warranty", "Is warranty", "Under warranty")
DOCUMENTS = ("N° de facture", "Facture", "Bon d'intervention", "Pièce", "Document", "Invoice", "Work order", "PV")
VERDICTS = ("Conformité", "Résultat", "Avis", "Verdict", "Result", "Conformity")
CHECKLISTS = ("Points contrôlés", "Liste de contrôle", "Points de contrôle", "Checklist", "Checks")
NTH = ("N-ième fois ce jour-là", "Répétition", "Nth time that day", "Repetition")
PLANS = ("Échéancier", "Entretien périodique", "Plan d'entretien", "Schedule", "Maintenance plan")

PLAN_NAMES = ("Nom", "Intitulé", "Libellé", "Entretien", "Échéancier", "Name", "Schedule", "Title")
MODELS = ("Modèle", "Model")
CATEGORIES = ("Catégorie", "Type de matériel", "Famille", "Category")
PLACES = ("Lieu", "Salle", "Emplacement", "Site", "Place", "Location", "Room")
STARTS = ("Première échéance", "Début", "À partir du", "Date de début", "First due", "Start", "Start date")
EVERY = ("Périodicité", "Périodicité (mois)", "Tous les (mois)", "Fréquence", "Every", "Months", "Interval")
DATES = ("Dates fixes", "Jours de l'année", "Dates", "Fixed dates", "Days of the year")
FROM_DONE = ("Depuis la dernière fois", "Compté depuis le dernier passage", "Floating", "From last done")
ENDS = ("Fin", "Jusqu'au", "Date de fin", "End", "Until", "End date")
AHEAD = ("Annoncé à l'avance", "Préavis (jours)", "Rappel (jours)", "Announced ahead", "Notice (days)", "Ahead")

LIST_NAMES = ("Nom", "Liste", "Intitulé", "Name", "Checklist", "Title")
POINTS = ("Points", "Points à vérifier", "Étapes", "Items", "Steps")

WORKS = {
    Work.UPKEEP: ("Entretien", "Maintenance", "Préventif", "Maintenance préventive", "Nettoyage", "Preventive"),
    Work.REPAIR: ("Réparation", "Dépannage", "Curatif", "Maintenance corrective", "SAV", "Corrective", "Fix"),
    Work.UPGRADE: ("Évolution", "Amélioration", "Mise à niveau", "Mise à jour", "Hardware support", "Software support"),
    Work.INSPECTION: (
        *("Contrôle", "Vérification", "Visite", "Contrôle réglementaire", "Inspection", "Check"),
        *("PAT test", "Calibration"),
    ),
}
VERDICT_WORDS = {
    Verdict.GOOD: ("Conforme", "OK", "Bon", "Satisfaisant", "Pass", "Passed", "Conforming"),
    Verdict.RESERVES: (
        "Conforme avec réserves",
        "Avec réserves",
        "Réserves",
        "Passed with remarks",
        "Conforms with reservations",
    ),
    Verdict.BAD: ("Non conforme", "KO", "Mauvais", "Refusé", "Fail", "Failed"),
}
