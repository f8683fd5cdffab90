"""Which messages would have gone out? For developers."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.models import OutboxMessage

SHOWN = 100


def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the newest messages with their words; only where WAYMARK_MAILBOX is on."""
    if not settings.WAYMARK_MAILBOX:
        raise Http404
    newest = OutboxMessage.objects.order_by("-created_at")[:SHOWN]
    return render(request, "core/mailbox.html", {"messages_shown": list(newest)})
