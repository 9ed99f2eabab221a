"""What was bought, lot by lot: twelve hundred devices of some fifty models."""

from __future__ import annotations

from typing import NamedTuple

CLASSROOMS = tuple(f"Salle {number}" for number in range(1, 13))
COMPUTER_ROOMS = ("Salle informatique", "Espace numérique", "Fablab")
OFFICES = (
    *("Secrétariat", "Bureau de la direction", "Salle des maîtres", "Bureau des bibliothécaires"),
    *("Bureau de la médiathèque", "Bureau de l'annexe", "Bibliothèque de l'école", "Accueil de l'annexe"),
)
TEACHING = (*CLASSROOMS, "Salle de sciences", "Salle d'arts plastiques", "Salle de musique", "Salle polyvalente")
LENDING = ("Accueil - Prêt et retour", "Espace jeunesse", "Accueil de l'annexe")
READING = ("Espace adultes", "Espace jeunesse", "Musique et cinéma", "Salle d'étude 1", "Salle d'étude 2", "Ludothèque")
NETWORK = ("Local technique A", "Local serveur", "Rangement de l'annexe")
EVERYWHERE = (*CLASSROOMS, *OFFICES, *READING, "Auditorium", "Hall de la médiathèque", "Gymnase", "Restaurant scolaire")
STORE = ("Réserve informatique", "Réserve de la médiathèque")


class Lot(NamedTuple):
    """Devices alike, bought on one order: price of one in euros, warranty in months, years ago, and where they live.

    `prefix` names them one by one (PORT-017). They are `held` by staff, `lent` to readers, or neither.
    """

    category: str
    manufacturer: str
    model: str
    price: float
    months: int
    supplier: str
    years: float
    devices: int
    places: tuple[str, ...]
    prefix: str = ""
    use: str = ""


_IT, _AV, _LIB = "Vallon Informatique", "Lumière du Nord Audiovisuel", "Biblio-Systèmes"
_NET, _TOYS, _COPY, _SOUND = "Réseau Ouest", "Ludopédago", "Reprolux", "Son & Image Services"
_USED, _CLASS = "Le Comptoir du Reconditionné", "Bureau & Classe"

LOTS = (
    Lot("Ordinateur portable", "Dell", "Latitude 5440", 899.00, 36, _IT, 0.9, 40, OFFICES, "PORT", "held"),
    Lot("Ordinateur portable", "Dell", "Latitude 5420", 849.00, 36, _IT, 3.9, 36, TEACHING, "PORT", "held"),
    Lot("Ordinateur portable", "Dell", "Latitude 7390", 379.00, 12, _USED, 6.8, 24, STORE, "PORT", "held"),
    Lot("Ordinateur portable", "HP", "ProBook 450 G8", 719.90, 36, _IT, 2.9, 28, COMPUTER_ROOMS, "PORT"),
    Lot("Ordinateur portable", "Lenovo", "ThinkPad L13", 799.00, 36, _IT, 4.8, 20, READING, "PORT", "lent"),
    Lot("Ordinateur fixe", "HP", "ProDesk 400 G9", 649.90, 36, _IT, 1.9, 60, TEACHING, "FIXE"),
    Lot("Ordinateur fixe", "HP", "ProDesk 400 G5", 589.00, 36, _IT, 5.9, 54, COMPUTER_ROOMS, "FIXE"),
    Lot("Ordinateur fixe", "Dell", "OptiPlex 3080", 612.00, 36, _IT, 3.8, 46, OFFICES + READING, "FIXE"),
    Lot("Écran", "Iiyama", "ProLite XUB2493", 159.90, 24, _IT, 1.9, 60, TEACHING),
    Lot("Écran", "Dell", "P2419H", 189.00, 36, _IT, 4.9, 70, OFFICES + READING),
    Lot("Écran", "LG", "24MK430", 129.90, 24, _IT, 6.9, 40, COMPUTER_ROOMS),
    Lot("Tablette", "Apple", "iPad 9", 389.00, 12, _IT, 2.7, 60, TEACHING, "TAB"),
    Lot("Tablette", "Samsung", "Galaxy Tab A8", 219.00, 24, _IT, 1.8, 48, READING, "TAB", "lent"),
    Lot("Tablette", "Samsung", "Galaxy Tab A 2019", 199.00, 24, _IT, 5.7, 30, STORE, "TAB"),
    Lot("Vidéoprojecteur", "Epson", "EB-992F", 729.00, 24, _AV, 0.8, 14, TEACHING),
    Lot("Vidéoprojecteur", "Epson", "EB-685W", 1149.00, 36, _AV, 3.7, 16, CLASSROOMS),
    Lot("Vidéoprojecteur", "BenQ", "MX631", 399.00, 24, _AV, 7.6, 12, CLASSROOMS),
    Lot("Écran interactif", "SMART", "MX275", 3290.00, 36, _AV, 1.7, 8, CLASSROOMS),
    Lot("Écran interactif", "Promethean", "ActivPanel 9", 2890.00, 60, _AV, 0.7, 6, TEACHING),
    Lot("Imprimante", "Brother", "HL-L6410DN", 389.90, 36, _COPY, 1.6, 14, OFFICES),
    Lot("Imprimante", "HP", "LaserJet Pro M404", 249.00, 12, _COPY, 4.7, 12, TEACHING),
    Lot("Imprimante d'étiquettes", "Zebra", "ZD421", 412.00, 24, _LIB, 2.6, 4, LENDING),
    Lot("Copieur", "Konica Minolta", "bizhub C300i", 4650.00, 60, _COPY, 2.8, 5, OFFICES),
    Lot("Copieur", "Ricoh", "IM C2500", 3980.00, 60, _COPY, 6.6, 3, OFFICES),
    Lot("Borne de prêt", "Bibliotheca", "selfCheck 500", 4890.00, 60, _LIB, 2.5, 4, LENDING, "BORNE"),
    Lot("Borne de prêt", "Nedap", "library SelfCheck", 4200.00, 36, _LIB, 6.5, 2, LENDING, "BORNE"),
    Lot(
        "Portique antivol", "Nedap", "i45", 2990.00, 36, _LIB, 2.5, 4, ("Hall de la médiathèque", "Accueil de l'annexe")
    ),
    Lot(
        "Platine RFID", "Bibliotheca", "RFID workstation", 590.00, 36, _LIB, 2.5, 10, (*LENDING, "Atelier d'équipement")
    ),
    Lot("Point d'accès Wi-Fi", "Aruba", "AP-505", 329.00, 60, _NET, 2.4, 40, EVERYWHERE),
    Lot("Point d'accès Wi-Fi", "Ubiquiti", "U6 Lite", 119.00, 24, _NET, 0.6, 22, EVERYWHERE),
    Lot("Commutateur réseau", "Aruba", "2530-24G", 489.00, 60, _NET, 4.6, 14, NETWORK, "SW"),
    Lot("Commutateur réseau", "Cisco", "CBS250-24T", 399.00, 60, _NET, 1.5, 8, NETWORK, "SW"),
    Lot("Serveur", "Dell", "PowerEdge T350", 2890.00, 60, _IT, 1.9, 2, ("Local serveur", "Local technique A"), "SRV"),
    Lot(
        "Stockage réseau", "Synology", "DS920+", 549.00, 36, _IT, 3.6, 2, ("Local serveur", "Local technique A"), "NAS"
    ),
    Lot("Onduleur", "APC", "Back-UPS Pro 900", 249.00, 36, _IT, 3.6, 10, NETWORK),
    Lot("Liseuse", "Vivlio", "Touch Lux 5", 139.99, 24, _LIB, 2.3, 40, READING, "LIS", "lent"),
    Lot("Liseuse", "Kobo", "Clara HD", 119.99, 24, _LIB, 5.6, 24, READING, "LIS", "lent"),
    Lot("Casque audio", "Plantronics", "Blackwire 3220", 34.90, 24, _IT, 3.5, 60, COMPUTER_ROOMS),
    Lot("Casque audio", "Jabra", "Evolve 20", 42.90, 24, _IT, 0.5, 40, TEACHING),
    Lot("Appareil photo", "Canon", "EOS 2000D", 449.00, 24, _SOUND, 3.4, 6, ("Studio", "Salle d'arts plastiques")),
    Lot("Caméra", "Sony", "HDR-CX405", 229.00, 24, _SOUND, 4.5, 4, ("Studio", "Auditorium")),
    Lot("Console de jeux", "Nintendo", "Switch", 299.00, 24, _LIB, 2.2, 5, ("Ludothèque", "Espace jeunesse")),
    Lot("Console de jeux", "Sony", "PlayStation 5", 499.00, 24, _LIB, 0.9, 2, ("Ludothèque",)),
    Lot("Visualiseur", "IPEVO", "V4K", 109.00, 12, _CLASS, 1.4, 16, TEACHING),
    Lot("Robot éducatif", "Mobsya", "Thymio II", 159.00, 24, _TOYS, 3.3, 24, ("Fablab", "Salle de sciences")),
    Lot("Robot éducatif", "TTS", "Bee-Bot", 79.00, 24, _TOYS, 4.4, 18, ("Ludothèque", "Salle 1", "Salle 2")),
    Lot("Robot éducatif", "LEGO", "Spike Essential", 329.00, 24, _TOYS, 1.3, 15, ("Fablab", "Salle de sciences")),
    Lot("Téléphone IP", "Yealink", "T33G", 69.00, 24, _NET, 2.4, 40, EVERYWHERE),
    Lot("Imprimante 3D", "Creality", "Ender-3 V2", 259.00, 12, _TOYS, 3.2, 2, ("Fablab",)),
    Lot("Imprimante 3D", "Prusa", "MK4", 1099.00, 24, _TOYS, 0.8, 1, ("Fablab",)),
    Lot("Enceinte", "JBL", "Control 1 Pro", 149.00, 24, _SOUND, 4.3, 14, TEACHING),
    Lot("Lecteur de codes-barres", "Zebra", "DS2208", 129.00, 36, _LIB, 2.1, 16, LENDING),
    Lot("Lecteur de codes-barres", "Honeywell", "Voyager 1202g", 179.00, 36, _LIB, 6.1, 10, LENDING),
    Lot(
        "Affichage dynamique",
        "Samsung",
        "QB43",
        549.00,
        36,
        _AV,
        2.7,
        8,
        ("Hall de la médiathèque", "Accueil de l'école"),
    ),
    Lot("Calculatrice", "Texas Instruments", "TI-Collège Plus", 21.90, 24, _CLASS, 1.1, 27, CLASSROOMS[8:]),
)
