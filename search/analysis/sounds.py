"""How does a word sound, so that Gujarati and Urdu typed in Latin letters find each other?

Everyone romanises in their own way (chalvu, chaalvu, chalavu). A sound is a Latin spelling with
long vowels, aspirates and doubled letters made plain; a skeleton is its consonants, used only
from three of them on, because two agree by chance too often.
"""

import re
from functools import lru_cache

from search.analysis.letters import fold, script_of

_SHORTEST_SKELETON = 3
_CONSONANTS = (
    ("chh", "C"), ("ch", "C"), ("sh", "s"), ("kh", "k"), ("gh", "g"), ("th", "t"), ("dh", "d"),
    ("bh", "b"), ("ph", "f"), ("jh", "j"), ("zh", "j"), ("rh", "r"), ("ck", "k"), ("q", "k"),
    ("w", "v"), ("z", "j"), ("x", "ks"), ("c", "k"), ("C", "c"),
)  # fmt: skip
_VOWELS = (
    ("aay", "e"), ("ay", "e"), ("ai", "e"), ("ei", "e"), ("ey", "e"), ("au", "o"), ("aa", "a"),
    ("ee", "i"), ("ii", "i"), ("ie", "i"), ("ea", "i"), ("oo", "u"), ("uu", "u"), ("ou", "u"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LATE_Y = re.compile(r"(?<=[^aeiou])y")

_GUJARATI = dict(
    zip(
        "કખગઘચછજઝટઠડઢણતથદધનપફબભમયરલવશષસહળ",
        "kkggccjjttddnttddnpfbbmyrlvssshl",
        strict=True,
    )
)
_GUJARATI_SIGNS = dict(zip("ાિીુૂેૈોૌૅૉ", "aiiuueeooeo", strict=True))
_GUJARATI_VOWELS = dict(zip("અઆઇઈઉઊએઐઓઔઍઑ", "aaiiuueeooeo", strict=True))
_URDU = dict(
    zip(
        "بپتٹثجچحخدڈذرڑزژسشصضطظغفقکگلمنہ",
        "bpttsjchkddjrrjjsssjtjgfkkglmnh",
        strict=True,
    )
)


@lru_cache(maxsize=50_000)
def latin_sound(folded: str) -> str:
    """Return the sound of a folded word in Latin letters."""
    sound = folded
    for written, said in (*_CONSONANTS, *_VOWELS):
        sound = sound.replace(written, said)
    return _DOUBLED.sub(r"\1", _LATE_Y.sub("i", sound))


def skeleton(sound: str) -> str:
    """Return the consonants of a sound, or nothing where there are fewer than three."""
    bare = re.sub("[aeiouy]", "", sound)
    bare = _DOUBLED.sub(r"\1", bare.removesuffix("h") if len(bare) > _SHORTEST_SKELETON else bare)
    return bare if len(bare) >= _SHORTEST_SKELETON else ""


def gujarati_sound(word: str) -> str:
    """Return how a Gujarati word is commonly said: the unwritten a falls where speech drops it."""
    said: list[str] = []
    for character in fold(word):
        if character in _GUJARATI:
            said.append(_GUJARATI[character] + "A")
        elif character in _GUJARATI_SIGNS and said:
            said[-1] = said[-1].removesuffix("A") + _GUJARATI_SIGNS[character]
        elif character == "\u0acd" and said:
            said[-1] = said[-1].removesuffix("A")
        elif character == "\u0a82":
            said.append("N")
        elif character in _GUJARATI_VOWELS:
            said.append(_GUJARATI_VOWELS[character])
    sound = "".join(said).removesuffix("A")
    sound = sound.removesuffix("N").replace("N", "n")
    sound = re.sub(r"(?<=[aeiouA][b-df-hj-np-tv-z])A(?=[b-df-hj-np-tv-z][aeiou])", "", sound)
    return _DOUBLED.sub(r"\1", sound.replace("A", "a"))


def urdu_skeletons(word: str) -> tuple[str, ...]:
    """Return the consonants of an Urdu word, with و once as v and once as a vowel."""
    folded = fold(word)
    as_vowel = "".join(_URDU.get(character, "") for character in folded)
    as_letter = "".join("v" if c == "و" else _URDU.get(c, "") for c in folded)
    return tuple(dict.fromkeys(filter(None, map(skeleton, (as_vowel, as_letter)))))


def sounds(word: str) -> tuple[str, ...]:
    """Return the sound terms of one word: "=" and the whole sound, "~" and the skeleton."""
    script = script_of(word)
    if script == "Arab":
        return tuple("~" + bones for bones in urdu_skeletons(word))
    if script == "Gujr":
        sound = gujarati_sound(word)
    elif script == "Latn":
        sound = latin_sound(fold(word))
    else:
        return ()
    bones = skeleton(sound)
    return ("=" + sound, "~" + bones) if bones else ("=" + sound,) if len(sound) > 2 else ()
