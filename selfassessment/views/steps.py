"""The steps of a journey: one machine for the health check and the self-referral.

formtools runs the steps; which steps there are comes from replaying the engine; answers are kept
by DraftStorage; the guard is here: nobody reaches a page that is not on their path.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from formtools.wizard.views import NamedUrlWizardView

from core import clock
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.journeys.addresses import resume_address, step_address
from selfassessment.journeys.ages import age_links
from selfassessment.journeys.forms import PageForm, form_for, known_from_check
from selfassessment.journeys.pages import page_context
from selfassessment.journeys.storage import DraftStorage
from selfassessment.journeys.tasks import tasks_context
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.views import counting
from selfassessment.views.asking import ASKING, WARNING
from selfassessment.views.drafts import ChangeMustBeSeen, DraftIsGone, find_walk, gone
from selfassessment.views.saving import save_for_later
from selfassessment.views.unsure import show_again


def _keep_in_old_version(request: HttpRequest, draft: Draft, page_id: str) -> None:
    """Keep what is sent while the questions change: what is asked again is dropped later."""
    walk = Walk(draft, get_language() or "en")
    step = walk.step(page_id)
    if step is None or step.page.kind not in ASKING:
        return
    form = form_for(walk, step, request.POST, whole="change" in request.GET)
    if not form.is_valid() or form.soft_check is not None:
        return
    request.walk = walk  # type: ignore[attr-defined]  # for the storage
    with suppress(drafts.DraftIsSent):
        DraftStorage("steps", request).set_step_data(page_id, form.answers)


class JourneySteps(NamedUrlWizardView):
    """One step: shown on GET, kept on POST, then on to where the path leads."""

    form_list = [("first", PageForm)]  # replaced for each request by get_form_list
    storage_name = "selfassessment.journeys.storage.DraftStorage"
    journey = ""
    walk: Walk

    @classmethod
    def as_view(cls, *args: Any, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Return the view, with what is shown when its token is missing."""
        view: Any = super().as_view(*args, **kwargs)
        view.show_again = partial(show_again, cls.journey)
        return cast(Callable[..., HttpResponse], view)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the draft, refuse steps off the path, then let formtools go on."""
        try:
            self.walk = find_walk(request, kwargs["draft"], self.journey)
        except DraftIsGone as why:
            if isinstance(why, ChangeMustBeSeen) and request.method == "POST":
                _keep_in_old_version(request, why.draft, kwargs["step"])
            return gone(request, self.journey, why)
        request.walk = self.walk  # type: ignore[attr-defined]  # for the storage
        if self.walk.draft.status == self.walk.draft.Status.SENT:
            return HttpResponseRedirect(
                reverse(f"{self.journey}:done", kwargs={"draft": self.walk.draft.pk})
            )
        step = self.walk.step(kwargs["step"])
        if step is not None and step.page.kind is PageKind.EXIT:
            return self._exit_page(request, step)
        if step is not None and step.page.kind is PageKind.TASK_LIST:
            return self._task_list(request, step)
        if step is None or step.page.kind not in ASKING:
            return HttpResponseRedirect(resume_address(self.walk))
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return a short prefix for formtools' own hidden field."""
        return "steps"

    def get_form_list(self) -> dict[str, type[PageForm]]:
        """Return a form for each page on the path that asks something, by its opaque id."""
        if not hasattr(self, "_resolved_form_list"):
            self._resolved_form_list: dict[str, type[PageForm]] = {
                page_id: PageForm
                for page_id, step in self.walk.steps_by_page_id.items()
                if step.page.kind in ASKING
            }
            self._cache_signature = ()
        return self._resolved_form_list

    def get_form_prefix(self, step: str | None = None, form: object = None) -> str:
        """Return no prefix: one page is one form."""
        return ""

    def get_form(
        self, step: str | None = None, data: QueryDict | None = None, files: object = None
    ) -> PageForm:
        """Return the form of a step, with the answers that are kept."""
        wanted = self.walk.steps_by_page_id[step or self.steps.current]
        return form_for(self.walk, wanted, data, whole="change" in self.request.GET)

    def get_step_url(self, step: str) -> str:
        """Return the address of a step by its opaque id."""
        return reverse(f"{self.journey}:step", kwargs={"draft": self.walk.draft.pk, "step": step})

    def process_step(self, form: PageForm) -> dict[str, Any]:
        """Return what the storage keeps: the engine's answers."""
        return form.answers

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep a valid page once an unusual value was confirmed; else show it again.

        The address alone says which step is meant: hidden fields are not believed.
        """
        self.storage.current_step = kwargs["step"]
        form = self.get_form(data=self.request.POST)
        later = "later" in self.request.POST
        if later and not self._is_new(form):
            return save_for_later(self.request, self.walk, form.step.id, asks_again=form.is_torn)
        if not form.is_valid():
            counting.refused(self.request, self.walk, form)
            return self.render(form)
        if form.soft_check is not None:
            return self.render(form, soft=form.soft_check)
        before = self.walk.path
        try:
            self.storage.set_step_data(kwargs["step"], self.process_step(form))
        except drafts.DraftIsSent:
            return HttpResponseRedirect(resume_address(self.walk))
        counting.answered(self.request, self.walk, before, form.step.id)
        if later and not self._must_be_seen(form.step):
            return save_for_later(self.request, self.walk, form.step.id)
        return self._go_on(form.step)

    def _is_new(self, form: PageForm) -> bool:
        """Whether a page holds whole answers that are not kept yet (it may be sent twice)."""
        is_whole = form.is_filled and not form.is_torn
        return is_whole and not form.answers.items() <= self.walk.answers.items()

    def _must_be_seen(self, step: Step) -> bool:
        """Whether an answer leads to a warning or an end: nobody leaves without having seen it."""
        following = self.walk.path.after(step.id).page
        return self.walk.path.emergency is not None or following.kind in WARNING

    def _go_on(self, step: Step) -> HttpResponse:
        path = self.walk.path
        if path.emergency is not None:
            drafts.stop(draft=self.walk.draft, now=clock.now())
        changing = bool(self.request.GET.get("change"))
        following = path.after(step.id, changing=changing)
        if not changing:
            following = self._past_what_is_known(following)
        return HttpResponseRedirect(step_address(self.walk, following))

    def _past_what_is_known(self, step: Step) -> Step:
        """Return the first page from here that asks something the health check did not."""
        for _ in self.walk.path.steps:
            questions = step.page.questions
            if not questions or len(known_from_check(self.walk, step)) < len(questions):
                break
            step = self.walk.path.after(step.id)
        return step

    def render(self, form: PageForm | None = None, **kwargs: Any) -> HttpResponse:
        """Return the page; with errors as 422, everything that was typed still there."""
        form = form or self.get_form()
        context = self.get_context_data(form=form, **kwargs)
        context.update(page_context(self.walk, form.step, form))
        status = 422 if form.is_bound and form.errors else 200
        return render(self.request, "selfassessment/step.html", context, status=status)

    def done(self, form_list: object, **kwargs: Any) -> HttpResponse:
        """Redirect to the end of the path; formtools asks for this method."""
        return HttpResponseRedirect(resume_address(self.walk))

    def _task_list(self, request: HttpRequest, step: Step) -> HttpResponse:
        """Show the parts of the check; a POST leaves the list with whatever is done."""
        if request.method != "POST":
            return render(request, "selfassessment/tasks.html", tasks_context(self.walk, step))
        if "later" in request.POST:
            return save_for_later(request, self.walk, step.id)
        before = self.walk.path
        mark = {step.answer_key(seen_key(step.page.key)): Answer.seen()}
        try:
            drafts.keep(draft=self.walk.draft, answers=mark, now=clock.now())
        except drafts.DraftIsSent:
            return HttpResponseRedirect(resume_address(self.walk))
        self.walk.refresh()
        counting.answered(request, self.walk, before, step.id)
        return self._go_on(step)

    def _exit_page(self, request: HttpRequest, step: Step) -> HttpResponse:
        context = page_context(self.walk, step, None)
        context["age_links"] = age_links(self.walk)
        context["age_title"] = self.walk.words("age.heading")
        return render(request, "selfassessment/exit.html", context)


class CheckSteps(JourneySteps):
    """The steps of the health check."""

    journey = "check"


class ReferSteps(JourneySteps):
    """The steps of the self-referral."""

    journey = "refer"
