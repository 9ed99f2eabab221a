from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coorddesk.importing.reading.encoding import Encoding, detect_encoding

FRENCH = [
    "N° inventaire;Désignation;Lieu;Prix\r\n1;Écran plat élève;Médiathèque;349,90 €\r\n",
    "Nom;Prénom\nLefèvre;Inès\n",
    "é;a\n1;2\n",
    "Date;Libellé;Débit\n1;Où çà ? Œuvre – test;2\n",
    "Prix\n12,50 €\n",
    "Prix;Lieu\n1\N{NO-BREAK SPACE}234,50;Bât A\n",
    "ÉLÈVE;À FAIRE\n",
    "L’école;d’Été\n",
    "N°;Qté\n",
    "DÉPÔT;CRÉDIT\n",
    "Bât A;Salle « Numérique »\n",
    "François;Noël;Maïté;Zoë\n",
]


ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "iso8859-15", "mac-roman", "cp850", "utf-16", "utf-16-le", "utf-16-be")


def _writes(encoding: str, text: str) -> bool:
    """Whether an encoding has all characters of a text."""
    return text.encode(encoding, errors="ignore").decode(encoding) == text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        pytest.param(encoding, text, id=f"{place}-{encoding}")
        for place, text in enumerate(FRENCH)
        for encoding in ENCODINGS
        if _writes(encoding, text)
    ],
)
def test_french_is_read_in_every_encoding_that_a_spreadsheet_writes(folder: Path, encoding: str, text: str) -> None:
    path = folder / "file.csv"
    path.write_bytes(text.encode(encoding))
    detected = detect_encoding(path)
    assert detected is not None
    assert path.read_bytes().decode(detected.name).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}") == text


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cc"]), min_size=1))
def test_utf8_is_never_taken_for_something_else(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.csv"
    path.write_text(text, encoding="utf-8")
    assert detect_encoding(path) == Encoding("utf-8", text.count("\N{REPLACEMENT CHARACTER}"))


def test_a_broken_byte_does_not_turn_utf8_into_an_old_encoding(folder: Path) -> None:
    path = folder / "file.csv"
    path.write_bytes("Médiathèque;élève;Noël;été;où\n".encode() + b"cass\xe9\n")
    assert detect_encoding(path) == Encoding("utf-8", 1)


def test_a_broken_byte_after_the_mark_of_utf8_is_counted(folder: Path) -> None:
    path = folder / "file.csv"
    path.write_bytes(b"\xef\xbb\xbfa\xe9\nb\xff\n")
    assert detect_encoding(path) == Encoding("utf-8", 2)


def test_characters_lost_before_are_counted(folder: Path) -> None:
    path = folder / "file.csv"
    path.write_bytes("D\N{REPLACEMENT CHARACTER}bit;Cr\N{REPLACEMENT CHARACTER}dit".encode())
    assert detect_encoding(path) == Encoding("utf-8", 2)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0",
        b"\0" * 500,
        bytes(range(1, 32)) * 20,
        b"MZ\x90\0\x03\0\0\0" + bytes(range(256)),
    ],
    ids=["picture", "zeros", "controls", "program"],
)
def test_bytes_that_are_no_text_are_not_read_as_such(folder: Path, data: bytes) -> None:
    path = folder / "file.csv"
    path.write_bytes(data)
    assert detect_encoding(path) is None


def test_evidence_far_down_counts(folder: Path) -> None:
    path = folder / "file.csv"
    path.write_bytes(b"plain;ascii\n" * 200_000 + "Médiathèque;élève\n".encode("cp1252"))
    assert detect_encoding(path) == Encoding("cp1252")


def test_enough_evidence_is_enough(folder: Path) -> None:
    path = folder / "file.csv"
    path.write_bytes("élève;Médiathèque\n".encode("cp1252") * 20_000 + b"\x81\x8d\n")
    assert detect_encoding(path) == Encoding("cp1252")
