"""Which fields does the editor of a record show: facts and words, or words only?"""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from directory.models import TranslatedRecord


class RecordForm(WagtailAdminModelForm):
    """The editor of a translated record; a translation has its words and their state alone."""

    instance: TranslatedRecord

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.source is None:
            self.fields.pop("words_state", None)
        else:
            self._keep_words(self.instance.source)

    def _keep_words(self, source: TranslatedRecord) -> None:
        self.formsets: dict[str, Any] = {}
        for name in list(self.fields):
            if name not in (*source.WORDS, "words_state", "comment_notifications"):
                del self.fields[name]
        for name, text in source.words().items():
            if name in self.fields and text:
                self.fields[name].help_text = _("In %(language)s: %(text)s") % {
                    "language": source.locale.get_display_name(),
                    "text": text,
                }
