"""What is asked on the pages of an offer, and in which order?"""

from .about import HeadingsForm, WhatForm, WhoForm
from .base import PageForm
from .keeping import CancelForm, RoomForm, RunningForm
from .picture import PictureForm
from .reaching import PublicForm, TeamForm
from .times import CostForm, OtherTimeForm, WhenForm
from .where import WhereForm

PAGES: dict[str, type[PageForm]] = {
    "what": WhatForm,
    "when": WhenForm,
    "where": WhereForm,
    "cost": CostForm,
    "public": PublicForm,
    "team": TeamForm,
}
MORE: dict[str, type[PageForm]] = {
    "again": OtherTimeForm,
    "who": WhoForm,
    "headings": HeadingsForm,
    "picture": PictureForm,
}
EVERY_PAGE = {**PAGES, **MORE}
# The pages of a listing that is there already.
KEEPING: dict[str, type[PageForm]] = {
    "cancel": CancelForm,
    "when": WhenForm,
    "again": OtherTimeForm,
    "cost": CostForm,
    "room": RoomForm,
    "running": RunningForm,
    "what": WhatForm,
    "where": WhereForm,
    "public": PublicForm,
    "who": WhoForm,
    "headings": HeadingsForm,
    "picture": PictureForm,
}
