"""What is an editor told about the other languages of what was just published?"""

from django.conf import settings
from wagtail.models import TranslatableMixin
from wagtail_localize.models import Translation

NAMES = dict(settings.LANGUAGES)


def _english_name(code: str) -> str:
    return {"gu": "Gujarati", "pl": "Polish", "ur": "Urdu"}.get(code, NAMES.get(code, code))


def language_note(instance: TranslatableMixin) -> str:
    """Return a sentence for each state of translation; empty when all languages are up to date."""
    translations = {
        row.locale.language_code: row
        for row in instance.get_translations().select_related("locale")
    }
    missing = [
        _english_name(code)
        for code, _name in settings.LANGUAGES
        if code != instance.locale.language_code and code not in translations
    ]
    old = [_english_name(code) for code, row in translations.items() if _is_old(instance, row)]
    notes = []
    if missing:
        notes.append(
            f"Not shown in {', '.join(missing)}: there is no translation yet. "
            "Until there is one, people who read in those languages do not see it."
        )
    if old:
        notes.append(
            f"Out of date in {', '.join(old)}: until the translation is brought up to date, "
            "people who read in those languages see the earlier words."
        )
    return " ".join(notes)


def _is_old(source: TranslatableMixin, row: TranslatableMixin) -> bool:
    translation = (
        Translation.objects.filter(
            source__object_id=source.translation_key, target_locale=row.locale_id
        )
        .select_related("source")
        .first()
    )
    return translation is None or translation.get_status_display() != "Up to date"
