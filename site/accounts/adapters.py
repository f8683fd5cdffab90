"""How does sign-in follow our rules: no sign-up, where to go, which messages, sealed secrets?"""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from accounts.actions.second_factors import PLACE
from accounts.landing import url_name_for
from accounts.models import User
from core.actions.messages import enqueue
from core.clock import now
from core.encryption.keyring import keyring
from core.encryption.seal import Sealed, seal, unseal


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in of staff: accounts are made in the admin alone."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "The e-mail address or the password is not right",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse: nobody makes an account for themselves."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Return where this person's work is, by role."""
        roles = list(request.user.groups.values_list("name", flat=True))
        return reverse(url_name_for(roles))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the message into the outbox, in English; the worker sends it."""
        words = {"site_name": settings.WAYMARK_SITE_NAME, **context}
        with override("en"):
            subject = render_to_string(f"{template_prefix}_subject.txt", words)
            body = render_to_string(f"{template_prefix}_message.txt", words)
        enqueue(
            channel="email",
            to=email,
            subject=" ".join(subject.split()),
            body=body.strip() + "\n",
            language="en",
            unique_key=f"accounts:{uuid4()}",
            now=now(),
        )

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: each page says what was done, and the admin has messages of its own."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors: secrets are sealed in the database like health answers."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Wait for the next one and type that",
    }

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's name
        """Return a name for a new passkey that its owner can change."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return "My passkey" if number == 1 else f"My passkey {number}"

    def encrypt(self, text: str) -> str:
        """Return the secret sealed with the current key."""
        return seal(text, place=PLACE, ring=keyring()).text

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret in clear."""
        return unseal(Sealed(encrypted_text), place=PLACE, ring=keyring())
