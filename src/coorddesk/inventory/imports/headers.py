"""Headers of sheets of devices, as people and other programs write them: French and English, the surest first.

Case, accents, plurals, articles and "N°" or "number" do not matter, see `importing.headers`.
"""

TAGS = (
    *("N° inventaire", "Inventaire", "N° immo", "N° immobilisation", "Code inventaire", "Étiquette", "ID actif"),
    *("N° étiquette", "Étiquette inventaire", "N° parc", "N° de parc", "Code parc", "ID inventaire", "Réf. inventaire"),
    *("ID matériel", "N° matériel", "N° équipement", "ID équipement", "Code matériel", "Référence interne"),
    *("Asset tag", "Asset ID", "Tag", "Inventory no", "otherserial", "HB.asset_id", "Code-barres", "Barcode"),
    *("Inventory tag", "Inventory code", "Inventory ID", "Asset number", "Asset code", "Property tag", "Equipment ID"),
    *("Annotated asset ID", "Inv. no", "N° inv.", "N° d'inv.", "Étiquette inv."),
)
SERIALS = (
    *("N° série", "Série", "S/N", "SN", "Serial", "Serial no", "HB.serial_number", "Service tag", "N° de série (S/N)"),
    *("N° série constructeur", "N° série fabricant", "N/S", "Numéro série SN", "Device serial number", "Serial no."),
)
NAMES = (
    *("Nom", "Désignation", "Libellé", "Appareil", "Équipement", "Matériel", "Nom du poste", "Nom de l'appareil"),
    *("Nom machine", "Hostname", "Asset name", "Device name", "Item name", "Item", "Title", "HB.name"),
    *("Nom de l'équipement", "Nom du matériel", "Nom d'hôte", "Nom PC", "Nom ordinateur", "Nom du bien", "Intitulé"),
    *("Désignation du matériel", "Désignation du bien", "Libellé du matériel", "Dénomination", "Article", "Objet"),
    *("Tablette", "Ordinateur", "Machine", "PC", "Nom de la tablette", "Nom tablette"),
    *(
        "Computer name",
        "Machine name",
        "Host name",
        "Equipment name",
        "Equipment",
        "Device",
        "Asset",
        "Computer",
        "Part name",
        "Part",
    ),
)
CATEGORIES = (
    *("Catégorie", "Type", "Type d'équipement", "Type de matériel", "Type d'appareil", "Famille", "Nature"),
    *("Type de bien", "Catégorie de matériel", "Catégorie d'équipement", "Type d'actif", "Type matériel", "Genre"),
    *("Item type", "Device type", "Asset type", "Category name", "Equipment type", "Asset category", "Device category"),
)
MANUFACTURERS = (
    *("Marque", "Fabricant", "Constructeur", "Brand", "Make", "Manufacturer name", "HB.manufacturer", "Maker"),
    *("Marque / Fabricant", "Marque / Constructeur", "Nom du fabricant", "Brand name"),
)
MODELS = (
    *("Modèle", "Nom du modèle", "Model name", "Produit", "Product", "Product name", "Asset model", "Modèle exact"),
    *("Modèle de l'appareil", "Modèle du matériel", "Device model", "Nom du produit", "Modèle / Référence"),
)
MODEL_NUMBERS = (
    *("N° de modèle", "Référence", "Réf.", "Référence modèle", "Model no", "Part number", "HB.model_number", "P/N"),
    *("Référence constructeur", "Référence fabricant", "Référence produit", "Product number", "Part no", "SKU"),
)
STATUSES = (
    *("Statut", "Situation", "Disponibilité", "Status label", "State", "Asset status", "Statut actuel"),
    *("Statut du matériel", "Statut d'utilisation", "État d'utilisation", "État d'affectation", "Device status"),
)
CONDITIONS = (
    *("État", "État physique", "État du matériel", "État général", "Physical condition", "État fonctionnel"),
    *("État de l'appareil", "État de fonctionnement", "Grade"),
)
PLACES = (
    *("Localisation", "Lieu", "Salle", "Emplacement", "Affectation (lieu)", "Local", "Pièce", "Site", "Bâtiment"),
    *("Location", "Room", "Location name", "Default location", "HB.location", "Lieu d'affectation", "Lieu actuel"),
    *("Salle / Lieu", "Lieu / Salle", "Lieu de stockage", "Lieu de rangement", "Localisation actuelle", "Endroit"),
    *("Emplacement actuel", "Bureau", "Salle de classe", "Implantation", "Rangement", "Building", "Site name"),
    *("Current location", "Asset location", "Device location", "Office", "Classroom", "Annotated location"),
    *("Stock location", "Storage location", "Emplacement de stockage", "Entrepôt", "Magasin", "Dépôt", "Warehouse"),
)
PLACE_PARTS = (
    ("Site", "Établissement", "Campus", "Site name", "School"),
    ("Bâtiment", "Bât.", "Immeuble", "Aile", "Building"),
    ("Étage", "Niveau", "Floor", "Level"),
    (
        *("Salle", "Pièce", "Local", "Bureau", "Salle de classe", "Room", "Classroom", "Office"),
        *("Localisation", "Lieu", "Emplacement", "Location"),
    ),
)
HOLDERS = (
    *("Détenteur", "Utilisateur", "Affecté à", "Attribué à", "Affectation", "Utilisateur assigné", "Usager"),
    *("Bénéficiaire", "Responsable", "Assigned to", "Assigned user", "User", "Custodian", "Owner", "Checked out to"),
    *("Utilisateur principal", "Utilisateur actuel", "Nom de l'utilisateur", "Nom utilisateur", "Affectataire"),
    *("Attributaire", "Emprunteur", "Prêté à", "Confié à", "Remis à", "Agent", "Enseignant", "Collaborateur"),
    *("Primary user", "Primary user display name", "Annotated user", "Assigned to user", "Nom du détenteur"),
    *("Nom de l'agent", "Nom du bénéficiaire", "Nom emprunteur", "Personne", "Professeur", "Affecté"),
    *("Salarié", "Employé", "Titulaire", "Employee", "Employee name", "Assignee", "Borrower", "Full name", "Used by"),
)
HOLDER_PARTS = (
    (
        *("Checked Out To: First Name", "Prénom", "Prénom utilisateur", "Prénom de l'utilisateur", "First name"),
        *("Prénom détenteur", "Prénom du détenteur", "Prénom agent", "Prénom de l'agent", "Prénom bénéficiaire"),
        *("Prénom emprunteur", "Employee first name", "User first name"),
    ),
    (
        *("Checked Out To: Last Name", "Nom de famille", "Last name", "Surname", "Nom", "Nom utilisateur"),
        *("Nom de l'utilisateur", "Nom détenteur", "Nom du détenteur", "Nom agent", "Nom de l'agent"),
        *("Nom bénéficiaire", "Nom emprunteur", "Employee last name", "User last name"),
    ),
)
ASSIGNMENTS = ("Affectation", "Affecté à", "Affecté", "Attribué à", "Confié à", "Responsable", "Assigned to")
"""Headers that mean who holds a device, unless it is rooms or departments that they name."""
PURCHASE_DATES = (
    *("Date d'achat", "Date achat", "Date d'acquisition", "Acheté le", "Achat", "Date de réception", "Date réception"),
    *("Date d'entrée", "Acquisition date", "Purchased", "Date of purchase", "HB.purchase_time", "HB.purchase_date"),
    *(
        "Date acquisition",
        "Date de livraison",
        "Date livraison",
        "Date de facture",
        "Date facture",
        "Date d'entrée parc",
    ),
    *("Purchased on", "Bought on", "Date purchased", "Date acquired", "Delivery date", "Acquired on"),
)
PRICES = (
    *("Prix", "Prix d'achat", "Prix TTC", "Prix unitaire", "Prix unitaire TTC", "Coût", "Coût d'achat", "Montant"),
    *("Montant TTC", "Valeur", "Valeur d'achat", "Purchase cost", "Purchase price", "Cost", "Unit price", "Valuation"),
    *("HB.purchase_price", "Prix d'achat TTC", "Prix d'acquisition", "Coût TTC", "PU TTC", "Valeur d'acquisition"),
    *("Prix HT", "Prix d'achat HT", "Montant HT", "Acquisition cost", "Value", "Amount", "Unit cost"),
)
SUPPLIERS = (
    *("Fournisseur", "Vendeur", "Revendeur", "Acheté chez", "Supplier name", "Vendor", "HB.purchase_from"),
    *("Nom du fournisseur", "Acheté à", "Lieu d'achat", "Purchased from", "Bought from", "Seller", "Reseller"),
    *("Provider", "Prestataire"),
)
WARRANTY_MONTHS = (
    *("Garantie (mois)", "Garantie", "Durée de garantie", "Durée garantie", "Mois de garantie", "Warranty"),
    *("Garantie en mois", "Garantie (ans)", "Garantie (années)", "Warranty period", "Warranty length"),
)
WARRANTY_ENDS = (
    *("Fin de garantie", "Garantie jusqu'au", "Date de fin de garantie", "Échéance de garantie", "Expiration garantie"),
    *("Warranty end", "Warranty expires", "Warranty expiration", "Warranty until", "HB.warranty_expires"),
    *("Garantie fin", "Date fin garantie", "Date d'expiration de la garantie", "Expiration de la garantie"),
    *(
        "Sous garantie jusqu'au",
        "Warranty end date",
        "Warranty expiry",
        "Warranty expiration date",
        "Warranty expires on",
    ),
)
ORDERS = (
    *("N° commande", "Commande", "Bon de commande", "N° BC", "Order no", "Purchase order", "PO number", "Order"),
    *("Réf. commande", "N° bon de commande", "Order reference"),
)
INVOICES = ("N° facture", "Facture", "Référence facture", "Réf. facture", "Invoice no", "Invoice", "Bill")
NOTES = (
    *("Notes", "Asset notes", "Commentaire", "Commentaire libre", "Observation", "Remarque", "Comment", "Note"),
    *("HB.notes", "Description", "HB.description", "Model notes", "Précisions", "Divers", "Informations", "Remarks"),
)
QUANTITIES = (
    *("Quantité", "Qté", "Nombre", "Nb", "Nbre", "Qty", "Count", "HB.quantity", "Nombre d'unités", "Seats"),
    *("Quantité en stock", "Qté en stock", "Stock actuel", "Quantity in stock", "Quantity on hand"),
)
LOTS = ("Lot", "Lot d'achat", "Nom du lot", "Livraison", "Batch", "Purchase lot", "Delivery")
SUPPORTS = ("Assistance", "Support technique", "SAV", "Hotline", "Téléphone du support", "Helpdesk", "Support phone")
NUMBER_PATTERNS = (
    *("Modèle de numéro", "Modèle de numérotation", "Format des numéros", "Numérotation", "Number pattern", "Pattern"),
    "Number format",
)
DEPRECIATIONS = ("Amortissement", "Mode d'amortissement", "Type d'amortissement", "Depreciation method")
DEPRECIATION_YEARS = ("Durée d'amortissement", "Durée d'amortissement (ans)", "Depreciation years")
LIFE_YEARS = ("Durée de vie", "Durée de vie (ans)", "Durée d'utilisation", "Renouvellement (ans)", "Expected life")
CATEGORY_FIELDS = ("Champs", "Champs personnalisés", "Custom fields", "Fieldset")
FIELD_NAMES = ("Champ", "Champ personnalisé", "Nom du champ", "Nom", "Field name", "Custom field", "Name", "Label")
FIELD_TYPES = ("Type de champ", "Format", "Nature", "Field type", "Field format", "Kind")
FIELD_CHOICES = ("Valeurs", "Valeurs possibles", "Options", "Liste", "Values", "Field values", "List")
FIELDS_OF_ALL = ("Pour tous", "Tous les appareils", "Commun", "All devices", "Everywhere", "Global")
DEVICES = ("Appareil", "N° inventaire", "Device", "Asset tag")
IPS = ("Adresse IP", "IP", "Adresse IPv4", "IPv4", "IP address", "Adresse IPv6", "IPv6", "Adresse réseau")
HOST_NAMES = ("Nom réseau", "Nom d'hôte", "Hostname", "Nom DNS", "DNS name", "Nom NetBIOS")
MACS = ("Adresse MAC", "MAC", "MAC address", "Adresse physique", "Physical address", "Ethernet MAC", "Wi-Fi MAC")
VLANS = ("VLAN", "N° VLAN", "VLAN ID", "Vlan id")
PORTS = ("Branché sur", "Commutateur et port", "Switch port", "Port du switch", "Prise réseau")
