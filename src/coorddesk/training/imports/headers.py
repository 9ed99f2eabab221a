"""Headers of sheets of courses, sessions and those who take part, as people write them, the surest first."""

COURSES = (
    *("Formation", "Intitulé de la formation", "Nom de la formation", "Intitulé", "Atelier", "Nom de l'atelier"),
    *("Intitulé de l'atelier", "Stage", "Thème", "Training course", "Course title", "Course name", "Training"),
    "Workshop",
)
OBJECTIVES = ("Objectifs", "Objectif", "Objectifs pédagogiques", "Contenu", "Objective", "Aims", "Learning objectives")
AUDIENCES = ("Public", "Publics", "Public visé", "Pour qui", "Public concerné", "Audience", "Audiences", "Target group")
LEVELS = ("Niveau", "Prérequis", "Level", "Difficulty")
DURATIONS = ("Durée", "Durée totale", "Duration", "Length", "Total duration")
IN_HOURS = (
    *("Durée (h)", "Durée (heures)", "Durée en heures", "Nombre d'heures", "Nb d'heures", "Nb heures", "Heures"),
    *("Volume horaire", "Duration (h)", "Duration (hours)", "Hours", "Number of hours"),
)
IN_MINUTES = ("Durée (min)", "Durée (minutes)", "Durée en minutes", "Minutes", "Duration (min)", "Duration (minutes)")
RETENTION = ("Conservation des noms (mois)", "Durée de conservation", "Conservation", "Retention", "Retention (months)")
CHECKLISTS = ("Liste de tâches", "Tâches", "À faire", "Checklist", "Tasks", "To do")
MATERIALS = ("Supports", "Support", "Supports de cours", "Documents", "Handouts", "Materials")
ARCHIVED = ("Archivée", "Archivé", "Archived")

SESSIONS = (
    *("Session", "Référence de session", "Réf. session", "N° de session", "Code session", "Session reference"),
    *("Session number", "Session code", "Training session"),
)
SESSIONS_OF_PEOPLE = (*SESSIONS, "Formation", "Atelier", "Stage", "Training", "Workshop", "Course")
TITLES = ("Titre de la session", "Intitulé de la session", "Session title", "Titre", "Title")
DAYS = ("Date", "Jour", "Date de la séance", "Date de session", "Séance", "Day", "Session date")
TIMES = ("Horaires", "Horaire", "Heures de la séance", "Créneau", "Créneaux", "Times", "Time", "Time slot", "Schedule")
STARTS = ("Début", "Heure de début", "Heure début", "De", "Start", "Start time", "From", "Starts")
ENDS = ("Fin", "Heure de fin", "Heure fin", "À", "End", "End time", "To", "Ends")
PLACES = ("Lieu", "Salle", "Lieu de la formation", "Lieu de l'atelier", "Room", "Location", "Venue")
TRAINERS = (
    *("Formateur", "Formatrice", "Formateurs", "Intervenant", "Intervenante", "Intervenants", "Animateur"),
    *("Animatrice", "Animé par", "Formateur(s)", "Intervenant(s)", "Trainer", "Trainers", "Facilitator", "Given by"),
)
PARTNERS = ("Partenaire", "Partenaires", "Partenaire(s)", "En partenariat avec", "Partner", "Partners")
MODES = ("Mode", "Modalité", "Modalités", "Présentiel / distanciel", "Format", "Delivery mode")
LINKS = ("Lien", "Lien visio", "Lien de connexion", "Visioconférence", "URL", "Link", "Meeting link")
CAPACITIES = (
    *("Places", "Nb places", "Nombre de places", "Capacité", "Jauge", "Effectif maximum", "Max"),
    *("Capacity", "Seats", "Maximum"),
)
OVERBOOKING = ("Surréservation", "Surbooking", "Places en plus", "Overbooking")
MINIMUMS = ("Minimum", "Effectif minimum", "Nb minimum", "Min", "Minimum number")
STATES = ("État", "Statut", "État de la session", "Status", "State")
REASONS = ("Motif d'annulation", "Raison de l'annulation", "Cancellation reason", "Reason")

PARTICIPANTS = ("Participant", "Participante", "Stagiaire", "Apprenant", "Nom du participant", "Attendee")
ENROLMENTS = ("Inscription", "État de l'inscription", "Statut", "État", "Registration", "Status", "State")
REGISTERED = ("Inscrit le", "Date d'inscription", "Inscrite le", "Inscrit(e) le", "Registered on", "Registration date")
WITHDRAWN = ("Désisté le", "Date de désistement", "Désistement", "Withdrawn on")
RESULTS = ("Acquis", "Résultat", "Évaluation des acquis", "Result", "Results", "Learning outcome")
CLASSES = ("Classe", "Class", "Groupe", "Group")
