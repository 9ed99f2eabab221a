"""Names as papers of training write them: the last name in capitals, so that nobody takes it for the first."""

from __future__ import annotations

from coorddesk.directory.rules import PersonName


def formal(name: PersonName) -> str:
    """As sheets list it: "MOREAU Inès"."""
    return f"{name.last.upper()} {name.first}".strip()


def guest_name(text: str) -> PersonName:
    """The parts of a guest's name, where capitals tell them apart ("MOREAU Inès"); all of it is the last one else."""
    words = text.split()
    last = [word for word in words if word.isupper()]
    first = [word for word in words if not word.isupper()]
    return PersonName(" ".join(last), " ".join(first)) if last and first else PersonName(text.strip())
