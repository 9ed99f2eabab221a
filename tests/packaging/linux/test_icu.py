"""Which of ICU's data Qt is shipped with."""

from __future__ import annotations

import pytest
from linux.icu import Item, is_kept, read, written

HEAD = b"\x20\x00\xda\x27" + bytes(8) + b"CmnD" + bytes(16)


def kept(name: str, size: int) -> bool:
    return is_kept(Item(name.encode(), bytes(size)))


@pytest.mark.parametrize(
    "name",
    [
        "icudt73l/root.res",
        "icudt73l/fr_CA.res",
        "icudt73l/coll/fr.res",
        "icudt73l/coll/pool.res",
        "icudt73l/coll/res_index.res",
        "icudt73l/coll/ucadata.icu",
        "icudt73l/zone/en_001.res",
        "icudt73l/cnvalias.icu",
        "icudt73l/likelySubtags.res",
    ],
)
def test_what_french_and_english_need_is_shipped(name: str) -> None:
    assert kept(name, 500_000)


@pytest.mark.parametrize(
    "name",
    [
        "icudt73l/de.res",
        "icudt73l/coll/zh_Hant.res",
        "icudt73l/zone/fil.res",
        "icudt73l/brkitr/cjdict.dict",
        "icudt73l/curr/fr.res",
        "icudt73l/gb18030.cnv",
    ],
)
def test_other_languages_stay_out(name: str) -> None:
    assert not kept(name, 500_000)


def test_encodings_of_one_byte_are_shipped() -> None:
    assert kept("icudt73l/ibm-5348_P100-1997.cnv", 800)


def test_what_is_kept_is_found_where_it_is_said_to_be() -> None:
    items = [Item(b"icudt73l/a.res", b"first!" + bytes(10)), Item(b"icudt73l/b.res", b"other" + bytes(11))]
    data = written(HEAD, items)
    assert read(data) == (HEAD, items)
    assert [data.index(item.content) % 16 for item in items] == [0, 0]
    assert read(written(HEAD, items[1:])) == (HEAD, items[1:])


def test_something_else_is_refused() -> None:
    with pytest.raises(ValueError, match="no data of ICU"):
        read(b"\x20\x00" + bytes(40))
