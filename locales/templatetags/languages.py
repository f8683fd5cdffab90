"""Template tags about languages: safety texts in two languages, names of languages."""

from django import template
from django.template.base import NodeList, Parser, Token
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from locales.drafted import is_drafted

register = template.Library()


class BothLanguagesNode(template.Node):
    """Render the block in the reader's language and, while that is a draft, in English too."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """Return the block once, or twice with the English one marked as English."""
        code = get_language() or "en"
        first = self.nodelist.render(context)
        if not is_drafted(code):
            return first
        with override("en"), context.push(language_code="en", text_direction="ltr"):
            english = self.nodelist.render(context)
        return format_html(
            '{}<div class="wm-both" lang="en" dir="ltr">{}</div>',
            mark_safe(first),
            mark_safe(english),
        )


@register.tag
def both_languages(parser: Parser, token: Token) -> BothLanguagesNode:
    """`{% both_languages %}…{% endboth_languages %}`: a text nobody may misread."""
    nodelist = parser.parse(("endboth_languages",))
    parser.delete_first_token()
    return BothLanguagesNode(nodelist)
