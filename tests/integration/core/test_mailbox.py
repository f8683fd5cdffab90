"""Developers read sent messages in the browser, and nobody else does."""

from datetime import UTC, datetime

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from core.actions.messages import enqueue

pytestmark = pytest.mark.django_db


def put(body: str) -> None:
    enqueue(
        channel="sms",
        to="0116 496 0123",
        subject="",
        body=body,
        language="ur",
        unique_key=body,
        now=datetime(2026, 11, 25, tzinfo=UTC),
    )


def test_messages_are_shown_escaped_with_their_language(client: Client) -> None:
    put("<script>آداب</script>")
    text = client.get(reverse("mailbox")).content.decode()
    assert "&lt;script&gt;آداب" in text
    assert "<bdi>0116 496 0123</bdi>" in text
    assert 'lang="ur" dir="auto"' in text


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert "No messages yet" in client.get("/mailbox/").content.decode()


@override_settings(WAYMARK_MAILBOX=False)
def test_it_does_not_exist_where_it_is_off(client: Client) -> None:
    put("words")
    assert client.get("/mailbox/", follow=True).status_code == 404
