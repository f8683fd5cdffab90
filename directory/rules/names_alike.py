"""How alike are two names, and what tells one team, level or day from another?"""

import re
import unicodedata
from functools import lru_cache

LEAST_LIKE_WORD = 0.6
# Words that many names have, and that say little about which thing it is.
COMMON = frozenset(
    [
        "a",
        "and",
        "at",
        "by",
        "class",
        "classes",
        "club",
        "for",
        "group",
        "groups",
        "in",
        "of",
        "on",
        "or",
        "session",
        "sessions",
        "the",
        "to",
        "weekly",
        "with",
    ]
)
# Two names that differ in one of these mean two things: the second team, the women's class.
TELLING = frozenset(
    [
        "adult",
        "adults",
        "advanced",
        "afternoon",
        "beginner",
        "beginners",
        "boys",
        "children",
        "evening",
        "first",
        "friday",
        "girls",
        "improvers",
        "intermediate",
        "junior",
        "juniors",
        "ladies",
        "man",
        "men",
        "mens",
        "monday",
        "morning",
        "one",
        "over",
        "saturday",
        "second",
        "senior",
        "seniors",
        "sunday",
        "third",
        "three",
        "thursday",
        "toddlers",
        "tuesday",
        "two",
        "under",
        "wednesday",
        "women",
        "womens",
        "young",
        "youth",
    ]
)
_WORD = re.compile(r"[^\W_]+")


@lru_cache(maxsize=50_000)
def plain(name: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, without marks and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", name.casefold().replace("&", " and "))
    bare = "".join(
        sign for sign in decomposed if sign not in "'’`" and unicodedata.category(sign) != "Mn"
    )
    return tuple(_WORD.findall(bare))


@lru_cache(maxsize=50_000)
def telling(name: str) -> tuple[str, ...]:
    """Return the words that say which thing it is; all of them when all are common."""
    words = plain(name)
    return tuple(word for word in words if word not in COMMON) or words


@lru_cache(maxsize=50_000)
def name_key(name: str) -> str:
    """Return what is the same for two spellings of one name."""
    return " ".join(sorted(telling(name)))


def _cut(text: str) -> frozenset[str]:
    padded = f"  {text} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


@lru_cache(maxsize=20_000)
def _threes(word: str) -> frozenset[str]:
    return _cut(word)


# Two kB a name: those of a block are compared after each other, so few need to be kept.
@lru_cache(maxsize=5_000)
def _whole(name: str) -> frozenset[str]:
    return _cut(" ".join(telling(name)))


def _shared(left: frozenset[str], right: frozenset[str]) -> float:
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


@lru_cache(maxsize=500_000)
def _alike_words(one: str, other: str) -> bool:
    return one == other or _shared(_threes(one), _threes(other)) >= LEAST_LIKE_WORD


@lru_cache(maxsize=10_000)
def similarity(one: str, other: str) -> float:
    """Return from 0 to 1 how alike two names are; order, small words and slips count little."""
    left, right = telling(one), telling(other)
    if not left or not right:
        return 0.0
    if name_key(one) == name_key(other):
        return 1.0
    few, many = sorted((left, right), key=lambda words: (len(words), words))
    found = sum(any(_alike_words(word, wide) for wide in many) for word in few)
    contained = found / len(few)
    part = contained * (0.9 if len(few) > 1 else 0.65)
    return max(_shared(_whole(one), _whole(other)), part)


@lru_cache(maxsize=50_000)
def qualifiers(name: str) -> frozenset[str]:
    """Return what tells one team, level or day from another: numbers and telling words."""
    return frozenset(
        word for word in plain(name) if word in TELLING or any(sign.isdigit() for sign in word)
    )
