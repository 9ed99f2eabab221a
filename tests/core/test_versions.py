from __future__ import annotations

import pytest

from coorddesk.core.errors import Difference, StaleWrite
from coorddesk.core.messages import _
from coorddesk.core.versions import expect_version
from tests.core.making import a_person

TITLES = {"last_name": _("Name"), "department_id": _("Department")}


def test_a_wish_that_saw_the_latest_version_is_welcome() -> None:
    expect_version(a_person("Martin", version=3), 3, {"last_name": "Dupont"}, TITLES)


def test_a_stale_wish_is_refused_with_both_values_as_people_read_them() -> None:
    person = a_person("Martin", version=3, department_id=2)
    with pytest.raises(StaleWrite) as caught:
        expect_version(
            person,
            2,
            {"last_name": "Martin", "department_id": 1},
            TITLES,
            lambda field, value: {1: "Library", 2: "Kitchen"}[value] if field == "department_id" else value,
        )
    assert caught.value.differences == (Difference(_("Department"), "Library", "Kitchen", "department_id"),)


def test_a_stale_wish_that_overwrites_nothing_is_welcome() -> None:
    expect_version(a_person("Martin", version=3), 2, {"last_name": "Martin"}, TITLES)
