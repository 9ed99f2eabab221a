"""What inventory puts on paper, as it reads, on both databases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from coorddesk.core.errors import UserError
from coorddesk.core.messages import Message
from coorddesk.core.organisation import OrganisationRow, describe_organisation
from coorddesk.directory.rules import PersonKind
from coorddesk.inventory.models import CustomField, CustomValue
from coorddesk.inventory.queries import AssetQuery
from coorddesk.inventory.queries.papers import asset_ids_of, handed_over
from coorddesk.inventory.reports import REPORTS
from coorddesk.inventory.rules import Condition, CustomType, DataWiped, DisposalReason
from coorddesk.inventory.rules.ageing import AGE_BANDS, WARRANTY_BANDS, age_band, full_years, warranty_band
from coorddesk.inventory.service import (
    Assignment,
    Chosen,
    Retirement,
    assign_assets,
    find_or_create_category,
    retire_assets,
)
from coorddesk.notes.service import About, NewFile, attach_files
from coorddesk.reporting.blocks import Document, Listing, Signatures
from coorddesk.reporting.report import Stamp
from coorddesk.reporting.write import write_report
from tests.factories import make_asset, make_person, make_place, make_supplier

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from coorddesk.core.clock import FixedClock
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

GOLDEN = Path(__file__).parent / "golden"
KINDS = {kind.key: kind for kind in REPORTS}
TODAY = date(2026, 9, 7)
STAMP = Stamp("École", "1, rue des Écoles", None, "Claire Martin", datetime(2026, 9, 7, 8, 30, tzinfo=UTC))
UPLOADED = datetime(2026, 9, 1, tzinfo=UTC)


def make_school(session: Session) -> dict[str, int]:
    """Six devices: old and new, held and not, priced and not, one retired; ids by what they are called."""
    describe_organisation(session, OrganisationRow(name="École", kind="school"))
    laptops, screens = (find_or_create_category(session, name) for name in ("Portable", "Écran"))
    room = make_place(session, "Salle 12", inside=make_place(session, "Bâtiment A"), code="A12")
    hall = make_place(session, "Hall")
    teacher = make_person(session, role="Professeure", email="ines@ecole.example")
    pupil = make_person(session, "Zeller", "Erwan", kind=PersonKind.PUPIL, group="6e A")
    namesake = make_person(session, role="Direction")
    shop = make_supplier(session)
    made = {
        "PC-1": make_asset(
            session, "PC-1", category_id=laptops, price=50_000, purchase_date=date(2015, 3, 1), place_id=room,
            model=("Dell", "Latitude", "L7"), serial="S-1", holder_id=teacher, condition=Condition.WORN,
            supplier_id=shop, warranty_months=24, notes="Charnière fendue.",
        ),
        "PC-2": make_asset(
            session, "PC-2", category_id=laptops, price=60_000, purchase_date=date(2025, 10, 1), place_id=room,
            warranty_months=12, holder_id=pupil,
        ),
        "PC-3": make_asset(session, "PC-3", category_id=laptops, holder_id=namesake),
        "EC-1": make_asset(
            session, "EC-1", category_id=screens, price=12_050, quantity=2, purchase_date=date(2023, 9, 8),
            place_id=hall, warranty_months=60,
        ),
        "CA-1": make_asset(session, "CA-1", name="Câble"),
        "PC-0": make_asset(session, "PC-0", category_id=laptops, price=1, place_id=hall),
    }  # fmt: skip
    retire_assets(session, Retirement(Chosen((made["PC-0"],)), DisposalReason.SOLD, TODAY, DataWiped.YES))
    return made | {"room": room, "hall": hall, "teacher": teacher, "pupil": pupil, "namesake": namesake, "shop": shop}


def words(of: Any, texts: Texts, tmp_path: Path) -> str:
    """What stands on its pages."""
    file = tmp_path / "report.pdf"
    write_report(of, file, STAMP, texts)
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]
    return "\n\f\n".join(pages) + "\n"


@pytest.mark.parametrize("key", KINDS)
def test_a_report_reads_as_it_did(desk: Database, texts: Texts, tmp_path: Path, key: str) -> None:
    """Golden: if the change is meant, delete the file, run once, and look at what is written."""
    with desk.transaction() as session:
        made = make_school(session)
    with desk.reading() as session:
        report = KINDS[key].build(session, (made["PC-1"],) if key == "asset-sheets" else None)
    read, golden = words(report, texts, tmp_path), GOLDEN / f"{key}.en.txt"
    if not golden.exists():
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(read, encoding="utf-8")
        pytest.fail(f"{golden} was missing and has been written: look at it")
    assert read == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("key", KINDS)
def test_every_report_about_a_record_is_about_that_alone(desk: Database, texts: Texts, key: str) -> None:
    with desk.transaction() as session:
        made = make_school(session)
    kind = KINDS[key]
    about = {"asset": "PC-2", "place": "hall", "person": "pupil", "supplier": "shop", "department": "shop"}
    with desk.reading() as session:
        for subject, name in about.items():
            choice = kind.choose((subject, made[name]))
            assert (choice is not None) or subject not in kind.cards
            if choice is not None and subject != "department":
                report = kind.build(session, choice)
                table = report.table if isinstance(report, Document) else report
                tags = {getattr(row, "tag", None) for group in table.groups for row in group.rows}
                assert tags <= {None, "PC-2", "EC-1", "PC-0", "PC-1"}
                assert tags != {None} or key.startswith("value"), (subject, report)


@pytest.mark.parametrize(
    ("purchase", "band"),
    [
        (date(2026, 9, 7), 5),
        (date(2026, 12, 1), 5),
        (date(2025, 9, 8), 5),
        (date(2025, 9, 7), 4),
        (date(2023, 9, 8), 4),
        (date(2023, 9, 7), 3),
        (date(2021, 9, 7), 2),
        (date(2019, 9, 7), 1),
        (date(2016, 9, 8), 1),
        (date(2016, 9, 7), 0),
        (None, 6),
    ],
)
def test_age_is_told_in_full_years(purchase: date | None, band: int) -> None:
    assert age_band(purchase, TODAY) is AGE_BANDS[band]


def test_somebody_born_on_a_leap_day_has_a_birthday_on_the_first_of_march() -> None:
    assert [full_years(date(2020, 2, 29), date(2021, *day)) for day in ((2, 28), (3, 1))] == [0, 1]


@pytest.mark.parametrize(("days", "band"), [(-1, 3), (0, 0), (90, 0), (91, 1), (365, 1), (366, 2), (None, 4)])
def test_a_warranty_is_told_by_how_long_it_runs(days: int | None, band: int) -> None:
    end = None if days is None else TODAY + timedelta(days)
    assert warranty_band(end, TODAY) is WARRANTY_BANDS[band]


def test_what_was_handed_over_and_came_back_counts_from_the_last_time(desk: Database, clock: FixedClock) -> None:
    with desk.transaction() as session:
        made = make_school(session)
    device = made["PC-1"]
    for holder, day in (("pupil", 1), ("pupil", 2), (None, 3), ("teacher", 4)):
        clock.moment = datetime(2026, 10, day, tzinfo=UTC)
        with desk.transaction() as session:
            assign_assets(session, Assignment(Chosen((device,)), None if holder is None else made[holder]))
    with desk.reading() as session:
        assert handed_over(session, [device, made["CA-1"]]) == {device: datetime(2026, 10, 4, tzinfo=UTC)}


def test_devices_chosen_by_hand_keep_their_order_and_lose_what_is_gone(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        made = make_school(session)
    chosen = (made["EC-1"], 999, made["PC-2"])
    with desk.reading() as session:
        assert asset_ids_of(session, chosen) == [made["EC-1"], made["PC-2"]]
        report = KINDS["assets"].build(session, chosen)
    assert not isinstance(report, Document)
    assert [texts.say(said) for said in report.filters] == ["Chosen by hand"]
    assert [row.tag for row in report.groups[0].rows] == ["EC-1", "PC-2"]


def test_namesakes_are_not_one_holder(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_school(session)
    with desk.reading() as session:
        report = KINDS["assets-by-holder"].build(session, None)
    assert not isinstance(report, Document)
    titles = [texts.say(group.title) for group in report.groups if group.title]
    assert titles == ["Inès Moreau", "Inès Moreau", "Erwan Zeller  ·  6e A"]


def test_a_pupil_is_signed_for_by_a_parent_too(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        made = make_school(session)
    with desk.reading() as session:
        document = KINDS["person-sheets"].build(session, (made["pupil"], made["teacher"]))
        nothing = KINDS["person-sheets"].build(session, (made["teacher"], 999))
    assert isinstance(document, Document)
    signed = [block for sheet in document.sheets for block in sheet.foot if isinstance(block, Signatures)]
    assert [list(map(texts.say, each.places)) for each in signed] == [
        ["The holder", "École"],
        ["The holder", "A parent or guardian", "École"],
    ]
    assert isinstance(nothing, Document)
    assert len(nothing.sheets) == 1


def test_a_site_prints_a_sheet_for_each_of_its_rooms_and_an_empty_room_its_own(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        made = make_school(session)
        empty = make_place(session, "Débarras")
    with desk.reading() as session:
        site = KINDS["room-sheets"].build(session, (1, 2))
        alone = KINDS["room-sheets"].build(session, (empty,))
        both = KINDS["room-sheets"].build(session, (made["room"], empty))
        everywhere = KINDS["room-sheets"].build(session, None)
    assert made["room"] in {1, 2}
    cases = (site, ["Salle 12"]), (alone, ["Débarras"]), (both, ["Salle 12", "Débarras"])
    for document, names in (*cases, (everywhere, ["Salle 12", "Hall"])):
        assert isinstance(document, Document)
        assert [texts.say(sheet.name) for sheet in document.sheets] == names
    assert isinstance(alone, Document)
    assert [block.rows for sheet in alone.sheets for block in sheet.blocks if isinstance(block, Listing)] == [[]]


def test_a_device_shows_its_picture_its_own_fields_and_a_code(desk: Database, texts: Texts, tmp_path: Path) -> None:
    picture = BytesIO()
    Image.new("RGB", (400, 300), (200, 0, 0)).save(picture, "PNG")
    with desk.transaction() as session:
        made = make_school(session)
        subject = ("asset", made["PC-1"])
        attach_files(session, About(subject, "PC-1"), [NewFile("face.png", picture.getvalue())])
        field = CustomField(name="Mémoire", name_folded="memoire", type=CustomType.NUMBER, choices=[], everywhere=True)
        session.add(field)
        session.flush()
        session.add(CustomValue(asset_id=made["PC-1"], field_id=field.id, number=16_000))
    with desk.reading() as session:
        document = KINDS["asset-sheets"].build(session, (made["PC-1"],))
    assert "Mémoire 16\n" in words(document, texts, tmp_path)
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as pdf:
        assert len(list(pdf[0].get_objects([FPDF_PAGEOBJ_IMAGE]))) == 1


def test_more_sheets_than_anybody_means_are_refused(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_school(session)
    with desk.reading() as session, pytest.raises(UserError) as refused:
        KINDS["asset-sheets"].build(session, tuple(range(1, 6)) * 101)
    assert texts.say(refused.value.message) == (
        "That would be 505 sheets, one for each device. Select 500 at most in the list, and print those."
    )


def test_values_are_added_up_by_the_database(desk: Database, texts: Texts) -> None:
    with desk.transaction() as session:
        make_school(session)
    with desk.reading() as session:
        by_category = KINDS["value-by-category"].build(session, None)
        by_year = KINDS["value-by-year"].build(session, AssetQuery(text="PC"))

    def told(report: Any) -> list[tuple[str, ...]]:
        return [
            tuple(
                texts.say(value) if isinstance(value, Message) else str(value)
                for value in (column.value(row) for column in report.offered)
            )
            for group in report.groups
            for row in group.rows
        ]

    assert told(by_category) == [
        ("Portable", "3", "3", "1", "110000", "8203"),
        ("Écran", "1", "2", "0", "24100", "1797"),
        ("No category", "1", "1", "1", "0", "0"),
    ]
    assert told(by_year) == [
        ("2025", "1", "1", "0", "60000", "5454"),
        ("2015", "1", "1", "0", "50000", "4545"),
        ("No purchase date", "2", "2", "1", "1", "0"),
    ]
