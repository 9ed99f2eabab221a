"""What the demo keeps in stock: toners of its printers, lamps of its projectors, cables, mice, headsets."""

from __future__ import annotations

from typing import NamedTuple

from coorddesk.stock.rules import StockKind

_TONERS, _PAPER, _IT = "Toner Express", "Papeterie Centrale", "Vallon Informatique"
_AV, _LIB, _SOUND, _TOYS = "Lumière du Nord Audiovisuel", "Biblio-Systèmes", "Son & Image Services", "Ludopédago"
STORE, LIBRARY, ANNEX = "Réserve informatique", "Réserve de la médiathèque", "Rangement de l'annexe"
_USED, _LENT = StockKind.CONSUMABLE, StockKind.ACCESSORY


class Thing(NamedTuple):
    """An item: price of one in euros, and about how many go in a year; what is `years` old came no earlier."""

    name: str
    kind: StockKind
    reference: str
    category: str
    supplier: str
    price: float
    threshold: int
    target: int
    place: str
    a_year: float
    years: float = 7.6
    unit: str = ""
    barcode: str = ""
    models: tuple[str, ...] = ()
    is_dropped: bool = False


_BLACK, _LAMP, _INK, _CABLE, _SMALL, _SOUND_BOX = (
    "Toner",
    "Lampe de projecteur",
    "Consommables",
    "Câbles et adaptateurs",
    "Petit matériel",
    "Casques et micros",
)

THINGS = (
    Thing("Toner Brother TN-3600", _USED, "TN-3600", _BLACK, _TONERS, 84.90, 2, 6, STORE, 9, 1.5,
          barcode="4977766831123", models=("HL-L6410DN",)),
    Thing("Tambour Brother DR-3600", _USED, "DR-3600", _BLACK, _TONERS, 129.00, 0, 2, STORE, 1.5, 1.5,
          models=("HL-L6410DN",)),
    Thing("Toner HP 59A", _USED, "CF259A", _BLACK, _TONERS, 72.50, 3, 8, STORE, 11, 4.6,
          barcode="0192018902064", models=("LaserJet Pro M404",)),
    Thing("Toner Konica TN-328 noir", _USED, "TN328K", _BLACK, _TONERS, 58.00, 2, 5, STORE, 6, 2.7,
          models=("bizhub C300i",)),
    Thing("Toner Konica TN-328 cyan", _USED, "TN328C", _BLACK, _TONERS, 79.00, 1, 3, STORE, 3, 2.7,
          models=("bizhub C300i",)),
    Thing("Toner Konica TN-328 magenta", _USED, "TN328M", _BLACK, _TONERS, 79.00, 1, 3, STORE, 3, 2.7,
          models=("bizhub C300i",)),
    Thing("Toner Konica TN-328 jaune", _USED, "TN328Y", _BLACK, _TONERS, 79.00, 1, 3, STORE, 3, 2.7,
          models=("bizhub C300i",)),
    Thing("Toner Ricoh IM C2500 noir", _USED, "842311", _BLACK, _TONERS, 61.00, 1, 4, LIBRARY, 5, 6.5,
          models=("IM C2500",)),
    Thing("Ruban transfert Zebra 110 mm", _USED, "05319BK11045", _INK, _LIB, 11.90, 2, 8, LIBRARY, 8, 2.5,
          models=("ZD421",)),
    Thing("Étiquettes Zebra 50 × 25 mm", _USED, "800262-105", _INK, _LIB, 9.40, 4, 12, LIBRARY, 14, 2.5, "rouleau",
          models=("ZD421",)),
    Thing("Bobine PLA 1,75 mm blanc", _USED, "PLA-175-W", _INK, _TOYS, 22.90, 2, 6, ANNEX, 7, 3.1, "bobine",
          models=("Ender-3 V2", "MK4")),
    Thing("Lampe Epson ELPLP96", _USED, "V13H010L96", _LAMP, _AV, 119.00, 1, 3, STORE, 2, 3.6, models=("EB-685W",)),
    Thing("Lampe BenQ MX631", _USED, "5J.JKC05.001", _LAMP, _AV, 139.00, 0, 2, STORE, 1, 7.5, models=("MX631",),
          is_dropped=True),
    Thing("Piles AA LR6", _USED, "LR6-24", _INK, _PAPER, 12.50, 3, 10, STORE, 16, unit="boîte de 24",
          barcode="3057640100116"),
    Thing("Ramette A4 80 g", _USED, "A4-80", _INK, _PAPER, 4.90, 20, 80, STORE, 160, unit="ramette"),
    Thing("Film de plastification A4", _USED, "LAM-A4-125", _INK, _PAPER, 18.90, 1, 4, LIBRARY, 4, unit="boîte de 100"),
    Thing("Câble HDMI 2 m", _LENT, "HDMI-2M", _CABLE, _IT, 7.90, 5, 20, STORE, 10, barcode="4044951018321"),
    Thing("Câble HDMI 10 m", _LENT, "HDMI-10M", _CABLE, _IT, 24.90, 1, 4, STORE, 2),
    Thing("Câble réseau RJ45 3 m", _LENT, "RJ45-3M", _CABLE, _IT, 3.90, 10, 40, STORE, 18),
    Thing("Adaptateur USB-C vers HDMI", _LENT, "USBC-HDMI", _CABLE, _IT, 19.90, 2, 10, STORE, 8, 5.0),
    Thing("Multiprise 6 prises", _LENT, "MP6-15", _CABLE, _IT, 14.90, 3, 10, STORE, 5),
    Thing("Souris USB", _LENT, "M90", _SMALL, _IT, 8.90, 5, 25, STORE, 22, barcode="5099206021860"),
    Thing("Clavier AZERTY USB", _LENT, "K120", _SMALL, _IT, 14.90, 3, 12, STORE, 9, barcode="5099206020436"),
    Thing("Chargeur USB-C 65 W", _LENT, "CHG-65", _SMALL, _IT, 39.90, 2, 8, STORE, 5, 3.8),
    Thing("Clé USB 32 Go", _LENT, "USB-32", _SMALL, _IT, 6.50, 5, 20, LIBRARY, 14),
    Thing("Casque audio filaire", _LENT, "HS-20", _SOUND_BOX, _SOUND, 12.90, 6, 30, STORE, 16, barcode="4012345678901"),
    Thing("Micro-cravate USB", _LENT, "ML-5", _SOUND_BOX, _SOUND, 34.00, 0, 3, LIBRARY, 1, 2.9),
)  # fmt: skip
