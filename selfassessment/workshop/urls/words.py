"""Addresses of words and translations."""

from django.urls import path

from selfassessment.workshop.views import exchange, words

urlpatterns = [
    path("words/", words.show, name="words"),
    path("words/take.<slug:kind>", exchange.export, name="take"),
    path("words/bring/", exchange.bring, name="bring"),
]
