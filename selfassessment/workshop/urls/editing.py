"""Addresses where journeys are looked over and changed."""

from django.urls import path

from selfassessment.workshop.views import overview

urlpatterns = [
    path("", overview.show, name="overview"),
]
