"""What goes along when a listing goes into another: translations, lists and reports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from directory.actions.drafts import change_everywhere
from directory.enums import WordsState
from directory.models import KeptItem, ProblemReport, Service
from directory.rules.merging import BOTH, KEPT, OTHER, WORDS, combined

Moved = dict[str, Any]


def follow(kept: Service, other: Service, choices: Mapping[str, str]) -> Moved:
    """Have all that points to the one lead to the other. Returns what taking it back needs."""
    return {
        "items": _move_items(kept, other),
        "problems": _move_problems(kept, other),
        **_move_translations(kept, other, choices),
    }


def take_back(kept: Service, other: Service, moved: Moved) -> None:
    """Have it all lead to where it led before."""
    items = [UUID(key) for key in moved.get("items", ())]
    KeptItem.objects.filter(pk__in=items, public_id=kept.translation_key).exclude(
        list__items__public_id=other.translation_key
    ).update(public_id=other.translation_key, short_code=other.short_code)
    problems = [UUID(key) for key in moved.get("problems", ())]
    ProblemReport.objects.filter(pk__in=problems, service=kept).update(service=other)
    for row in Service.objects.filter(pk__in=moved.get("translations", ()), source=kept):
        _belong(row, other)
    for key, words in moved.get("words", {}).items():
        for row in Service.objects.filter(pk=key, source=kept):
            _put_words_back(row, words)


def _move_items(kept: Service, other: Service) -> list[str]:
    """Change the entries of lists; a list that has both keeps both, and shows the one."""
    both = KeptItem.objects.filter(public_id=kept.translation_key).values("list")
    rows = KeptItem.objects.filter(public_id=other.translation_key).exclude(list__in=both)
    keys = list(rows.values_list("pk", flat=True))
    KeptItem.objects.filter(pk__in=keys).update(
        public_id=kept.translation_key, short_code=kept.short_code
    )
    return [str(key) for key in keys]


def _move_problems(kept: Service, other: Service) -> list[str]:
    keys = list(ProblemReport.objects.filter(service=other).values_list("pk", flat=True))
    ProblemReport.objects.filter(pk__in=keys).update(service=kept)
    return [str(key) for key in keys]


def _move_translations(kept: Service, other: Service, choices: Mapping[str, str]) -> Moved:
    """Give the kept listing the translations it lacks, and the words that were chosen."""
    if kept.locale_id != other.locale_id:
        return {"translations": [], "words": {}}
    there = {row.locale_id: row for row in kept.translations.select_related("source")}
    moved, words = [], {}
    for row in other.translations.select_related("source"):
        own = there.get(row.locale_id)
        if own is None:
            _belong(row, kept)
            moved.append(row.pk)
        elif before := _take_words(own, row, choices):
            words[str(own.pk)] = before
    return {"translations": moved, "words": words}


def _belong(row: Service, facts: Service) -> None:
    def change(listing: Service) -> None:
        listing.source, listing.translation_key = facts, facts.translation_key

    change_everywhere(facts=row, change=change)


def _take_words(own: Service, row: Service, choices: Mapping[str, str]) -> dict[str, list[str]]:
    """Take the translated words of what was chosen. Returns what stood there and what stands."""
    stale = row.stale_fields()
    chosen = [code for code in WORDS if choices.get(code, KEPT) in (OTHER, BOTH)]
    taken = {
        code: combined(code, getattr(own, code), getattr(row, code), choice=choices[code])
        for code in chosen
        if getattr(row, code) and code not in stale
    }
    if choices.get("picture") == OTHER:  # words for the picture that stood here say nothing now
        taken["picture_words"] = "" if "picture_words" in stale else row.picture_words
    changed = {code: text for code, text in taken.items() if text != getattr(own, code)}
    if not changed:
        return {}
    before = {code: [getattr(own, code), text] for code, text in changed.items()}
    state = own.words_state if own.words_state == row.words_state else WordsState.DRAFTED
    before["words_state"] = [own.words_state, state]
    _set_words(own, changed | {"words_state": state})
    return before


def _put_words_back(row: Service, words: Mapping[str, list[str]]) -> None:
    _set_words(row, {code: old for code, (old, new) in words.items() if getattr(row, code) == new})


def _set_words(row: Service, words: Mapping[str, str]) -> None:
    def change(listing: Service) -> None:
        for code, text in words.items():
            setattr(listing, code, text)

    change_everywhere(facts=row, change=change)
