"""How was a result worked out, and where does the rule come from?"""

from dataclasses import dataclass
from decimal import Decimal

from selfassessment.instruments.body import LOWER_THRESHOLDS
from selfassessment.journeys.walks import Walk

# The healthy band of NICE NG246, as it is printed: general, and for lower-threshold backgrounds.
HEALTHY = {False: (Decimal("18.5"), Decimal("24.9")), True: (Decimal("18.5"), Decimal("22.9"))}


@dataclass(frozen=True)
class Working:
    """One explanation, with its source."""

    text: str
    source: str


def _number(number: Decimal) -> str:
    return f"{number:.1f}"


def _weight(walk: Walk) -> list[Working]:
    score = walk.path.scores.get("bmi")
    if score is None or not score.complete or score.total is None or score.band is None:
        return []
    lower = bool(LOWER_THRESHOLDS & set(walk.value("background") or ()))
    lowest, highest = HEALTHY[lower]
    words = walk.words
    text = words(
        "result.worked.weight",
        number=_number(score.total),
        **{"from": _number(lowest), "to": _number(highest)},
    )
    return [Working(text, words("result.worked.weight_source"))]


def worked_out(walk: Walk) -> list[Working]:
    """Return an explanation for each score that was used."""
    words, found = walk.words, _weight(walk)
    for score, text in (
        ("waist", "waist"),
        ("moving", "moving"),
        ("loneliness", "company"),
        ("smoking_habit", "smoking"),
        ("drinking", "drinking"),
        ("food", "food"),
        ("steadiness", "steadiness"),
        ("low_mood", "mood"),
        ("well_being", "well_being"),
        ("diabetes_risk", "diabetes"),
    ):
        view = walk.path.scores.get(score)
        if view is not None and view.complete:
            key = f"result.worked.{text}"
            found.append(Working(words(key), words(f"{key}_source")))
    return found
