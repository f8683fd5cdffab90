"""Which listings may be one and the same thing, and why?

Two listings are compared only when they share a block: a place, a postcode, a telephone number, a
whole name, or an outcode or charity together with the beginning of a word of the name. So one pass
over a whole directory compares few pairs.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from directory.rules.names_alike import name_key, qualifiers, similarity, telling

SCORE_SHOWN = 60
LARGEST_BLOCK, WINDOW = 60, 20
BEGINNING = 4
LEAST_LIKE = 0.5
NAME, PLACE, POSTCODE, OUTCODE, PHONE, CHARITY, TIME = 55, 25, 22, 8, 15, 10, 8
UNPLACED = 8
ELSEWHERE, OTHER_POSTCODE, OTHER_TIME, OTHER_LEVEL, OTHER_KIND = -20, -6, -8, -25, -15
ANY_KIND = frozenset({"activity", "service", "club"})
Progress = Callable[[int, int], None]
REASONS = {
    "same_name": "The same name",
    "like_name": "Names that are alike",
    "place": "The same place",
    "postcode": "The same postcode",
    "outcode": "The same area",
    "unplaced": "One of them has no place",
    "phone": "The same telephone number",
    "place_phone": "The telephone number of the place",
    "charity": "The same charity number",
    "group": "The same group",
    "time": "A session at the same time",
}
Slot = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Face:
    """What of a listing is compared."""

    key: int
    name: str
    kind: str = "activity"
    place: int | None = None
    postcode: str = ""
    outcode: str = ""
    phones: frozenset[str] = frozenset()
    place_phones: frozenset[str] = frozenset()
    charity: str = ""
    organisation: int | None = None
    times: frozenset[Slot] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two listings that may be one: the keys in order, a score up to 100, and why."""

    first: int
    second: int
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass found, and how many pairs were compared for it."""

    found: tuple[Likeness, ...]
    scored: int


def compare(one: Face, other: Face) -> Likeness | None:
    """Return how alike two listings are and why; None when nobody would take them for one."""
    like = similarity(one.name, other.name)
    if like < LEAST_LIKE:
        return None
    score = NAME * like + sum(_against(one, other))
    reasons = ["same_name" if like == 1.0 else "like_name"]
    for points, code in _for(one, other):
        score += points
        reasons.append(code)
    if score < SCORE_SHOWN:
        return None
    first, second = sorted((one.key, other.key))
    return Likeness(first, second, min(round(score), 100), tuple(reasons))


def _for(one: Face, other: Face) -> Iterator[tuple[int, str]]:
    if one.place is not None and one.place == other.place:
        yield PLACE, "place"
    elif one.postcode and one.postcode == other.postcode:
        yield POSTCODE, "postcode"
    elif one.outcode and one.outcode == other.outcode:
        yield OUTCODE, "outcode"
    elif not (one.outcode and other.outcode) and _same_long_name(one, other):
        yield UNPLACED, "unplaced"
    if one.phones & other.phones:
        yield PHONE, "phone"
    elif (one.place is None or one.place != other.place) and _ring_one_place(one, other):
        yield PHONE, "place_phone"
    if one.charity and one.charity == other.charity:
        yield CHARITY, "charity"
    elif one.organisation is not None and one.organisation == other.organisation:
        yield CHARITY // 2, "group"
    if one.times & other.times:
        yield TIME, "time"


def _ring_one_place(one: Face, other: Face) -> bool:
    """Whether the number of a place is that of the other, too: one hall written down twice.

    Listings of the same place share its number anyway; that says nothing more than the place.
    """
    return bool(
        one.place_phones & (other.phones | other.place_phones) or one.phones & other.place_phones
    )


def _same_long_name(one: Face, other: Face) -> bool:
    """Whether both have the same name, and one that few things share."""
    return len(telling(one.name)) > 1 and name_key(one.name) == name_key(other.name)


def _against(one: Face, other: Face) -> Iterator[int]:
    if one.outcode and other.outcode and one.outcode != other.outcode:
        yield ELSEWHERE
    elif one.postcode and other.postcode and one.postcode != other.postcode:
        yield OTHER_POSTCODE
    if one.times and other.times and not one.times & other.times:
        yield OTHER_TIME
    outcodes = {one.outcode.casefold(), other.outcode.casefold()}  # where it is, not which level
    if qualifiers(one.name) - outcodes != qualifiers(other.name) - outcodes:
        yield OTHER_LEVEL
    if one.kind != other.kind and not {one.kind, other.kind} <= ANY_KIND:
        yield OTHER_KIND


def blocks(face: Face) -> Iterator[str]:
    """Give the keys under which a listing meets those it may be the same as."""
    if face.place is not None:
        yield f"place {face.place}"
    if face.postcode:
        yield f"postcode {face.postcode}"
    for phone in face.phones | face.place_phones:
        yield f"phone {phone}"
    yield f"name {name_key(face.name)}"
    beginnings = {word[:BEGINNING] for word in telling(face.name)}
    for near in (face.outcode, face.charity):
        if near:
            yield from (f"{near} {beginning}" for beginning in beginnings)


def pairs(faces: Sequence[Face], progress: Progress | None = None, *, known: int = 0) -> Scan:
    """Return all pairs that may be one thing, the likeliest first.

    The first `known` faces are not compared with each other: only with those that come after.
    """
    by_block = _blocked(faces, known)
    found: list[Likeness] = []
    scored = 0
    for number in range(known, len(faces)):
        there = (by_block[block] for block in blocks(faces[number]) if block in by_block)
        near = {other for block in there for other in block.near(number)}
        earlier = sorted(other for other in near if other < number)
        scored += len(earlier)
        found += filter(None, (compare(faces[other], faces[number]) for other in earlier))
        if progress is not None:
            progress(number + 1 - known, len(faces) - known)
    found.sort(key=lambda pair: (-pair.score, pair.first, pair.second))
    return Scan(tuple(found), scored)


@dataclass(slots=True)
class _Block:
    """The faces of a block by their numbers; in a big one each meets its neighbours by name."""

    members: list[int]
    places: dict[int, int] | None = None

    def near(self, number: int) -> Sequence[int]:
        """Return those whom one of the block meets, and itself."""
        if self.places is None:
            return self.members
        at = self.places[number]
        return self.members[max(0, at - WINDOW) : at + WINDOW + 1]


def _blocked(faces: Sequence[Face], known: int) -> dict[str, _Block]:
    """Return the blocks in which somebody may be met who is not known yet."""
    met: dict[str, list[int]] = defaultdict(list)
    for number in range(known, len(faces)):
        for block in dict.fromkeys(blocks(faces[number])):
            met[block].append(number)
    for number in range(known):
        for block in dict.fromkeys(blocks(faces[number])):
            if block in met:
                met[block].append(number)
    return {name: _block(members, faces) for name, members in met.items() if len(members) > 1}


def _block(members: list[int], faces: Sequence[Face]) -> _Block:
    if len(members) <= LARGEST_BLOCK:
        return _Block(members)
    members.sort(key=lambda number: (name_key(faces[number].name), number))
    return _Block(members, {number: at for at, number in enumerate(members)})
