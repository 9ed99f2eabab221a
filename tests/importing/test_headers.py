from __future__ import annotations

import pytest

from coorddesk.importing.headers import folded_header, means_nothing


@pytest.mark.parametrize(
    "header",
    [
        "N° inventaire",
        "N° INVENTAIRE",
        "N°inventaire",
        "Nº d’inventaire",
        "№ inventaire",
        "No. d'inventaire",
        "Numéro d'inventaire",
        "numero_d_inventaire",
        "NumeroInventaire",
        "Num. inventaire",
        "  n° \n inventaire ",
    ],
)
def test_one_header_in_many_hands(header: str) -> None:
    assert folded_header(header) == "numeroinventaire"


def test_a_header_may_say_nothing_or_something_else() -> None:
    blank = ["", "Colonne 3", "Column2", "Unnamed: 4", "F12", "12", "(2)"]
    assert [means_nothing(header) for header in [*blank, "Ici", "Couleur"]] == [True] * len(blank) + [False, False]
