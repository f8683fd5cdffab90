"""Which words count as forms of one word, language by language?"""

from functools import lru_cache

import snowballstemmer

from search.analysis import light_stems
from search.analysis.letters import fold, script_of

# The languages a word may be in, by its script; the analysis asks each of them.
LANGUAGES_OF_SCRIPT: dict[str, tuple[str, ...]] = {
    "Latn": ("en", "pl"),
    "Arab": ("ur", "ar"),
    "Gujr": ("gu",),
    "Deva": ("hi",),
}
_SNOWBALL = {
    "en": snowballstemmer.stemmer("english"),
    "pl": snowballstemmer.stemmer("polish"),
    "ar": snowballstemmer.stemmer("arabic"),
    "hi": snowballstemmer.stemmer("hindi"),
}
_LIGHT = {"gu": light_stems.gujarati, "ur": light_stems.urdu}


@lru_cache(maxsize=100_000)
def stems(word: str, language: str) -> tuple[str, ...]:
    """Return the folded stems of a word; two where marks make a difference (zajęcia, zajecia)."""
    folded = fold(word)
    light = _LIGHT.get(language)
    if light is not None:
        return (light(folded),)
    stemmer = _SNOWBALL.get(language)
    if stemmer is None:
        return (folded,)
    found = (fold(stemmer.stemWord(word)), fold(stemmer.stemWord(folded)))
    return tuple(dict.fromkeys(stem for stem in found if stem))


def languages_for(word: str, first: str = "en") -> tuple[str, ...]:
    """Return the languages whose stems a typed word is looked up by, the reader's own first."""
    possible = LANGUAGES_OF_SCRIPT.get(script_of(word), ())
    return tuple(sorted(possible, key=lambda code: code != first))
