"""What is one step of a walk?"""

from __future__ import annotations

from dataclasses import dataclass

from selfassessment.engine.conditions import round_key
from selfassessment.engine.model import Page


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the path; in a repeat group also which round of it."""

    page: Page
    round: int = 1

    @property
    def id(self) -> str:
        """The page key, from the second round on with its number: `child_age#2`."""
        return round_key(self.page.key, self.round)

    def answer_key(self, question_key: str) -> str:
        """Return the key under which this step's answer to a question is kept."""
        return round_key(question_key, self.round)
