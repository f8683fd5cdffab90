"""Which fields does the editor of a record show: facts and words, or words only?"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.enums import ContactKind
from directory.models import TranslatedRecord
from directory.models.details import WRITTEN_LIKE
from directory.rules.contacts import is_phone

# What a translated row has besides its words: it is published for itself, also on a date.
OF_EACH_ROW = ("words_state", "comment_notifications", "go_live_at", "expire_at")


class RecordForm(WagtailAdminModelForm):
    """The editor of a translated record; a translation has its words and their state alone."""

    instance: TranslatedRecord

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.source is None:
            self.fields.pop("words_state", None)
        else:
            self._keep_words(self.instance.source)

    def clean_phone(self) -> str:
        """Return a number that can be rung; asked of records with a telephone of their own."""
        typed = str(self.cleaned_data.get("phone") or "").strip()
        if typed and "phone" in self.changed_data and not is_phone(typed):
            raise ValidationError(str(WRITTEN_LIKE[ContactKind.PHONE]))
        return typed

    def error_lines(self) -> list[tuple[str, str, str]]:
        """Return what is wrong, from the top: the id of the field, its name, the message."""
        lines = _lines(self)
        for name, formset in self.formsets.items():
            label = capfirst(str(formset.model._meta.verbose_name)) if name else ""
            rows = [row for row in formset.forms if row not in formset.deleted_forms]
            for number, row in enumerate(rows, start=1):
                lines += [
                    (key, f"{label} {number}: {said}", text) for key, said, text in _lines(row)
                ]
            lines += [("", label, str(text)) for text in formset.non_form_errors()]
        return lines

    def _keep_words(self, source: TranslatedRecord) -> None:
        self.formsets: dict[str, Any] = {}
        for name in list(self.fields):
            if name not in (*source.WORDS, *OF_EACH_ROW):
                del self.fields[name]
        for name, text in source.words().items():
            if name in self.fields and text:
                self.fields[name].help_text = _("In %(language)s: %(text)s") % {
                    "language": source.locale.get_display_name(),
                    "text": text,
                }


def _lines(form: Any) -> list[tuple[str, str, str]]:
    """Return the messages of one form in the order of its fields."""
    found = [("", "", str(text)) for text in form.non_field_errors()]
    for name in form.fields:
        bound = form[name]
        # A group of boxes has no label of its own: go to its first box.
        key = bound.id_for_label or (f"{bound.auto_id}_0" if bound.auto_id else "")
        found += [(key, capfirst(str(bound.label)), str(said)) for said in bound.errors]
    return found
