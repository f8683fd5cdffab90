"""How do two cases stand side by side?"""

import unicodedata
from dataclasses import dataclass

from core.clock import day_of
from selfassessment.referrals import labels
from selfassessment.referrals.models import Case
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters import age_words, safe_contact
from selfassessment.referrals.rules.matching import telephone_key
from selfassessment.referrals.selectors.comparing import Compared

# How it is stored that a question was passed over.
_NOTHING: tuple[object, ...] = (None, "", "None", [])
_WHO = ("Name", "Born", "Telephone", "E-mail", "Postcode", "Address")


@dataclass(frozen=True)
class Fact:
    """One thing of both cases; `compares` says whether being the same means anything."""

    name: str
    here: str
    there: str
    compares: bool = False

    @property
    def is_equal(self) -> bool:
        """Return whether both say the same, capitals, blanks and ways of writing left aside."""
        return (
            self.compares and bool(self.here) and self._plain(self.here) == self._plain(self.there)
        )

    @property
    def differs(self) -> bool:
        """Return whether both say something, and not the same."""
        both = self.compares and bool(self.here) and bool(self.there)
        return both and not self.is_equal

    def _plain(self, text: str) -> str:
        if self.name == "Telephone":
            return telephone_key(text)
        return "".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True)
class SideBySide:
    """This case beside another one, with what was decided.

    `facts` say who it is and what they ask for, `answers` what each of them answered: both stay
    as they were given. `contact` are the rules of safe contact.
    """

    compared: Compared
    facts: tuple[Fact, ...]
    answers: tuple[Fact, ...] = ()
    contact: Fact | None = None


def _facts(case: Case) -> dict[str, str]:
    details = case.person.details
    born = details.date_of_birth
    return {
        "Name": details.name,
        "Born": f"{born:%-d %B %Y}" if born else age_words(details.age_band),
        "Telephone": details.phone or "",
        "E-mail": details.email or "",
        "Postcode": details.postcode or "",
        "Address": details.address or "",
        "Reads": language_name(case.language),
        "Asks for": ", ".join(labels.name("offer", line.offer) for line in case.lines.all()),
        "Received": f"{day_of(case.received_at):%-d %B %Y}, {case.get_channel_display().lower()}",
        "Stands": ", ".join(line.get_state_display() for line in case.lines.all()),
    }


def _answers(case: Case) -> dict[str, tuple[str, str]]:
    """Return what was answered, as staff read it: question and answer, by the question's key.

    What was passed over is left out.
    """
    return {
        str(one["question"]): (
            one.get("staff_question") or one.get("question_text", ""),
            one.get("staff_answer") or one.get("answer_text", ""),
        )
        for one in case.answers
        if one.get("value") not in _NOTHING
    }


def _contact(case: Case, other: Case) -> Fact:
    here, there = (". ".join(safe_contact(one.person.details)) for one in (case, other))
    return Fact("How to contact safely", here, there, compares=True)


def _beside(case: Case, other: Case) -> tuple[Fact, ...]:
    """Return the answers of both: first what both were asked, then what one of them was."""
    here, there = _answers(case), _answers(other)
    nothing = ("", "")
    return tuple(
        Fact(
            (here.get(key) or there[key])[0],
            here.get(key, nothing)[1],
            there.get(key, nothing)[1],
            compares=True,
        )
        for key in dict.fromkeys((*(key for key in here if key in there), *here, *there))
    )


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
        facts = tuple(
            Fact(name, here[name], there[name], name in _WHO)
            for name in here
            if here[name] or there[name]
        )
        found.append(SideBySide(one, facts, _beside(case, one.other), _contact(case, one.other)))
    return found
