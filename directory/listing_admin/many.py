"""What can be done to the listings that are ticked on the list?"""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import classproperty
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.bulk_action import BulkAction

from accounts.models import User
from core import clock
from directory.actions import many
from directory.forms.listings import MESSAGES
from directory.forms.many import ChangeManyForm
from directory.listing_admin.filters import ListingFilterSet
from directory.models import Location, Service
from directory.permissions import may_change_facts, may_publish
from directory.selectors.publishable import incomplete_drafts
from directory.selectors.staff_lists import looked_for

MOST_AT_ONCE = 500


LONGEST_KEY = 18


def _is_key(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_KEY


class ListingsAction(BulkAction):
    """One act on many listings: all of them change, or none."""

    template_name = "directory/admin/many.html"
    question: Any = ""
    button: Any = ""
    # One transaction holds the right to write: nobody may have to wait for it longer than a page.
    most: int = MOST_AT_ONCE
    needs_whole = False
    _looked_up: tuple[list[Service], dict[str, Any]] | None = None

    @classproperty
    def models(cls) -> list[type[Service]]:  # noqa: N805  # Wagtail reads it from the class
        """Return what it is for."""
        return [Service]

    @classmethod
    def get_queryset(cls, model: type[Service], object_ids: Sequence[str]) -> list[Service]:
        """Return the rows that were ticked; what is no number is passed over."""
        keys = [int(key) for key in map(str, object_ids) if _is_key(key)]
        rows = Service.objects.select_related("locale", "source")
        # The content of a draft is the heaviest column there is; few acts look into it.
        rows = rows.select_related("latest_revision") if cls.needs_whole else rows
        return list(rows.filter(pk__in=keys[: cls.most + 1]).order_by("name", "pk"))

    def get_all_objects_in_listing_query(self, parent_id: str | None) -> Sequence[int]:
        """Return the listings that the list shows with its words and filters."""
        filters = ListingFilterSet(self.request.GET, request=self.request)
        rows: Any = Service.objects.all()
        rows = filters.filter_queryset(rows) if filters.is_valid() else rows.sources()
        found = looked_for(rows, str(self.request.GET.get("q", "")))
        return list(found.order_by("pk").values_list("pk", flat=True)[: self.most + 1])

    def may(self, user: Any) -> bool:
        """Whether this person may do it at all."""
        return may_change_facts(user)

    def check_perm(self, obj: Service) -> bool:
        """Whether this listing may be changed: it is not locked by somebody else."""
        return not obj.locked or obj.locked_by_id == self.request.user.pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send those away who may not, and ask for fewer when there are too many."""
        if not self.may(request.user):
            messages.error(request, _("You cannot do this to listings."))
            return redirect("wagtailadmin_home")
        chosen = self._all()
        if len(chosen) > self.most:
            messages.error(request, _("Choose at most %(most)s listings.") % {"most": self.most})
            return redirect(self._back())
        if not chosen:
            messages.error(request, _("Tick the listings first."))
            return redirect(self._back())
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def _back(self) -> str:
        if self.next_url != self.request.path:
            return str(self.next_url)
        return reverse(Service.snippet_viewset.get_url_name("list"))

    def get_actionable_objects(self) -> tuple[list[Service], dict[str, Any]]:
        """Look the ticked listings up once for each answer, however often they are asked for."""
        if self._looked_up is None:
            self._looked_up = self._sorted()
        objects, others = self._looked_up
        return list(objects), dict(others)

    def _sorted(self) -> tuple[list[Service], dict[str, Any]]:
        """Return the listings that this is done to, and the others by the reason."""
        found: tuple[list[Service], dict[str, Any]] = super().get_actionable_objects()
        return found

    def _all(self) -> list[Any]:
        objects, others = self.get_actionable_objects()
        incomplete = [row for row, _why in others.get("incomplete", ())]
        return [*objects, *others["items_with_no_access"], *incomplete]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the page shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        edit_url = Service.snippet_viewset.get_url_name("edit")
        said = {"question": self.question, "button": self.button, "edit_url": edit_url}
        return context | said

    @classmethod
    def execute_action(cls, objects: Sequence[Service], **kwargs: Any) -> tuple[int, int]:
        """Do it; return how many listings changed."""
        return cls.act(objects, kwargs["form"], kwargs["user"]), 0

    def get_execution_context(self) -> dict[str, Any]:
        """Return what the act needs to know."""
        return {"form": self.cleaned_form, "user": self.request.user}

    @classmethod
    def act(cls, objects: Sequence[Service], form: Any, by: User) -> int:
        """Change the listings."""
        raise NotImplementedError

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many have changed."""
        return ngettext(
            "%(count)s listing has changed. The public sees it now.",
            "%(count)s listings have changed. The public sees it now.",
            num_parent_objects,
        ) % {"count": num_parent_objects}


class ChangeListings(ListingsAction):
    """Heading, term time, place and state."""

    display_name = gettext_lazy("Change")
    aria_label = gettext_lazy("Change the chosen listings")
    action_type = "change"
    action_priority = 10
    question = gettext_lazy("What is to change in these listings?")
    button = gettext_lazy("Change them")
    form_class = ChangeManyForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Let the place be found by its name."""
        chooser = Location.snippet_viewset.chooser_viewset.widget_class()
        return {**super().get_form_kwargs(), "place_widget": chooser}

    @classmethod
    def act(cls, objects: Sequence[Service], form: Any, by: User) -> int:
        return many.change_many(services=objects, changes=form.changes(), by=by, now=clock.now())


class CheckListings(ListingsAction):
    """Checked today."""

    display_name = gettext_lazy("Still right")
    aria_label = gettext_lazy("Say that the chosen listings are still right")
    action_type = "check"
    action_priority = 15
    question = gettext_lazy(
        "Is everything about these listings right? Then they are marked as checked today."
    )
    button = gettext_lazy("Yes, all of it is right")
    form_class = forms.Form

    @classmethod
    def act(cls, objects: Sequence[Service], form: Any, by: User) -> int:
        return many.check_many(services=objects, by=by, now=clock.now())


class PublishListings(ListingsAction):
    """Put up."""

    display_name = gettext_lazy("Publish")
    aria_label = gettext_lazy("Publish the chosen listings")
    action_type = "publish"
    action_priority = 20
    # A tenth of a second each: a revision, its cards in every language, the outbox.
    most = 100
    question = gettext_lazy("Publish these listings? Drafts that wait become what the public sees.")
    button = gettext_lazy("Publish them")
    form_class = forms.Form
    needs_whole = True

    def may(self, user: Any) -> bool:
        return may_publish(user)

    def check_perm(self, obj: Service) -> bool:
        """Let a translator publish translations alone."""
        return super().check_perm(obj) and (
            not obj.is_source or may_change_facts(self.request.user)
        )

    def _sorted(self) -> tuple[list[Service], dict[str, Any]]:
        """Set those aside that lack what the public needs."""
        objects, others = super()._sorted()
        if not self.needs_whole:
            return objects, others
        missing = incomplete_drafts(objects)
        others["incomplete"] = [
            (row, [MESSAGES[code] for code in missing[row.pk]])
            for row in objects
            if row.pk in missing
        ]
        return [row for row in objects if row.pk not in missing], others

    @classmethod
    def act(cls, objects: Sequence[Service], form: Any, by: User) -> int:
        return many.publish_many(services=objects, by=by, now=clock.now())


class TakeDownListings(PublishListings):
    """Take down."""

    display_name = gettext_lazy("Take down")
    aria_label = gettext_lazy("Take the chosen listings off the public site")
    action_type = "unpublish"
    action_priority = 25
    most = MOST_AT_ONCE
    classes = {"serious"}
    needs_whole = False
    question = gettext_lazy(
        "Take these listings off the public site? Nothing is lost: you can publish them again."
    )
    button = gettext_lazy("Take them down")

    @classmethod
    def act(cls, objects: Sequence[Service], form: Any, by: User) -> int:
        return many.take_down_many(services=objects, by=by, now=clock.now())


ALL = (ChangeListings, CheckListings, PublishListings, TakeDownListings)
