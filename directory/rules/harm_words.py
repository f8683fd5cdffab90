"""Does a text speak of something where a wrong listing can harm somebody?

It rather says yes once too often: what it finds waits for a person, and nothing else.
"""

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from search.analysis.forms import forms_written
from search.analysis.letters import fold, script_of, words

FILE = Path(__file__).resolve().parents[1] / "data" / "harm_words.json"
# The scripts in which there are lists; what is written in another one nobody here has read.
READ = frozenset({"Latn", "Arab", "Gujr"})
UNREAD = "unread"
SAID = {
    "abuse": "abuse or violence",
    "crisis": "a crisis",
    "treatment": "treatment or health",
    "children": "children or young people",
    "care": "care, or being alone with somebody",
    "substances": "alcohol, drugs, smoking or gambling",
    "money": "money, food in need or somebody's right to stay",
    UNREAD: "something in a script we have no lists for",
}
Phrase = tuple[frozenset[str], ...]


def harm_said_in(text: str, language: str) -> tuple[str, ...]:
    """Return the codes of what a text speaks of that can harm, in the order of the list."""
    every = list(dict.fromkeys(words(text)))
    said = {form for word in every for form in spoken(word, language)}
    found = [
        topic
        for topic, phrases in _phrases().items()
        if any(all(said & word for word in phrase) for phrase in phrases)
    ]
    letters = {script_of(word) for word in every if any(map(str.isalpha, word))}
    return (*found, UNREAD) if letters - READ else tuple(found)


@lru_cache(maxsize=20_000)
def spoken(word: str, language: str) -> frozenset[str]:
    """Return the forms by which one word (of `words`) is compared."""
    forms = forms_written(word, language)
    return frozenset((forms.folded, fold(word), *forms.stems))


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    """Return the lists, in every language: a text is often written in another than its page."""
    lists: dict[str, dict[str, list[str]]] = json.loads(FILE.read_text(encoding="utf-8"))
    return {topic: tuple(_made(by_language)) for topic, by_language in lists.items()}


def _made(by_language: dict[str, list[str]]) -> Iterator[Phrase]:
    for language, lines in by_language.items():
        for line in lines:
            yield tuple(spoken(word, language) for word in words(line))
