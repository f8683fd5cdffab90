"""How do the pages by age come into the tree?"""

import json
import uuid
from collections.abc import Collection
from typing import Any

from django.db import transaction
from wagtail.models import Locale

from home.actions.pages import DATA, count_children_anew, translate
from home.models import AgePage, AgesPage, HomePage


def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads((DATA / "ages.json").read_text("utf-8"))
    return document


def _fields(entry: dict[str, Any]) -> dict[str, Any]:
    topics = [{**topic, "id": str(uuid.uuid4())} for topic in entry["topics"]]
    fields = {name: value for name, value in entry.items() if name not in ("key", "topics")}
    return {**fields, "slug": entry["key"], "topics": json.dumps(topics)}


@transaction.atomic
def make_age_pages(*, languages: Collection[str] | None = None) -> int:
    """Make the pages by age that ship, if the site has none; return how many were new.

    `languages` are those they are translated into; by default all that have a home page.
    """
    if not HomePage.objects.filter(locale__language_code="en") or AgesPage.objects.exists():
        return 0
    count_children_anew()  # also on a site whose pages were made before this was done
    document = _document()
    home = HomePage.objects.get(locale__language_code="en")
    index = document["index"]
    top = AgesPage(slug=index["key"], title=index["title"], lead=index["lead"], locale=home.locale)
    home.add_child(instance=top)
    for entry in document["pages"]:
        top.add_child(instance=AgePage(locale=home.locale, **_fields(entry)))
    others = HomePage.objects.exclude(pk=home.pk).values_list("locale__language_code", flat=True)
    for code in others:
        if languages is None or code in languages:
            locale = Locale.objects.get(language_code=code)
            # Read anew for each language: a page remembers its parent as it was.
            for page in (top, *AgePage.objects.child_of(top)):
                translate(page, locale)
    count_children_anew()
    return len(document["pages"]) + 1
