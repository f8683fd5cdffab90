"""How are dates, texts, postcodes, telephone numbers and e-mail addresses parsed?"""

from __future__ import annotations

import re
from datetime import date

from selfassessment.engine.answer import Answer
from selfassessment.engine.kinds import QuestionType
from selfassessment.engine.model import Question
from selfassessment.engine.parsed import Fields, Parsed, problem
from selfassessment.engine.typed import plain, western

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE_PARTS = ("day", "month", "year")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Day first, as everywhere but in America: 3/4/1980, 3.4.1980, 3rd April 1980.
_WHOLE = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4})")
_POSTCODE = re.compile(r"([a-z]{1,2}\d[a-z\d]?)(\d[a-z]{2})")
_OUTCODE = re.compile(r"[a-z]{1,2}\d[a-z\d]?")
_EMAIL = re.compile(r"[^\s@,;:<>()\[\]\"]+@[^\s@,;:<>()\[\]\"]+\.[^\s@,;:<>()\[\]\".]{2,}")
LONGEST_EMAIL = 254
PHONE_DIGITS = range(9, 16)


def parse_date(question: Question, fields: Fields) -> Parsed:
    """Parse day, month and year (a month's English name too), or an ISO date in one field."""
    texts = _date_texts(fields)
    missing = [part for part in DATE_PARTS if not texts[part]]
    if missing:
        return problem("not_a_date", missing[0])
    day = _date(texts)
    if day is None:
        return problem("not_a_date", "day")
    return _date_in_limits(question, day, fields.today)


def _date_texts(fields: Fields) -> dict[str, str]:
    """Return day, month and year; the whole date may stand in one box."""
    filled = fields.filled("value", *DATE_PARTS)
    typed = plain(fields.text(filled[0])) if len(filled) == 1 else ""
    match = _ISO.fullmatch(typed)
    if match:
        return {"day": match[3], "month": match[2], "year": match[1]}
    match = _WHOLE.fullmatch(typed)
    if match:
        return {"day": match[1], "month": match[2], "year": match[3]}
    return {part: plain(fields.text(part)) for part in DATE_PARTS}


def _date(texts: dict[str, str]) -> date | None:
    month = texts["month"]
    if month[:3] in MONTHS and month.isalpha():
        month = str(MONTHS.index(month[:3]) + 1)
    numbers = (texts["year"], month, texts["day"])
    if not all(text.isascii() and text.isdigit() and len(text) <= 4 for text in numbers):
        return None
    if len(texts["year"]) != 4:
        return None
    try:
        return date(*(int(text) for text in numbers))
    except ValueError:
        return None


def _date_in_limits(question: Question, day: date, today: date | None) -> Parsed:
    earliest = today if question.limits.earliest == "today" else question.limits.earliest
    latest = today if question.limits.latest == "today" else question.limits.latest
    if isinstance(earliest, date) and day < earliest:
        return problem("too_early", "year", earliest=earliest.isoformat())
    if isinstance(latest, date) and day > latest:
        return problem("too_late", "year", latest=latest.isoformat())
    return Parsed(Answer.given(day))


def parse_text(question: Question, fields: Fields) -> Parsed:
    """Parse a name or a text of one or several lines, within its length."""
    long = question.type is QuestionType.LONG_TEXT
    text = fields.lines("value") if long else fields.text("value")
    if len(text) < question.limits.shortest:
        return problem("too_short", min=question.limits.shortest)
    if len(text) > question.limits.longest:
        return problem("too_long", max=question.limits.longest)
    return Parsed(Answer.given(text))


def parse_postcode(question: Question, fields: Fields) -> Parsed:
    """Parse a postcode, or only its first half, into its usual form; spaces do not matter."""
    compact = re.sub(r"[^a-z0-9]", "", plain(fields.text("value")))
    match = _POSTCODE.fullmatch(compact)
    if match:
        return Parsed(Answer.given(f"{match[1]} {match[2]}".upper()))
    if _OUTCODE.fullmatch(compact):
        return Parsed(Answer.given(compact.upper()))
    return problem("not_a_postcode")


def parse_phone(question: Question, fields: Fields) -> Parsed:
    """Parse a telephone number into digits, with a + in front where there was one."""
    text = plain(fields.text("value"))
    text = re.sub(r"^00(?=[1-9])", "+", text)
    if text.startswith("+"):
        text = text.replace("(0)", "")
    digits = re.sub(r"[\s().\-/]", "", text)
    number = digits.removeprefix("+")
    if not number.isascii() or not number.isdigit() or len(number) not in PHONE_DIGITS:
        return problem("not_a_phone")
    if not digits.startswith("+") and not digits.startswith("0"):
        return problem("not_a_phone")
    return Parsed(Answer.given(digits))


def parse_email(question: Question, fields: Fields) -> Parsed:
    """Parse an e-mail address; its domain is written small."""
    text = western(fields.text("value")).strip(" .,;<>").removeprefix("mailto:")
    if len(text) > LONGEST_EMAIL or not _EMAIL.fullmatch(text) or ".." in text:
        return problem("not_an_email")
    local, _, domain = text.rpartition("@")
    return Parsed(Answer.given(f"{local}@{domain.lower()}"))
