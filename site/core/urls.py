"""Which addresses does core answer itself? None has a language in front."""

from django.urls import path

from core.views.health import healthz, readyz
from core.views.mailbox import mailbox
from core.views.robots import robots

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("mailbox/", mailbox, name="mailbox"),
    path("robots.txt", robots, name="robots"),
]
