"""Which facts differ, and are they still those that somebody has seen?"""

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32


def version_of(values: Mapping[str, Any]) -> int:
    """Return a number that changes when any of these facts changes."""
    return crc32(json.dumps(values, sort_keys=True, default=str).encode())


def differing(there: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Return those of the wanted facts that are not there already."""
    return {
        name: value
        for name, value in wanted.items()
        if json.dumps(value, sort_keys=True, default=str)
        != json.dumps(there.get(name), sort_keys=True, default=str)
    }
