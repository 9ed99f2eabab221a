"""What breaks, is asked for and is done about it in the demo; data, in the language of its school."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.helpdesk.rules import Resolution, Source

_FIXED, _REPLACED, _SET_UP = Resolution.FIXED, Resolution.REPLACED, Resolution.SET_UP
_EXPLAINED, _NO_FAULT, _TRAINING = Resolution.EXPLAINED, Resolution.NO_FAULT, Resolution.TRAINING_NEEDED
_AV, _COPY, _LIB, _NET = "Lumière du Nord Audiovisuel", "Reprolux", "Biblio-Systèmes", "Réseau Ouest"


class Story(NamedTuple):
    """Something that comes up again and again.

    `category`, `devices` and `causes` are said by name, the first and the last in the words of the seed; `weight` is
    how often it comes, `minutes` how long it takes, half of the time.
    """

    category: str
    titles: tuple[str, ...]
    weight: int
    urgency: int
    impact: int
    minutes: int
    causes: tuple[str, ...]
    endings: tuple[tuple[Resolution, str], ...]
    devices: tuple[str, ...] = ()
    provider: str = ""
    cents: int = 0


STORIES = (
    Story(
        "Screen or projector",
        ("Pas d’image au vidéoprojecteur", "Le vidéoprojecteur ne s’allume plus", "Image floue au tableau"),
        11, 4, 3, 90, ("Cable or power", "Wear", "Wrong setting"),
        ((_FIXED, "Câble HDMI remis en place."), (_REPLACED, "Câble HDMI remplacé."),
         (_FIXED, "Source choisie à la télécommande, piles changées.")),
        ("Vidéoprojecteur",), _AV, 9_800,
    ),
    Story(
        "Screen or projector",
        ("L’écran interactif ne répond plus au toucher", "Stylet du tableau décalé"),
        4, 3, 3, 150, ("Wrong setting", "Software fault or update", "Handling"),
        ((_FIXED, "Écran recalibré."), (_EXPLAINED, "Montré comment recalibrer avec le stylet.")),
        ("Écran interactif",), _AV, 12_000,
    ),
    Story(
        "Computer",
        ("Ordinateur très lent au démarrage", "Le portable ne s’allume plus", "Écran bleu au démarrage",
         "La mise à jour tourne en boucle"),
        14, 3, 1, 300, ("Software fault or update", "Wear", "Cable or power"),
        ((_FIXED, "Mises à jour reprises, disque nettoyé."), (_FIXED, "Remis en état depuis l’image de l’école."),
         (_REPLACED, "Chargeur remplacé.")),
        ("Ordinateur portable", "Ordinateur fixe"),
    ),
    Story(
        "Tablet",
        ("Une tablette ne se charge plus", "Vitre de tablette fêlée", "Tablette bloquée sur le code"),
        11, 2, 1, 420, ("Breakage", "Cable or power", "Handling"),
        ((_FIXED, "Prise nettoyée, câble changé."), (_REPLACED, "Remplacée par une tablette de réserve."),
         (_EXPLAINED, "Code remis à zéro avec la classe.")),
        ("Tablette",), "Atelier Réparation Plus", 8_900,
    ),
    Story(
        "Printer or copier",
        ("Bourrage papier", "Le copieur demande un technicien", "Impressions rayées", "N’imprime plus depuis ce matin"),
        12, 3, 3, 120, ("Wear", "Supplies used up", "Wrong setting"),
        ((_FIXED, "Feuille coincée retirée, rouleau nettoyé."), (_REPLACED, "Toner remplacé."),
         (_FIXED, "File d’attente vidée, pilote réinstallé.")),
        ("Copieur", "Imprimante"), _COPY,
    ),
    Story(
        "Sound",
        ("Pas de son dans la salle", "Grésillement dans les enceintes", "Un casque n’a plus de son à gauche"),
        5, 3, 2, 80, ("Cable or power", "Wrong setting", "Breakage"),
        ((_FIXED, "Sortie audio choisie."), (_REPLACED, "Jack remplacé.")),
        ("Enceinte", "Casque audio"),
    ),
    Story(
        "Self-service kiosk",
        ("La borne ne lit plus les cartes", "Ticket de prêt blanc", "La borne reste sur « Patientez »",
         "Livres non reconnus à la borne"),
        9, 4, 4, 100, ("Software fault or update", "Supplies used up", "Network or provider"),
        ((_FIXED, "Borne relancée, lecteur nettoyé."), (_REPLACED, "Rouleau de papier remplacé."),
         (_FIXED, "Logiciel de la borne mis à jour par le fournisseur.")),
        ("Borne de prêt", "Platine RFID"), _LIB, 14_500,
    ),
    Story(
        "Keyboard, mouse, cable",
        ("Souris manquante", "Touches arrachées au clavier", "Le lecteur de codes-barres ne bipe plus"),
        8, 2, 1, 200, ("Wear", "Theft or vandalism", "Breakage"),
        ((_REPLACED, "Pris dans la réserve."), (_REPLACED, "Clavier remplacé.")),
        ("Ordinateur fixe", "Lecteur de codes-barres"),
    ),
    Story(
        "Wi-Fi",
        ("Pas de Wi-Fi dans la salle", "Le Wi-Fi coupe toutes les dix minutes", "Les tablettes perdent le réseau"),
        9, 4, 3, 180, ("Network or provider", "Software fault or update", "Cable or power"),
        ((_FIXED, "Borne Wi-Fi redémarrée."), (_FIXED, "Micrologiciel mis à jour."),
         (_NO_FAULT, "Rien trouvé ; le réseau tient depuis une semaine.")),
        ("Point d’accès Wi-Fi",), _NET, 18_000,
    ),
    Story(
        "Internet",
        ("Internet très lent", "Une page utile est bloquée par le filtre"),
        5, 3, 3, 240, ("Network or provider", "Wrong setting"),
        ((_FIXED, "Site autorisé dans le filtre."), (_FIXED, "Débit rétabli par l’opérateur.")),
        (), _NET,
    ),
    Story(
        "Shared folder",
        ("Le dossier de la classe est introuvable", "Fichier effacé par erreur", "Plus de place sur le partage"),
        4, 3, 2, 160, ("Handling", "Wrong setting"),
        ((_FIXED, "Retrouvé dans la sauvegarde."), (_FIXED, "Lecteur réseau reconnecté."),
         (_EXPLAINED, "Montré où ranger les fichiers.")),
    ),
    Story(
        "Application",
        ("Le logiciel de catalogue se ferme tout seul", "L’application de lecture ne s’ouvre pas",
         "Licence refusée au démarrage"),
        6, 3, 2, 360, ("Software fault or update", "Wrong setting"),
        ((_FIXED, "Application réinstallée."), (_FIXED, "Licence attribuée de nouveau.")),
        ("Ordinateur fixe", "Ordinateur portable"),
    ),
    Story(
        "Mail",
        ("Message frauduleux reçu", "Boîte aux lettres pleine", "Messagerie refusée sur le téléphone"),
        3, 3, 1, 120, ("Handling", "Wrong setting"),
        ((_EXPLAINED, "Rappelé comment reconnaître un faux message."), (_FIXED, "Compte configuré à nouveau.")),
    ),
    Story(
        "Account and password",
        ("Mot de passe oublié", "Compte à créer pour une remplaçante", "Élève sans compte depuis la rentrée"),
        13, 3, 1, 45, ("New need", "Handling"),
        ((_SET_UP, "Compte créé, mot de passe remis en main propre."), (_FIXED, "Mot de passe remis à zéro.")),
    ),
    Story(
        "Loan of a device",
        ("Mallette de tablettes pour jeudi", "Vidéoprojecteur pour la réunion de parents", "Micro pour le spectacle"),
        6, 2, 2, 600, ("New need",), ((_SET_UP, "Réservé et remis."),),
    ),
    Story(
        "Installation",
        ("Installer le poste de la nouvelle classe", "Ajouter l’imprimante du secrétariat", "Installer Scratch"),
        5, 2, 2, 900, ("New need",), ((_SET_UP, "Installé et essayé avec la personne."),),
    ),
    Story(
        "Help or training",
        ("Comment projeter depuis la tablette ?", "Aide pour le catalogue en ligne", "Prise en main du Fablab"),
        6, 1, 1, 700, ("Handling", "New need"),
        ((_EXPLAINED, "Montré sur place, fiche remise."), (_TRAINING, "À reprendre à l’atelier du mercredi.")),
    ),
    Story(
        "Supplies",
        ("Plus de toner", "Rouleaux pour l’imprimante d’étiquettes", "Piles pour les télécommandes"),
        6, 2, 2, 500, ("Supplies used up",), ((_REPLACED, "Pris dans la réserve."), (_SET_UP, "Commandé et livré.")),
        ("Copieur", "Imprimante", "Imprimante d’étiquettes"),
    ),
)  # fmt: skip

SOURCES = ((Source.KIOSK, 34), (Source.TELEPHONE, 24), (Source.COUNTER, 18), (Source.MAIL, 12), (Source.ROUND, 12))
WAITS = ("Pièce commandée", "Réponse du demandeur", "Passage du prestataire", "Salle occupée par une classe")
REMARKS = ("Testé sur place, le défaut revient.", "À regarder entre midi et deux.", "Déjà vu dans la salle voisine.")
REPLIES = ("Nous passons aujourd’hui.", "Un appareil de remplacement est à l’accueil.", "Pouvez-vous réessayer ?")
REASONS = ("C’est revenu dès le lendemain.", "Toujours pareil après le week-end.")
PRAISE = ("Merci, très rapide !", "Parfait.", "", "", "", "", "Tout remarche.")
BLAME = ("Trop long, j’ai dû changer de salle.", "On m’a rappelée une semaine après.", "", "")

SEASONS = {9: 1.9, 10: 1.1, 11: 1.1, 12: 0.9, 1: 1.25, 2: 0.9, 3: 1.0, 4: 0.9, 5: 0.8, 6: 1.2, 7: 0.6, 8: 0.5}
"""How many come in a month, beside a usual one: September is what everybody remembers."""

MONDAYS = 1.4
OUTAGE = "Internet coupé dans toute la médiathèque"
OUTAGE_SAID = ("Plus d’internet aux postes publics", "Le catalogue ne s’affiche plus", "Wi-Fi sans internet",
               "Bornes de prêt hors ligne")  # fmt: skip


class Now(NamedTuple):
    """A ticket that is open today: which story, since how many open days, and how far it is."""

    story: int
    title: str
    days: int
    minutes: int
    urgency: int
    impact: int
    until: str
    is_major: bool = False


NOW = (
    Now(6, "Les deux bornes de prêt sont bloquées", 0, 30, 5, 5, "in_progress", is_major=True),
    Now(0, "Le vidéoprojecteur s’éteint au bout de dix minutes", 9, 60, 3, 3, "in_progress"),
    Now(4, "Copieur : bourrage à chaque copie recto verso", 4, 90, 3, 3, "waiting"),
    Now(15, "Préparer les postes de la salle de sciences", 6, 20, 2, 3, "planned"),
    Now(13, "Mot de passe oublié", 0, 75, 3, 1, "new"),
    Now(3, "Vitre de tablette fêlée", 1, 200, 2, 1, "new"),
    Now(8, "Le Wi-Fi coupe toutes les dix minutes", 2, 45, 4, 3, "in_progress"),
    Now(16, "Aide pour le catalogue en ligne", 3, 120, 1, 1, "waiting"),
)
"""Days and minutes of opening hours count from the beginning of the last open day."""

PLEDGES = {5: (30, 240), 4: (120, 480), 3: (240, 960), 2: (480, 2_400), 1: (960, 4_800)}
"""Minutes of opening hours to answer and to resolve, by priority."""

KIOSKS = ("Médiathèque", "École")
"""What the kiosks are called at which people report."""
