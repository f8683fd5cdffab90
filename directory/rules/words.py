"""Which words of a translation no longer say what the source says?"""

import hashlib
from collections.abc import Mapping

# For each word field: the fingerprint of the source text it was made from, and of its own text.
Provenance = Mapping[str, tuple[str, str]]


def fingerprint(text: str) -> str:
    """Return a short fingerprint of a text; spaces at the ends do not count."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:16]


def noted(
    words: Mapping[str, str], source_words: Mapping[str, str], provenance: Provenance
) -> dict[str, tuple[str, str]]:
    """Return the provenance after these words were written or changed.

    A word whose own text is the one already noted keeps its note, so that publishing an older
    draft does not make it look newer than it is.
    """
    notes: dict[str, tuple[str, str]] = {}
    for field, text in words.items():
        own = fingerprint(text)
        before = provenance.get(field)
        if before is not None and before[1] == own:
            notes[field] = (before[0], own)
        else:
            notes[field] = (fingerprint(source_words[field]), own)
    return notes


def is_copy(field: str, provenance: Provenance) -> bool:
    """Whether a text was taken over from the source as it stood, and so is no translation."""
    return field in provenance and provenance[field][0] == provenance[field][1]


def stale_words(
    words: Mapping[str, str], source_words: Mapping[str, str], provenance: Provenance
) -> tuple[str, ...]:
    """Return the fields whose source text has changed since they were translated."""
    return tuple(
        field
        for field, text in words.items()
        if text
        and field in provenance
        and not is_copy(field, provenance)
        and provenance[field][0] != fingerprint(source_words[field])
    )
