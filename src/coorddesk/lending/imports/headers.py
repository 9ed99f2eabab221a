"""Headers of sheets of loans, as people and other programs write them: French and English, the surest first."""

DEVICES = (
    *("N° inventaire", "Inventaire", "Matériel prêté", "Matériel emprunté", "Appareil", "Matériel", "Équipement"),
    *("Objet prêté", "Asset tag", "Asset", "Tag", "Inventory no", "Item", "Code-barres", "Barcode", "N° de série"),
    *("Serial", "Serial no", "N° matériel", "Inventory number", "Serial number"),
)
BORROWERS = (
    *("Emprunteur", "Prêté à", "Emprunté par", "Nom de l'emprunteur", "Bénéficiaire du prêt", "Borrower", "Lent to"),
    *("Checked out to", "Loaned to", "Bénéficiaire", "Confié à", "Remis à", "Élève", "Usager", "Nom complet"),
)
CLASSES = ("Classe", "Groupe", "Classe emprunteuse", "Class", "Group", "Division")
SINCE = (
    *("Date de prêt", "Date du prêt", "Prêté le", "Emprunté le", "Date d'emprunt", "Depuis", "Date de sortie"),
    *("Début du prêt", "Sorti le", "Loan date", "Lent on", "Checkout date", "Checked out", "Borrowed on", "Loan start"),
)
DUE = (
    *("Date de retour prévue", "Retour prévu", "Retour prévu le", "À rendre le", "À rendre avant le", "Échéance"),
    *("Date de retour", "Fin du prêt", "Due date", "Due back", "Expected checkin", "Expected return", "Return by"),
    *("Expected checkin date", "Loan end", "Return date"),
)
NOTES = ("Commentaire", "Observation", "Remarque", "Motif", "Objet du prêt", "Notes", "Comment", "Purpose")
ACCESSORIES = ("Accessoire", "Accessoire prêté", "Article", "Accessory", "Stock item")
QUANTITIES = ("Quantité", "Qté", "Nombre", "Quantity", "Qty", "Count")
KITS = ("Kit", "Lot prêté", "Nom du kit", "Valise", "Mallette", "Chariot", "Kit name", "Bundle")
