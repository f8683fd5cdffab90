"""How do the made-up activities, written for Leicester, come to stand in another council's area?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils.text import slugify

from directory.actions.sample_files import Texts, Words
from directory.actions.samples import Row, SampleFiles
from geography.types import Spot

# Names in the samples that say where they are, besides the areas of their places.
FROM_HOME = ("Leicester", "Soar", "Charnwood")


def placed_anew(files: SampleFiles, spots: Sequence[Spot]) -> SampleFiles:
    """Return the samples on other spots; a text that named an old place names the new one.

    What names a place is shown in English only: its translations name the old one.
    """
    named: dict[str, str] = {}
    locations: list[Row] = []
    for row, spot in zip(files.locations, spots, strict=False):
        for name in (row["area"], row["ward_name"]):
            named.setdefault(name, spot.ward_name)
        locations.append({**row, **_place(spot)})
    named |= dict.fromkeys(FROM_HOME, spots[0].district_name)
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, named), key=len, reverse=True))})\b")
    changed: set[str] = set()
    organisations = [_renamed(row, pattern, named, changed) for row in files.organisations]
    posts = _posts(files.organisations, organisations)
    activities = [_renamed(row, pattern, named, changed) for row in files.activities]
    return SampleFiles(
        organisations=[_reached(row, posts) for row in organisations],
        locations=[_renamed(row, pattern, named, changed, only=WORDED) for row in locations],
        activities=[{**row, "contact": _reached(row["contact"], posts)} for row in activities],
        words={code: _without(words, changed) for code, words in files.words.items()},
    )


WORDED = ("name", "how_to_find")
NEVER = ("code", "organisation_code", "location_code", "email", "contact", "categories")


def _place(spot: Spot) -> dict[str, Any]:
    return {
        "area": spot.ward_name,
        "city": spot.district_name,
        "postcode": spot.postcode,
        "ward": spot.ward,
        "ward_name": spot.ward_name,
        "district": spot.district,
        "lat": spot.lat,
        "lon": spot.lon,
    }


def _renamed(
    row: Row,
    pattern: re.Pattern[str],
    named: Mapping[str, str],
    changed: set[str],
    only: Sequence[str] = (),
) -> Row:
    def new(value: Any, key: str) -> Any:
        if isinstance(value, str):
            return pattern.sub(lambda match: named[match[1]], value)
        if isinstance(value, dict) and key not in NEVER:
            return {name: new(one, name) for name, one in value.items()}
        return value

    made = {
        key: value if key in NEVER or (only and key not in only) else new(value, key)
        for key, value in row.items()
    }
    if made != row:
        changed.add(row["code"])
    return made


def _posts(before: Sequence[Row], after: Sequence[Row]) -> dict[str, str]:
    """Return the addresses that go with new names, by the old address."""
    return {
        old["email"]: f"{slugify(new['name'])}@example.org"
        for old, new in zip(before, after, strict=True)
        if old.get("email") and old["name"] != new["name"]
    }


def _reached(row: Row, posts: Mapping[str, str]) -> Row:
    """Return a row with the e-mail address of the new name; not every row has one."""
    return {**row, "email": posts.get(row["email"], row["email"])} if row.get("email") else row


def _without(words: Words, changed: set[str]) -> Words:
    def kept(texts: Texts) -> Texts:
        return {code: text for code, text in texts.items() if code not in changed}

    return replace(
        words,
        services=kept(words.services),
        organisations=kept(words.organisations),
        locations=kept(words.locations),
    )
