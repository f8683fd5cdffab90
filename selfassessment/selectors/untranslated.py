"""Which translations are missing, and which of those keep a journey from being published?

English stands in for what is missing, marked as English. Plain texts may wait for their
translation. A text of safety, consent or a scored questionnaire may not, unless residents have
been reading the same text in English already.
"""

from collections.abc import Iterator, Mapping

from selfassessment.engine.changes import Content
from selfassessment.engine.findings import Finding, error
from selfassessment.engine.text_keys import TextClass, text_keys
from selfassessment.fixed_names import SOURCE

MISSING = frozenset({"text_missing", "error_text_missing"})


def may_wait(
    finding: Finding, before: Content | None, after: Content, prefixes: tuple[str, ...]
) -> bool:
    """Return whether a finding is a translation that is missing and may be."""
    if finding.code not in MISSING or before is None:
        return False
    _, locale, key = finding.place.split(".", 2)
    if locale == SOURCE or before.texts.get(locale, {}).get(key):
        return False
    read_already = bool(before.texts.get(SOURCE, {}).get(key))
    return read_already or not _is_careful(key, after, prefixes)


def missing_safety(after: Content, prefixes: tuple[str, ...]) -> Iterator[Finding]:
    """Yield safety texts without a translation that stand on no page of their own.

    Those are names of telephone numbers, and what all emergency pages say.
    """
    needed = text_keys(after.definition)
    english = after.texts.get(SOURCE, {})
    keys = [key for key in english if key.startswith(prefixes) and key not in needed]
    for locale in after.definition.locales:
        words: Mapping[str, str] = after.texts.get(locale, {})
        for key in keys:
            if english[key].strip() and not words.get(key, "").strip():
                place = f"texts.{locale}.{key}"
                yield error("text_missing", place, f"“{key}” has no text in “{locale}”.")


def _is_careful(key: str, after: Content, prefixes: tuple[str, ...]) -> bool:
    kind = text_keys(after.definition).get(key, TextClass.PLAIN)
    return kind is not TextClass.PLAIN or key.startswith(prefixes)
