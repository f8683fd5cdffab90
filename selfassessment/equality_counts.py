"""How many gave each answer about equality in some months? Nothing here leads to a person."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Count
from django.utils import translation

from selfassessment.equality_forms import PREFER_NOT, QUESTIONS
from selfassessment.models import EqualityAnswers
from selfassessment.referrals.counting import Asked


def count_answers(first: date, after: date) -> list[Asked]:
    """Return each question with its answers; equal pages are counted by the database."""
    found = EqualityAnswers.objects.filter(month__gte=first, month__lt=after).order_by()
    given: Counter[tuple[str, str]] = Counter()
    for page, number in found.values_list("answers").annotate(number=Count("*")).iterator():
        for question, answer in json.loads(page).items():
            given[question, answer] += number
    # Texts for staff are English.
    with translation.override("en"):
        return list(_questions(given))


def _questions(given: Counter[tuple[str, str]]) -> Iterator[Asked]:
    for question, (label, choices) in QUESTIONS.items():
        answers = tuple((str(name), given[question, code]) for code, name in (*choices, PREFER_NOT))
        yield Asked(str(label), answers)
