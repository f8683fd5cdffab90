"""When are two names of places the same, and when are they one slip of the finger apart?"""

import re
import unicodedata

SHORTEST_FORGIVEN = 5
_LEADING = re.compile(r"^(?:near to|near|in|at|around|by|close to)\s+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})


def key(name: str) -> str:
    """Return the letters and digits of `name` that decide: "St. Matthew's" → "stmatthews".

    Capitals, marks, spaces and punctuation do not count; "&" is "and", "Saint" is "St".
    """
    return "".join(_words(name))


def guesses(text: str) -> list[str]:
    """Return keys to look for, best first: all of it, then fewer and fewer words from the left.

    "near Belgrave, Leicester" → belgraveleicester, belgrave.
    """
    plain = _LEADING.sub("", " ".join(_words(text)))
    words = plain.split()[:6]
    return list(dict.fromkeys("".join(words[:count]) for count in range(len(words), 0, -1)))


def parts(name: str) -> list[str]:
    """Return the names within a joined name: "Braunstone Park & Rowley Fields" → both."""
    pieces = [piece.strip() for piece in re.split(r"\s*(?:&|,|\band\b)\s*", name)]
    return [piece for piece in pieces if piece] if len(pieces) > 1 else []


def probes(wanted: str) -> tuple[str, str]:
    """Return a beginning and an ending; each name one edit away from `wanted` has one of them.

    One edit (a letter more, less or other, or two neighbours swapped) touches one place or two
    neighbouring places, so it cannot spoil both.
    """
    middle = len(wanted) // 2
    return wanted[:middle], wanted[middle + 1 :]


def one_edit_apart(first: str, second: str) -> bool:
    """Say whether one edit turns `first` into `second` (equal names: no)."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    swapped = len(rest) > 1 and rest[1::-1] + rest[2:] == other
    return rest[1:] == other or rest == other[1:] or rest[1:] == other[1:] or swapped


def _words(name: str) -> list[str]:
    # Some capitals (of formulas, say) are capitals only once they are taken apart.
    small = unicodedata.normalize("NFKD", name).casefold()
    lowered = unicodedata.normalize("NFKD", small).translate(_LETTERS)
    kept = "".join(c for c in lowered if not unicodedata.combining(c))
    kept = kept.replace("&", " and ").replace("'", "").replace("’", "")
    words = re.findall(r"[^\W_]+", kept)
    return ["st" if word == "saint" else word for word in words]
