"""What do the references in a page's words stand for, and which words must be references?

`{fact.<key>}` is a telephone number, hours or a link that is kept once for all languages;
`{days.check}` and `{days.list}` are how long answers and lists are kept. So a page says what is
true now, and never what was true when it was written.
"""

import re
from collections.abc import Callable, Mapping

from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe

from directory.selectors.lists import KEPT_FOR
from selfassessment.engine.validate_facts import FACT, LINK, MADE_UP, NUMBER
from selfassessment.fact_book import FactBook
from selfassessment.views.drafts import words_and_days

DAYS: Mapping[str, Callable[[], int]] = {
    "check": lambda: words_and_days("check")[1],
    "refer": lambda: words_and_days("refer")[1],
    "list": lambda: KEPT_FOR.days,
}
_DAYS = re.compile(r"\{days\.(\w*)\}")
_TAGS = re.compile(r"<[^>]*>")


def filled(text: str) -> SafeString | str:
    """Return a text with what its references stand for; HTML stays HTML."""
    if "{" not in text:
        return text
    is_html = isinstance(text, SafeString)
    told = _DAYS.sub(_days, FactBook().fill(str(text)))
    return mark_safe(told) if is_html else told


def _days(found: re.Match[str]) -> str:
    count = DAYS.get(found[1])
    return found[0] if count is None else str(count())


def check_references(text: str) -> None:
    """Refuse a number or a link that is typed, and a reference to nothing."""
    said = _TAGS.sub(" ", text)  # where a link of the editor's leads is no word
    typed = [number for number in NUMBER.findall(said) if not MADE_UP.match(number)]
    typed += LINK.findall(said)
    if typed:
        raise ValidationError(
            f"“{typed[0]}” is typed into the text. Write {{fact.…}} with its name under Journeys, "
            "Facts; in a topic by age it can also be chosen under Contacts."
        )
    facts = FactBook()
    for name in FACT.findall(said):
        if facts.value(name) is None:
            raise ValidationError(f"There is no fact “{name}”.")
    for name in _DAYS.findall(said):
        if name not in DAYS:
            raise ValidationError(f"“{{days.{name}}}” stands for nothing: {', '.join(DAYS)}.")
