"""Columns of a sheet of devices that say several things at once: maker and model, building and room."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from coorddesk.directory.imports import (
    NAME_FIRST,
    NAME_LAST,
    PLACE_PATHS,
    spelt_first_last,
    spelt_last_first,
    spelt_path,
)
from coorddesk.importing.splitting import Split, cut_after_head, cut_before_head
from coorddesk.inventory.imports.brands import BRANDS

_MAKER_MODEL = (
    *("Marque / Modèle", "Marque et modèle", "Fabricant / Modèle", "Constructeur / Modèle", "Marque - Référence"),
    *("Marque Modèle Référence", "Brand / Model", "Make / Model", "Make and model", "Manufacturer / Model"),
)
_MODEL_MAKER = ("Modèle / Marque", "Modèle / Fabricant", "Model / Brand", "Model / Manufacturer")
_OF_HOLDERS = ("", "utilisateur", "détenteur", "affecté à", "attribué à", "agent", "bénéficiaire", "emprunteur", "user")


def _of_holders(names: Sequence[str]) -> tuple[str, ...]:
    """Their order before or behind what they are of: "Nom Prénom utilisateur", "Affecté à (Nom Prénom)"."""
    return tuple(spelt for name in names for of in _OF_HOLDERS for spelt in (f"{name} {of}", f"{of} {name}"))


def _maker_model(text: str, heads: Collection[str]) -> Sequence[str]:
    return cut_after_head(text, BRANDS.union(heads))


def _model_maker(text: str, heads: Collection[str]) -> Sequence[str]:
    return cut_before_head(text, BRANDS.union(heads))


SPLITS = (
    Split(("manufacturer", "model"), _MAKER_MODEL, _maker_model),
    Split(("model", "manufacturer"), _MODEL_MAKER, _model_maker),
    Split(("place",), PLACE_PATHS, spelt_path),
    Split(("holder",), _of_holders(NAME_LAST), spelt_last_first),
    Split(("holder",), _of_holders(NAME_FIRST), spelt_first_last),
)
