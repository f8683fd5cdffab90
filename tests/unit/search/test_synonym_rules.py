"""Is nonsense told from sense in the lines of other words?"""

import pytest

from search.analysis.synonyms import Lexicon, Rule
from search.rules.synonyms import Nonsense, nonsense_in


def found(rule: Rule, *others: Rule) -> list[Nonsense]:
    return [what for _field, what, _words in nonsense_in(rule, others)]


def test_a_plain_line_makes_sense() -> None:
    assert found(Rule("en", "bjj", ("martial arts", "ju jitsu"))) == []


@pytest.mark.parametrize(
    ("phrase", "meanings", "wrong"),
    [
        ("the", ("walk",), Nonsense.NO_WORDS),
        ("...", ("walk",), Nonsense.NO_WORDS),
        ("stroll", ("the",), Nonsense.NO_WORDS),
        ("one two three four five", ("walk",), Nonsense.TOO_LONG),
        ("stroll", (), Nonsense.NO_MEANING),
        ("stroll", tuple(f"word{n}" for n in range(9)), Nonsense.TOO_MANY),
        ("walk", ("walks",), Nonsense.SAME),
        ("Żałoba", ("zaloba",), Nonsense.SAME),
    ],
)
def test_nonsense_is_named(phrase: str, meanings: tuple[str, ...], wrong: Nonsense) -> None:
    assert wrong in found(Rule("en", phrase, meanings))


def test_one_phrase_has_one_line_in_a_language() -> None:
    there = Rule("en", "Strolls", ("walk",))
    assert found(Rule("en", "stroll", ("hike",)), there) == [Nonsense.TWICE]


@pytest.mark.parametrize("both_ways", [True, False])
def test_a_circle_is_refused_however_long(both_ways: bool) -> None:
    others = (Rule("en", "b", ("cc",), both_ways), Rule("en", "cc", ("aa",), both_ways))
    assert found(Rule("en", "aa", ("cc",)), *others) == [Nonsense.CIRCLE]


def test_lines_that_only_meet_are_no_circle() -> None:
    there = (Rule("en", "stroll", ("walk",)), Rule("en", "hike", ("walk",)))
    assert found(Rule("en", "ramble", ("walk", "hike")), *there) == []


def test_a_language_in_latin_letters_goes_by_its_sound() -> None:
    lexicon = Lexicon([Rule("gu-Latn", "chaalvu", ("walk",))])
    assert [m.meanings for m in lexicon.matches(["chalvu"], "en")] == [("walk",)]
