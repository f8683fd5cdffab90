"""What do the files of the sample listings say?"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from directory.models import Location, Organisation, Service
from directory.rules.recurrence import Rule, Session

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "samples"
RUNNING_SINCE = timedelta(weeks=8)
Row = Mapping[str, Any]
Texts = Mapping[str, Mapping[str, str]]
# What the files call a word, and what the record calls it.
RENAMED = {"description": "about", "how_to_find": "directions"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by code of the record."""

    services: Texts
    organisations: Texts
    locations: Texts


def key_for(kind: str, code: str) -> UUID:
    """Return the public id that always belongs to a sample."""
    return uuid5(NAMESPACE_URL, f"waymark:sample:{kind}:{code}")


def read_rows(path: Path) -> list[Row]:
    """Return the rows of a file; none when there is no such file."""
    if not path.exists():
        return []
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def read_words(folder: Path) -> dict[str, Words]:
    """Return the words of each language that has a file."""
    found: dict[str, Words] = {}
    for path in sorted(folder.glob("words.*.json")):
        language = path.name.split(".")[1]
        content = json.loads(path.read_text(encoding="utf-8"))
        organisations = content.pop("organisations", {})
        locations = content.pop("locations", {})
        found[language] = Words(
            services=_texts(content, Service.WORDS),
            organisations=_texts(organisations, Organisation.WORDS),
            locations=_texts(locations, Location.WORDS),
        )
    return found


def _texts(content: Mapping[str, Mapping[str, str]], words: tuple[str, ...]) -> Texts:
    return {
        code: {
            RENAMED.get(name, name): text
            for name, text in texts.items()
            if text and RENAMED.get(name, name) in words
        }
        for code, texts in content.items()
    }


def location_fields(row: Row) -> dict[str, Any]:
    """Return the fields of a place."""
    parts = [row["address"], row.get("area"), row.get("city")]
    return {
        "name": row["name"],
        "directions": row.get("how_to_find") or "",
        "address": ", ".join(part for part in parts if part),
        "area": row.get("area") or "",
        "postcode": row["postcode"],
        "phone": row.get("phone") or "",
        "email": row.get("email") or "",
        "outcode": row["postcode"].split(" ")[0],
        "ward": row.get("ward") or "",
        "district": row.get("district") or "E06000016",
        "latitude": row["lat"],
        "longitude": row["lon"],
    }


def service_fields(row: Row) -> dict[str, Any]:
    """Return the facts and English words of a listing."""
    words, formats = row["words"], row["formats"]
    return {
        "name": row["name"],
        "kind": row["kind"],
        "summary": words.get("summary", ""),
        "first_visit": words.get("first_visit", ""),
        "who_for": words.get("who_for", ""),
        "how_to_join": words.get("how_to_join", ""),
        "cost_note": row["cost"].get("note") or "",
        "minimum_age": row["ages"]["lowest"],
        "maximum_age": row["ages"]["highest"],
        "gender": row["gender"] or "",
        "beginners": bool(row["beginners"]),
        "booking": row["booking"] or "",
        "in_person": "in_person" in formats,
        "online": "online" in formats,
        "telephone": "telephone" in formats,
    }


def sessions_of(row: Row, today: date) -> Iterator[Session]:
    """Give the patterns of a listing; they have been running for eight weeks."""
    monday = today - timedelta(days=today.weekday())
    for session in row["sessions"]:
        every = session["every"]
        nth = tuple(every["nth"]) if isinstance(every, dict) else ()
        yield Session(
            rule=Rule(days=tuple(session["days"]), every=1 if nth else int(every or 1), nth=nth),
            starts_on=monday - RUNNING_SINCE,
            start=time.fromisoformat(session["start"]),
            end=time.fromisoformat(session["end"]),
            term_time=bool(session["term_time"]),
        )
