"""What does the directory register with the apps below it?"""

from datetime import timedelta

from django.core.signals import request_finished

from accounts.roles import Role, grant
from core.messages import watching
from core.tasks import schedules
from directory import following, indexing
from directory.actions import duplicate_jobs, import_jobs, list_messages, listing_tallies, trusting
from directory.actions.bounces import look_for_bounces
from directory.actions.cards import refresh_aged
from directory.actions.fresh_days import each_day
from directory.actions.lists import forget_unused
from directory.actions.members import forget_members
from directory.actions.offers import forget_unsent
from directory.actions.pictures import forget_pictures
from directory.actions.problems import forget_done
from directory.actions.public_messages import forget_passed_on
from directory.actions.signing_in import forget_codes
from directory.models.previews import register_preview
from directory.selectors import queue_imports, queue_proposals, queue_sources
from directory.selectors.headings import top_of
from directory.views.previews import preview
from search.registry import register_source

EDITED = ("service", "organisation", "location", "taxonomyterm")
WORDS_ONLY = ("service", "organisation", "location", "taxonomyterm")
CARDS_EVERY = timedelta(hours=1)
FORGET_EVERY = timedelta(hours=24)
FORGET_SENT_EVERY = timedelta(minutes=5)


def start() -> None:
    """Register; called once, when the app is ready."""
    register_source(indexing.documents_for, indexing.all_ids, top_of)
    register_preview(preview)
    following.connect()
    watching.register(list_messages.KEYS, gate=list_messages.gate, templates=["list"])
    trusting.start()
    queue_proposals.start()
    queue_sources.start()
    queue_imports.start()
    schedules.register("directory.cards", every=CARDS_EVERY, function=refresh_aged)
    schedules.register(
        "directory.duplicates", every=FORGET_EVERY, function=duplicate_jobs.look_each_night
    )
    schedules.register("directory.imports", every=FORGET_EVERY, function=import_jobs.tidy_each_day)
    schedules.register("directory.problems", every=FORGET_EVERY, function=forget_done)
    schedules.register("directory.offers", every=FORGET_EVERY, function=forget_unsent)
    schedules.register("directory.pictures", every=FORGET_EVERY, function=forget_pictures)
    schedules.register("directory.members", every=FORGET_EVERY, function=forget_members)
    schedules.register("directory.codes", every=FORGET_SENT_EVERY, function=forget_codes)
    schedules.register("directory.lists", every=FORGET_EVERY, function=forget_unused)
    schedules.register(
        "directory.list_messages", every=FORGET_SENT_EVERY, function=list_messages.forget_sent
    )
    schedules.register("directory.messages", every=FORGET_SENT_EVERY, function=forget_passed_on)
    schedules.register("directory.freshness", every=FORGET_EVERY, function=each_day)
    schedules.register("directory.bounces", every=FORGET_SENT_EVERY, function=look_for_bounces)
    schedules.register(
        "directory.listing_counts", every=FORGET_EVERY, function=listing_tallies.tidy
    )
    schedules.register(
        "directory.readers", every=CARDS_EVERY, function=listing_tallies.count_readers
    )
    request_finished.connect(
        listing_tallies.write_when_due, dispatch_uid="directory.listing_counts"
    )
    for verb in ("view", "change"):
        grant(Role.EDITOR, f"directory.{verb}_problemreport")
    for model in EDITED:
        for verb in ("add", "change", "view"):
            grant(Role.EDITOR, f"directory.{verb}_{model}")
    for verb in ("add", "change", "delete", "view"):
        grant(Role.EDITOR, f"search.{verb}_synonym")
        grant(Role.EDITOR, f"directory.{verb}_calendarperiod")
    for role in (Role.EDITOR, Role.ANALYST):
        grant(role, "search.view_searchtally")
    grant(Role.EDITOR, "directory.publish_service")
    grant(Role.EDITOR, "directory.lock_service")
    grant(Role.EDITOR, "directory.unlock_service")
    for model in WORDS_ONLY:
        grant(Role.TRANSLATOR, f"directory.view_{model}")
        grant(Role.TRANSLATOR, f"directory.change_{model}")
    grant(Role.TRANSLATOR, "directory.publish_service")
