"""How are messages handed to GOV.UK Notify?

Notify wants a template of its own for each message: the site uses one for e-mails, with the
placeholders ((subject)) and ((body)), and one for texts, with ((body)).
https://docs.notifications.service.gov.uk/rest-api.html
"""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import urllib3
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.enums import Channel
from core.messages.backends.base import Letter, SendFailed

TIMEOUT = urllib3.Timeout(connect=5, read=15)
_UUID = 36
_LASTING = {400, 404, 413}
# What a gateway before Notify says when it had no answer in time: Notify may have the message.
_UNCLEAR = {502, 504}


class NotifyBackend:
    """Send through GOV.UK Notify. A message keeps our reference there, so it can be asked for.

    Of services that send much Notify lists a message some time after it took it, and tries to
    write it down for up to half an hour: so an hour passes before one is handed over again.
    """

    listed_within = timedelta(hours=1)

    def __init__(self) -> None:
        self._service, self._secret = _parts(settings.WAYMARK_NOTIFY_KEY)
        self._templates = {
            Channel.EMAIL: settings.WAYMARK_NOTIFY_EMAIL_TEMPLATE,
            Channel.SMS: settings.WAYMARK_NOTIFY_TEXT_TEMPLATE,
        }
        self._base = settings.WAYMARK_NOTIFY_URL.rstrip("/")
        self._pool = urllib3.PoolManager(retries=False, timeout=TIMEOUT)

    def send(self, letter: Letter) -> None:
        """Hand the message over, or raise SendFailed. Asked twice, Notify sends twice."""
        to = "email_address" if letter.channel == Channel.EMAIL else "phone_number"
        words = {"body": letter.body}
        if letter.channel == Channel.EMAIL:
            words["subject"] = letter.subject
        self._ask(
            "POST",
            f"/v2/notifications/{letter.channel}",
            {
                to: letter.to,
                "template_id": self._templates[Channel(letter.channel)],
                "personalisation": words,
                "reference": letter.reference,
            },
        )

    def has_sent(self, reference: str) -> bool:
        """Ask Notify for a message with this reference. Raise SendFailed when it cannot say."""
        return bool(self._with(reference))

    def delivery_of(self, reference: str) -> str:
        """Return what became of a message: "delivered", "permanent-failure" … or ""."""
        found = self._with(reference)
        return str(found[0].get("status", "")) if found else ""

    def _with(self, reference: str) -> list[dict[str, Any]]:
        answer = _read(self._ask("GET", f"/v2/notifications?reference={reference}"))
        return list(answer.get("notifications", ()))

    def _ask(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> bytes:
        """Return what Notify answered to a call that went well: it took it, whatever it says."""
        headers = {"Authorization": f"Bearer {token(self._service, self._secret, time.time())}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            answer = self._pool.request(
                method,
                self._base + path,
                body=None if body is None else json.dumps(body).encode(),
                headers=headers,
            )
        except (urllib3.exceptions.ConnectTimeoutError, urllib3.exceptions.NewConnectionError) as e:
            raise SendFailed("no_connection", refused=True) from e
        except urllib3.exceptions.TimeoutError as error:
            raise SendFailed("timeout") from error
        except urllib3.exceptions.HTTPError as error:
            raise SendFailed("no_connection") from error
        if answer.status >= 300:  # anything but success
            code = _refusal(answer.data)
            raise SendFailed(
                f"{answer.status}:{code}",
                permanent=answer.status in _LASTING,
                refused=answer.status not in _UNCLEAR,
            )
        return answer.data


def token(service: str, secret: str, now: float) -> str:
    """Return the JSON Web Token (HS256) that Notify wants; it is good for 30 seconds."""
    head = _encoded({"typ": "JWT", "alg": "HS256"})
    claims = _encoded({"iss": service, "iat": int(now)})
    signed = f"{head}.{claims}"
    seal = hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_bare(seal)}"


def _encoded(part: Mapping[str, object]) -> str:
    return _bare(json.dumps(part, separators=(",", ":")).encode())


def _bare(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def _parts(key: str) -> tuple[str, str]:
    """Return service id and secret: an API key is a name, a UUID and a UUID, with dashes."""
    if len(key) < 2 * _UUID + 1:
        raise ImproperlyConfigured("WAYMARK_NOTIFY_KEY is not an API key of GOV.UK Notify.")
    return key[-2 * _UUID - 1 : -_UUID - 1], key[-_UUID:]


def _read(data: bytes) -> dict[str, Any]:
    try:
        return dict(json.loads(data))
    except (ValueError, TypeError) as error:
        raise SendFailed("not_json") from error


def _refusal(data: bytes) -> str:
    """Return the name of the error, never its words: they may repeat an address."""
    try:
        return str(json.loads(data)["errors"][0]["error"])[:40]
    except (ValueError, KeyError, IndexError, TypeError):
        return "unknown"
