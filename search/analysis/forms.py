"""In which forms is a word written to the index, and looked up?"""

from dataclasses import dataclass
from functools import lru_cache

from search.analysis.letters import fold, script_of, words
from search.analysis.sounds import sounds
from search.analysis.stems import languages_for, stems
from search.analysis.stopwords import is_stop_word

_LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class Forms:
    """One word: as written, folded, its stems ("en:walk") and its sounds."""

    display: str
    folded: str
    stems: tuple[str, ...]
    sounds: tuple[str, ...]


def is_romanised(language: str) -> bool:
    """Say whether words are of another script, written in Latin letters ("gu-Latn")."""
    return language.endswith("-Latn")


@lru_cache(maxsize=100_000)
def forms_written(word: str, language: str) -> Forms:
    """Return the forms to index of one word (of `words`) in a text of a known language."""
    word = word[:_LONGEST_WORD]
    if is_romanised(language):
        return Forms(word, fold(word), (), sounds(word))
    codes = (language,) if language in languages_for(word) else languages_for(word)
    found = tuple(f"{code}:{stem}" for code in codes for stem in stems(word, code))
    heard = sounds(word) if script_of(word) in ("Gujr", "Arab") else ()
    return Forms(word, fold(word), found, heard)


@lru_cache(maxsize=10_000)
def forms_typed(word: str, language: str) -> Forms:
    """Return the forms by which one typed word is looked up, the reader's language first."""
    word = word[:_LONGEST_WORD]
    codes = languages_for(word, first=language)
    found = tuple(f"{code}:{stem}" for code in codes for stem in stems(word, code))
    return Forms(word, fold(word), found, sounds(word))


def telling_words(text: str) -> list[str]:
    """Return the words of a text without stop words, or all when there are no others."""
    every = words(text)
    telling = [word for word in every if not is_stop_word(fold(word))]
    return telling or every


@lru_cache(maxsize=50_000)
def phrase_keys(phrase: str, language: str) -> tuple[str, ...]:
    """Return the keys under which a whole phrase (a category word) is found."""
    telling = telling_words(phrase)
    if not telling:
        return ()
    if is_romanised(language):
        return (sound_key(telling),)
    return stem_keys(telling, language) if telling else ()


def stem_keys(telling: list[str], language: str) -> tuple[str, ...]:
    """Return the keys of a phrase in a language, with and without marks."""
    by_word = [stems(word, language) for word in telling]
    spellings = {tuple(s[0] for s in by_word), tuple(s[-1] for s in by_word)}
    return tuple(f"{language}|{' '.join(spelling)}" for spelling in sorted(spellings))


def sound_key(telling: list[str]) -> str:
    """Return the key of a phrase typed in Latin letters for another script."""
    heard = [next(iter(sounds(word)), "=" + fold(word)) for word in telling]
    return "la|" + " ".join(heard)


def typed_keys(telling: list[str], language: str) -> tuple[str, ...]:
    """Return every key a typed phrase may be indexed under."""
    codes = languages_for(telling[0], first=language)
    keys = [key for code in codes for key in stem_keys(telling, code)]
    if script_of(telling[0]) == "Latn":
        keys.append(sound_key(telling))
    return tuple(dict.fromkeys(keys))
