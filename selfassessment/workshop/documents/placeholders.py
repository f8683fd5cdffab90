"""Are the placeholders of a translation those of its English?"""

import re
from collections import Counter

PLACEHOLDER = re.compile(r"\{[\w.]*\}|%\(\w+\)[sd]|%[sd]")


def placeholders(text: str) -> Counter[str]:
    """Return the placeholders of a text, each with how often it stands there."""
    return Counter(PLACEHOLDER.findall(text))


def problem(text: str, english: str) -> str:
    """Say what is wrong with the placeholders of a translation, or nothing."""
    mine, wanted = placeholders(text), placeholders(english)
    missing, added = wanted - mine, mine - wanted
    if missing:
        return f"{_listed(missing)} is missing: a number or name goes there."
    if added:
        return f"{_listed(added)} is not in the English."
    return ""


def _listed(counted: Counter[str]) -> str:
    return ", ".join(sorted(counted))
