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
            "website": f"https://{_box(name)}.example",
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


def _box(name: str) -> str:
    return fold(name).replace(" & ", "-").replace(" ", "-")
