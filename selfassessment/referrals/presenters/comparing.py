"""How do two cases stand side by side?"""

from dataclasses import dataclass

from selfassessment.referrals import labels
from selfassessment.referrals.models import Case
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters import age_words
from selfassessment.referrals.selectors.comparing import Compared

_WHO = ("Name", "Born", "Telephone", "E-mail", "Postcode")


@dataclass(frozen=True)
class Fact:
    """One thing of both cases."""

    name: str
    here: str
    there: str

    @property
    def is_equal(self) -> bool:
        """Return whether both say the same, capitals and blanks left aside."""
        said = self.name in _WHO and bool(self.here)
        return said and _plain(self.here) == _plain(self.there)


@dataclass(frozen=True)
class SideBySide:
    """This case beside another one, with what was decided."""

    compared: Compared
    facts: tuple[Fact, ...]


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


def _facts(case: Case) -> dict[str, str]:
    details = case.person.details
    born = details.date_of_birth
    return {
        "Name": details.name,
        "Born": f"{born:%-d %B %Y}" if born else age_words(details.age_band),
        "Telephone": details.phone or "",
        "E-mail": details.email or "",
        "Postcode": details.postcode or "",
        "Reads": language_name(case.language),
        "Asks for": ", ".join(labels.name("offer", line.offer) for line in case.lines.all()),
        "Received": f"{case.received_at:%-d %B %Y}, {case.get_channel_display().lower()}",
        "Stands": ", ".join(line.get_state_display() for line in case.lines.all()),
    }


def side_by_side(case: Case, others: list[Compared]) -> list[SideBySide]:
    """Return this case beside each of the others.

    Of a case that somebody said is another person nothing is shown but its reference.
    """
    here = _facts(case)
    found = []
    for one in others:
        if one.decision is not None and not one.decision.same:
            found.append(SideBySide(one, ()))
            continue
        there = _facts(one.other)
        facts = tuple(Fact(name, here[name], there[name]) for name in here)
        found.append(SideBySide(one, facts))
    return found
