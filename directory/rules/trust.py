"""Which facts of a change may a rule let through without a person?"""

from collections.abc import Collection, Iterable

from directory.rules.proposals import AT_ONCE

# What a rule for changes lets through only where it says so, field by field.
GUARDED = {
    "name": "The name",
    "group_name": "Who runs it",
    "contacts": "Telephone numbers, addresses, websites",
    "message_form": "Whether people write by a form",
    "categories": "Headings",
    "place": "The place",
    "ages": "Ages",
    "gender": "Only for women or men",
}
# Words that say more of what is known already, and what needs nobody's leave anyway.
PLAIN = frozenset({"summary", "first_visit", "who_for", "how_to_join", *AT_ONCE})
# What the pages of an offer note for themselves.
NOTES = frozenset({"chosen", "times_vary"})
ADULT = 18


def lets_through(fields: Iterable[str], granted: Collection[str]) -> bool:
    """Whether every field of a change is plain, or one that the rule names."""
    named = set(granted) & set(GUARDED)
    return all(field in PLAIN or field in NOTES or field in named for field in fields)


def is_for_minors(ages: object) -> bool:
    """Whether somebody under 18 may come, as far as anybody has said who may."""
    if not isinstance(ages, (list, tuple)) or len(ages) != 2:
        return ages is not None  # ages that nobody can read
    low, high = ages
    if low is None and high is None:
        return False
    return low is None or not isinstance(low, int) or low < ADULT
