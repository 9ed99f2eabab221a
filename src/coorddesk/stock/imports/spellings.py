"""Headers of sheets of stock, as people and other programs write them: French and English, the surest first."""

from __future__ import annotations

NAMES = (
    *("Article", "Désignation", "Libellé", "Nom", "Nom de l'article", "Consommable", "Accessoire", "Produit"),
    *(
        "Désignation de l'article",
        "Intitulé",
        "Item name",
        "Item",
        "Name",
        "Product",
        "Consumable",
        "Accessory",
        "Title",
    ),
)
KINDS = ("Type d'article", "Nature d'article", "Nature", "Item type", "Kind", "Stock type")
REFERENCES = (
    *("Référence", "Réf.", "Réf. fabricant", "Référence fournisseur", "Réf. fournisseur", "Code article", "SKU"),
    *(
        "Item number",
        "Item no",
        "Model number",
        "Model no",
        "Part number",
        "Reference",
        "P/N",
        "Référence constructeur",
    ),
)
BARCODES = ("Code-barres", "Code barre", "EAN", "EAN13", "GTIN", "UPC", "Barcode", "Gencod")
CATEGORIES = ("Catégorie", "Famille", "Rayon", "Type", "Category", "Group")
UNITS = ("Unité", "Conditionnement", "Unité de compte", "Unit", "Unit of measure", "UOM", "Packaging")
LEVELS = (
    *("Quantité", "Qté", "Stock", "En stock", "Quantité en stock", "Stock actuel", "Stock initial", "Nombre", "QTY"),
    *("Quantity", "In stock", "On hand", "Remaining", "Restant", "Stock réel", "Total", "Qty on hand"),
)
THRESHOLDS = (
    *("Seuil", "Seuil d'alerte", "Stock minimum", "Stock mini", "Minimum", "Quantité minimale", "Alerte", "Min amount"),
    *("Min. QTY", "Min qty", "Minimum quantity", "Minimum stock", "Threshold", "Alarm threshold", "Reorder point"),
)
TARGETS = (
    *("Stock cible", "Cible", "Stock maximum", "Stock maxi", "Maximum", "Quantité maximale", "Commander jusqu'à"),
    *("Target", "Stock target", "Max stock", "Maximum stock", "Order up to"),
)
FITS = (
    *("Compatible avec", "Compatibilité", "Imprimante", "Imprimantes", "Pour", "Modèles compatibles", "Va dans"),
    *("Compatible with", "Printer", "Printers", "Printer models", "Fits", "For model", "Goes into"),
)
DROPPED = ("Plus commandé", "Abandonné", "Obsolète", "Arrêté", "Discontinued", "No longer ordered", "Obsolete")
PLACES = ("Emplacement", "Lieu", "Lieu de stockage", "Rangement", "Armoire", "Réserve", "Location", "Storage", "Shelf")
NUMBERS = ("N° mouvement", "N° du mouvement", "Mouvement n°", "Movement no", "Movement number")
MOVEMENTS = ("Mouvement", "Type de mouvement", "Sens", "Opération", "Movement", "Movement type", "Action")
DAYS = ("Date", "Jour", "Date du mouvement", "Le", "Day", "Date of movement", "When")
PEOPLE = (
    "Personne",
    "Bénéficiaire",
    "Remis à",
    "Donné à",
    "Emprunteur",
    "Person",
    "Given to",
    "User",
    "Checked out to",
)
DEVICES = ("Appareil", "Machine", "Imprimante", "Device", "Printer")
