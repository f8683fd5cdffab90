"""What are the codes of needs, offers, providers and safety flags called at the desk?

The names belong to the journeys, which stand above: they fill this registry when ready.
"""

from collections.abc import Callable

Namer = Callable[[str, str], str | None]
_namers: list[Namer] = []
# Codes that the desk itself gives.
_OWN = {("safety", "by_staff"): "Staff think that somebody may not be safe"}


def register(namer: Namer) -> None:
    """Let `namer(kind, code)` name codes: need, offer, provider, safety, format, told_in, area."""
    if namer not in _namers:
        _namers.append(namer)


def name(kind: str, code: str) -> str:
    """Return the English name of a code; a code nobody knows is shown in plain words."""
    for namer in _namers:
        found = namer(kind, code)
        if found:
            return found
    if (kind, code) in _OWN:
        return _OWN[kind, code]
    return code.replace("_", " ").replace("-", " ").capitalize()
