"""Headers of sheets of orders, invoices and bank statements, as people and banks write them, the surest first."""

from __future__ import annotations


def _damaged(*words: str) -> tuple[str, ...]:
    """Headers, and as some banks' own exports have them: with a sign in place of each letter that was lost."""
    lost = ("".join(each if each.isascii() else "\N{REPLACEMENT CHARACTER}" for each in word) for word in words)
    return (*words, *(word for word in lost if not word.isascii()))


ORDERS = (
    *("N° commande", "N° de commande", "Numéro de commande", "Bon de commande", "N° BC", "N° bon de commande", "BC"),
    *("Commande", "Réf. commande", "Référence commande", "Order number", "Purchase order", "PO number", "Order no"),
)
SUPPLIERS = (
    *("Fournisseur", "Nom du fournisseur", "Raison sociale", "Tiers", "Prestataire", "Société", "Vendeur", "Émetteur"),
    *("Créancier", "Supplier", "Supplier name", "Vendor"),
)
DAYS = ("Date", "Date de commande", "Date commande", "Commandé le", "Date du BC", "Order date", "Day")
STATES = ("État", "Statut", "État de la commande", "Statut de la commande", "Avancement", "Status", "State")
LABELS = (
    *("Désignation", "Libellé", "Article", "Description", "Intitulé", "Objet", "Produit", "Nature de la dépense"),
    *("Désignation de l'article", "Item", "Label"),
)
KINDS = ("Nature de la ligne", "Type de ligne", "Nature", "Line type", "Type")
SUPPLIER_REFERENCES = (
    *("Réf. fournisseur", "Référence fournisseur", "Réf.", "Référence", "Référence article", "Code article"),
    *("Réf. article", "SKU", "Part number", "Supplier reference"),
)
QUANTITIES = ("Qté", "Quantité", "Quantité commandée", "Qté commandée", "Nombre", "Nb", "Quantity", "Qty")
UNIT_PRICES = (
    *("PU HT", "P.U. HT", "Prix unitaire HT", "Prix unitaire", "PU", "P.U.", "Prix HT", "Tarif HT", "Unit price"),
    "Unit price excl. VAT",
)
VAT_RATES = (
    *("Taux TVA", "Taux de TVA", "TVA (%)", "TVA %", "% TVA", "TVA en %", "VAT rate", "VAT %"),
    *("TVA", "VAT", "Taux"),
)
VAT_RATES_OF_INVOICES = tuple(word for word in VAT_RATES if word not in {"TVA", "VAT"})
DISCOUNTS = ("Remise", "Remise (%)", "Remise %", "% remise", "Rabais", "Discount", "Discount %")
BUDGET_LINES = (
    *("Imputation", "Imputation budgétaire", "Ligne budgétaire", "Ligne", "Code imputation", "Compte", "Article budg."),
    *("Ligne de crédit", "Compte budgétaire", "Budget line", "Charged to"),
)
YEARS = ("Exercice", "Exercice budgétaire", "Année budgétaire", "Année", "Budget", "Fiscal year", "Year")
NETS = (
    *("Montant HT", "Total HT", "HT", "Total ligne HT", "Montant hors taxes", "Net HT", "Net amount", "Net"),
    "Amount excl. VAT",
)
VATS = ("Montant TVA", "Total TVA", "TVA", "Montant de la TVA", "VAT amount", "VAT")
GROSS = (
    *("Montant TTC", "Total TTC", "TTC", "Montant", "Montant toutes taxes comprises", "Net à payer", "Total"),
    *("Montant total", "Dépense", "Gross amount", "Total amount", "Amount", "Amount incl. VAT"),
)
VATS_OF_ORDERS = tuple(word for word in VATS if word not in {"TVA", "VAT"})
GROSS_OF_ORDERS = tuple(word for word in GROSS if word not in {"Montant", "Amount"})
ENGAGEMENTS = ("N° engagement", "N° d'engagement", "Engagement", "EJ", "N° EJ", "Engagement number")
EXPECTED = (
    *("Livraison prévue", "Date de livraison prévue", "Livraison prévue le", "Attendue le", "Délai"),
    *("Expected on", "Expected delivery", "Delivery date"),
)
PLACES = ("Lieu de livraison", "Livrer à", "Adresse de livraison", "Destination", "Deliver to", "Delivery place")
RECEIVED = ("Qté reçue", "Quantité reçue", "Quantité livrée", "Qté livrée", "Reçu", "Livré", "Received", "Qty received")
RECEIVED_ON = ("Reçue le", "Reçu le", "Date de réception", "Livrée le", "Livré le", "Date de livraison", "Received on")

NUMBERS = (
    *("N° facture", "N° de facture", "Numéro de facture", "Facture", "Réf. facture", "Référence facture"),
    *("N° pièce", "N° de pièce", "Pièce", "N° de pièce justificative", "Pièce justificative", "N° justificatif"),
    *("Invoice number", "Invoice no", "Invoice", "Bill"),
)
INVOICE_DAYS = (
    *("Date de facture", "Date facture", "Date de la facture", "Date", "Facturé le", "Date d'émission", "Jour"),
    *("Date de la dépense", "Date de la pièce", "Invoice date", "Day"),
)
INVOICE_KINDS = ("Type de pièce", "Nature de la pièce", "Type de facture", "Type", "Document type", "Kind")
DUES = ("Échéance", "Date d'échéance", "À payer avant le", "À payer le", "Due date", "Due on", "Due")
PAID_ON = (
    *("Payée le", "Payé le", "Date de paiement", "Date paiement", "Date de mandatement", "Mandatée le", "Réglée le"),
    *("Réglé le", "Date de règlement", "Paid on", "Payment date"),
)
PAYMENTS = (
    *("Mandat", "N° mandat", "N° de mandat", "Mandat n°", "Réf. paiement", "Référence du paiement", "N° de virement"),
    *("N° chèque", "Payment reference", "Payment order"),
)
MEANS = ("Mode de paiement", "Moyen de paiement", "Mode de règlement", "Payé par", "Payment method", "Paid by")
ORDER_LINES = ("Ligne de commande", "Ligne du BC", "N° de ligne de commande", "Order line")

ACCOUNTS = (
    *("Compte", "N° compte", "N° de compte", "Numéro de compte", "Compte bancaire", "IBAN", "ACCTID", "Account"),
    "Account number",
)
TRANSACTIONS = (
    *("FITID", "Identifiant de l'opération", "Identifiant opération", "N° d'opération", "Numéro d'opération"),
    *("Transaction ID", "Transaction number"),
)
BOOKED = _damaged(
    *("DTPOSTED", "Date de comptabilisation", "Date comptable", "Date d'opération", "Date opération", "Date"),
    *("Date de l'opération", "Jour", "Booking date", "Posted", "Transaction date", "Date de valeur", "Date valeur"),
)
BOOKED_LABELS = _damaged(
    *("Libellé opération", "Libellé de l'opération", "Libellé", "Libellé complet", "Intitulé", "Opération"),
    *("Nature de l'opération", "Libellé simplifié", "Détail", "Remarque", "NAME", "Description", "Details", "Payee"),
)
BOOKED_REFERENCES = (
    *("Référence", "Référence de l'opération", "Réf.", "N° de chèque", "N° chèque", "CHECKNUM", "Reference"),
    "Cheque number",
)
BOOKED_AMOUNTS = (
    *("Montant", "Montant (EUR)", "Montant EUR", "Montant en euros", "Montant de l'opération", "Somme", "TRNAMT"),
    *("Amount", "Amount (EUR)"),
)
DEBITS = _damaged(
    *("Débit", "Débit (EUR)", "Débit euros", "Débit EUR", "Débits", "Dépenses", "Sorties", "Debit", "Withdrawals")
)
CREDITS = _damaged(
    *("Crédit", "Crédit (EUR)", "Crédit euros", "Crédit EUR", "Crédits", "Recettes", "Entrées", "Credit", "Deposits")
)
