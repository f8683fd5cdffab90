"""Where does a draft stand, and what is the person offered?"""

import hmac
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings

from selfassessment.engine import answers as engine_answers
from selfassessment.engine import tables
from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context
from selfassessment.engine.decision import Decision
from selfassessment.engine.path import Path, Step
from selfassessment.engine.replay import replay
from selfassessment.journeys import facts as known_facts
from selfassessment.journeys.published import Published, published
from selfassessment.journeys.texts import Words
from selfassessment.models import Draft


@dataclass
class Walk:
    """A draft with everything that follows from it; nothing here is stored."""

    draft: Draft
    language: str
    published: Published = field(init=False)

    def __post_init__(self) -> None:
        self.published = published(self.draft.version)

    @cached_property
    def words(self) -> Words:
        """Return the words in the reader's language."""
        return Words(self.language, self.published.words)

    @cached_property
    def answers(self) -> dict[str, Answer]:
        """Return all answers of the draft, also those off the path."""
        return engine_answers.from_json(self.draft.sealed_answers)

    @cached_property
    def place(self) -> dict[str, Any] | None:
        """Return what the postcode told."""
        return self.draft.sealed_place or None

    @cached_property
    def facts(self) -> dict[str, object]:
        """Return what the engine knows beside the answers."""
        asks = "full_providers" in self.published.routing.facts
        return known_facts.facts(
            self.language, self.place, with_capacity=asks, by_staff=bool(self.draft.channel)
        )

    @cached_property
    def path(self) -> Path:
        """Return the path, replayed from the answers."""
        return replay(self.published.definition, self.answers, self.facts)

    @cached_property
    def earlier(self) -> "Walk | None":
        """Return the health check that led here."""
        earlier = self.draft.earlier
        return Walk(earlier, self.language) if earlier is not None else None

    @cached_property
    def context(self) -> Context:
        """Return what the tables read."""
        return tables.context(
            self.published.routing,
            self.path,
            self.facts,
            earlier=self.earlier.path if self.earlier else None,
        )

    @cached_property
    def decision(self) -> Decision:
        """Return what the six tables say."""
        return tables.run(self.published.routing, self.context)

    @cached_property
    def flags(self) -> tuple[str, ...]:
        """Return the red flags that hold: less work than the whole decision, for each step."""
        return tables.raised_flags(self.published.routing, self.context)

    @property
    def shows_quick_exit(self) -> bool:
        """Return whether each page of this person shows the quick way out, whatever it is about.

        So once they have said that they may not be safe, here or in the check that led here.
        """
        return self.published.definition.quick_exit or bool(self.flags)

    def refresh(self) -> None:
        """Forget what was worked out, after an answer was stored."""
        for name in (
            "answers",
            "place",
            "facts",
            "path",
            "steps_by_page_id",
            "context",
            "decision",
            "flags",
        ):
            self.__dict__.pop(name, None)

    def page_id(self, step: Step) -> str:
        """Return the opaque id of a step in addresses, another one in each draft."""
        text = f"{self.draft.pk}:{step.id}".encode()
        return hmac.digest(settings.SECRET_KEY.encode(), text, "sha256").hex()[:10]

    @cached_property
    def steps_by_page_id(self) -> dict[str, Step]:
        """Return the steps on the path by their opaque ids, worked out once."""
        return {self.page_id(step): step for step in self.path.steps}

    def step(self, page_id: str) -> Step | None:
        """Return the step on the path that an opaque id stands for."""
        return self.steps_by_page_id.get(page_id)

    def value(self, key: str) -> Any:
        """Return the value of a live answer, or None."""
        answer = self.path.live.get(key)
        return answer.value if answer is not None and answer.has_value else None
