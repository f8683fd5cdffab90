"""How are catalogues kept up to date, checked and compiled, without the gettext tools?"""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
from django.conf import settings

from locales.extraction import Found, Message, in_project

# From the Unicode CLDR, checked by tests/unit/locales: a wrong rule shows wrong words.
PLURAL_FORMS = {
    "en": "nplurals=2; plural=(n != 1);",
    "gu": "nplurals=2; plural=(n > 1);",
    "pl": "nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : "
    "n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);",
    "ur": "nplurals=2; plural=(n != 1);",
}

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}")


def translated_codes() -> list[str]:
    """Return the codes of the languages that have a catalogue: all but English."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def catalogue_path(code: str) -> Path:
    """Return where a language's catalogue lies."""
    return Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"


def _open(code: str) -> polib.POFile:
    path = catalogue_path(code)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=100)
    return polib.POFile(wrapwidth=100)


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _entry(message: Message, places: set[str], code: str) -> polib.POEntry:
    forms = int(PLURAL_FORMS[code].split("nplurals=")[1][0])
    flags = ["python-brace-format"] if "{" in message.text else []
    if "%(" in message.text:
        flags = ["python-format"]
    entry = polib.POEntry(msgid=message.text, flags=flags, occurrences=_occurrences(places))
    if message.context:
        entry.msgctxt = message.context
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = dict.fromkeys(range(forms), "")
    return entry


def _occurrences(places: set[str]) -> list[tuple[str, str]]:
    return [(place, "") for place in sorted(places)]


def update(code: str, found: Found) -> tuple[int, int]:
    """Write a language's catalogue anew from the texts found; return (added, dropped)."""
    old = {_key(entry): entry for entry in _open(code) if not entry.obsolete}
    metadata = _open(code).metadata
    catalogue = polib.POFile(wrapwidth=100)
    catalogue.metadata = {
        "Project-Id-Version": "Waymark",
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURAL_FORMS[code],
        "X-Drafted": "drafted, not yet checked by a native reader",
        "X-Checked-By": metadata.get("X-Checked-By", ""),
    }
    for message, places in sorted(
        found.places.items(), key=lambda item: (item[0].text, item[0].context)
    ):
        entry = _entry(message, places, code)
        known = old.get(message)
        if known is not None:
            entry.msgstr = known.msgstr
            if message.plural:
                entry.msgstr_plural = known.msgstr_plural or entry.msgstr_plural
        catalogue.append(entry)
    path = catalogue_path(code)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(path))
    return len(found.places.keys() - old.keys()), len(old.keys() - found.places.keys())


def _sources() -> Iterator[Path]:
    for folder in settings.LOCALE_PATHS:
        yield from Path(folder).glob("*/LC_MESSAGES/django.po")


def compile_all() -> int:
    """Compile each catalogue that is newer than its compiled twin; return how many."""
    count = 0
    for source in sorted(_sources()):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            count += 1
    return count


def _is_translated(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def completeness(code: str) -> int:
    """Return how many of a hundred texts have a translation."""
    if code == settings.LANGUAGE_CODE:
        return 100
    entries = [entry for entry in _open(code) if not entry.obsolete]
    if not entries:
        return 0
    return int(100 * sum(map(_is_translated, entries)) / len(entries))


def problems(root: Path) -> Iterator[str]:
    """Yield one sentence for each catalogue fault: stale, untranslated, wrong plural rule."""
    found = in_project(root)
    for code in translated_codes():
        catalogue = _open(code)
        entries = {_key(entry): entry for entry in catalogue if not entry.obsolete}
        if catalogue.metadata.get("Plural-Forms") != PLURAL_FORMS[code]:
            yield f"{code}: the plural rule is not the one of locales/catalogues.py."
        for message in found.places.keys() - entries.keys():
            yield f"{code}: not in the catalogue, run `make messages`: {message.text[:60]!r}"
        for message in entries.keys() - found.places.keys():
            yield f"{code}: no longer used, run `make messages`: {message.text[:60]!r}"
        for message, entry in entries.items():
            if not _is_translated(entry):
                yield f"{code}: has no translation: {message.text[:60]!r}"
            yield from _placeholder_problems(code, entry)


def _placeholder_problems(code: str, entry: polib.POEntry) -> Iterator[str]:
    wanted = set(_PLACEHOLDER.findall(entry.msgid))
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    allowed = wanted | set(_PLACEHOLDER.findall(entry.msgid_plural or ""))
    for text in texts:
        got = set(_PLACEHOLDER.findall(text))
        wrong = not got <= allowed if entry.msgid_plural else got != wanted
        if text and wrong:
            yield f"{code}: other placeholders than the English: {entry.msgid[:60]!r}"
