"""Headers of sheets of licences, as people and other programs write them: French and English, the surest first."""

from __future__ import annotations

NAMES = (
    *("Licence", "Logiciel", "Nom du logiciel", "Programme", "Application", "Produit", "Nom", "Nom de la licence"),
    *("Software", "Software name", "License", "License name", "Item name", "Product", "Product name", "Name"),
)
PUBLISHERS = ("Éditeur", "Publisher", "Fabricant", "Manufacturer", "Vendor", "Éditeur du logiciel", "Developer")
KINDS = ("Type de licence", "Nature de la licence", "Type", "License type", "Licence type", "Kind")
SEATS = (
    *("Postes", "Nombre de postes", "Nb postes", "Nombre de licences", "Quantité", "Sièges", "Utilisateurs", "Droits"),
    *("Seats", "Number of seats", "Quantity", "QTY", "Total", "Licenses", "Users", "Number of licenses"),
)
KEYS = (
    *("Clé", "Clé de licence", "Clé produit", "Clé d'activation", "N° de licence", "Numéro de licence", "N° série"),
    *("License key", "Licence key", "Product key", "Key", "Serial number", "Serial", "Activation key"),
)
STARTS = ("Début", "Date de début", "Valable du", "Depuis le", "Start", "Start date", "Valid from")
EXPIRIES = (
    *("Expiration", "Date d'expiration", "Fin", "Date de fin", "Échéance", "Valable jusqu'au", "Fin de validité"),
    *("Expiration date", "Expires", "Expiry", "Expiry date", "End date", "Valid until", "Termination date"),
)
PEOPLE = (
    *("Personne", "Utilisateur", "Attribué à", "Affecté à", "Titulaire", "Bénéficiaire", "Nom complet"),
    *("Full name", "User", "Assigned to", "Checked out to", "Person", "Email", "Username"),
)
DEVICES = ("Appareil", "N° inventaire", "Poste", "Ordinateur", "Machine", "Device", "Asset tag", "Asset", "Computer")
SINCE = ("Depuis", "Attribué le", "Date d'attribution", "Since", "Assigned on", "Checkout date", "Given on")
UNTIL = ("Rendu le", "Jusqu'au", "Date de retour", "Taken back on", "Until", "Returned on")
