"""Files of devices that other programs write, by the headers that they are known to have."""

from __future__ import annotations

from coorddesk.core.messages import verbatim
from coorddesk.importing.presets import Preset

_MONEY_FR = "Informations financières et administratives"
_MONEY_EN = "Financial and administrative information"

_GLPI = Preset(
    # the columns of a search of computers, exported as csv; their names are those of GLPI's search options
    # (Computer::rawSearchOptions, Infocom), in the language of whoever exports, a group before those that are its own:
    # "Components - Processor", as the import of a desk that reads them has it (row.get("Inventory number"), ...)
    key="glpi",
    title=verbatim("GLPI"),
    mapping={
        **dict.fromkeys(("Nom", "Name"), "name"),
        **dict.fromkeys(("Numéro d'inventaire", "Inventory number"), "tag"),
        **dict.fromkeys(("Numéro de série", "Serial number"), "serial"),
        **dict.fromkeys(("Statut", "Status"), "status"),
        **dict.fromkeys(("Fabricant", "Manufacturer"), "manufacturer"),
        **dict.fromkeys(("Modèle", "Model"), "model"),
        "Type": "category",
        **dict.fromkeys(("Lieu", "Location"), "place"),
        **dict.fromkeys(("Utilisateur", "User"), "holder"),
        **dict.fromkeys(("Entité", "Entity"), "department"),
        **dict.fromkeys(("Commentaires", "Comments"), "notes"),
        **{
            f"{_MONEY_FR} - {title}": key
            for title, key in {
                "Date d'achat": "purchase_date",
                "Valeur": "price",
                "Fournisseur": "supplier",
                "Durée de garantie": "warranty_months",
                "Date d'expiration de la garantie": "warranty_end",
                "Numéro de commande": "order_number",
                "Numéro de facture": "invoice_number",
            }.items()
        },
        **{
            f"{_MONEY_EN} - {title}": key
            for title, key in {
                "Date of purchase": "purchase_date",
                "Value": "price",
                "Supplier": "supplier",
                "Warranty duration": "warranty_months",
                "Warranty expiration date": "warranty_end",
                "Order number": "order_number",
                "Invoice number": "invoice_number",
            }.items()
        },
        # who logged in last, which is nobody's decision; and a number that nobody reads
        **dict.fromkeys(("Usager", "Alternate username", "Usager numéro", "Alternate username number"), ""),
        **dict.fromkeys(("Dernière modification", "Last update", "ID", "Groupe", "Group"), ""),
        **dict.fromkeys(("Technicien en charge du matériel", "Technician in charge of the hardware"), ""),
    },
    signatures=(
        *(("Entité", "Dernière modification"), ("Lieu", "Dernière modification"), ("Composants - Processeur",)),
        *(("Entity", "Last update"), ("Location", "Last update"), ("Components - Processor",)),
        *(("Usager", "Usager numéro"), ("Alternate username", "Alternate username number")),
    ),
)

_SNIPE_IT = Preset(
    # sample_csvs/assets-sample.csv and app/Importer/Importer.php ($defaultFieldMap) of Snipe-IT; the export of its
    # list has "ID,Asset Name,Device Image,Asset Tag,Serial,Model,Category,Status,Checked Out To,Location,..."
    # (issue 10368); licences have a product key, seats, and who uses them
    key="snipe-it",
    title=verbatim("Snipe-IT"),
    mapping={
        **dict.fromkeys(("Asset Name", "Item Name", "Name"), "name"),
        "Asset Tag": "tag",
        **dict.fromkeys(("Serial", "Serial number"), "serial"),
        "Category": "category",
        "Manufacturer": "manufacturer",
        **dict.fromkeys(("Model", "Model Name"), "model"),
        **dict.fromkeys(("Model Number", "Model No."), "model_number"),
        "Status": "status",
        "Location": "place",
        "Checked Out To: First Name": "holder",
        "Checked Out To: Last Name": "holder",
        **dict.fromkeys(("Checked Out To", "Full Name"), "holder"),
        **dict.fromkeys(("Department", "Company"), "department"),
        **dict.fromkeys(("Purchase Date", "Purchased"), "purchase_date"),
        **dict.fromkeys(("Purchase Cost", "Cost"), "price"),
        "Supplier": "supplier",
        **dict.fromkeys(("Warranty", "Warranty Months"), "warranty_months"),
        "Warranty Expires": "warranty_end",
        "Order Number": "order_number",
        **dict.fromkeys(("Asset Notes", "Notes"), "notes"),
        **dict.fromkeys(("QTY", "Seats"), "quantity"),
        **dict.fromkeys(("Checkout Type", "Checked Out To: Location", "Checked Out To: Username"), ""),
        **dict.fromkeys(("Checked Out To: Email", "Username", "Email", "Type", "Default Location", "ID"), ""),
        **dict.fromkeys(("Asset EOL Date", "EOL", "Model Notes", "Device Image", "Item Number", "Min Amount"), ""),
        **dict.fromkeys(("Licensed To Name", "Licensed to Email", "Expiration Date", "Purchase Order"), ""),
    },
    signatures=(
        *(("Asset Tag", "Checkout Type"), ("Asset Tag", "Checked Out To"), ("Asset Tag", "Checked Out To: Username")),
        *(("Seats", "Reassignable"), ("Licensed To Name",), ("Min Amount", "Item Number")),
    ),
)

_HOMEBOX = Preset(
    # backend/internal/core/services/reporting/io_row.go of Homebox: HB.import_ref, HB.parent_import_ref, HB.location,
    # HB.tags (once HB.labels), HB.asset_id, HB.archived, HB.url, HB.name, HB.quantity, HB.description, HB.insured,
    # HB.notes, HB.purchase_price, HB.purchase_from, HB.purchase_date (once _time), HB.manufacturer, ...
    key="homebox",
    title=verbatim("Homebox"),
    mapping={
        "HB.asset_id": "tag",
        "HB.serial_number": "serial",
        "HB.name": "name",
        "HB.manufacturer": "manufacturer",
        "HB.model_number": "model_number",
        "HB.location": "place",
        "HB.purchase_date": "purchase_date",
        "HB.purchase_time": "purchase_date",
        "HB.purchase_price": "price",
        "HB.purchase_from": "supplier",
        "HB.warranty_expires": "warranty_end",
        "HB.description": "notes",
        "HB.notes": "notes",
        "HB.quantity": "quantity",
    },
    signatures=(("HB.name",), ("HB.asset_id",)),
)

_SHELF = Preset(
    # docs/asset-import.md of Shelf-nu/shelf.nu: title,description,kit,category,tags,location,valuation,custodian,
    # bookable,assetModel,type,quantity,minQuantity,unitOfMeasure,consumptionType; "type" says only how it is counted
    key="shelf",
    title=verbatim("Shelf"),
    mapping={
        "title": "name",
        "description": "notes",
        "category": "category",
        "location": "place",
        "valuation": "price",
        "custodian": "holder",
        "assetModel": "model",
        "quantity": "quantity",
        **dict.fromkeys(("type", "kit", "tags", "bookable", "minQuantity", "unitOfMeasure", "consumptionType"), ""),
        **dict.fromkeys(("qrId", "barcode_Code128", "barcode_Code39", "barcode_DataMatrix"), ""),
    },
    signatures=(("title", "custodian", "bookable"), ("title", "kit", "custodian"), ("title", "assetModel", "bookable")),
)

ASSET_PRESETS = (_GLPI, _HOMEBOX, _SHELF, _SNIPE_IT)
