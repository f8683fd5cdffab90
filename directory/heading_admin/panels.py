"""What does the editor of a heading show?"""

from wagtail.admin.panels import FieldPanel, ObjectList

from directory.heading_admin.forms import HeadingForm
from directory.panels import WORDS_STATE

HEADING = ObjectList(
    [
        FieldPanel("name"),
        FieldPanel("synonyms"),
        FieldPanel("romanised"),
        WORDS_STATE,
        FieldPanel("parent"),
        FieldPanel("icon"),
        FieldPanel("scene"),
        FieldPanel("tint"),
        FieldPanel("quick_exit"),
        FieldPanel("openactive_id"),
    ],
    base_form_class=HeadingForm,
)
