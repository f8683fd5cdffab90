"""Keep a draft for later under a code, open it elsewhere, send code or results to their owner."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from core.actions.messages import enqueue, forget_contents
from core.enums import Channel
from core.site_facts import site_facts
from selfassessment import return_codes
from selfassessment.actions.drafts import DraftIsSent, lifetime
from selfassessment.models import Draft
from selfassessment.models.drafts import browser_hash

KEYS = "selfassessment.code:"
CODE, RESULTS = TEMPLATES = ("code", "results")


def save(*, draft: Draft, now: datetime) -> bool:
    """Keep a draft for later; return whether there was anything new to keep.

    The code stays the same however often this is pressed. The check that a referral began with
    is kept as long as the referral.
    """
    with transaction.atomic():
        locked = Draft.objects.select_for_update().get(pk=draft.pk)
        if locked.status == Draft.Status.SENT:
            raise DraftIsSent
        is_new = locked.saved_at is None or locked.updated_at > locked.saved_at
        if not locked.code_seed:
            locked.code_seed = return_codes.new_seed()
        # Also when it has a seed: the site's secret may be another one since.
        locked.code_digest = return_codes.digest_of(code_of(locked), settings.SECRET_KEY)
        locked.saved_at = now
        locked.expires_at = now + lifetime(draft.version, saved=True)
        locked.save(update_fields=["code_seed", "code_digest", "saved_at", "expires_at"])
        if locked.earlier_id:
            earlier = Draft.objects.filter(pk=locked.earlier_id, expires_at__lt=locked.expires_at)
            earlier.update(expires_at=locked.expires_at)
    for name in ("code_seed", "code_digest", "saved_at", "expires_at"):
        setattr(draft, name, getattr(locked, name))
    return is_new


def code_of(draft: Draft) -> str:
    """Return the code of a draft that was saved."""
    return return_codes.code_from(draft.code_seed, settings.SECRET_KEY)


def open_with(*, code: str, browser: str, now: datetime) -> Draft | None:
    """Give the draft of a code to this browser, and to no other any more; None when there is none.

    The check that a referral began with comes along.
    """
    digests = [
        return_codes.digest_of(code, str(secret))
        for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    ]
    with transaction.atomic():
        found = (
            Draft.objects.select_for_update()
            .filter(code_digest__in=digests, expires_at__gte=now)
            .first()
        )
        if found is None:
            return None
        theirs = Draft.objects.filter(pk__in=[found.pk, found.earlier_id], browser=found.browser)
        theirs.update(browser=browser_hash(browser))
    return Draft.objects.with_version().get(pk=found.pk)


def send_code(  # noqa: PLR0913  # the parts of a message, all by name
    *,
    draft: Draft,
    channel: str,
    to: str,
    address: str,
    until: str,
    language: str,
    key: UUID,
    now: datetime,
) -> None:
    """Put code and address into the outbox; the same key again sends nothing more.

    Nothing of what was asked or answered stands in the message: others may read it on a locked
    screen. Whether it leaves is decided when it would leave (`journeys/sent_gate.py`).
    """
    values = {
        "site": site_facts()["site_name"],
        "address": address,
        "code": return_codes.said(code_of(draft)),
        "until": until,
        "phone": site_facts()["phone"],
    }
    enqueue(
        channel=channel,
        to=to,
        subject=_("Your code from %(site)s") % values,
        body=_(
            "Your code: %(code)s\nType it here: %(address)s\n"
            "It works until %(until)s.\n\n"
            "You did not ask for this? You need do nothing. %(site)s, %(phone)s"
        )
        % values,
        language=language,
        unique_key=_unique_key(CODE, draft, key),
        now=now,
    )


def send_results(  # the parts of a message, all by name
    *, draft: Draft, to: str, body: str, language: str, key: UUID, now: datetime
) -> None:
    """Put one's own results into the outbox; the same key again sends nothing more.

    The subject says nothing about them: it is what a locked screen shows.
    """
    enqueue(
        channel=Channel.EMAIL,
        to=to,
        subject=_("From %(site)s, as you asked") % {"site": site_facts()["site_name"]},
        body=body,
        language=language,
        unique_key=_unique_key(RESULTS, draft, key),
        now=now,
    )


def _unique_key(template: str, draft: Draft, key: UUID) -> str:
    hidden = return_codes.hidden(draft.pk, key=key, secret=settings.SECRET_KEY)
    return f"{KEYS}{template}:{hidden}:{key}"


def drafts_of(unique_key: str) -> tuple[str, list[UUID]]:
    """Return the template of a message and which drafts it may be of, one for each secret."""
    template, _, rest = unique_key.removeprefix(KEYS).partition(":")
    hidden, _, key = rest.partition(":")
    secrets = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    try:
        return template, [
            return_codes.hidden(UUID(hidden), key=UUID(key), secret=str(one)) for one in secrets
        ]
    except ValueError:
        return template, []


def forget_sent(*, now: datetime) -> int:
    """Forget address and words of every code, and of all results, that have been sent."""
    return forget_contents(now=now, older_than=timedelta(0), keys=KEYS)
