"""How do the demonstration's pages come into the tree, in every language?"""

import json
import uuid
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)

from home.models import HomePage, InformationPage, TopicPage

DATA = Path(__file__).parents[1] / "data"
TYPES = {"topic": TopicPage, "information": InformationPage}
_FACTS = {"key", "type", "body"}


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((DATA / "pages.json").read_text("utf-8"))
    return entries


@cache
def _translations(code: str) -> dict[str, str]:
    path = DATA / f"words.{code}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def _body(entry: dict[str, Any]) -> str:
    blocks = [
        {**block, "value": _with_ids(block["value"]), "id": str(uuid.uuid4())}
        for block in entry.get("body", [])
    ]
    return json.dumps(blocks)


def _with_ids(value: Any) -> Any:
    """Return a block's value with a name for each item of a list: only such are translated."""
    if not isinstance(value, dict):
        return value
    return {
        name: [{"type": "item", "value": item, "id": str(uuid.uuid4())} for item in inner]
        if isinstance(inner, list)
        else inner
        for name, inner in value.items()
    }


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    fields = {name: value for name, value in entry.items() if name not in _FACTS}
    if "body" in entry:
        fields["body"] = _body(entry)
    return fields


def ensure_locales() -> dict[str, Locale]:
    """Make a Wagtail locale for each language of the settings; return them by code."""
    return {
        code: Locale.objects.get_or_create(language_code=code)[0]
        for code, _name in settings.LANGUAGES
    }


@transaction.atomic
def make_pages(*, languages: Collection[str] | None = None) -> int:
    """Make the demonstration's pages; return how many English ones were new.

    `languages` are those they are translated into; by default all of the site.
    """
    locales = ensure_locales()
    if HomePage.objects.filter(locale=locales["en"]).exists():
        return 0
    root = Page.get_first_root_node()
    if root is None:
        raise LookupError("The page tree has no root: run the migrations first.")
    Page.objects.filter(depth=2, slug="home").delete()
    root.refresh_from_db()
    entries = _entries()
    home = HomePage(slug="home", locale=locales["en"], **_fields(entries[0]))
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": "localhost",
            "root_page": home,
            "site_name": settings.WAYMARK_SITE_NAME,
        },
    )
    for entry in entries[1:]:
        home.add_child(
            instance=TYPES[entry["type"]](slug=entry["key"], locale=locales["en"], **_fields(entry))
        )
    translated = {
        code: locale for code, locale in locales.items() if languages is None or code in languages
    }
    translate_pages(home, translated)
    count_children_anew()
    return len(entries)


def count_children_anew() -> None:
    """Count the pages below each page, now and after the commit.

    A translation goes live after the commit as it was when it was made: with no page below it.
    The next page below it would then be refused.
    """
    Page.fix_tree()
    transaction.on_commit(Page.fix_tree)


def translate_pages(home: HomePage, locales: dict[str, Locale]) -> None:
    """Translate the pages into each other language with the words that ship with the site."""
    for code, locale in locales.items():
        if code == "en":
            continue
        if _translations(code):
            for page in (home, *home.get_children().specific()):
                translate(page, locale)


def translate(page: Page, locale: Locale) -> None:
    """Translate one page through wagtail-localize, so that it knows when its words are old.

    What has no translation yet stays in English.
    """
    words = _translations(locale.language_code)
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation, _new = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        text = words.get(segment.string.data)
        if text:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                },
            )
    translation.save_target(publish=True)
