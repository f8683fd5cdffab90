"""How is a name or address that a register shouts written in a calm voice?"""

import re

SMALL = frozenset({"of", "the", "and", "in", "on", "by", "at", "for", "to", "de"})
UPPER = frozenset({"NHS", "GP", "PLC", "HC", "UK", "FC", "CC", "RFC", "AFC", "II", "III", "YMCA"})
SHORT = {
    "HLTH": "Health",
    "MED": "Medical",
    "PRACT": "Practice",
    "CTR": "Centre",
    "RD": "Road",
    "RD.": "Road",
    "AVE": "Avenue",
    "DR.": "Drive",
}
TITLES = frozenset({"DR", "ST", "MR", "MRS", "MS", "LTD"})
WORD = re.compile(r"[^\s]+")
PART = re.compile(r"[A-Z0-9]+(?:['’][A-Z]+)*|[^A-Z0-9]+")
VOWELS = frozenset("AEIOUY")
LONGEST_INITIALS = 3
BROKEN_END = {"Clu B": "Club", "Limi ted": "Limited"}


def is_shouting(text: str) -> bool:
    """Whether a text of more than one letter has no small letter."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and all(sign.isupper() for sign in letters)


def calm(text: str) -> str:
    """Return "Bentham Road Health Centre" for "BENTHAM ROAD HEALTH CENTRE".

    A name with small letters is kept as its owner writes it, apart from spaces and words that
    the register broke in two.
    """
    tidy = re.sub(r"\s*,\s*", ", ", " ".join(text.split())).strip(" ,")
    for broken, whole in BROKEN_END.items():
        if tidy.endswith(broken):
            tidy = tidy[: -len(broken)] + whole
    if not is_shouting(tidy):
        return tidy
    words = WORD.findall(tidy)
    last = len(words) - 1
    return " ".join(
        "Street" if word == "ST." and 0 < number == last else _calm_word(word, first=number == 0)
        for number, word in enumerate(words)
    )


def _calm_word(word: str, *, first: bool) -> str:
    if word.lower() in SMALL and not first:
        return word.lower()
    if word in SHORT and not first:
        return SHORT[word]
    inside = word.strip("().,&-")
    opens = word.startswith("(")
    if _stays_upper(inside, opens=opens):
        return word
    if word == "ST.":
        return "St"
    return "".join(_calm_part(part) for part in PART.findall(word))


def _stays_upper(inside: str, *, opens: bool) -> bool:
    if inside in TITLES or not inside.isalpha():
        return False
    if inside in UPPER:
        return True
    if len(inside) > LONGEST_INITIALS:
        return False
    return opens or not VOWELS.intersection(inside)


def _calm_part(part: str) -> str:
    head, *tails = re.split("(['’])", part)
    calmed = head.capitalize() if head[:1].isalpha() else head.lower()
    for mark, tail in zip(tails[::2], tails[1::2], strict=True):
        calmed += mark + (tail.lower() if len(tail) == 1 else tail.capitalize())
    return calmed


def address_in_town(address: str) -> str:
    """Return an address in a calm voice, without a county and without saying a part twice."""
    parts = [calm(part) for part in address.split(",")]
    kept: list[str] = []
    for part in parts:
        if part and part not in kept and part not in {"Leicestershire", "Lancashire", "Hampshire"}:
            kept.append(part)
    return ", ".join(kept)


def phone_in_groups(phone: str) -> str:
    """Return a British telephone number in the groups people read out."""
    digits = re.sub(r"\D", "", phone)
    if digits.startswith("011") and len(digits) == 11:
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    if digits.startswith("0") and len(digits) == 11:
        return f"{digits[:5]} {digits[5:]}"
    return " ".join(phone.split())
