"""What is asked on the pages of an offer, and in which order?"""

from .about import HeadingsForm, WhatForm, WhoForm
from .base import PageForm
from .reaching import PublicForm, TeamForm
from .times import CostForm, WhenForm
from .where import WhereForm

PAGES: dict[str, type[PageForm]] = {
    "what": WhatForm,
    "when": WhenForm,
    "where": WhereForm,
    "cost": CostForm,
    "public": PublicForm,
    "team": TeamForm,
}
MORE: dict[str, type[PageForm]] = {"who": WhoForm, "headings": HeadingsForm}
EVERY_PAGE = {**PAGES, **MORE}
