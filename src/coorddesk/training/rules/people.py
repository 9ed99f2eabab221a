"""The words in which people are counted without being named: their age, gender and occupation."""

from __future__ import annotations

from enum import StrEnum

from coorddesk.core.messages import Message, _p


class AgeBand(StrEnum):
    """How old somebody is, as far as figures say."""

    UNDER_6 = "under_6"
    FROM_6 = "6_11"
    FROM_12 = "12_17"
    FROM_18 = "18_24"
    FROM_25 = "25_39"
    FROM_40 = "40_59"
    FROM_60 = "60_69"
    FROM_70 = "70_over"


AGE_BAND_TITLES: dict[AgeBand, Message] = {
    AgeBand.UNDER_6: _p("age", "Under 6"),
    AgeBand.FROM_6: _p("age", "6 to 11"),
    AgeBand.FROM_12: _p("age", "12 to 17"),
    AgeBand.FROM_18: _p("age", "18 to 24"),
    AgeBand.FROM_25: _p("age", "25 to 39"),
    AgeBand.FROM_40: _p("age", "40 to 59"),
    AgeBand.FROM_60: _p("age", "60 to 69"),
    AgeBand.FROM_70: _p("age", "70 and over"),
}


class Gender(StrEnum):
    """What somebody says they are; saying nothing is an answer too."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


GENDER_TITLES: dict[Gender, Message] = {
    Gender.FEMALE: _p("gender", "Women and girls"),
    Gender.MALE: _p("gender", "Men and boys"),
    Gender.OTHER: _p("gender", "Other"),
}


class Occupation(StrEnum):
    """What somebody does in life; tables call it the status."""

    PUPIL = "pupil"
    STUDENT = "student"
    EMPLOYED = "employed"
    UNEMPLOYED = "unemployed"
    RETIRED = "retired"


OCCUPATION_TITLES: dict[Occupation, Message] = {
    Occupation.PUPIL: _p("occupation", "At school"),
    Occupation.STUDENT: _p("occupation", "Student"),
    Occupation.EMPLOYED: _p("occupation", "In employment"),
    Occupation.UNEMPLOYED: _p("occupation", "Without employment"),
    Occupation.RETIRED: _p("occupation", "Retired"),
}
