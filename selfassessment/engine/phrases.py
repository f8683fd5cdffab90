"""How does a condition read as a plain phrase, in English and in Gujarati?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from selfassessment.engine.kinds import Operator as Op
from selfassessment.engine.model import Combination, Comparison, Condition, Named, NamedCondition

IN_ENGLISH: dict[Op, str] = {
    Op.IS: "{subject} is {value}",
    Op.IS_NOT: "{subject} is not {value}",
    Op.IS_ANY_OF: "{subject} is {any_value}",
    Op.IS_NONE_OF: "{subject} is none of {any_value}",
    Op.BAND_IS: "{subject} is {value}",
    Op.BAND_IS_NOT: "{subject} is not {value}",
    Op.BAND_IS_ANY_OF: "{subject} is {any_value}",
    Op.BAND_IS_NONE_OF: "{subject} is none of {any_value}",
    Op.BAND_AT_LEAST: "{subject} is {value} or higher",
    Op.BAND_AT_MOST: "{subject} is {value} or lower",
    Op.INCLUDES: "{subject} includes {value}",
    Op.DOES_NOT_INCLUDE: "{subject} does not include {value}",
    Op.INCLUDES_ANY_OF: "{subject} includes {any_value}",
    Op.INCLUDES_ALL_OF: "{subject} includes {each_value}",
    Op.COUNT_IS: "exactly {value} are chosen at {subject}",
    Op.COUNT_LESS_THAN: "fewer than {value} are chosen at {subject}",
    Op.COUNT_MORE_THAN: "more than {value} are chosen at {subject}",
    Op.EQUALS: "{subject} is exactly {value}",
    Op.LESS_THAN: "{subject} is less than {value}",
    Op.AT_MOST: "{subject} is {value} or less",
    Op.MORE_THAN: "{subject} is more than {value}",
    Op.AT_LEAST: "{subject} is {value} or more",
    Op.BETWEEN: "{subject} is from {low} to {high}",
    Op.AGE_EQUALS: "the age from {subject} is exactly {value}",
    Op.AGE_LESS_THAN: "the age from {subject} is under {value}",
    Op.AGE_AT_MOST: "the age from {subject} is {value} or under",
    Op.AGE_MORE_THAN: "the age from {subject} is over {value}",
    Op.AGE_AT_LEAST: "the age from {subject} is {value} or over",
    Op.AGE_BETWEEN: "the age from {subject} is from {low} to {high}",
    Op.BEFORE: "{subject} is before {value}",
    Op.AFTER: "{subject} is after {value}",
    Op.WITHIN_DAYS: "{subject} is within the last {value} days",
    Op.IS_TRUE: "{subject} is so",
    Op.IS_FALSE: "{subject} is not so",
    Op.ANSWERED: "{subject} is answered",
    Op.NOT_ANSWERED: "{subject} is not answered",
}
IN_GUJARATI: dict[Op, str] = {
    Op.IS: "{subject} નો જવાબ {value} છે",
    Op.IS_NOT: "{subject} નો જવાબ {value} નથી",
    Op.IS_ANY_OF: "{subject} નો જવાબ {any_value} છે",
    Op.IS_NONE_OF: "{subject} નો જવાબ આમાંથી એકેય નથી: {any_value}",
    Op.BAND_IS: "{subject} નું પરિણામ {value} છે",
    Op.BAND_IS_NOT: "{subject} નું પરિણામ {value} નથી",
    Op.BAND_IS_ANY_OF: "{subject} નું પરિણામ {any_value} છે",
    Op.BAND_IS_NONE_OF: "{subject} નું પરિણામ આમાંથી એકેય નથી: {any_value}",
    Op.BAND_AT_LEAST: "{subject} નું પરિણામ {value} કે તેથી ઉપર છે",
    Op.BAND_AT_MOST: "{subject} નું પરિણામ {value} કે તેથી નીચે છે",
    Op.INCLUDES: "{subject} માં {value} પસંદ કર્યું છે",
    Op.DOES_NOT_INCLUDE: "{subject} માં {value} પસંદ કર્યું નથી",
    Op.INCLUDES_ANY_OF: "{subject} માં {any_value} પસંદ કર્યું છે",
    Op.INCLUDES_ALL_OF: "{subject} માં {each_value} પસંદ કર્યું છે",
    Op.COUNT_IS: "{subject} માં બરાબર {value} પસંદ કર્યા છે",
    Op.COUNT_LESS_THAN: "{subject} માં {value} થી ઓછા પસંદ કર્યા છે",
    Op.COUNT_MORE_THAN: "{subject} માં {value} થી વધુ પસંદ કર્યા છે",
    Op.EQUALS: "{subject} બરાબર {value} છે",
    Op.LESS_THAN: "{subject} {value} થી ઓછું છે",
    Op.AT_MOST: "{subject} {value} કે તેથી ઓછું છે",
    Op.MORE_THAN: "{subject} {value} થી વધુ છે",
    Op.AT_LEAST: "{subject} {value} કે તેથી વધુ છે",
    Op.BETWEEN: "{subject} {low} થી {high} સુધી છે",
    Op.AGE_EQUALS: "{subject} પરથી ઉંમર બરાબર {value} છે",
    Op.AGE_LESS_THAN: "{subject} પરથી ઉંમર {value} થી ઓછી છે",
    Op.AGE_AT_MOST: "{subject} પરથી ઉંમર {value} કે તેથી ઓછી છે",
    Op.AGE_MORE_THAN: "{subject} પરથી ઉંમર {value} થી વધુ છે",
    Op.AGE_AT_LEAST: "{subject} પરથી ઉંમર {value} કે તેથી વધુ છે",
    Op.AGE_BETWEEN: "{subject} પરથી ઉંમર {low} થી {high} સુધી છે",
    Op.BEFORE: "{subject} {value} પહેલાં છે",
    Op.AFTER: "{subject} {value} પછી છે",
    Op.WITHIN_DAYS: "{subject} છેલ્લા {value} દિવસમાં છે",
    Op.IS_TRUE: "{subject} સાચું છે",
    Op.IS_FALSE: "{subject} સાચું નથી",
    Op.ANSWERED: "{subject} નો જવાબ આપ્યો છે",
    Op.NOT_ANSWERED: "{subject} નો જવાબ આપ્યો નથી",
}
FACTS_IN_ENGLISH = {
    "today": "today’s date",
    "language": "the language",
    "validated_instruments": "questionnaires with a validated translation",
    "in_council_area": "lives in the council’s area",
    "ward": "the ward",
    "district": "the district",
    "lsoa21": "the neighbourhood",
    "outcode": "the first half of the postcode",
    "imd_decile": "the deprivation decile (1 is the most deprived)",
    "by_staff": "staff fill it in for the person",
}
FACTS_IN_GUJARATI = {
    "today": "આજની તારીખ",
    "language": "ભાષા",
    "validated_instruments": "ચકાસેલા અનુવાદવાળી પ્રશ્નાવલિઓ",
    "in_council_area": "કાઉન્સિલના વિસ્તારમાં રહે છે",
    "ward": "વૉર્ડ",
    "district": "જિલ્લો",
    "lsoa21": "પડોશ",
    "outcode": "પોસ્ટકોડનો પહેલો ભાગ",
    "imd_decile": "વંચિતતાનો દશાંશ (1 સૌથી વંચિત)",
    "by_staff": "સ્ટાફ વ્યક્તિ વતી ભરે છે",
}


@dataclass(frozen=True, slots=True)
class Speech:
    """How a language says conditions.

    `names` maps `question.<key>`, `choice.<question>.<key>`, `score.<key>`, `fact.<key>` and
    `condition.<key>` to plain names; what has none is called by its key, made readable. A
    condition that is in `conditions` and has no name is said in full.
    """

    patterns: Mapping[Op, str] = field(default_factory=lambda: IN_ENGLISH)
    both: str = " and "
    either: str = " or "
    none: str = "none of these is so: {parts}"
    facts: Mapping[str, str] = field(default_factory=lambda: FACTS_IN_ENGLISH)
    names: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, NamedCondition] = field(default_factory=dict)

    def name(self, kind: str, key: str) -> str:
        """Return the name of something."""
        known = self.names.get(f"{kind}.{key}")
        if known is None and kind == "fact":
            known = self.facts.get(key)
        return known or key.rpartition(".")[2].replace("_", " ")


IN_ENGLISH_SPEECH = Speech()
IN_GUJARATI_SPEECH = Speech(
    patterns=IN_GUJARATI,
    both=" અને ",
    either=" અથવા ",
    none="આમાંથી કંઈ સાચું નથી: {parts}",
    facts=FACTS_IN_GUJARATI,
)


def say(condition: Condition, speech: Speech = IN_ENGLISH_SPEECH, depth: int = 0) -> str:
    """Say a condition as a phrase that can stand after "if"; parts inside parts are bracketed."""
    match condition:
        case Comparison():
            return _comparison(condition, speech)
        case Named(key):
            return _named(key, speech, depth)
        case Combination(how, parts):
            said = [say(part, speech, depth + 1) for part in parts]
            if how == "none":
                whole = speech.none.format(parts=speech.either.join(said))
            else:
                whole = (speech.both if how == "all" else speech.either).join(said)
            return f"({whole})" if depth and (len(parts) > 1 or how == "none") else whole


def _named(key: str, speech: Speech, depth: int) -> str:
    known = speech.names.get(f"condition.{key}")
    if known:
        return known
    if key in speech.conditions and depth < 6:
        return say(speech.conditions[key].test, speech, depth + 1)
    return speech.name("condition", key)


def _comparison(comparison: Comparison, speech: Speech) -> str:
    value = comparison.value
    words = {"subject": f"“{speech.name(comparison.source, comparison.key)}”"}
    if isinstance(value, tuple) and value and isinstance(value[0], Decimal):
        words |= {"low": _plain(value[0]), "high": _plain(value[1])}
    elif isinstance(value, tuple):
        called = [_called(comparison, str(one), speech) for one in value]
        words |= {
            "any_value": _list(called, speech.either),
            "each_value": _list(called, speech.both),
        }
    elif isinstance(value, str):
        words["value"] = _called(comparison, value, speech)
    elif value is not None:
        words["value"] = _plain(value)
    return speech.patterns[comparison.operator].format(**words)


def _called(comparison: Comparison, value: str, speech: Speech) -> str:
    kind = "choice" if comparison.source == "question" else "band"
    return f"“{speech.name(kind, f'{comparison.key}.{value}')}”"


def _plain(value: Decimal | date | object) -> str:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _list(parts: Sequence[str], last: str) -> str:
    if len(parts) == 1:
        return parts[0]
    return ", ".join(parts[:-1]) + last + parts[-1]
