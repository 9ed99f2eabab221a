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
_OF_HOLDERS = ("", "utilisateur", "détenteur", "agent", "bénéficiaire", "emprunteur", "user")


def _maker_model(text: str, heads: Collection[str]) -> Sequence[str]:
    return cut_after_head(text, BRANDS.union(heads))


def _model_maker(text: str, heads: Collection[str]) -> Sequence[str]:
    return cut_before_head(text, BRANDS.union(heads))


SPLITS = (
    Split(("manufacturer", "model"), _MAKER_MODEL, _maker_model),
    Split(("model", "manufacturer"), _MODEL_MAKER, _model_maker),
    Split(("place",), PLACE_PATHS, spelt_path),
    Split(("holder",), tuple(f"{words} {of}" for words in NAME_LAST for of in _OF_HOLDERS), spelt_last_first),
    Split(("holder",), tuple(f"{words} {of}" for words in NAME_FIRST for of in _OF_HOLDERS), spelt_first_last),
)
