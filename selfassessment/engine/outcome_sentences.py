"""How is it said in plain words who ends elsewhere?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassessment.engine.answer import Answer
from selfassessment.engine.describing import plain, value_words
from selfassessment.engine.domains import OTHER, SupposedScore
from selfassessment.engine.outcomes import PAGES, Moved, OutcomeDiff
from selfassessment.engine.slices import PRIORITY, SAFETY
from selfassessment.engine.worlds import Variable

__all__ = ["Speaker", "how_far"]

NOT_SHOWN = "not among what is offered"
OUTCOMES = {"eligible": "offered", "not_now": "not offered now", "not_eligible": "not offered"}
MANY = 6
YES_NO = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Speaker:
    """Says outcomes in the words of the journey: `texts` are its English words by key."""

    texts: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, moved: Moved) -> str:
        """Say in one sentence what becomes of these people."""
        before, after = (self.outcome(moved.about, end) for end in (moved.before, moved.after))
        if moved.about == PAGES:
            return f"They came to {before} and now come to {after}."
        if moved.about == SAFETY:
            return f"Safety and way out: {before}; now {after}."
        if moved.about == PRIORITY:
            return f"How soon the team looks: {before}; now {after}."
        return f"“{self.offer(moved.about)}” was {before} and is now {after}."

    def outcome(self, about: str, end: str) -> str:
        """Say one end of a walk, or one thing that the tables decided."""
        if about == PAGES:
            return f"the page “{self._named(f'page.{end}.title', end)}”"
        if about == SAFETY:
            stop, _, leaving = end.partition(";")
            pages = [self._named(f"page.{key}.title", key) for key in (stop, leaving) if key]
            return " and ".join(f"“{page}”" for page in pages) or "none"
        if about == PRIORITY:
            return f"“{plain(end)}”" if end else "not said"
        return self._offered(end)

    def who(self, moved: Moved) -> tuple[str, ...]:
        """Say which answers set these people apart, one line for each question."""
        return tuple(self._answered(variable, values) for variable, values in moved.who)

    def examples(self, moved: Moved) -> tuple[str, ...]:
        """Say whole ways of some of these people."""
        return tuple(
            "; ".join(self._answered(variable, (value,)) for variable, value in one.items())
            for one in moved.examples
        )

    def offer(self, key: str) -> str:
        """Return the name of an offer."""
        return self._named(f"offer.{key}.name", key)

    def _offered(self, end: str) -> str:
        if not end:
            return NOT_SHOWN
        outcome, redirect, provider, check = end.split(";")
        said = OUTCOMES.get(outcome, plain(outcome))
        if redirect:
            said += f" (instead: “{self.offer(redirect)}”)"
        if provider:
            said += f" by {plain(provider)}"
        return f"{said}, to be checked by staff" if check else said

    def _answered(self, variable: Variable, values: tuple[object, ...]) -> str:
        said = list(dict.fromkeys(self._value(variable, value) for value in values))
        shown = said[:MANY] + ([f"and {len(said) - MANY} more"] if len(said) > MANY else [])
        label = self._variable(variable)
        return f"{label}{'' if label.endswith('?') else ':'} {' / '.join(shown)}"

    def _variable(self, variable: Variable) -> str:
        source, key = variable
        if source == "question":
            return self._named(f"q.{key}.label", key)
        if source == "visit":
            return f"does the part “{plain(key)}”"
        return f"{plain(key)} ({'score' if source == 'score' else 'known to the site'})"

    def _value(self, variable: Variable, value: object) -> str:
        inner = value.value if isinstance(value, Answer) else value
        if inner is None:
            return "no answer" if variable[0] == "question" else "not known"
        if isinstance(inner, bool):
            return YES_NO[inner]
        if isinstance(inner, SupposedScore):
            parts = [inner.band and plain(inner.band), inner.total and value_words(inner.total)]
            return ", ".join(str(part) for part in parts if part) or "not complete"
        if isinstance(inner, tuple | frozenset):
            return " + ".join(sorted(self._choice(variable, one) for one in inner)) or "none"
        return self._choice(variable, inner)

    def _choice(self, variable: Variable, value: object) -> str:
        if value == OTHER:
            return "another one"
        key = f"c.{variable[1]}.{value}"
        return self.texts.get(key) or self.texts.get(f"c.{value}") or value_words(value)

    def _named(self, key: str, otherwise: str) -> str:
        return self.texts.get(key) or plain(otherwise)


def how_far(diff: OutcomeDiff) -> str:
    """Say openly how much was looked at."""
    if not diff.parts:
        return "Nothing that decides where people end has changed."
    sampled = [part for part in diff.parts if part.sampled]
    untouched = len([part for part in diff.parts if part.untouched])
    things = "thing was" if len(diff.parts) == 1 else "things were"
    looked = f"{len(diff.parts)} {things} compared"
    half = " A part of the list counts as done or not done, not as half done."
    said = [f"{looked}, each for all kinds of people that the rules tell apart."]
    if sampled:
        said = [f"{looked}."]
        if len(sampled) < len(diff.parts):
            said.append(f"{len(diff.parts) - len(sampled)} of them for all kinds of people.")
        walks = max(part.classes for part in sampled)
        kinds = max(part.at_most for part in sampled)
        about = ", ".join(plain(part.about) for part in sampled)
        said.append(
            f"Of {about} only a sample was looked at: {walks:,} of up to {kinds:,} kinds of "
            "people. What is not seen there is not proven."
        )
    if untouched:
        said.append(
            f"{untouched} of them the change cannot touch: all that matters there is as it was."
        )
    return " ".join(said) + (half if diff.in_sections else "")
