"""The fields of a sheet of devices: their titles, which are the headers of our exports, and words seen elsewhere."""

from __future__ import annotations

from datetime import date

from coorddesk.core.messages import _
from coorddesk.directory.imports.spellings import DEPARTMENTS
from coorddesk.importing.kind import Choice, FieldType, ImportField
from coorddesk.inventory.imports.labels import own_statuses
from coorddesk.inventory.imports.spellings import (
    CONDITION_LIKELY,
    CONDITION_SPELLINGS,
    STATUS_LIKELY,
    STATUS_SPELLINGS,
)
from coorddesk.inventory.queries import ASSET_COLUMNS
from coorddesk.inventory.rules import CONDITION_TITLES, META_STATUS_TITLES

_TITLES = {column.key: column.title for column in ASSET_COLUMNS}

STATUSES = tuple(
    Choice(meta, title, STATUS_SPELLINGS[meta], STATUS_LIKELY[meta]) for meta, title in META_STATUS_TITLES.items()
)
CONDITIONS = tuple(
    Choice(worn, title, CONDITION_SPELLINGS[worn], CONDITION_LIKELY.get(worn, ()))
    for worn, title in CONDITION_TITLES.items()
)

_TAGS = (
    *("N° inventaire", "Inventaire", "N° immo", "N° immobilisation", "Code inventaire", "Étiquette", "ID actif"),
    *("Asset tag", "Asset ID", "Tag", "Inventory no", "otherserial", "HB.asset_id", "Code-barres", "Barcode"),
)
_SERIALS = ("N° série", "Série", "S/N", "SN", "Serial", "Serial no", "HB.serial_number", "Service tag")
_NAMES = (
    *("Nom", "Désignation", "Libellé", "Appareil", "Équipement", "Matériel", "Nom du poste", "Nom de l'appareil"),
    *("Nom machine", "Hostname", "Asset name", "Device name", "Item name", "Item", "Title", "HB.name"),
)
_CATEGORIES = (
    *("Catégorie", "Type", "Type d'équipement", "Type de matériel", "Type d'appareil", "Famille", "Nature"),
    *("Item type", "Device type", "Asset type", "Category name"),
)
_MANUFACTURERS = ("Marque", "Fabricant", "Constructeur", "Brand", "Make", "Manufacturer name", "HB.manufacturer")
_MODELS = ("Modèle", "Nom du modèle", "Model name", "Produit", "Product")
_MODEL_NUMBERS = ("N° de modèle", "Référence", "Réf.", "Référence modèle", "Model no", "Part number", "HB.model_number")
_STATUSES = ("Statut", "Situation", "Disponibilité", "Status label", "State", "Asset status")
_CONDITIONS = ("État", "État physique", "État du matériel", "État général", "Physical condition")
_PLACES = (
    *("Localisation", "Lieu", "Salle", "Emplacement", "Affectation (lieu)", "Local", "Pièce", "Site", "Bâtiment"),
    *("Location", "Room", "Location name", "Default location", "HB.location"),
)
_HOLDERS = (
    *("Détenteur", "Utilisateur", "Affecté à", "Attribué à", "Affectation", "Utilisateur assigné", "Usager"),
    *("Bénéficiaire", "Responsable", "Assigned to", "Assigned user", "User", "Custodian", "Owner", "Checked out to"),
)
_PURCHASE_DATES = (
    *("Date d'achat", "Date achat", "Date d'acquisition", "Acheté le", "Achat", "Date de réception", "Date réception"),
    *("Date d'entrée", "Acquisition date", "Purchased", "Date of purchase", "HB.purchase_time", "HB.purchase_date"),
)
_PRICES = (
    *("Prix", "Prix d'achat", "Prix TTC", "Prix unitaire", "Prix unitaire TTC", "Coût", "Coût d'achat", "Montant"),
    *("Montant TTC", "Valeur", "Valeur d'achat", "Purchase cost", "Purchase price", "Cost", "Unit price", "Valuation"),
    "HB.purchase_price",
)
_SUPPLIERS = ("Fournisseur", "Vendeur", "Revendeur", "Acheté chez", "Supplier name", "Vendor", "HB.purchase_from")
_MONTHS = ("Garantie (mois)", "Garantie", "Durée de garantie", "Durée garantie", "Mois de garantie", "Warranty")
_WARRANTY_ENDS = (
    *("Fin de garantie", "Garantie jusqu'au", "Date de fin de garantie", "Échéance de garantie", "Expiration garantie"),
    *("Warranty end", "Warranty expires", "Warranty expiration", "Warranty until", "HB.warranty_expires"),
)
_ORDERS = ("N° commande", "Commande", "Bon de commande", "N° BC", "Order no", "Purchase order", "PO number", "Order")
_INVOICES = ("N° facture", "Facture", "Référence facture", "Invoice no", "Invoice", "Bill")
_NOTES = (
    *("Notes", "Asset notes", "Commentaire", "Commentaire libre", "Observation", "Remarque", "Comment", "Note"),
    *("HB.notes", "Description", "HB.description", "Model notes"),
)
_QUANTITIES = ("Quantité", "Qté", "Nombre", "Nb", "Qty", "Count", "HB.quantity")

FIELDS = (
    ImportField("tag", _TITLES["tag"], FieldType.CODE, _TAGS, example="CD-00042"),
    ImportField("serial", _TITLES["serial"], FieldType.CODE, _SERIALS, example="5CG1234XYZ"),
    ImportField("name", _TITLES["name"], FieldType.TEXT, _NAMES, example=_("Laptop of the reading room")),
    ImportField(
        "category", _TITLES["category"], FieldType.LINK, _CATEGORIES, link=_TITLES["category"], example=_("Laptop")
    ),
    ImportField(
        "manufacturer",
        _TITLES["manufacturer"],
        FieldType.LINK,
        _MANUFACTURERS,
        link=_TITLES["manufacturer"],
        example="Dell",
    ),
    ImportField("model", _TITLES["model"], FieldType.LINK, _MODELS, link=_TITLES["model"], example="Latitude 5440"),
    ImportField("model_number", _TITLES["model_number"], FieldType.CODE, _MODEL_NUMBERS, example="L5440-16"),
    ImportField("status", _TITLES["status"], FieldType.CHOICE, _STATUSES, choices=STATUSES, own_choices=own_statuses),
    ImportField("condition", _TITLES["condition"], FieldType.CHOICE, _CONDITIONS, choices=CONDITIONS),
    ImportField(
        "place", _TITLES["place"], FieldType.LINK, _PLACES, link=_TITLES["place"], example=_("Main building / Room 12")
    ),
    ImportField(
        "holder",
        _TITLES["holder"],
        FieldType.LINK,
        _HOLDERS,
        parts=("Checked Out To: First Name", "Checked Out To: Last Name"),
        link=_TITLES["holder"],
        example="Marie Dupont",
    ),
    ImportField(
        "department",
        _TITLES["department"],
        FieldType.LINK,
        DEPARTMENTS,
        link=_TITLES["department"],
        example=_("Library"),
    ),
    ImportField("purchase_date", _TITLES["purchase_date"], FieldType.DATE, _PURCHASE_DATES, example=date(2026, 1, 31)),
    ImportField("price", _TITLES["price"], FieldType.AMOUNT, _PRICES, example=34990),
    ImportField(
        "supplier", _TITLES["supplier"], FieldType.LINK, _SUPPLIERS, link=_TITLES["supplier"], example="LDLC Pro"
    ),
    ImportField("warranty_months", _TITLES["warranty_months"], FieldType.MONTHS, _MONTHS, example=36),
    ImportField("warranty_end", _TITLES["warranty_end"], FieldType.DATE, _WARRANTY_ENDS, example=date(2029, 1, 30)),
    ImportField("order_number", _TITLES["order_number"], FieldType.CODE, _ORDERS, example="BC-2026-014"),
    ImportField("invoice_number", _TITLES["invoice_number"], FieldType.CODE, _INVOICES, example="F26-00123"),
    ImportField("notes", _TITLES["notes"], FieldType.TEXT, _NOTES, example=_("Keyboard replaced in March")),
    ImportField("quantity", _TITLES["quantity"], FieldType.NUMBER, _QUANTITIES, example=1),
)
