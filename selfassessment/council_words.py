"""What is the council called in the reader's language: `{council.place}`, `.name`, `.site`?"""

import re
from collections.abc import Mapping

from django.conf import settings

from selfassessment.fixed_names import SOURCE

REFERENCE = re.compile(r"\{council\.([a-z]+)\}")


def fill(text: str, language: str) -> str:
    """Return a text with the council's names; an unknown one stays as it is typed."""
    if "{council." not in text:
        return text
    words: Mapping[str, Mapping[str, str]] = settings.WAYMARK_COUNCIL["words"]

    def shown(match: re.Match[str]) -> str:
        names = words.get(match[1], {})
        return names.get(language) or names.get(SOURCE) or match[0]

    return REFERENCE.sub(shown, text)
