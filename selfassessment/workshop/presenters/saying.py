"""How are the conditions of a journey and of its tables said on the pages that look at them?"""

from collections.abc import Callable
from dataclasses import replace

from selfassessment.engine.model import Condition
from selfassessment.engine.phrases import Speech, say
from selfassessment.fixed_names import ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.speaking import speaker


def speech_of(copy: WorkingCopy, name: str) -> Speech:
    """Return how both are said in English; where a journey and the tables differ, the journey."""
    tables, own = speaker(copy, ROUTING).speech, speaker(copy, name).speech
    return replace(
        own,
        names={**tables.names, **own.names},
        conditions={**tables.conditions, **own.conditions},
    )


def sayer(copy: WorkingCopy, name: str) -> Callable[[Condition], str]:
    """Return what says a condition; a named one by its name."""
    speech = speech_of(copy, name)
    return lambda condition: say(condition, speech)
