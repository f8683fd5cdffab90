"""How is the tree of headings shown?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin

from directory.heading_admin.changing import PERMISSION
from directory.models import TaxonomyTerm
from directory.selectors.heading_tree import Node, retired, tree


class HeadingTreeView(PermissionCheckedMixin, TemplateView):
    """All headings on one page: there are dozens, not thousands."""

    model = TaxonomyTerm
    permission_policy: Any = None
    any_permission_required = ["add", "change", "delete", "view"]
    add_url_name = ""
    edit_url_name = ""
    results_only = False

    def get_template_names(self) -> list[str]:
        """Return the page; the list of records it takes the place of has others."""
        return ["directory/admin/headings/tree.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the tree, narrowed to what was typed, and the retired headings."""
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:100]
        nodes = tree()
        return {
            **super().get_context_data(**kwargs),
            "nodes": tuple(_narrowed(nodes, words.casefold())) if words else nodes,
            "words": words,
            "retired": retired(),
            "may_change": self.request.user.has_perm(PERMISSION),
            "may_translate": self.request.user.has_perm("wagtail_localize.submit_translation"),
            "add_url_name": self.add_url_name,
            "edit_url_name": self.edit_url_name,
        }


def _narrowed(nodes: Iterable[Node], words: str) -> Iterable[Node]:
    """Give the headings one of whose words in any language holds what was typed."""
    for node in nodes:
        below = tuple(_narrowed(node.below, words))
        said = (
            *node.term.lines(),
            node.term.code,
            *(one.name for _state, words in node.words for one in words),
        )
        if any(words in line.casefold() for line in said):
            yield node
        elif below:
            yield replace(node, below=below)
