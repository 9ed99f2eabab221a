"""What is found out about a file, and what people decide against it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message
from coorddesk.core.texts import Texts
from coorddesk.importing.importer import Importer, Options
from coorddesk.importing.look import Look, SeenColumn
from coorddesk.importing.reading import delimited
from coorddesk.importing.reading.pasted import Origin, Pasted
from tests.importing.corpus import csv_file, xlsx_file
from tests.importing.devices import DEVICES, Shelf

Languages = tuple[Texts, Texts]
USUAL = "Usual ones are: utf-8, cp1252, mac-roman, cp850, iso8859-15, utf-16, utf-16-le, utf-16-be."
HEADERS = ["N° inventaire", "Désignation", "Lieu", "Prix", "Date d'achat"]


@pytest.fixture
def looking(folder: Path, languages: Languages) -> Any:
    """Makes an importer of rows, a file or pasted cells, with options."""

    def make(rows: Sequence[Sequence[Any]] | Origin, **options: Any) -> Importer:
        origin = rows if isinstance(rows, Path | Pasted) else csv_file(folder / "sheet.csv", rows)
        return Importer(DEVICES, origin, languages, Options(**options))

    return make


def column(look: Look, label: str) -> SeenColumn:
    return next(column for column in look.columns if column.label == label)


def reading(look: Look, label: str) -> tuple[str | None, str | None, tuple[str, ...]]:
    seen = column(look, label)
    return _say(seen.reads), seen.reading, seen.readings


def _say(message: Message | None) -> str | None:
    return None if message is None else message.text.format(**dict(message.values))


def refusal(importer: Importer, texts: Texts) -> str:
    with pytest.raises(UserError) as refused:
        importer.look()
    return texts.say(refused.value.message)


def prices(shelf: Shelf) -> list[Any]:
    return [record["price"] for record in shelf.records.values()]


def days(shelf: Shelf) -> list[str]:
    return [record["purchase_date"].isoformat() for record in shelf.records.values()]


@pytest.mark.parametrize(
    ("texts", "seen"),
    [
        (["31/01/2024", "03/04/2024"], ("days as 31/01/2026", "dmy", ("dmy", "mdy"))),
        (["03/04/2024"], ("days as 31/01/2026", "dmy", ("dmy", "mdy"))),
        (["01/31/2024"], ("days as 01/31/2026", "mdy", ("dmy", "mdy"))),
        (["98/12/31", "24/01/02"], ("days as 26/01/31", "ymd", ("dmy", "mdy", "ymd"))),
        (["24/01/02"], ("days as 31/01/2026", "dmy", ("dmy", "mdy", "ymd"))),
        (["31/01/2024", "1/31/2024"], ("days that read one way only", None, ("dmy", "mdy"))),
        (["2024-01-31", "3 mars 2024"], ("days", None, ())),
    ],
)
def test_how_a_column_of_days_reads(looking: Any, texts: list[str], seen: Any) -> None:
    look = looking([["N° inventaire", "Date d'achat"], *([n, text] for n, text in enumerate(texts))]).look()
    assert reading(look, "Date d'achat") == seen


@pytest.mark.parametrize(
    ("texts", "seen"),
    [
        (["12,50", "1.000"], ("amounts, comma before cents", ",", (",", "."))),
        (["12.50"], ("amounts, point before cents", ".", (",", "."))),
        (["12.50", "12,50"], ("amounts", None, (",", "."))),
        (["1.000"], ("amounts", None, (",", "."))),
        (["12"], ("amounts", None, ())),
    ],
)
def test_how_a_column_of_amounts_reads(looking: Any, texts: list[str], seen: Any) -> None:
    look = looking([["N° inventaire", "Prix"], *([n, text] for n, text in enumerate(texts))]).look()
    assert reading(look, "Prix") == seen


def test_how_other_columns_read(looking: Any) -> None:
    headers = ["N° inventaire", "Désignation", "État", "Lieu", "Garantie (mois)", "Quantité", "Couleur"]
    look = looking([headers, ["1", "a", "neuf", "b", "24", "3", "noir"]]).look()
    assert [_say(seen.reads) for seen in look.columns] == [
        "codes as they stand",
        "text",
        "words of a list",
        "names",
        "durations in months",
        "whole numbers",
        "text",
    ]


@pytest.mark.parametrize(
    ("texts", "reads"),
    [
        (["31/01/2024", "2024-02-01", ""], "days"),
        (["12,50 €", "1 299,00"], "amounts"),
        (["12", "0042"], "whole numbers"),
        (["a@b.fr", "c.d@e.org"], "e-mail addresses"),
        (["05 49 01 02 03", "0601020304"], "phone numbers"),
        (["5CG1234XYZ", "PF0ABC12", "SN9X8Y7Z"], "serial numbers"),
        (["noir", "31/01/2024"], "text"),
        (["", ""], None),
    ],
)
def test_what_a_column_that_feeds_nothing_seems_to_hold(looking: Any, texts: list[str], reads: str | None) -> None:
    look = looking([["N° inventaire", "Colonne"], *([n, text] for n, text in enumerate(texts))]).look()
    assert (column(look, "Colonne").fields, _say(column(look, "Colonne").reads)) == ((), reads)


def test_people_say_how_days_read(looking: Any, shelf: Shelf) -> None:
    rows = [["N° inventaire", "Date d'achat"], ["1", "03/04/2024"], ["2", "31/01/2024"]]
    summary = looking(rows, readings={"purchase_date": "mdy"}).apply(shelf.session)
    assert (days(shelf), [row.row for row in summary.refused]) == (["2024-03-04"], [3])
    looking([["N° inventaire", "Date d'achat"], ["3", "24/04/03"]], readings={"purchase_date": "ymd"}).apply(
        shelf.session
    )
    assert days(shelf) == ["2024-03-04", "2024-04-03"]


def test_people_say_how_amounts_read(looking: Any, shelf: Shelf) -> None:
    rows = [["N° inventaire", "Prix"], ["1", "1.000"], ["2", "1.500"]]
    assert [row.row for row in looking(rows).preview(shelf.session).refused] == [2, 3]
    looking(rows, readings={"price": ","}).apply(shelf.session)
    assert prices(shelf) == [100_000, 150_000]


@pytest.mark.parametrize(
    ("readings", "reason"),
    [
        ({"price": "comma"}, "“Price” cannot be read as “comma”, only as one of: ,  ."),
        ({"purchase_date": "ydm"}, "“Purchase date” cannot be read as “ydm”, only as one of: dmy  mdy  ymd"),
    ],
)
def test_a_reading_that_there_is_not_is_refused(
    looking: Any, texts: Texts, readings: dict[str, str], reason: str
) -> None:
    assert refusal(looking([HEADERS, ["1", "a", "b", "1,5", "x"]], readings=readings), texts) == reason


def test_numbers_with_a_unit_are_numbers(looking: Any, shelf: Shelf) -> None:
    importer = looking([["N° inventaire", "Quantité"], ["1", "16 Go"], ["2", "8GB"], ["3", "4"]])
    assert reading(importer.look(), "Quantité")[0] == "whole numbers with “go”"
    importer.apply(shelf.session)
    assert [record["quantity"] for record in shelf.records.values()] == [16, 8, 4]


def test_numbers_of_different_units_are_refused(looking: Any, shelf: Shelf) -> None:
    summary = looking([["N° inventaire", "Quantité"], ["1", "16 Go"], ["2", "512 Mo"]]).preview(shelf.session)
    assert [row.row for row in summary.refused] == [2, 3]


def test_years_in_the_header_are_years(looking: Any, shelf: Shelf) -> None:
    importer = looking(
        [["N° inventaire", "Garantie (ans)"], ["1", "3"], ["2", "18 mois"]], mapping={"[B]": "warranty_months"}
    )
    assert reading(importer.look(), "Garantie (ans)")[0] == "durations, a number alone in years"
    importer.apply(shelf.session)
    assert [record["warranty_months"] for record in shelf.records.values()] == [36, 18]


def test_people_say_where_the_table_ends(looking: Any, shelf: Shelf) -> None:
    rows = [HEADERS, *([f"INV-{n}", "a", "b", "1", ""] for n in range(5)), [], ["Fait à Lyon le 3 mai", "", "", "", ""]]
    assert (looking(rows).look().last_row, looking(rows, last_row=4).look().last_row) == (8, 4)
    looking(rows, last_row=4).apply(shelf.session)
    assert len(shelf.records) == 3


def test_people_say_where_the_headers_are(looking: Any) -> None:
    rows = [HEADERS, ["1", "a", "b", "1", ""], [], ["Numéro", "Lieu"], ["2", "c"]]
    look = looking(rows, header_row=4, mapping={"Numéro": "tag"}).look()
    assert (look.header_row, look.header_depth, look.mapping) == (4, 1, {"Numéro": "tag", "Lieu": "place"})


def test_a_column_under_two_headers_feeds_what_either_says(looking: Any, shelf: Shelf) -> None:
    rows = [
        ["N° inventaire", "Achat", "", "Lieu"],
        ["", "Date", "Prix", ""],
        *([f"INV-{n}", "31/01/2024", "12,50", "Salle 1"] for n in range(4)),
    ]
    importer = looking(rows)
    look = importer.look()
    assert (look.header_row, look.header_depth, look.last_row) == (1, 2, 6)
    assert look.mapping == {
        "N° inventaire": "tag",
        "Achat Date": "purchase_date",
        "Achat Prix": "price",
        "Lieu": "place",
    }
    assert importer.apply(shelf.session).writes == 4


def test_headers_in_two_rows_that_come_again_are_no_records(looking: Any, shelf: Shelf) -> None:
    head = [["N° inventaire", "Achat", "", "Lieu"], ["", "Date", "Prix", ""]]
    body = [[f"INV-{n}", "31/01/2024", "12,50", "Salle 1"] for n in range(4)]
    summary = looking([*head, *body, *head, ["INV-9", "31/01/2024", "12,50", "Salle 1"]]).apply(shelf.session)
    assert {verdict.value: count for verdict, count in summary.counts.items() if count} == {"new": 5, "skipped": 2}


STATISTICS = [[], ["Répartition", "", "", "", ""], ["Catégorie", "Nombre", "", "", ""], ["Portable", "12", "", "", ""]]


@pytest.mark.parametrize(
    ("below", "remarks"),
    [
        (STATISTICS, (7, 9)),
        ([*STATISTICS, ["Total", "30", "", "", ""]], (7, 10)),
        ([[], ["Nombre d'appareils", "12", "", "", ""], ["Valeur :", "1 200,00 €", "", "", ""]], (7, 8)),
        ([*STATISTICS, [], ["Signature du coordinateur :", "", "", "", ""]], (7, 11)),
    ],
)
def test_statistics_below_are_no_records(
    looking: Any, shelf: Shelf, texts: Texts, below: list[list[str]], remarks: tuple[int, int]
) -> None:
    rows = [[f"INV-{n}", "Écran", "Salle 1", "349,90", "31/01/2024"] for n in range(4)]
    importer = looking([HEADERS, *rows, *below])
    warning = "Rows {} to {} stand below the table and were left out.".format(*remarks)
    assert [texts.say(message) for message in importer.look().warnings] == [warning]
    counts = importer.apply(shelf.session).counts
    assert {verdict.value: count for verdict, count in counts.items() if count} == {"new": 4, "skipped": len(below)}


@pytest.mark.parametrize(
    ("below", "rows"),
    [
        ([[], ["N° de série", "Nom", "Fournisseur", "Quantité", ""], ["S1", "Ampoule", "Dell", "3", ""]], (7, 8, 7)),
        ([[], ["Consommables"], ["N° de série", "Nom", "Marque", "Quantité"], ["S1", "a", "b", "3"]], (7, 9, 8)),
    ],
)
def test_another_table_below_is_left_out_and_told(
    looking: Any, shelf: Shelf, texts: Texts, below: list[list[str]], rows: tuple[int, int, int]
) -> None:
    sheet = [HEADERS, *([f"INV-{n}", "Écran", "Salle 1", "349,90", "31/01/2024"] for n in range(4)), *below]
    importer = looking(sheet)
    assert [texts.say(message) for message in importer.look().warnings] == [
        "Rows {} to {} are another table and were left out. To take them, say that the headers are in row {}.".format(
            *rows
        )
    ]
    assert importer.apply(shelf.session).writes == 4
    other = looking(sheet, header_row=rows[2])
    assert (other.look().header_row, other.look().mapping["N° de série"]) == (rows[2], "serial")
    assert other.apply(shelf.session).writes == 1


def test_a_narrower_table_below_is_left_out(looking: Any, shelf: Shelf) -> None:
    rows = [[f"INV-{n}", "Écran", "Salle 1", "349,90", "31/01/2024"] for n in range(4)]
    below = [[], ["Marque", "Modèle"], ["Dell", "Latitude"], ["HP", "ProBook"]]
    importer = looking([HEADERS, *rows, *below])
    assert importer.apply(shelf.session).writes == 4


def test_the_same_headers_after_a_blank_row_go_on_with_the_table(looking: Any, shelf: Shelf) -> None:
    rows = [[f"INV-{n}", "Écran", "Salle 1", "349,90", "31/01/2024"] for n in range(4)]
    importer = looking([HEADERS, *rows[:2], [], HEADERS, *rows[2:]])
    assert (importer.look().warnings, importer.apply(shelf.session).writes) == ((), 4)


@pytest.mark.parametrize(
    "below",
    [
        [[], ["INV-8", "Souris", "", "", ""], ["INV-9", "Clavier", "", "", ""]],
        [[], ["INV-8", "Souris", "", "", ""]],
        [["INV-8", "12", "", "", ""]],
    ],
)
def test_short_records_at_the_end_stay_records(looking: Any, shelf: Shelf, below: list[list[str]]) -> None:
    rows = [[f"INV-{n}", "Écran", "Salle 1", "349,90", "31/01/2024"] for n in range(4)]
    importer = looking([HEADERS, *rows, *below])
    assert importer.look().warnings == ()
    assert importer.apply(shelf.session).writes == 4 + sum(1 for row in below if row)


def with_a_table_beside(folder: Path) -> Path:
    rows: list[list[Any]] = [[*HEADERS, None, "Salle", "Code immo"]]
    rows += [[f"INV-{n}", "Écran", "Salle 1", 349.9, "31/01/2024"] for n in range(9)]
    for number in (1, 2, 3):
        rows[number] += [None, f"Salle {number}", f"S-{number}"]
    return xlsx_file(folder / "a.xlsx", rows)


def test_another_table_in_the_sheet_may_be_chosen(looking: Any, folder: Path) -> None:
    path = with_a_table_beside(folder)
    look = looking(path).look()
    assert (look.sheet, look.tables_beside) == ("Parc", ("Parc!G:H",))
    assert [seen.label for seen in look.columns if seen.beside] == ["Salle", "Code immo"]
    importer = looking(path, sheet="Parc!G:H")
    other = importer.look()
    assert (other.sheet, other.sheets, other.tables_beside, other.last_row) == ("Parc!G:H", ("Parc",), ("Parc!G:H",), 4)
    assert [(seen.label, seen.letter, seen.index, seen.beside) for seen in other.columns] == [
        ("Salle", "G", 0, False),
        ("Code immo", "H", 1, False),
    ]
    assert importer.rows([2]) == [["Salle 1", "S-1"]]


def test_a_table_beside_in_a_text_is_called_by_its_columns(looking: Any) -> None:
    rows = [[*HEADERS, "", "Salle"], ["1", "a", "b", "2", "", "", "S1"], *([n, "a", "b", "2"] for n in range(2, 9))]
    assert looking(rows).look().tables_beside == ("G:G",)
    assert [seen.label for seen in looking(rows, sheet="G:G").look().columns] == ["Salle"]


def test_columns_that_there_are_not_are_no_table(looking: Any, folder: Path, texts: Texts) -> None:
    assert refusal(looking(with_a_table_beside(folder), sheet="Parc!G:Z"), texts) == "The sheet has no columns G:Z."
    assert refusal(looking([HEADERS], sheet="Parc"), texts) == (
        "The file has no sheet called “Parc”: it is text, and only one table."
    )


def test_cells_that_people_type_anew_count(looking: Any, shelf: Shelf) -> None:
    rows = [HEADERS, ["INV-1", "Écran", "Salle 1", "cher", ""], ["", "Souris", "", "5", ""]]
    importer = looking(rows)
    assert [row.row for row in importer.preview(shelf.session).refused] == [2]
    importer.change(Options(corrections={2: {3: "349,90"}, 3: {0: "INV-2"}, 99: {0: "x"}}))
    assert importer.rows([1, 2, 3]) == [
        HEADERS,
        ["INV-1", "Écran", "Salle 1", "349,90", ""],
        ["INV-2", "Souris", "", "5", ""],
    ]
    assert importer.apply(shelf.session).writes == 2
    assert prices(shelf) == [34_990, 500]


def test_rows_are_given_as_they_are_asked_for(looking: Any) -> None:
    importer = looking([["Titre"], HEADERS, ["1", "a", "b", "2", ""], [], ["2", "c", "d", "3", ""]])
    asked = importer.rows([5, 1, 4, 9, 5])
    assert [list(row[:2]) for row in asked] == [["2", "c"], ["Titre", ""], ["", ""], [], ["2", "c"]]
    assert (importer.rows([]), importer.rows([-1, 0])) == ([], [(), ()])


def test_people_say_how_a_text_is_written(looking: Any, folder: Path) -> None:
    path = folder / "a.csv"
    path.write_bytes("N° inventaire|Lieu;x\n1|Écran;y\n2|Écran\n".encode("mac-roman"))
    importer = looking(path)
    assert (importer.look().encoding, importer.look().delimiter) == ("mac-roman", "|")
    importer.change(Options(encoding="cp850", delimiter=";"))
    look = importer.look()
    assert (look.encoding, look.delimiter, look.columns[1].label) == ("cp850", ";", "x")
    assert look.encodings == (
        "utf-8",
        "cp1252",
        "mac-roman",
        "cp850",
        "iso8859-15",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
    )
    assert look.delimiters == (";", ",", "\t", "|")
    importer.change(Options())
    assert importer.look().encoding == "mac-roman"


def test_a_workbook_has_no_choice_of_encodings(looking: Any, folder: Path) -> None:
    look = looking(xlsx_file(folder / "a.xlsx", [HEADERS])).look()
    assert (look.encoding, look.encodings, look.delimiter, look.delimiters) == (None, (), None, ())


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (
            {"encoding": "klingon"},
            f"“klingon” is no encoding of texts. {USUAL}",
        ),
        (
            {"encoding": "hex"},
            f"“hex” is no encoding of texts. {USUAL}",
        ),
        ({"delimiter": ";;"}, "One character stands between the cells of a text file, like ; or a comma."),
        ({"delimiter": ""}, "One character stands between the cells of a text file, like ; or a comma."),
        ({"delimiter": '"'}, "One character stands between the cells of a text file, like ; or a comma."),
    ],
)
def test_what_no_text_is_written_like_is_refused(
    looking: Any, texts: Texts, options: dict[str, str], reason: str
) -> None:
    assert refusal(looking([HEADERS], **options), texts) == reason


def test_the_sheet_whose_headers_are_known_best_is_taken(looking: Any, folder: Path) -> None:
    others: dict[str, list[list[Any]]] = {
        "Sommaire": [["Onglet", "Contenu"], ["Parc", "les appareils"], ["Lieu", "les salles"]],
        "Légende": [["N° inventaire", "le numéro collé dessus"], ["Lieu", "la salle"], ["Prix", "toutes taxes"]] * 9,
        "Modèle": [HEADERS],
        "Parc 2026": [HEADERS, ["1", "a", "b", "2", ""]],
        "Listes": [HEADERS, *([n, "a", "b", "2", ""] for n in range(9))],
    }
    path = xlsx_file(folder / "a.xlsx", [["Bienvenue"]], sheet="Accueil", others=others, hidden=["Listes"])
    assert looking(path).look().sheet == "Parc 2026"


def test_a_hidden_sheet_is_taken_where_no_other_is_known(looking: Any, folder: Path, texts: Texts) -> None:
    others = {"Données": [HEADERS, ["1", "a", "b", "2", ""]]}
    path = xlsx_file(folder / "a.xlsx", [["Tableau de bord"], [12]], sheet="Bord", others=others, hidden=["Données"])
    look = looking(path).look()
    assert (look.sheet, list(map(texts.say, look.warnings))) == (
        "Données",
        ["The sheet “Données” is hidden in the file."],
    )


@pytest.mark.parametrize(
    "pasted",
    [
        Pasted('N° inventaire\tLieu\tNotes\nINV-1\tSalle 1\t"one\ntwo"\nINV-2\tSalle 2\t13"\n'),
        Pasted('N° inventaire\tLieu\tNotes\r\nINV-1\tSalle 1\t"one\ntwo"\r\nINV-2\tSalle 2\t13"\r\n'),
        Pasted(
            'N° inventaire\tLieu\tNotes\nINV-1\tSalle 1\tone\ntwo\nINV-2\tSalle 2\t13"\n',
            "<html><body><!--StartFragment--><table><tr><th>N° inventaire<th>Lieu<th>Notes<tr><td>INV-1<td>Salle 1"
            '<td>one<br>two<tr><td>INV-2<td>Salle 2<td>13"</table><!--EndFragment-->',
        ),
        Pasted(
            "",
            "<table><tr><td>N° inventaire<td>Lieu<td>Notes<tr><td>INV-1<td>Salle 1<td>one<br>two<tr><td>INV-2"
            '<td>Salle 2<td>13"</table>',
        ),
    ],
    ids=["LibreOffice", "Excel", "a web page", "a web page alone"],
)
def test_pasted_cells_are_taken_in(looking: Any, shelf: Shelf, pasted: Pasted) -> None:
    importer = looking(pasted)
    look = importer.look()
    assert (look.sheet, look.sheets, look.encoding, look.header_row, look.last_row) == (None, (), None, 1, 3)
    importer.apply(shelf.session)
    assert [(record["tag"], record["notes"]) for record in shelf.records.values()] == [
        ("INV-1", "one\ntwo"),
        ("INV-2", '13"'),
    ]


def test_one_pasted_column_is_a_table(looking: Any) -> None:
    assert looking(Pasted("N° inventaire\nINV-1\nINV-2\n", "<p>no table</p>")).look().mapping == {
        "N° inventaire": "tag"
    }


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        (Pasted(" \n"), "Nothing was pasted. Copy the cells of a sheet with their headers, and paste them here."),
        (
            Pasted("x" * (5 << 20)),
            "What was pasted is no table. Copy the cells of a sheet with their headers, and paste them again.",
        ),
        (
            Pasted("a;b\n" * 10_001),
            "What was pasted is too big for this computer's memory. Save it as a file, and import that.",
        ),
        (
            Pasted("", "<table><tr>" + "<td>x" * 20_000),
            "What was pasted is too big for this computer's memory. Save it as a file, and import that.",
        ),
    ],
)
def test_what_cannot_be_pasted_is_refused(
    looking: Any, texts: Texts, pasted: Pasted, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "_MOST_ROWS", 10_000)
    assert refusal(looking(pasted), texts) == reason


def test_files_of_one_shape_are_known(looking: Any) -> None:
    shapes = [
        looking(rows).look().shape
        for rows in (
            [HEADERS, ["1", "a", "b", "2", ""]],
            [["Titre"], [], [*reversed(HEADERS)], ["", "2", "b", "a", "7"]],
            [[*HEADERS[:4], "Fournisseur"], ["1", "a", "b", "2", ""]],
        )
    ]
    assert shapes[0] == shapes[1] != shapes[2]
