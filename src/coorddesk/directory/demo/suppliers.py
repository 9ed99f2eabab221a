"""The suppliers and partners of the demo, with whom to ask for at each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from coorddesk.core.bulk import insert_rows
from coorddesk.core.fold import fold
from coorddesk.core.history_rows import table_named
from coorddesk.directory.models import Contact, Supplier
from coorddesk.directory.rules import SupplierKind

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_SUPPLIERS = (
    ("Vallon Informatique", "Nadia Ferrand", "Matériel informatique, marché départemental"),
    ("Bureau & Classe", "Olivier Sanson", "Mobilier et matériel pédagogique"),
    ("Lumière du Nord Audiovisuel", "Karim Slimani", "Vidéoprojecteurs, écrans interactifs, pose comprise"),
    ("Reprolux", "Sophie Maillard", "Copieurs, contrat à la page"),
    ("Biblio-Systèmes", "Hélène Carpentier", "Bornes de prêt, portiques, platines RFID"),
    ("Réseau Ouest", "Gwenaël Tanguy", "Câblage, Wi-Fi, commutateurs"),
    ("Papeterie Centrale", "Mireille Roche", ""),
    ("Ludopédago", "Farid Ammar", "Robots éducatifs, jeux"),
    ("Son & Image Services", "Thierry Bailly", "Sonorisation, location de matériel"),
    ("Le Comptoir du Reconditionné", "Clara Weber", "Ordinateurs reconditionnés, garantie un an"),
    ("Toner Express", "", "Consommables d'impression"),
    ("Atelier Réparation Plus", "Mamadou Sarr", "Réparations hors garantie"),
)
_PARTNERS = (
    ("Ordi-Solidaire", "Maud Perrin", "Association : reprise des ordinateurs réformés"),
    ("Atelier numérique départemental", "Yann Le Goff", "Formations, prêt de mallettes"),
)
_BOTH = frozenset({"Ludopédago", "Le Comptoir du Reconditionné"})
_STREETS = (
    *("12, rue des Artisans", "48, avenue de la Gare", "3, quai du Port", "27, rue Lamartine", "5, place du Marché"),
    *("90, route de Nantes", "14, rue Neuve", "8, impasse des Jouets", "61, boulevard Carnot", "2, rue du Canal"),
    *("33, rue de l’Encre", "19, chemin du Moulin", "7, rue des Ateliers", "1, place de la République"),
)
_TOWNS = ("69007 Lyon", "44000 Nantes", "59000 Lille", "35000 Rennes", "38000 Grenoble")
_CONTACTS = {
    "Vallon Informatique": (("Julien Astier", "Service après-vente"), ("Rosa Lima", "Facturation")),
    "Reprolux": (("Denis Faure", "Technicien"),),
    "Biblio-Systèmes": (("Aline Morvan", "Assistance"), ("Bruno Keller", "Projets")),
    "Le Comptoir du Reconditionné": (("Inès Caron", "Dons et reprises"),),
    "Ordi-Solidaire": (("Paul Ndiaye", "Collecte"),),
}


def add_suppliers(session: Session) -> None:
    """Fourteen of them, two of which are partners alone; some have several contacts."""
    rows = list(_suppliers())
    ids = insert_rows(session, table_named(Supplier.__tablename__), rows)
    by_name = {row["name"]: row_id for row, row_id in zip(rows, ids, strict=True)}
    insert_rows(session, table_named(Contact.__tablename__), list(_contacts(by_name)))


def _suppliers() -> Iterator[dict[str, Any]]:
    partners = {name for name, _contact, _notes in _PARTNERS}
    for number, (name, contact, notes) in enumerate((*_SUPPLIERS, *_PARTNERS), 1):
        kind = SupplierKind.PARTNER if name in partners else SupplierKind.SUPPLIER
        yield {
            "name": name,
            "name_folded": fold(name),
            "kind": SupplierKind.BOTH if name in _BOTH else kind,
            "contact": contact,
            "email": f"pro@{_box(name)}.example",
            "phone": f"02 61 91 {number:02} {99 - number:02}",
            "address": f"{_STREETS[number - 1]}\n{_TOWNS[number % len(_TOWNS)]}",
            "website": f"https://{_box(name)}.example",
            "company_number": _siret(number),
            "customer_number": "" if name in partners else f"C{4100 + 37 * number}",
            "notes": notes,
        }


def _contacts(suppliers: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for supplier, people in _CONTACTS.items():
        for number, (name, role) in enumerate(people, 1):
            yield {
                "supplier_id": suppliers[supplier],
                "name": name,
                "name_folded": fold(name),
                "role": role,
                "email": f"{fold(name).replace(' ', '.')}@{_box(supplier)}.example",
                "phone": f"02 61 91 {suppliers[supplier]:02} {10 + number}",
            }


def _siret(number: int) -> str:
    """A company number that is written as they are, and whose digits check."""
    siren = _checked(f"80{number:02}4137")
    return f"{siren[:3]} {siren[3:6]} {siren[6:]} {_checked(f'{siren}0001')[9:]}"


def _checked(digits: str) -> str:
    """Digits with the one behind them by which they are checked: every other, from the last on, counts twice."""
    twice = (sum(divmod(2 * int(each), 10)) for each in digits[::-2])
    once = (int(each) for each in digits[-2::-2])
    return f"{digits}{-(sum(twice) + sum(once)) % 10}"


def _box(name: str) -> str:
    return fold(name).replace(" & ", "-").replace(" ", "-")
