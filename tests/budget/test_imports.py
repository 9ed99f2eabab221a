"""Sheets of budgets and of plans of accounts: taken in, refused with a reason, and back unchanged."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coorddesk.budget.imports import ACCOUNTS, BUDGET_LINES
from coorddesk.budget.imports.amounts import Amounts
from coorddesk.budget.queries import SituationQuery, accounts, decisions, situation, year_of
from coorddesk.budget.queries.findings import findings
from coorddesk.budget.rules.accounts import accounts_of
from coorddesk.budget.rules.situation import NOTHING, Figures
from coorddesk.budget.rules.words import Chart, DecisionKind, MoveKind, OnOverspending, Section
from coorddesk.budget.service import (
    AccountDetails,
    Closing,
    Decision,
    FundingDetails,
    LineDetails,
    NewLine,
    Part,
    YearDetails,
    close_year,
    create_account,
    create_funding,
    create_line,
    create_year,
    decide,
    lay_down_plan,
)
from coorddesk.core.errors import Refused
from coorddesk.core.resources import texts_for
from tests.budget.conftest import DAY, VOTED
from tests.factories import make_person
from tests.sheets import counts, make_csv, reasons, send_out, take_back, take_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from coorddesk.budget.queries import LineRow
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts
    from tests.budget.conftest import Budget
    from tests.desks import Desks

FRENCH = texts_for("fr")
ENGLISH = texts_for("en")


@pytest.fixture
def town(desk: Database) -> Database:
    """A desk with the empty year 2026 of a town."""
    with desk.transaction() as session:
        create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31), chart=Chart.M57))
    return desk


def lines_of(database: Database, year: int = 1) -> dict[str, tuple[LineRow, Figures]]:
    with database.reading() as session:
        rows = situation(session, SituationQuery(year)).rows
        return {row.name: (row.line, row.figures) for row in rows if row.line is not None}


def test_a_budget_comes_in_as_it_is_printed(town: Database, tmp_path: Path) -> None:
    sheet = make_csv(
        tmp_path,
        "Chapitre;Article;Libellé article;Libellé;BP 2026",
        "011 - Charges à caractère général;60632;Fournitures de petit équipement;Petit matériel;1 500,50",
        "011;6156;Maintenance;Maintenance du parc;3 000,00",
        "21;21838;Autre matériel informatique;Postes;12 000,00",
        "TOTAL;;;;16 500,50",
    )
    assert counts(take_in(town, BUDGET_LINES, sheet)) == {"new": 3, "skipped": 1}
    found = lines_of(town)
    assert {code: figures for code, (_row, figures) in found.items()} == {
        "011-60632": Figures(voted=150_050),
        "011-6156": Figures(voted=300_000),
        "21-21838": Figures(voted=1_200_000),
    }
    row = found["21-21838"][0]
    assert (row.section, row.account, row.account_label, row.label) == (
        Section.CAPITAL,
        "21838",
        "Autre matériel informatique",
        "Postes",
    )
    with town.reading() as session:
        (told,) = decisions(session, 1)
        assert (told.kind, told.label, told.day, told.cents) == (
            DecisionKind.INITIAL,
            "BP 2026",
            date(2026, 1, 1),
            1_650_050,
        )
        assert findings(session) == []
    assert counts(take_in(town, BUDGET_LINES, sheet)) == {"unchanged": 3, "skipped": 1}
    with pytest.raises(Refused, match="Take the decision back"):
        take_back(town)


def test_another_amount_is_an_amendment_and_never_an_edit(town: Database, tmp_path: Path) -> None:
    take_in(town, BUDGET_LINES, make_csv(tmp_path, "Code;Libellé;BP 2026", "A;Un;100", "B;Deux;200"))
    sheet = make_csv(tmp_path, "Code;Libellé;BP 2026", "A;Un;150", "B;Deux;200", "C;Trois;30")
    assert counts(take_in(town, BUDGET_LINES, sheet)) == {"changed": 1, "unchanged": 1, "new": 1}
    assert {code: figures for code, (_row, figures) in lines_of(town).items()} == {
        "A": Figures(voted=10_000, amended=5_000),
        "B": Figures(voted=20_000),
        "C": Figures(amended=3_000),
    }
    assert counts(take_in(town, BUDGET_LINES, sheet)) == {"unchanged": 3}
    with town.reading() as session:
        kinds = [(each.kind, each.label, each.cents) for each in decisions(session, 1)]
    assert kinds == [(DecisionKind.INITIAL, "BP 2026", 30_000), (DecisionKind.AMENDMENT, "DM 1", 8_000)]


def test_credits_that_were_opened_are_compared_with_all_that_was(budget: Budget, tmp_path: Path) -> None:
    one, other = budget.lines[:2]
    with budget.database.transaction() as session:
        parts = (Part(one, -1_000), Part(other, 1_000))
        decide(session, Decision(budget.year, DecisionKind.TRANSFER, "VC 1", DAY, parts))
    head = "Code;Libellé;Crédits ouverts"
    rows = ("011;Ligne 0;4 990,00", "011-2;Ligne 1;5 010,00")
    assert counts(take_in(budget.database, BUDGET_LINES, make_csv(tmp_path, head, *rows))) == {"unchanged": 2}
    more = make_csv(tmp_path, head, "011;Ligne 0;5 000,00")
    assert counts(take_in(budget.database, BUDGET_LINES, more)) == {"changed": 1}
    assert budget.figures(0) == Figures(voted=VOTED, transferred=-1_000, amended=1_000)


@pytest.mark.parametrize("texts", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_an_export_comes_back_unchanged(budget: Budget, tmp_path: Path, texts: Texts) -> None:
    desk = budget.database
    with desk.transaction() as session:
        grant = create_funding(session, FundingDetails("Région"))
        details = LineDetails(
            "Ligne, avec ; tout",
            Section.CAPITAL,
            tags=("numérique", "a; b"),
            funding_source_id=grant,
            person_id=make_person(session, "Dupont", "Marie"),
            on_overspending=OnOverspending.BLOCK,
            notes="Deux\nlignes",
        )
        create_line(session, NewLine(budget.year, details))
        year = create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31)))
        create_line(session, NewLine(year, LineDetails("Ligne 0", chapter="011")))
        lay_down_plan(session, Chart.EPLE)
        lay_down_plan(session, Chart.M57)
    rows = len(accounts_of(Chart.EPLE)) + len(accounts_of(Chart.M57))
    for kind, count in ((BUDGET_LINES, 5), (ACCOUNTS, rows)):
        file = send_out(desk, kind, tmp_path / f"{kind.key}.xlsx", texts)
        assert counts(take_in(desk, kind, file)) == {"unchanged": count}


cents = st.integers(0, 10**7)


@settings(max_examples=50)
@given(there=st.builds(Figures, cents, cents, cents, cents), said=cents, opened=cents)
def test_what_is_decided_comes_to_what_the_sheet_says(there: Figures, said: int, opened: int) -> None:
    for amounts in (Amounts(there, said), Amounts(there, opened=opened), Amounts(NOTHING, said, opened)):
        after = amounts.there + Figures(voted=amounts.voted, amended=amounts.amended)
        assert amounts.credits in {None, after.voted + (0 if amounts.there is NOTHING else after.amended)}
        assert amounts.opened in {None, after.opened}


def test_what_no_form_would_take_is_refused_with_its_reason(budget: Budget, tmp_path: Path) -> None:
    desk = budget.database
    budget.posts(("purchase_order", 1), (MoveKind.COMMITTED, 400_000), line=2)
    with desk.transaction() as session:
        closed = create_year(session, YearDetails("2025", date(2025, 1, 1), date(2025, 12, 31)))
        create_line(session, NewLine(closed, LineDetails("Vieille", code="V")))
        close_year(session, Closing(closed, 1))
    sheet = make_csv(
        tmp_path,
        "Exercice;Code;Libellé;BP;Crédits ouverts;Responsable",
        "2031;A;Un;10;;",
        "2025;V;Vieille ligne;;;",
        "2025;W;Neuve;10;;",
        "2026;011-3;Ligne 2;3 000;;",
        "2026;X;Moins;-5;;",
        "2026;011;Ligne 0;5 100;5 200;",
        "2026;Y;Personne;5;;Inconnue Totale",
    )
    told = [(row, reason) for row, _column, reason in reasons(take_in(desk, BUDGET_LINES, sheet), ENGLISH)]
    assert told == [
        (2, "There is no fiscal year “2031”. Open it first."),
        (3, "The fiscal year 2025 is closed. Reopen it, or choose another."),
        (4, "The fiscal year 2025 is closed. Reopen it, or choose another."),
        (5, "€1,000.00 of it is used or promised already."),
        (6, "Credits are not below zero, and not that much."),
        (7, "These two amounts contradict each other: change one of them."),
        (8, "There is no such person. Add them first."),
    ]


def test_a_line_without_a_code_is_known_by_its_name_and_account(town: Database, tmp_path: Path) -> None:
    head = "Compte;Intitulé;Montant"
    take_in(town, BUDGET_LINES, make_csv(tmp_path, head, "6156;Maintenance;10", "611;Maintenance;20"))
    again = make_csv(tmp_path, head, "611;Maintenance;25", "6156;Maintenance;10")
    assert counts(take_in(town, BUDGET_LINES, again)) == {"changed": 1, "unchanged": 1}
    other = make_csv(tmp_path, head, "617;Maintenance;25")
    assert counts(take_in(town, BUDGET_LINES, other)) == {"new": 1}
    assert {code: figures.opened for code, (_row, figures) in lines_of(town).items()} == {
        "6156": 1_000,
        "611": 2_500,
        "617": 2_500,
    }


def test_the_budget_of_the_next_year_has_lines_of_its_own(town: Database, tmp_path: Path) -> None:
    head, rows = "Exercice;Compte;Libellé;Montant", ("6156;Maintenance;10", "611;Sous-traitance;20")
    take_in(town, BUDGET_LINES, make_csv(tmp_path, head, *(f"2026;{row}" for row in rows)))
    with town.transaction() as session:
        create_year(session, YearDetails("2027", date(2027, 1, 1), date(2027, 12, 31), chart=Chart.M57))
    both = make_csv(tmp_path, head, "2026;6156;Maintenance;12", *(f"2027;{row}" for row in rows))
    assert counts(take_in(town, BUDGET_LINES, both)) == {"changed": 1, "new": 2}
    assert [figures.opened for _row, figures in lines_of(town).values()] == [1_200, 2_000]
    assert [figures.opened for _row, figures in lines_of(town, 2).values()] == [1_000, 2_000]
    assert counts(take_in(town, BUDGET_LINES, both)) == {"unchanged": 3}


def test_a_plan_of_accounts_comes_in_with_leading_zeros(town: Database, tmp_path: Path) -> None:
    head = "N° compte;Intitulé du compte;Section;Chapitre"
    sheet = make_csv(tmp_path, head, "0601;Achats;F;60", "2188;Autres immobilisations;;21", "60632;;F;011")
    done = take_in(town, ACCOUNTS, sheet)
    assert counts(done) == {"new": 2, "refused": 1}
    with town.reading() as session:
        told = [(row.chart, row.number, row.label, row.section, row.chapter) for row in accounts(session, Chart.M57)]
    assert told == [
        (Chart.M57, "0601", "Achats", Section.OPERATING, "60"),
        (Chart.M57, "2188", "Autres immobilisations", Section.CAPITAL, "21"),
    ]
    take_back(town)
    with town.reading() as session:
        assert accounts(session, Chart.M57) == []


def test_a_budget_comes_into_another_desk_with_all_that_is_said_of_its_lines(
    budget: Budget, desks: Desks, open_desk: Callable[..., Database], tmp_path: Path
) -> None:
    with budget.database.transaction() as session:
        details = LineDetails(
            "Écrans",
            Section.CAPITAL,
            tags=("numérique", "Wifi"),
            funding_source_id=create_funding(session, FundingDetails("Région")),
            person_id=make_person(session, "Dupont", "Marie"),
            on_overspending=OnOverspending.BLOCK,
            notes="Deux\nlignes",
        )
        create_line(session, NewLine(budget.year, details))
    sheet = send_out(budget.database, BUDGET_LINES, tmp_path / "lines.xlsx", FRENCH)
    other = open_desk(desks.fresh())
    with other.transaction() as session:
        create_year(session, YearDetails("2026", date(2026, 1, 1), date(2026, 12, 31)))
        make_person(session, "Dupont", "Marie")
    assert counts(take_in(other, BUDGET_LINES, sheet)) == {"new": 4}
    assert [dataclasses.replace(row, id=0, version=0) for row, _figures in lines_of(other).values()] == [
        dataclasses.replace(row, id=0, version=0) for row, _figures in lines_of(budget.database).values()
    ]
    assert [figures for _row, figures in lines_of(other).values()] == [Figures(voted=VOTED)] * 3 + [NOTHING]


def test_what_is_said_of_a_line_is_changed_by_a_sheet(budget: Budget, tmp_path: Path) -> None:
    desk = budget.database
    with desk.transaction() as session:
        make_person(session, "Dupont", "Marie")
        create_funding(session, FundingDetails("Région"))
        assert year_of(session, DAY) == budget.year
    sheet = make_csv(
        tmp_path,
        "Code;Libellé;Section;Chapitre;Compte;Étiquettes;Financement;Responsable;En cas de dépassement",
        "011;Papier;;;606 Achats;;;;",
        "011-2;Ligne 1;Investissement;21;;numérique, Wifi;REGION;Marie Dupont;Refuser",
    )
    assert counts(take_in(desk, BUDGET_LINES, sheet)) == {"changed": 2}
    (one, figures), (two, _figures), (three, _same) = lines_of(desk).values()
    assert (one.label, one.chapter, one.account, one.account_label) == ("Papier", "011", "606", "Achats")
    assert (two.section, two.chapter, two.tags, two.funding_source, two.person, two.on_overspending) == (
        *(Section.CAPITAL, "21", ("numérique", "Wifi"), "Région", "Dupont Marie"),
        OnOverspending.BLOCK,
    )
    assert (three.label, three.version, figures) == ("Ligne 2", 1, Figures(voted=VOTED))
    assert counts(take_in(desk, BUDGET_LINES, sheet)) == {"unchanged": 2}


def test_a_row_that_names_no_year_is_of_the_current_one_beside_others_that_do(town: Database, tmp_path: Path) -> None:
    with town.transaction() as session:
        create_year(session, YearDetails("2025", date(2025, 1, 1), date(2025, 12, 31)))
    head = "Exercice;Code;Libellé;BP"
    rows = ("2026;A;Un;10", ";B;Deux;20", "2025;A;Un;30", ";;Trois;40")
    assert counts(take_in(town, BUDGET_LINES, make_csv(tmp_path, head, *rows))) == {"new": 4}
    assert counts(take_in(town, BUDGET_LINES, make_csv(tmp_path, head, *rows))) == {"unchanged": 4}
    other = make_csv(tmp_path, head, ";A;Un;11", "2026;B;Deux;22", ";B;Deux;23")
    done = take_in(town, BUDGET_LINES, other)
    assert counts(done) == {"changed": 2, "refused": 1}
    assert reasons(done, ENGLISH) == [(4, "Code", "Row 3 of the file has this value already.")]
    assert [[figures.opened for _row, figures in lines_of(town, year).values()] for year in (1, 2)] == [
        [1_100, 2_200, 4_000],
        [3_000],
    ]


def test_a_line_keeps_its_year_and_an_account_has_a_number(town: Database, tmp_path: Path) -> None:
    with town.transaction() as session:
        create_year(session, YearDetails("2025", date(2025, 1, 1), date(2025, 12, 31)))
    sheet = make_csv(tmp_path, "Exercice;Code;Libellé;Compte", "2026;A;Un;", "2025;A;Un;", "2026;C;Trois;Divers")
    told = [(row, reason) for row, _column, reason in reasons(take_in(town, BUDGET_LINES, sheet), ENGLISH)]
    assert told == [(4, "This is no number of an account.")]
    assert [list(lines_of(town, year)) for year in (1, 2)] == [["A"], ["A"]]


def test_without_an_open_year_no_line_comes_in(town: Database, tmp_path: Path) -> None:
    with town.transaction() as session:
        close_year(session, Closing(1, 1))
    sheet = make_csv(tmp_path, "Code;Libellé", "A;Un")
    assert reasons(take_in(town, BUDGET_LINES, sheet), ENGLISH) == [
        (2, "Libellé", "There is no fiscal year that is open. Open one first.")
    ]


def test_accounts_are_changed_by_a_sheet(town: Database, tmp_path: Path) -> None:
    with town.transaction() as session:
        lay_down_plan(session, Chart.M57)
        create_account(session, AccountDetails("6064", "Nos fournitures", Chart.OWN))
    plan = make_csv(tmp_path, "Numéro;Libellé;Section;Chapitre", "6064;Papier;Investissement;21", "6065;Livres;;")
    assert counts(take_in(town, ACCOUNTS, plan)) == {"changed": 2}
    own = make_csv(tmp_path, "Numéro;Libellé;Plan comptable", "6064;Encre;Le nôtre", "6067;Cahiers;")
    assert counts(take_in(town, ACCOUNTS, own)) == {"changed": 2}
    with town.reading() as session:
        told = {(row.chart, row.number): row for row in accounts(session, Chart.M57)}
    papers, books = told[Chart.M57, "6064"], told[Chart.M57, "6065"]
    assert (papers.label, papers.section, papers.chapter) == ("Papier", Section.CAPITAL, "21")
    assert (books.label, books.section, books.chapter) == ("Livres", Section.OPERATING, "011")
    assert [told[of].label for of in ((Chart.OWN, "6064"), (Chart.M57, "6067"))] == ["Encre", "Cahiers"]
