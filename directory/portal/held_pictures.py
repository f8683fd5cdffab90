"""How does a picture that was sent stay, while something else on its page is wrong?"""

from dataclasses import replace
from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.ratelimit import allow
from directory.actions.pictures import keep_picture
from directory.cards import Card
from directory.portal.forms.base import PageForm
from directory.portal.forms.picture import FAULTS, TOO_MANY, PictureForm, token_of
from directory.presenters.listings import ListingView
from directory.rules.pictures import Fault

SENT, PER = 30, timedelta(hours=1)


def is_right(request: HttpRequest, form: PageForm) -> bool:
    """Whether a page can be kept; a picture that can be taken is kept even when it cannot."""
    if not isinstance(form, PictureForm):
        return form.is_valid()
    if getattr(request, "file_too_big", False):
        form.refused = str(FAULTS[Fault.HEAVY])
    elif request.FILES and not allow(scope="group-picture", request=request, limit=SENT, per=PER):
        form.files.clear()
        form.refused = str(TOO_MANY)
    told = form.is_valid()
    if form.drawn is not None:
        form.hold(str(keep_picture(drawn=form.drawn, now=clock.now()).pk))
    return told


def picture_context(form: PageForm) -> dict[str, object]:
    """Return the picture that is there, to be shown above the form: address and words."""
    if not isinstance(form, PictureForm) or not form.held_key:
        return {}
    return {"held": (_address(form.held_key), form["words"].value() or "")}


def with_held_picture(listing: ListingView, card: Card) -> ListingView:
    """Return what a preview shows, with the picture that only who sent it can see yet."""
    if listing.picture is None or card.picture is None:
        return listing
    return replace(listing, picture=replace(listing.picture, src=_address(card.picture.key)))


def _address(key: str) -> str:
    return reverse("groups_offer:picture", args=[token_of(key)])
