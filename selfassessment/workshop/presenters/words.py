"""Which texts does the list of words show, and what is each called?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings

from selfassessment.fixed_names import SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.texts import State, Text, keys_of, texts_in

STATES = {
    State.MISSING: "Missing",
    State.STALE: "Out of date",
    State.UNCHECKED: "Needs a check",
    State.DRAFT: "Draft",
    State.CHECKED: "Checked",
    State.LOCKED: "Only as a validated translation",
}
LOOKS = {
    State.MISSING: "t-red",
    State.STALE: "t-new",
    State.UNCHECKED: "t-new",
    State.DRAFT: "t-wait",
    State.CHECKED: "t-ok",
    State.LOCKED: "",
}
PARTS = {
    "": "All",
    "check": "Health check",
    "refer": "Asking for help",
    "results": "Results and offers",
    "careful": "Safety, consent and scored",
}
KINDS = {"plain": "", "safety": "Safety", "consent": "Consent", "instrument": "Scored"}


@dataclass(frozen=True)
class Filters:
    """What the reader of the list asked for."""

    language: str
    state: str = ""
    part: str = ""
    find: str = ""

    @property
    def query(self) -> Mapping[str, str]:
        """Return the filters that are set, for an address."""
        found = {
            "language": self.language,
            "state": self.state,
            "part": self.part,
            "find": self.find,
        }
        return {name: value for name, value in found.items() if value}


def languages() -> list[tuple[str, str]]:
    """Return the languages of the site, English last: it is shown beside the others."""
    codes = [(code, str(name)) for code, name in settings.LANGUAGES]
    return sorted(codes, key=lambda one: one[0] == SOURCE)


def direction(locale: str) -> str:
    """Return the direction a language is written in."""
    return "rtl" if locale in settings.LANGUAGES_BIDI else "ltr"


def chosen(texts: Iterable[Text], filters: Filters, copy: WorkingCopy) -> list[Text]:
    """Return the texts that the filters let through."""
    keys = keys_of(copy, filters.part)
    wanted = filters.find.strip().lower()
    return [
        one
        for one in texts
        if (keys is None or one.key in keys)
        and (not filters.state or one.state == filters.state)
        and (not wanted or wanted in f"{one.key} {one.english} {one.text}".lower())
    ]


def by_language(copy: WorkingCopy) -> list[tuple[str, str, list[tuple[str, str, int]]]]:
    """Return for each language but English how many texts are in each state."""
    return [
        (code, name, counted(texts_in(copy, code))) for code, name in languages() if code != SOURCE
    ]


def counted(texts: Iterable[Text]) -> list[tuple[str, str, int]]:
    """Return how many texts are in each state: code, name, count."""
    counts = Counter(one.state for one in texts)
    return [(state.value, name, counts[state]) for state, name in STATES.items() if counts[state]]
