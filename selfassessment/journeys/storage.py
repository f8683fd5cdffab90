"""Where do the steps of formtools keep what was answered? In the draft, sealed."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from formtools.wizard.storage.base import BaseStorage

from core import clock
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer
from selfassessment.journeys.facts import place_of
from selfassessment.journeys.walks import Walk

POSTCODE = "postcode"


class DraftStorage(BaseStorage):
    """The draft of the address. Only the present step is remembered here, for one request."""

    def __init__(
        self, prefix: str, request: HttpRequest | None = None, file_storage: object | None = None
    ) -> None:
        """Take the walk that the view opened; see views/steps.py."""
        super().__init__(prefix, request, file_storage)
        self.walk: Walk = request.walk  # type: ignore[union-attr]  # set by the view
        self.init_data()

    def get_step_data(self, step: str) -> None:
        """Return nothing: forms show kept answers by themselves, and are never read twice."""

    def set_step_data(self, step: str, cleaned_data: Mapping[str, Answer] | Any) -> None:
        """Keep the answers of a step in the draft, with what a new postcode tells."""
        place: Mapping[str, Any] | bool | None = False
        postcode = cleaned_data.get(POSTCODE)
        if postcode is not None:
            place = place_of(str(postcode.value)) if postcode.has_value else None
        drafts.keep(draft=self.walk.draft, answers=cleaned_data, place=place, now=clock.now())
        self.walk.refresh()

    def set_step_files(self, step: str, files: object) -> None:
        """Keep no files: no question asks for one."""
