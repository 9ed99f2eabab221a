"""Names as papers of training write them: the last name in capitals, so that nobody takes it for the first."""

from __future__ import annotations

from coorddesk.directory.rules import PersonName, shouted_name


def formal(name: PersonName) -> str:
    """As sheets list it: "MOREAU Inès"."""
    return f"{name.last.upper()} {name.first}".strip()


def guest_name(text: str) -> PersonName:
    """The parts of a guest's name, where capitals tell them apart ("MOREAU Inès"); all of it is the last one else."""
    return shouted_name(text) or PersonName(text.strip())


def guest_listed(text: str) -> str:
    """As sheets list a guest: "PETIT Zoé" of "Zoé PETIT", as it was typed where no capitals tell the last name."""
    name = shouted_name(text)
    return text.strip() if name is None else formal(name)
