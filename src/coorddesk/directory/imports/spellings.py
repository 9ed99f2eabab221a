"""Headers of sheets of people, places and suppliers, as people and other programs write them, the surest first."""

LAST_NAMES = (
    *("Nom", "Nom de famille", "Nom de naissance", "Surname", "Family name", "Patronyme", "Nom élève"),
    *("Nom de l'élève", "Nom de l'agent", "Nom usuel", "Nom d'usage"),  # the last is blank for most people
)
FIRST_NAMES = (
    *("Prénom", "Prénom usuel", "Given name", "Forename", "Prénom 1", "Prénom d'usage", "Prénom élève"),
    *("Prénom de l'élève", "Prénom de l'agent"),
)
FULL_NAMES = (
    *("Nom complet", "Élève", "Agent", "Usager", "Stagiaire", "Participant", "Apprenant", "Adhérent", "Membre"),
    *("Personne", "Salarié", "Utilisateur", "Name", "Display name", "Person", "Student", "Student name", "Member"),
    *("Employee name", "Employee", "User"),
)
EMAILS = (
    *("Courriel", "Mél", "Mail", "Adresse mail", "Adresse e-mail", "Adresse électronique", "Email address"),
    *("Adresse courriel", "Mail professionnel", "Courriel professionnel", "E-mail professionnel", "Work email"),
    "E-mail 1 - Value",
)
PHONES = (
    *("Téléphone", "Tél.", "Tel", "Portable", "Mobile", "N° de téléphone", "Phone", "Phone number", "N° tél."),
    *("Poste tél.", "Poste téléphonique", "N° de poste", "Ligne directe"),
    *("Téléphone portable", "Tél. portable", "Téléphone mobile", "Téléphone fixe", "Tél. fixe", "Cell phone"),
    *("Telephone", "Mobile phone", "Work phone", "GSM", "Phone 1 - Value", "Phone1"),
)
DEPARTMENTS = (
    *("Service", "Département", "Direction", "Pôle", "Unité", "Entité", "Entity", "Department name", "Unit"),
    *("Direction / Service", "Service / Direction", "Service affectataire", "Secteur", "Équipe", "Team"),
    *("Structure", "Structures / services", "Business unit", "Organization", "Organisation", "Organization name"),
)
DEPARTMENT_NAMES = ("Nom du service", "Nom du département", "Department", "Nom", "Name", "Libellé")
ROLES = (
    *("Fonction", "Rôle", "Poste", "Profession", "Titre", "Job title", "Title", "Position", "Emploi", "Métier"),
    *("Intitulé du poste", "Qualité", "Job"),
)
GROUPS = (
    *("Classe", "Groupe", "Division", "Promotion", "Section", "Class", "Group", "Libellé classe", "Nom de la classe"),
    *("Classe de rattachement", "Classe / Groupe", "Code classe", "Formation", "Year group"),
)
GROUP_KINDS = ("Type de groupe", "Nature du groupe", "Type", "Group type", "Type of group", "Kind")
GROUP_NAMES = ("Nom du groupe", "Group name", "Liste de diffusion", "Mailing list", "Nom", "Name")
SCHOOL_YEARS = ("Année scolaire", "School year", "Academic year", "Rentrée")
PERSON_KINDS = (
    *("Type de personne", "Type d'usager", "Type d'utilisateur", "Catégorie de personne", "Person type", "User type"),
    "Type of person",
)
LEAVING_DATES = (
    *("Date de sortie", "Date sortie", "Date de départ", "Date départ", "Parti le", "Partie le", "Parti(e) le"),
    *("Leaving date", "Date left", "Departure date", "Leaves on"),
)
IDENTIFIERS = (
    *("Identifiant", "Matricule", "INE", "N° INE", "Numéro national", "N° de carte", "Code barre", "Login", "Username"),
    *("Employee number", "Employee num", "Identifiant national", "Id national", "N° adhérent", "N° élève", "N° agent"),
    *("N° étudiant", "N° de badge", "Code élève", "Employee ID", "Student ID", "Student number", "Staff ID", "User ID"),
    "ID number",
)
BIRTH_DATES = (
    *("Date de naissance", "Né(e) le", "Naissance", "Birth date", "Birthday", "DOB", "Né le", "Née le", "DDN"),
    *("Date de naissance élève", "Birthdate"),
)
PLACE_NAMES = (
    *("Nom", "Lieu", "Salle", "Nom du lieu", "Libellé", "Localisation", "Emplacement", "Location", "Location name"),
    *("Nom de la salle", "Nom du local", "Bureau", "Local", "Pièce", "Désignation", "Room", "Room name", "Place"),
    *("Nom du site", "Nom du bâtiment", "Site name", "Building name"),
)
PARENTS = (
    *("Dans", "Parent", "Lieu parent", "Rattaché à", "Bâtiment", "Site", "Parent location", "Inside", "Parent name"),
    *("Situé dans", "Emplacement parent", "Salle parente", "Établissement", "Campus", "Building", "Parent place"),
)
PARENT_PARTS = (
    ("Site", "Établissement", "Campus", "School"),
    ("Bâtiment", "Bât.", "Immeuble", "Aile", "Pavillon", "Building"),
    ("Étage", "Niveau", "Floor", "Level", "Storey"),
)
PLACE_KINDS = ("Type", "Type de lieu", "Nature", "Kind", "Type de salle", "Catégorie", "Location type", "Room type")
PLACE_CODES = (
    *("Code du lieu", "Code salle", "Code de la salle", "Abréviation", "Room code", "Code lieu", "Location code"),
    *("N° de salle", "Room number"),
)
SUPPLIER_NAMES = (
    *("Fournisseur", "Nom du fournisseur", "Raison sociale", "Société", "Prestataire", "Supplier", "Vendor"),
    *("Company name", "Company", "Entreprise", "Nom de la société", "Organisme", "Enseigne", "Supplier name"),
    *("Vendor name", "Partenaire"),
)
SUPPLIER_KINDS = ("Type de fournisseur", "Nature du tiers", "Type de tiers", "Supplier type", "Vendor type")
CONTACTS = (
    *("Interlocuteur", "Commercial", "Nom du contact", "Contact name", "Contact person", "Personne à contacter"),
    *("Contact commercial", "Correspondant"),
)
CONTACT_NAMES = ("Nom", "Nom du contact", "Contact", "Interlocuteur", "Nom complet", "Contact name", "Full name")
WEBSITES = ("Site web", "Site internet", "Site", "URL", "Web", "Web site", "Page web", "Homepage", "Link")
COMPANY_NUMBERS = (
    "SIRET",
    "N° SIRET",
    "Numéro SIRET",
    "SIREN",
    "N° d’entreprise",
    "Company number",
    "Registration number",
)
CUSTOMER_NUMBERS = (
    *("N° client", "Numéro de client", "Code client", "Compte client", "Account number", "Customer no"),
    *("Notre n° de client", "Réf. client", "Customer ID"),
)
ADDRESSES = ("Adresse", "Adresse postale", "Rue", "Street", "Street address", "Adresse complète")
ADDRESS_PARTS = (
    ("Address", "Adresse", "Adresse postale", "Rue", "Street", "Street address", "Adresse 1", "Address 1", "Address1"),
    ("Adresse 2", "Address 2", "Address2", "Complément d'adresse", "Complément"),
    ("Code postal", "CP", "Zip", "Zip code", "Postal code", "Postcode", "Cp1"),
    ("Ville", "Commune", "City", "Town", "Commune1"),
    ("State", "Province", "County"),
    ("Pays", "Country"),
)
ADDRESS_JOINT = ", "
NOTES = (
    *("Note", "Commentaire", "Commentaire libre", "Observation", "Remarque", "Comment", "Description", "Divers"),
    *("Précisions", "Informations", "Remarks"),
)
NOTES_PARTS = (
    ("Description", "Company description", "HB.description", "Caractéristiques"),
    ("Notes", "Commentaire", "Observation", "Remarque", "Comment", "Remarks", "Asset notes", "HB.notes"),
)
"""A sheet that describes a thing and remarks on it says both."""
NOTES_JOINT = "\n"
