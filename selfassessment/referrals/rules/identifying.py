"""Which answers say who somebody is? They stay out of files without names."""

from collections.abc import Iterable, Mapping
from typing import Any

# Of answers that were kept before `identifies` was.
_KNOWN = frozenset(
    {
        *("your_name", "person_name", "through_name", "through_contact", "job_contact"),
        *("phone", "email", "postcode", "post_address"),
        *("birth_date", "person_birth_date", "baby_due"),
    }
)
Answer = Mapping[str, Any]


def identifies(answer: Answer) -> bool:
    """Return whether an answer names somebody, is a contact or a day of birth, or own words."""
    told = answer.get("identifies") or answer.get("free_text")
    return bool(told) or answer.get("question") in _KNOWN


def nameless(answers: Iterable[Answer]) -> list[Answer]:
    """Return the answers that say nothing of who somebody is."""
    return [answer for answer in answers if not identifies(answer)]
