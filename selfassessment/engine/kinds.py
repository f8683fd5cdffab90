"""Which kinds of pages, questions, answers, facts and operators are there?"""

from __future__ import annotations

from enum import StrEnum


class PageKind(StrEnum):
    """What a page does in the walk."""

    QUESTION = "question"
    INSTRUMENT = "instrument"
    CONTENT = "content"
    TASK_LIST = "task_list"
    INTERRUPT = "interrupt"
    CONSENT = "consent"
    CHECK_ANSWERS = "check_answers"
    EQUALITY = "equality"
    RESULTS = "results"
    CONFIRMATION = "confirmation"
    EXIT = "exit"
    EMERGENCY = "emergency"


ASKING = frozenset(
    {
        PageKind.QUESTION,
        PageKind.INSTRUMENT,
        PageKind.CONSENT,
        PageKind.EQUALITY,
        PageKind.INTERRUPT,
    }
)
ENDS = frozenset({PageKind.RESULTS, PageKind.CONFIRMATION, PageKind.EXIT, PageKind.EMERGENCY})


class QuestionType(StrEnum):
    """What is asked for, which decides how it is parsed and which operators read it."""

    SINGLE_CHOICE = "single_choice"
    MULTI_CHOICE = "multi_choice"
    YES_NO = "yes_no"
    WHOLE_NUMBER = "whole_number"
    DECIMAL = "decimal"
    MINUTES = "minutes"
    MEASUREMENT = "measurement"
    DATE = "date"
    TEXT = "text"
    LONG_TEXT = "long_text"
    POSTCODE = "postcode"
    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"


CHOICE_TYPES = frozenset(
    {QuestionType.SINGLE_CHOICE, QuestionType.MULTI_CHOICE, QuestionType.YES_NO}
)
NUMBER_TYPES = frozenset(
    {
        QuestionType.WHOLE_NUMBER,
        QuestionType.DECIMAL,
        QuestionType.MINUTES,
        QuestionType.MEASUREMENT,
    }
)
PERSONAL_TYPES = frozenset(
    {QuestionType.POSTCODE, QuestionType.NAME, QuestionType.PHONE, QuestionType.EMAIL}
)


class Sensitivity(StrEnum):
    """How carefully an answer must be treated."""

    NONE = "none"
    PERSONAL = "personal"
    HEALTH = "health"
    SAFETY = "safety"
    EQUALITY = "equality"


class ShareWith(StrEnum):
    """Who may read an answer once it is sent."""

    PROVIDER = "provider"
    COUNCIL = "council"
    STATISTICS = "statistics"


class RedFlag(StrEnum):
    """Which kind of page a dangerous answer must lead to."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SAFETY = "safety"


class Quantity(StrEnum):
    """What a measurement measures; lengths are held in cm, weights in kg."""

    HEIGHT = "height"
    WEIGHT = "weight"
    WAIST = "waist"


class JourneyKind(StrEnum):
    """Where a journey ends: in results, or in something sent."""

    HEALTH_CHECK = "health_check"
    WIZARD = "wizard"


class FactType(StrEnum):
    """What a fact handed in by the caller holds."""

    BOOLEAN = "boolean"
    NUMBER = "number"
    CODE = "code"
    CODES = "codes"
    DATE = "date"


KNOWN_FACTS: dict[str, FactType] = {
    "today": FactType.DATE,
    "language": FactType.CODE,
    "validated_instruments": FactType.CODES,
    "in_council_area": FactType.BOOLEAN,
    "ward": FactType.CODE,
    "district": FactType.CODE,
    "lsoa21": FactType.CODE,
    "outcode": FactType.CODE,
    "imd_decile": FactType.NUMBER,
    "by_staff": FactType.BOOLEAN,
}
DEPRIVATION_FACT = "imd_decile"


class Operator(StrEnum):
    """The complete list of comparisons; there are no free-text expressions."""

    IS = "is"
    IS_NOT = "is_not"
    IS_ANY_OF = "is_any_of"
    IS_NONE_OF = "is_none_of"
    BAND_IS = "band_is"
    BAND_IS_NOT = "band_is_not"
    BAND_IS_ANY_OF = "band_is_any_of"
    BAND_IS_NONE_OF = "band_is_none_of"
    BAND_AT_LEAST = "band_at_least"
    BAND_AT_MOST = "band_at_most"
    INCLUDES = "includes"
    DOES_NOT_INCLUDE = "does_not_include"
    INCLUDES_ANY_OF = "includes_any_of"
    INCLUDES_ALL_OF = "includes_all_of"
    COUNT_IS = "count_is"
    COUNT_LESS_THAN = "count_less_than"
    COUNT_MORE_THAN = "count_more_than"
    EQUALS = "equals"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    BETWEEN = "between"
    AGE_EQUALS = "age_equals"
    AGE_LESS_THAN = "age_less_than"
    AGE_AT_MOST = "age_at_most"
    AGE_MORE_THAN = "age_more_than"
    AGE_AT_LEAST = "age_at_least"
    AGE_BETWEEN = "age_between"
    BEFORE = "before"
    AFTER = "after"
    WITHIN_DAYS = "within_days"
    IS_TRUE = "is_true"
    IS_FALSE = "is_false"
    ANSWERED = "answered"
    NOT_ANSWERED = "not_answered"
