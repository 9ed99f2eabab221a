"""What was written down in the demo's house, so that nobody has to find it out again."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.knowledge.rules import Audience, Language

_ALL, _TEAM, _DRAFT = Audience.PUBLIC, Audience.STAFF, Audience.DRAFT
_FR, _EN = Language.FRENCH, Language.ENGLISH


class Written(NamedTuple):
    """An article; `review_in` days it should be read again."""

    title: str
    body: str
    audience: Audience
    category: str = ""
    keywords: str = ""
    review_in: int | None = None
    language: Language = _FR


ARTICLES = (
    Written(
        "Le vidéoprojecteur n’affiche rien",
        "1. Vérifiez que le voyant du projecteur est vert ; sinon appuyez une fois sur la télécommande "
        "et attendez une minute.\n"
        "2. Choisissez l’entrée HDMI avec la touche « Source ».\n"
        "3. Sur l’ordinateur, touches Windows + P, puis « Dupliquer ».\n"
        "Si l’image reste noire, essayez l’autre câble, rangé dans le tiroir du bureau.",
        _ALL, "Vidéoprojecteur", "image noire, écran noir, HDMI, pas de signal", 200,
    ),
    Written(
        "La borne de prêt ne lit pas les cartes",
        "Essuyez la vitre du lecteur avec un chiffon sec.\n"
        "Présentez la carte à plat, code-barres vers le bas, à deux doigts de la vitre.\n"
        "Si rien ne se passe, touchez « Recommencer » : la borne redémarre son lecteur en vingt secondes.",
        _ALL, "Borne de prêt", "lecteur, douchette, carte d’abonné, code-barres", 120,
    ),
    Written(
        "La borne imprime un ticket blanc",
        "Le rouleau est monté à l’envers : le papier doit se dérouler par le dessous.\n"
        "Ouvrez le capot gris, retournez le rouleau, refermez jusqu’au clic.",
        _ALL, "Borne de prêt", "ticket, papier, rouleau, reçu", 300,
    ),
    Written(
        "L’imprimante signale un bourrage papier",
        "Ouvrez le bac puis le capot arrière et tirez la feuille dans le sens de la marche, sans la déchirer.\n"
        "Aérez la ramette avant de la remettre, sans dépasser le repère.\n"
        "Si le bourrage revient deux fois, signalez-le : le galet est usé.",
        _ALL, "Imprimante", "papier coincé, bourrage", 365,
    ),
    Written(
        "Imprimer en noir et blanc par défaut",
        "Paramètres, Imprimantes, Préférences : cochez « Niveaux de gris ».\n"
        "Le réglage vaut pour votre session seulement.",
        _TEAM, "Imprimante", "couleur, toner, économie", 400,
    ),
    Written(
        "Pas de son pendant une vidéo",
        "Cliquez sur le haut-parleur en bas à droite et choisissez la sortie « HDMI » ou « Casque ».\n"
        "Vérifiez que l’onglet du navigateur n’est pas muet (clic droit sur l’onglet).",
        _ALL, "", "son, audio, casque, haut-parleur, muet", 250,
    ),
    Written(
        "Se connecter au Wi-Fi de la médiathèque",
        "Choisissez le réseau « Mediatheque-Public », ouvrez le navigateur et acceptez la charte.\n"
        "La connexion dure quatre heures ; elle se renouvelle de la même façon.",
        _ALL, "", "wifi, internet, réseau, connexion, portail", -12,
    ),
    Written(
        "Mot de passe oublié (élève)",
        "Le professeur principal peut le réinitialiser depuis l’ENT, menu « Mes classes ».\n"
        "Sinon, demandez au CDI avec le carnet de correspondance.",
        _ALL, "", "mot de passe, identifiant, compte bloqué, ENT", 150,
    ),
    Written(
        "Débloquer un compte (équipe)",
        "Annuaire, rechercher la personne, « Déverrouiller », puis forcer le changement à la prochaine ouverture.\n"
        "Noter la demande dans un ticket : deux blocages en un mois méritent un appel.",
        _TEAM, "", "compte, verrouillé, annuaire", 90,
    ),
    Written(
        "La tablette ne charge plus",
        "Nettoyez le port avec une brosse sèche et essayez le câble d’une tablette voisine.\n"
        "Maintenez marche et volume bas pendant dix secondes : elle redémarre même si la batterie était à plat.",
        _ALL, "Tablette", "batterie, charge, câble, ne s’allume pas", 180,
    ),
    Written(
        "Remettre une tablette à neuf avant un prêt",
        "Réglages, Général, Transférer ou réinitialiser, Effacer le contenu.\n"
        "Elle se réinscrit seule dans la gestion de parc au premier Wi-Fi.\n"
        "Contrôler l’étiquette d’inventaire et la coque.",
        _TEAM, "Tablette", "réinitialiser, effacer, prêt", 365,
    ),
    Written(
        "L’ordinateur est très lent au démarrage",
        "Laissez-le allumé vingt minutes : les mises à jour se terminent.\n"
        "S’il reste lent le lendemain, signalez-le avec son numéro d’inventaire.",
        _ALL, "Ordinateur portable", "lent, lenteur, mise à jour, rame", 210,
    ),
    Written(
        "Changer le disque d’un poste fixe",
        "Sauvegarder les pilotes, poser le SSD, restaurer l’image « poste-2026 ».\n"
        "Vérifier la licence de l’antivirus, puis noter l’intervention dans l’entretien du poste.",
        _TEAM, "Ordinateur fixe", "SSD, image, disque dur", 30,
    ),
    Written(
        "Le clavier écrit de travers",
        "Touches Windows + Espace : choisissez « Français (AZERTY) ».\n"
        "Le réglage se perd quand quelqu’un ajoute une langue ; redémarrer le rétablit.",
        _ALL, "", "clavier, QWERTY, AZERTY, lettres, accents", 220,
    ),
    Written(
        "Brancher l’ordinateur au tableau numérique",
        "Un câble USB pour le stylet, un câble HDMI pour l’image.\n"
        "Lancez l’étalonnage depuis l’icône du tableau et touchez les neuf croix.",
        _ALL, "", "TNI, TBI, tableau interactif, stylet, étalonnage", 260,
    ),
    Written(
        "Accueillir un nouveau collègue",
        "Compte, messagerie, badge, poste, licence bureautique, prise en main : "
        "la liste est dans « Formations ».",
        _DRAFT, "", "arrivée, compte, départ",
    ),
    Written(
        "Connect to the library Wi-Fi",
        "Choose “Mediatheque-Public”, open a browser and accept the terms.\n"
        "It lasts four hours and is renewed the same way.",
        _ALL, "", "wifi, internet, network", -12, _EN,
    ),
    Written(
        "The projector shows nothing",
        "Check that its light is green, choose the HDMI source, then press Windows + P and choose “Duplicate”.",
        _ALL, "Vidéoprojecteur", "black screen, no signal, HDMI", 200, _EN,
    ),
)  # fmt: skip
