"""Headers of sheets of tickets, as people and other programs write them: French and English, the surest first."""

NUMBERS = ("N° du ticket", "Numéro de ticket", "Ticket no.", "Ticket n°", "Ticket no")
REFERENCES = (
    *("N° d'origine", "Numéro d'origine", "Référence du ticket", "Référence", "Réf.", "N° de demande", "N° d'appel"),
    *("N° d'incident", "Numéro", "N°", "ID", "Ticket ID", "Issue key", "Key", "Reference", "Case number", "Number"),
    *("Request ID", "Incident ID", "Ticket"),
)
TITLES = (
    *("Titre", "Objet", "Sujet", "Intitulé", "Problème", "Panne", "Demande", "Résumé", "Motif", "Libellé"),
    *("Title", "Subject", "Summary", "Short description", "Problem", "Issue", "Request"),
)
DESCRIPTIONS = (
    *("Description", "Détail", "Détails", "Description du problème", "Description de la demande", "Message", "Contenu"),
    *("Problem description", "Details", "Content", "Body"),
)
STATUSES = ("Statut", "État", "Etat", "Avancement", "Suivi", "Status", "State")
KINDS = ("Type", "Nature", "Type de demande", "Kind", "Ticket type", "Issue type")
CATEGORIES = (
    *("Catégorie", "Rubrique", "Thème", "Domaine", "Type de panne", "Nature du problème", "Catégorie ITIL"),
    *("Category", "Topic", "Help topic", "Component"),
)
SOURCES = ("Source", "Canal", "Origine", "Reçu par", "Source de la demande", "Channel", "Request source", "Origin")
REQUESTERS = (
    *("Demandeur", "Demandé par", "Signalé par", "Déclaré par", "Émetteur", "Auteur", "Appelant", "Utilisateur"),
    *("Usager", "Demandeuse", "Requester", "Requested by", "Reported by", "Reporter", "Caller", "Contact", "From"),
)
EMAILS = ("Courriel du demandeur", "E-mail du demandeur", "Courriel", "E-mail", "Email", "Requester email", "Mél")
PHONES = ("Téléphone du demandeur", "Téléphone", "Poste", "Phone", "Requester phone", "Telephone")
PLACES = ("Lieu", "Salle", "Localisation", "Emplacement", "Site", "Bureau", "Location", "Room", "Place", "Locations")
DEVICES = (
    *("Appareil", "Appareils", "Matériel", "Matériel concerné", "Équipement", "N° inventaire", "Poste concerné"),
    *("Device", "Devices", "Asset", "Asset tag", "Equipment", "Configuration item", "Associated items"),
)
URGENCIES = ("Urgence", "Urgency")
IMPACTS = ("Impact", "Portée", "Impacts")
PRIORITIES = ("Priorité", "Priority", "Criticité", "Severity", "Gravité")
MAJORS = ("Incident majeur", "Majeur", "Major", "Major incident")
ASSIGNEES = (
    *("Technicien", "Technicienne", "Attribué à", "Assigné à", "Affecté à", "Responsable", "Pris en charge par"),
    *("Intervenant", "Traité par", "Assigned to", "Assignee", "Agent", "Technician", "Owner", "Handled by"),
)
HELPERS = ("Autres techniciens", "Avec", "Aides", "Other technicians", "Helpers", "Watchers")
TEAMS = ("Équipe", "Groupe", "Groupe d'attribution", "Groupe de techniciens", "Team", "Group", "Assignment group")
PROVIDERS = ("Prestataire", "Fournisseur", "Provider", "Supplier", "Vendor")
PROVIDER_REFERENCES = ("N° du prestataire", "Référence prestataire", "N° de dossier", "Provider reference")
OPENED = (
    *("Date d'ouverture", "Ouvert le", "Date de création", "Créé le", "Date de la demande", "Demandé le"),
    *(
        "Signalé le",
        "Date du signalement",
        "Date de signalement",
        "Date d'appel",
        "Date",
        "Horodateur",
        "Date et heure",
    ),
    *("Opening date", "Opened", "Opened on", "Created", "Created at", "Created on", "Creation date", "Date opened"),
    *("Open date", "Timestamp", "Date created", "Reported on"),
)
ANSWERED = (
    *("Date de prise en compte", "Pris en charge le", "Prise en charge le", "Date de prise en charge", "Répondu le"),
    *("First response", "First response time", "First replied at", "Take into account date"),
)
PLANNED = ("Planifié le", "Date prévue", "Prévu le", "Intervention prévue", "Planned on", "Scheduled for", "Scheduled")
WAITING = (
    "Motif d'attente",
    "En attente de",
    "Raison de l'attente",
    "Waiting reason",
    "Pending reason",
    "On hold reason",
)
REMINDERS = ("Relance le", "Date de relance", "Rappel le", "Follow up on", "Reminder", "Remind on")
RESOLVED = (
    *("Date de résolution", "Résolu le", "Réparé le", "Traité le", "Date de traitement", "Date d'intervention"),
    *(
        "Fait le",
        "Resolution date",
        "Resolved",
        "Resolved on",
        "Solved at",
        "Solved on",
        "Date solved",
    ),
)
CLOSED = (
    *("Date de clôture", "Clos le", "Clôturé le", "Fermé le", "Date de fermeture", "Date de fin", "Terminé le"),
    *("Closing date", "Closed", "Closed on", "Close date", "Date closed"),
)
CHANGED = ("Dernière modification", "Modifié le", "Last update", "Last updated", "Updated", "Last modified")
CAUSES = ("Cause", "Origine de la panne", "Cause de la panne", "Root cause", "Cause code")
RESOLUTIONS = ("Code de résolution", "Type de solution", "Resolution code", "Resolution type", "Close code")
SOLUTIONS = (
    *("Solution", "Solution apportée", "Intervention", "Action", "Action menée", "Réponse", "Traitement", "Résolution"),
    *("Resolution", "Resolution notes", "Fix", "Answer", "Work done"),
)
