"""The forecast and costs from the command line: what is printed, scenarios made and changed, what is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from coorddesk.core.access import Actor
from coorddesk.core.clock import FixedClock
from coorddesk.inventory.service import seed_labels
from coorddesk.opening import open_desk
from tests.factories import make_licence
from tests.forecast.ahead import ahead
from tests.forecast.conftest import used

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Coorddesk, Ran
    from tests.desks import Desks

pytestmark = pytest.mark.parametrize("desks", ["sqlite"], indirect=True)


@pytest.fixture
def run(desks: Desks, coorddesk: Coorddesk) -> Callable[..., Ran]:
    """A desk with a future."""
    url = desks.fresh()
    then = FixedClock(datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
    with open_desk(url, actor=Actor("Camille Martin"), clock=then).transaction() as session:
        seed_labels(session)
        used(session)
        ahead(session)
        make_licence(session, "Zoom", price=1_000, expiry=datetime.now(UTC).date().replace(month=12, day=31))
    return lambda *words: coorddesk(*words, database=url)


def data(run: Callable[..., Ran], *words: str) -> Any:
    ran = run(*words, "--json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def test_a_year_lands_and_several_are_told(run: Callable[..., Ran]) -> None:
    landing = data(run, "forecast", "landing", "2026")
    assert (landing["whole"]["invoiced"], landing["whole"]["committed"]) == (40_000, 66_000)
    said = run("forecast", "landing", "2026", "--by", "section").out.splitlines()
    assert said[0].split("\t")[1:3] == ["Credits", "Invoiced"]
    assert said[-1].split("\t")[:2] == ["Total", "€15,000.00"]
    years = data(run, "forecast", "years", "2028")
    assert years["years"][0] == "2028"
    assert {each["sort"] for each in years["items"]} >= {"contract", "replacement"}
    assert run("forecast", "years", "2028").out.splitlines()[0].startswith("\t2028\t2029")
    assert "Laptop" in run("forecast", "years", "2028", "--items").out


def test_a_scenario_is_made_changed_compared_and_deleted(run: Callable[..., Ran]) -> None:
    assert run("forecast", "scenario", "Plus tard", "--rise", "1,5").code == 0
    said = run("forecast", "change", "plus", "delay", "category:Laptop", "--years", "1")
    assert said.out == "Put off by 1 year: Laptop\n"
    run("forecast", "change", "plus", "add", "Tablettes", "--year", "2028", "--quantity", "2", "--price", "300")
    run("forecast", "change", "plus", "price", "licence:Zoom", "--percent=-10")
    changes = data(run, "forecast", "scenarios")[0]["changes"]
    assert [each["says"] for each in changes] == [
        "Put off by 1 year: Laptop",
        "Add in 2028: 2 × Tablettes at €300.00",
        "10% cheaper: Zoom",
    ]
    assert run("forecast", "take-off", "plus", str(changes[2]["id"])).code == 0
    assert run("forecast", "scenario", "Copie", "--like", "plus").code == 0
    told = data(run, "forecast", "compare", "2028")
    assert [each["name"] for each in told] == [None, "Copie", "Plus tard"]
    assert told[1]["cents"] == told[2]["cents"] != told[0]["cents"]
    assert run("forecast", "compare", "2028").out.splitlines()[1].startswith("Things as they are\t")
    assert run("forecast", "delete", "copie").code == 0
    assert [each["name"] for each in data(run, "forecast", "scenarios")] == ["Plus tard"]
    assert run("forecast", "years", "2028", "--scenario", "plus", "--items").out.count("Tablettes") == 1
    assert "Plus tard" in run("forecast", "scenarios").out


@pytest.mark.parametrize(
    "words",
    [
        ("landing", "1999"),
        ("years", "--scenario", "none"),
        ("change", "none", "drop", "category:Laptop"),
        ("scenario", ""),
    ],
)
def test_what_is_not_there_is_refused(run: Callable[..., Ran], words: tuple[str, ...]) -> None:
    assert run("forecast", *words).code == 1


def test_costs_are_added_up_and_explained(run: Callable[..., Ran]) -> None:
    days = ("--first", "1/1/2026", "--last", "31/12/2026")
    rows = data(run, "costs", *days)
    assert {row["name"]: row["total"] for row in rows}["Bâtiment A / Salle 12"] == 102_001
    records = data(run, "costs", "salle", "--records", *days)
    assert sum(each["cents"] for each in records) == 102_001
    assert run("hour-price", "33,33").out == "An hour costs €33.33.\n"
    assert "€16.67" in run("costs", "--by", "category", *days).out
    assert run("costs", "--records", *days).out.splitlines()[-1].endswith("in all.")
    assert run("hour-price").out == "Time is not among the costs.\n"
    assert run("hour-price", "-5").code != 0
