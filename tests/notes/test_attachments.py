from __future__ import annotations

import errno
import os
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from coorddesk import features
from coorddesk.core.check import check_desk
from coorddesk.core.errors import StaleWrite, UserError
from coorddesk.core.files import get
from coorddesk.core.pictures import thumbnail
from coorddesk.core.story import change_sets
from coorddesk.core.undo import next_to_undo, undo
from coorddesk.feature import named
from coorddesk.notes.imports import made, read_file
from coorddesk.notes.queries import (
    AttachmentRow,
    attachment,
    attachments_of,
    hits,
    picture_bytes,
    picture_of,
    thumbnails,
    timeline,
)
from coorddesk.notes.rules import MOST_BYTES, AttachmentKind, attachment_kind, file_name, is_program_name, size_said
from coorddesk.notes.service import (
    About,
    AttachmentDetails,
    NewFile,
    Seen,
    attach_files,
    edit_attachment,
    make_picture,
    remove_attachment,
    repoint,
)
from tests.factories import make_supplier
from tests.notes.conftest import picture

if TYPE_CHECKING:
    from coorddesk.core.database import Database
    from coorddesk.core.texts import Texts

DOCUMENT, PHOTO, PLAN = AttachmentKind.DOCUMENT, AttachmentKind.PHOTO, AttachmentKind.PLAN


def attach(database: Database, about: About, *files: NewFile) -> list[int]:
    with database.transaction() as session:
        return attach_files(session, about, files)


def stored(database: Database, about: About) -> list[AttachmentRow]:
    with database.reading() as session:
        return list(attachments_of(session, about.subject))


def names(database: Database, about: About) -> list[tuple[str, AttachmentKind]]:
    return [(row.name, row.kind) for row in stored(database, about)]


def deed(database: Database, texts: Texts) -> str:
    with database.reading() as session:
        return texts.say(change_sets(session, limit=1)[0].deed)


def corner(data: bytes, x: int, y: int) -> str:
    """Whether a picture is red or blue somewhere."""
    red, _green, blue = Image.open(BytesIO(data)).convert("RGB").getpixel((x, y))  # type: ignore[misc, unused-ignore]
    return "red" if red > blue else "blue"


def test_files_stay_to_the_byte_and_in_their_order(database: Database, shop: About, texts: Texts) -> None:
    attach(database, shop, NewFile("Devis.pdf", b"%PDF-1"), NewFile("Bon.pdf", b"%PDF-2"))
    rows = stored(database, shop)
    assert [(row.name, row.size, row.kind, row.actor) for row in rows] == [
        ("Devis.pdf", 6, DOCUMENT, "Camille Martin"),
        ("Bon.pdf", 6, DOCUMENT, "Camille Martin"),
    ]
    with database.reading() as session:
        assert [get(session, row.file) for row in rows] == [b"%PDF-1", b"%PDF-2"]
        assert attachment(session, rows[1].id) == rows[1]
        assert check_desk(session) == []
    assert deed(database, texts) == "Attach 2 files to LDLC Pro: “Devis.pdf” and others"
    attach(database, shop, NewFile("Après.pdf", b"%PDF-3"))
    assert deed(database, texts) == "Attach “Après.pdf” to LDLC Pro"
    assert [row.name for row in stored(database, shop)] == ["Devis.pdf", "Bon.pdf", "Après.pdf"]


def test_a_removed_file_comes_back_with_its_bytes(database: Database, shop: About) -> None:
    (file_id,) = attach(database, shop, NewFile("Devis.pdf", b"%PDF-1"))
    before = stored(database, shop)
    with database.transaction() as session:
        remove_attachment(session, Seen(file_id, 1, shop.called))
    assert stored(database, shop) == []
    with database.transaction() as session:
        undo(session, next_to_undo(session) or 0)
    assert stored(database, shop) == before
    with database.reading() as session:
        assert get(session, before[0].file) == b"%PDF-1"
        assert check_desk(session) == []


def test_a_missing_file_is_told_by_its_name_and_its_record(database: Database, shop: About, texts: Texts) -> None:
    attach(database, shop, NewFile("Facture.pdf", b"%PDF"))
    (row,) = stored(database, shop)
    with database.transaction() as session:
        session.connection().exec_driver_sql("DELETE FROM stored_file")
    if database.path is not None:
        Path(f"{database.path}.files", row.file[:2], row.file).unlink()
    with database.reading() as session:
        (finding,) = check_desk(session, partial(named, session, features.load()))
    trouble = f"An attached file ({row.file[:12]}) is missing. Attach it again, or take it from a backup."
    assert texts.say(finding.text) == f"“Facture.pdf” of {shop.called}: {trouble}"
    assert finding.subject == ("attachment", row.id)


def test_a_new_name_keeps_its_ending(database: Database, shop: About, texts: Texts) -> None:
    (file_id,) = attach(database, shop, NewFile("scan0001.PDF", b"%PDF-1"))
    seen = Seen(file_id, 1, shop.called)
    with database.transaction() as session:
        edit_attachment(session, seen, AttachmentDetails("Devis 2026/03", DOCUMENT))
    assert names(database, shop) == [("Devis 2026-03.PDF", DOCUMENT)]
    assert deed(database, texts) == "Rename the file “scan0001.PDF” of LDLC Pro to “Devis 2026-03.PDF”"
    with pytest.raises(StaleWrite), database.transaction() as session:
        edit_attachment(session, seen, AttachmentDetails("Trop tard", DOCUMENT))
    with database.reading() as session:
        assert [hit.subject for hit in hits(session, "devis 2026", 5)] == [shop.subject]


@pytest.mark.parametrize(("name", "kind", "field"), [("  ", DOCUMENT, "name"), ("Devis", PHOTO, "kind")])
def test_what_a_file_cannot_be_is_refused(
    database: Database, shop: About, name: str, kind: AttachmentKind, field: str
) -> None:
    (file_id,) = attach(database, shop, NewFile("Devis.pdf", b"%PDF-1"))
    with pytest.raises(UserError) as trouble, database.transaction() as session:
        edit_attachment(session, Seen(file_id, 1, shop.called), AttachmentDetails(name, kind))
    assert trouble.value.field == field


def test_the_first_picture_stands_for_the_record_until_another_is_put_first(database: Database, shop: About) -> None:
    assert _shown(database, shop) is None
    first, second = picture(), picture(50)
    _document, _one, two = attach(
        database,
        shop,
        NewFile("a.pdf", b"%PDF"),
        made("b.png", first, shop.subject),
        made("c.png", second, shop.subject),
    )
    assert _shown(database, shop) == first
    with database.transaction() as session:
        make_picture(session, Seen(two, 1, shop.called))
    assert _shown(database, shop) == second
    assert [name for name, _kind in names(database, shop)] == ["c.png", "a.pdf", "b.png"]
    with pytest.raises(UserError), database.transaction() as session:
        make_picture(session, Seen(_document, 1, shop.called))


def test_any_picture_can_be_put_first_again(database: Database, shop: About) -> None:
    one, two = attach(database, shop, *(made(name, picture(), shop.subject) for name in ("b.png", "c.png")))
    for turn in (two, one, two, one):
        with database.transaction() as session:
            row = attachment(session, turn)
            assert row is not None
            make_picture(session, Seen(turn, row.version, shop.called))
        assert stored(database, shop)[0].id == turn


def _shown(database: Database, about: About) -> bytes | None:
    with database.reading() as session:
        return picture_bytes(session, about.subject)


def test_a_record_without_a_picture_shows_that_of_another(database: Database, shop: About) -> None:
    attach(database, shop, made("b.png", picture(), shop.subject))
    with database.reading() as session:
        row = picture_of(session, ("supplier", 99), shop.subject)
        assert row is not None
        assert row.subject == shop.subject


def test_thumbnails_are_small_and_those_of_damaged_files_are_left_out(database: Database, shop: About) -> None:
    attach(database, shop, made("b.png", picture(800, 600), shop.subject), NewFile("c.png", b"no picture", PHOTO))
    whole, damaged = (row.file for row in stored(database, shop))
    with database.reading() as session:
        small = thumbnails(session, [whole, damaged, "0" * 64], 96)
    assert list(small) == [whole]
    assert Image.open(BytesIO(small[whole])).size == (96, 72)


def test_a_photo_of_a_telephone_is_turned_upright_and_made_smaller(shop: About) -> None:
    new = made("IMG_1.JPG", picture(4000, 3000, "JPEG", orientation=6), shop.subject)
    kept = Image.open(BytesIO(new.data))
    assert (new.name, new.kind, kept.size, dict(kept.getexif())) == ("IMG_1.JPG", PHOTO, (1920, 2560), {})
    assert (corner(new.data, 900, 100), corner(new.data, 900, 2500)) == ("red", "blue")


def test_a_picture_that_is_small_and_upright_stays_to_the_byte(shop: About) -> None:
    data = picture(kind="JPEG")
    assert made("a.jpg", data, shop.subject).data is data


def test_where_a_photo_was_taken_is_nobody_s_business_however_small_it_is(shop: About) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (48.0, 51.0, 24.0)
    stream = BytesIO()
    Image.open(BytesIO(picture(kind="JPEG"))).save(stream, "JPEG", exif=exif)
    assert 0x8825 in Image.open(BytesIO(stream.getvalue())).getexif()
    kept = Image.open(BytesIO(made("a.jpg", stream.getvalue(), shop.subject).data))
    assert (kept.size, dict(kept.getexif())) == ((40, 30), {})


@pytest.mark.parametrize(("name", "kind"), [("scan.tiff", "TIFF"), ("a.webp", "WEBP"), ("a.gif", "GIF")])
def test_every_page_of_a_scan_is_kept_however_large(shop: About, name: str, kind: str) -> None:
    stream = BytesIO()
    pages = [Image.new("RGB", (2600, 10), colour) for colour in ("red", "blue")]
    pages[0].save(stream, kind, save_all=True, append_images=pages[1:])
    assert made(name, stream.getvalue(), shop.subject).data == stream.getvalue()


def test_a_photo_with_a_second_frame_is_made_smaller_all_the_same(shop: About) -> None:
    stream = BytesIO()
    frames = [Image.new("RGB", (2600, 10), colour) for colour in ("red", "blue")]
    frames[0].save(stream, "MPO", save_all=True, append_images=frames[1:])
    assert Image.open(BytesIO(made("a.jpg", stream.getvalue(), shop.subject).data)).size == (2560, 10)


def test_a_large_picture_of_another_kind_gets_a_true_ending(shop: About) -> None:
    new = made("scan.tiff", picture(3000, 300, "TIFF"), shop.subject)
    assert (new.name, Image.open(BytesIO(new.data)).format) == ("scan.jpg", "JPEG")


def test_what_only_calls_itself_a_picture_is_a_document(shop: About) -> None:
    new = made("a.jpg", b"no picture", shop.subject)
    assert (new.kind, new.data) == (DOCUMENT, b"no picture")


def test_what_may_be_seen_through_stays_so(shop: About) -> None:
    drawn = Image.new("RGBA", (3000, 40), (0, 0, 0, 0))
    stream = BytesIO()
    drawn.save(stream, "PNG")
    kept = Image.open(BytesIO(made("logo.png", stream.getvalue(), shop.subject).data))
    assert (kept.format, kept.size, kept.getpixel((0, 0))) == ("PNG", (2560, 34), (0, 0, 0, 0))


def test_thin_lines_of_a_plan_in_few_colours_do_not_vanish() -> None:
    drawn = Image.new("P", (1000, 1000), 1)
    drawn.putpalette([0, 0, 0, 255, 255, 255])
    drawn.paste(0, (0, 503, 1000, 504))
    stream = BytesIO()
    drawn.save(stream, "PNG")
    small = Image.open(BytesIO(thumbnail(stream.getvalue(), 100))).convert("L")
    assert min(small.tobytes()) < 250


def test_a_picture_with_too_many_pixels_is_not_opened(shop: About, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coorddesk.core.pictures._MOST_PIXELS", 100)
    assert made("a.png", picture(), shop.subject).kind is DOCUMENT


def test_a_file_is_read_from_a_disk(tmp_path: Path, shop: About) -> None:
    path = tmp_path / "Devis.pdf"
    path.write_bytes(b"%PDF-1")
    assert read_file(path, shop.subject) == NewFile("Devis.pdf", b"%PDF-1", DOCUMENT)


def _empty(folder: Path) -> Path:
    (folder / "vide.txt").touch()
    return folder / "vide.txt"


def _folder(folder: Path) -> Path:
    (folder / "Photos").mkdir()
    return folder / "Photos"


def _large(folder: Path) -> Path:
    with (folder / "film.mp4").open("wb") as film:
        film.truncate(MOST_BYTES + 1_000_000)
    return folder / "film.mp4"


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "tube")
    return folder / "tube"


def _endless(folder: Path) -> Path:
    (folder / "sans-fin.pdf").symlink_to("sans-fin.pdf")
    return folder / "sans-fin.pdf"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (_empty, "vide.txt is empty, so there is nothing to attach."),
        (_folder, "Photos is a folder. Attach the files in it, or pack it first."),
        (
            _large,
            "film.mp4 has 26 MB, more than the 25 MB that can be attached. Make it smaller, or note down where it is.",
        ),
        (_pipe, "tube is no file that can be attached."),
        (_endless, f"sans-fin.pdf cannot be read ({os.strerror(errno.ELOOP)})."),
    ],
)
def test_what_cannot_be_attached_is_said_in_a_sentence(
    tmp_path: Path, shop: About, texts: Texts, make: Any, said: str
) -> None:
    with pytest.raises(UserError) as trouble:
        read_file(make(tmp_path), shop.subject)
    assert texts.say(trouble.value.message) == said


def test_the_service_refuses_what_is_too_large_whoever_hands_it_in(
    database: Database, shop: About, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coorddesk.notes.rules.MOST_BYTES", 10)
    for data in (b"", b"x" * 11):
        with pytest.raises(UserError):
            attach(database, shop, NewFile("a.txt", data))
    assert stored(database, shop) == []


def test_files_of_merged_records_stand_behind_one_another(database: Database, shop: About) -> None:
    from coorddesk.core.history import record
    from coorddesk.core.messages import verbatim

    with database.transaction() as session:
        other = About(("supplier", make_supplier(session, "LDLC")), "LDLC")
    attach(database, shop, NewFile("a", b"a"), NewFile("b", b"b"))
    d, c = attach(database, other, NewFile("d.png", b"d"), NewFile("c.png", b"c"))
    for version, turn in ((1, c), (1, d), (2, c)):
        with database.transaction() as session:
            make_picture(session, Seen(turn, version, other.called))
    with database.transaction() as session:
        repoint(session, other.subject, shop.subject)
        record(session, verbatim("Merge"))
    assert [row.name for row in stored(database, shop)] == ["a", "b", "c.png", "d.png"]


def test_the_story_tells_of_files(database: Database, shop: About, texts: Texts) -> None:
    attach(database, shop, NewFile("a.pdf", b"a"))
    with database.reading() as session:
        assert [(texts.say(entry.text), entry.icon) for entry in timeline(session, shop.subject)] == [
            ("Attach “a.pdf” to LDLC Pro", "paperclip")
        ]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Devis.pdf", "Devis.pdf"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\photo.png", "C--photo.png"),
        ("a\x00\nb.txt", "a b.txt"),
        ("con.txt", "-con.txt"),
        ("...", "-"),
        ("", "-"),
        ("é" * 300 + ".pdf", "é" * 116 + ".pdf"),
        (" fin. ", "fin"),
    ],
)
def test_a_name_is_one_that_every_system_can_write(typed: str, name: str) -> None:
    assert file_name(typed) == name
    assert file_name(name) == name


def test_a_program_is_told_by_its_ending() -> None:
    assert [is_program_name(name) for name in ("a.EXE", "b.pdf", "c.docm.js", "sh", "d.msi")] == [
        True,
        False,
        True,
        False,
        True,
    ]


def test_a_plan_of_a_place_is_told_by_its_name() -> None:
    assert attachment_kind("Plan RDC.png", "place", is_picture=True) is PLAN
    assert attachment_kind("planning.png", "place", is_picture=True) is PHOTO
    assert attachment_kind("Plan RDC.png", "asset", is_picture=True) is PHOTO


def test_sizes_are_said_as_people_do(texts: Texts, french_texts: Texts) -> None:
    assert [texts.say(size_said(size)) for size in (1, 1_500, 999_499, 2_400_000)] == ["1 kB", "2 kB", "999 kB", "2 MB"]
