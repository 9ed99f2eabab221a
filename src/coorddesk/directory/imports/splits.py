"""Columns that name people in a known order, or places along a path, and how their cells are taken apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from coorddesk.core.messages import _
from coorddesk.core.options import PATH_SEPARATOR
from coorddesk.directory.rules import PersonName, path_parts, without_remark, written_name
from coorddesk.importing.splitting import Split
from coorddesk.importing.values.refusal import CellRefused

NAME_LAST = ("Nom Prénom", "Nom, prénom", "Nom & prénom", "NOM Prénom", "Last name, first name", "Surname, first name")
"""Headers of names that begin with the last one."""

NAME_FIRST = ("Prénom Nom", "Prénom et nom", "First and last name", "First name last name")
"""Headers of names that begin with the first one."""

PLACE_PATHS = (
    *("Bâtiment / Salle", "Bâtiment / Bureau", "Bâtiment / Local", "Bâtiment / Pièce", "Bât. / Salle", "Bât / Salle"),
    *(
        "Site / Salle",
        "Site / Bâtiment / Salle",
        "Site / Bâtiment",
        "Site / Local",
        "Étage / Salle",
        "Bâtiment / Étage",
    ),
    *("Bâtiment / Étage / Salle", "Building / Room", "Site / Room", "Site / Building / Room"),
)
"""Headers of places from the outside in."""

_BETWEEN_PLACES = re.compile(r"\s*[>›»|;\n]\s*|\s+[/–—-]\s+|\s*(?:(?<!\d)/|/(?!\d))\s*")  # "Salle 12/13" is one


def spelt_last_first(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """A name that begins with the last one, with the comma that says so."""
    return (_spelt(text, last_first=True),)


def spelt_first_last(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """A name that begins with the first one, with the comma that says which is which."""
    return (_spelt(text, last_first=False),)


def spelt_path(text: str, _heads: Collection[str] = ()) -> Sequence[str]:
    """A place as paths are written, whatever stands between its names."""
    return (PATH_SEPARATOR.join(part for part in _BETWEEN_PLACES.split(text) if part),)


def _cut_last_first(text: str, _heads: Collection[str]) -> Sequence[str]:
    name = _name(text, last_first=True)
    return name.last, name.first


def _cut_first_last(text: str, _heads: Collection[str]) -> Sequence[str]:
    name = _name(text, last_first=False)
    return name.first, name.last


def _cut_path(text: str, _heads: Collection[str]) -> Sequence[str]:
    """What a place is inside of, and its own name."""
    *around, name = path_parts(spelt_path(text)[0]) or ("",)
    return PATH_SEPARATOR.join(around), name


def _name(text: str, *, last_first: bool) -> PersonName:
    name = written_name(text, last_first=last_first)
    if name is None:
        raise CellRefused(_("It is not clear where the last name ends. Write “BEN ALI Samir” or “Ben Ali, Samir”."))
    return name


def _spelt(text: str, *, last_first: bool) -> str:
    name = _name(text, last_first=last_first)
    _plain, remark = without_remark(text)
    spelt = f"{name.last}, {name.first}" if name.first else name.last
    return f"{spelt} ({remark})" if remark else spelt


PEOPLE_SPLITS = (
    Split(
        ("full_name",), (*NAME_LAST, "Nom Prénom de l'élève", "Nom Prénom élève", "Nom Prénom agent"), spelt_last_first
    ),
    Split(("full_name",), (*NAME_FIRST, "Prénom Nom de l'élève", "Prénom Nom élève"), spelt_first_last),
    Split(("last_name", "first_name"), (), _cut_last_first),
    Split(("first_name", "last_name"), (), _cut_first_last),
)

PLACE_SPLITS = (
    Split(
        ("parent", "name"),
        (*PLACE_PATHS, "Chemin", "Nom complet", "Chemin complet", "Path", "Full path", "Complete name", "Full name"),
        _cut_path,
    ),
    Split(("parent",), ("Site / Bâtiment", "Site / Building"), spelt_path),
)
