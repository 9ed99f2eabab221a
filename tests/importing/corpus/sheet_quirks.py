"""What stands around a table, what its headers are called, and how its file is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tests.importing.corpus.draft import HEADERS, Cells, Draft, ErrorCell, Line
from tests.importing.corpus.quirk import IN_TEXTS, IN_WORKBOOKS, Quirk
from tests.importing.corpus.row_quirks import BLANK

DAYS_BETWEEN_EPOCHS = 1462

ENGLISH = {
    "tag": "Asset Tag",
    "serial": "Serial number",
    "name": "Asset name",
    "category": "Category",
    "manufacturer": "Brand",
    "place": "Location",
    "price": "Purchase Cost",
    "purchase_date": "Purchase Date",
    "warranty_months": "Warranty (months)",
    "quantity": "Qty",
    "notes": "Notes",
}
SNAKE = {
    "tag": "numero_d_inventaire",
    "serial": "numero_serie",
    "name": "designation",
    "category": "type_materiel",
    "manufacturer": "fabricant",
    "place": "localisation",
    "price": "prix_achat",
    "purchase_date": "date_achat",
    "warranty_months": "duree_garantie",
    "quantity": "quantite",
    "notes": "commentaire",
}
PEOPLES = {
    "tag": "N° d’inventaire",
    "serial": "S/N",
    "name": "Appareil",
    "category": "Type d'équipement",
    "manufacturer": "Constructeur",
    "place": "Salle",
    "price": "Prix d'achat (€)",
    "purchase_date": "Date d'acquisition",
    "warranty_months": "Garantie (mois)",
    "quantity": "Qté",
    "notes": "Commentaire(s)",
}


def _called(headers: Mapping[str, str]) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, headers={**draft.headers, **headers})


def _each_header(change: Callable[[str], str]) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, headers={key: change(text) for key, text in draft.headers.items()})


def _capitals(text: str) -> str:
    return text.upper().translate(str.maketrans("ÉÈÀÇ", "EEAC"))


def _broken(text: str) -> str:
    return text.replace(" ", "\n", 1)


def _columns(**texts: str) -> Callable[[Draft], Draft]:
    """More columns, each with a header of its own and something in every record."""

    def add(draft: Draft) -> Draft:
        columns = list(draft.columns)
        for place, key in enumerate(texts):
            columns.insert(2 + 3 * place, key)
        lines = tuple(
            replace(line, cells={**line.cells, **dict.fromkeys(texts, f"autre {number}")}) if line.values else line
            for number, line in enumerate(draft.lines)
        )
        return replace(draft, columns=tuple(columns), headers={**draft.headers, **texts}, lines=lines)

    return add


def _shuffled(draft: Draft) -> Draft:
    return replace(draft, columns=(*draft.columns[6:], *reversed(draft.columns[:6])))


def _twice(draft: Draft) -> Draft:
    """Two columns called alike: the first counts."""
    lines = tuple(replace(line, cells={**line.cells, "again": "?"}) if line.values else line for line in draft.lines)
    return replace(
        draft,
        columns=(*draft.columns, "again"),
        headers={**draft.headers, "again": draft.headers["notes"]},
        lines=lines,
    )


def _headers_again(draft: Draft) -> Draft:
    """As where pages were put together: the headers come once more."""
    again = Line(bare=tuple(draft.headers[key] for key in draft.columns))
    return draft.with_lines(again, at=3)


def _total(*before: Line) -> Callable[[Draft], Draft]:
    def add(draft: Draft) -> Draft:
        cells: list[Any] = ["Total", *[""] * (len(draft.columns) - 1)]
        cells[draft.columns.index("quantity")] = 21
        return draft.with_lines(*before, Line(bare=tuple(cells)))

    return add


def _remarks(draft: Draft) -> Draft:
    texts = ("Liste arrêtée au 31 août, sauf erreur", "Contact : le secrétariat, bureau 12")
    return draft.with_lines(BLANK, *(Line(bare=(text,)) for text in texts))


def _indented(left: int) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, left=left)


def _above(*rows: Cells) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, above=rows)


def _grouped(draft: Draft) -> Draft:
    """Two rows of headers: what the columns are about, then what each is."""
    width = len(draft.columns)
    return replace(draft, groups=(("Identification", 4), ("Détails", 4), ("Suivi", width - 8)))


def _beside(*rows: Cells) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, beside=rows)


def _before(hidden: bool = False, **sheets: Any) -> Callable[[Draft], Draft]:
    return lambda draft: draft.formed(before=sheets, hidden=frozenset(sheets) if hidden else frozenset())


def _from_1904(draft: Draft) -> Draft:
    """Numbers that stand for days count from another day as well."""

    def moved(line: Line) -> Line:
        match line.cells.get("purchase_date"):
            case int() as number:
                return replace(line, cells={**line.cells, "purchase_date": number - DAYS_BETWEEN_EPOCHS})
            case str() as text if text.isdecimal() and len(text) == 5:
                return replace(line, cells={**line.cells, "purchase_date": str(int(text) - DAYS_BETWEEN_EPOCHS)})
        return line

    return replace(draft, lines=tuple(map(moved, draft.lines))).formed(epoch_1904=True)


def _formed(**changes: Any) -> Callable[[Draft], Draft]:
    return lambda draft: draft.formed(**changes)


_OLD_LIST = [tuple(HEADERS.values()), *[(f"VIEUX-{number}", f"V{number}", "Vieux") for number in range(30)]]
_LISTS = [("Listes",), *[(f"Valeur {number}", "autre") for number in range(40)]]
_COUNTS: tuple[Cells, ...] = (("Par salle", "Nombre"), ("Salle 101", 4), ("Salle 102", 1))

SHEET_QUIRKS = (
    Quirk("headers in capitals without accents", "headers", _each_header(_capitals)),
    Quirk("headers in English", "headers", _called(ENGLISH)),
    Quirk("headers of a database", "headers", _called(SNAKE)),
    Quirk("headers as people call things", "headers", _called(PEOPLES)),
    Quirk("headers between blanks", "headers", _each_header(lambda text: f"  {text}\N{NO-BREAK SPACE}")),
    Quirk("headers on two lines", "headers", _each_header(_broken)),
    Quirk("headers with a colon", "headers", _each_header(lambda text: f"{text} :")),
    Quirk("a header that comes twice", "columns", _twice),
    Quirk("columns without a header", "columns", _columns(one="", other="")),
    Quirk("columns that nobody knows", "columns", _columns(colour="Couleur", key="Clef du local", bar="Visa")),
    Quirk("columns in another order", "columns", _shuffled),
    Quirk("the headers once more", "repeated", _headers_again),
    Quirk("a total", "below", _total()),
    Quirk("a total after a blank row", "below", _total(BLANK)),
    Quirk("remarks below", "below", _remarks),
    Quirk("a blank column at the left", "left", _indented(1)),
    Quirk("three blank columns at the left", "left", _indented(3)),
    Quirk("two rows of headers", "groups", _grouped),
    Quirk("counts beside", "beside", _beside(*_COUNTS)),
    Quirk("counts beside without a header", "beside", _beside(("", ""), *_COUNTS[1:])),
    Quirk("an error beside", "beside", _beside(("", ""), ("Part", ErrorCell("#DIV/0!"))), IN_WORKBOOKS),
    Quirk("a title", "above", _above(("Inventaire du parc",))),
    Quirk(
        "a title and the day",
        "above",
        _above(("Collège Jean-Moulin",), (), ("Édité le :", date(2026, 9, 1)), ()),
    ),
    Quirk("a title with a comma", "above", _above(("Inventaire, bâtiment A",))),
    Quirk("blank rows above", "above", _above((), (), ())),
    Quirk("a head of pairs", "above", _above(("Établissement", "Lycée"), ("Service", "Parc"), ("Année", 2026), ())),
    Quirk("a sheet before", "sheets", _before(Accueil=[("Bienvenue",), ("Mode d'emploi",)]), ("xlsx", "ods")),
    Quirk("an empty sheet before", "sheets", _before(Feuil1=[]), ("xlsx", "ods")),
    Quirk("a longer sheet of lists before", "sheets", _before(Listes=_LISTS), ("xlsx", "ods")),
    Quirk("a hidden sheet with the same headers", "sheets", _before(True, Archives=_OLD_LIST), ("xlsx",)),
    Quirk("a million formatted rows", "tail", _formed(formatted_below=True), ("xlsx",)),
    Quirk("days counted from 1904", "epoch", _from_1904, ("xlsx",)),
    Quirk("UTF-8 without its mark", "encoding", _formed(encoding="utf-8"), IN_TEXTS),
    Quirk("cp1252", "encoding", _formed(encoding="cp1252"), IN_TEXTS),
    Quirk("UTF-16", "encoding", _formed(encoding="utf-16"), IN_TEXTS),
    Quirk("UTF-16 without its mark", "encoding", _formed(encoding="utf-16-le"), IN_TEXTS),
    Quirk("UTF-16 the other way round", "encoding", _formed(encoding="utf-16-be"), IN_TEXTS),
    Quirk("the old Mac's encoding", "encoding", _formed(encoding="mac-roman"), IN_TEXTS),
    Quirk("the old PC's encoding", "encoding", _formed(encoding="cp850"), IN_TEXTS),
    Quirk("commas", "delimiter", _formed(delimiter=","), IN_TEXTS),
    Quirk("tabs", "delimiter", _formed(delimiter="\t"), IN_TEXTS),
    Quirk("bars", "delimiter", _formed(delimiter="|"), IN_TEXTS),
    Quirk("semicolons", "delimiter", _formed(delimiter=";"), IN_TEXTS),
    Quirk("a delimiter that is declared", "delimiter", _formed(delimiter=",", directive=True), IN_TEXTS),
    Quirk("lines of Unix", "line ends", _formed(end="\n"), IN_TEXTS),
    Quirk("lines of the old Mac", "line ends", _formed(end="\r"), IN_TEXTS),
    Quirk("everything between quotation marks", "quotes", _formed(quote_all=True), IN_TEXTS),
    Quirk("rows that end early", "width", _formed(ragged=True), IN_TEXTS),
    Quirk("a text file called .xls", "name", _formed(name="parc.xls"), IN_TEXTS),
    Quirk("a workbook called .csv", "name", _formed(name="parc.csv"), IN_WORKBOOKS),
    Quirk("a workbook called .xlsx", "name", _formed(name="PARC.XLSX"), IN_WORKBOOKS),
)
