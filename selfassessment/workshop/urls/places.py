"""Addresses of the places of providers."""

from django.urls import path

from selfassessment.workshop.views import places

urlpatterns = [
    path("places/", places.index, name="places"),
    path("places/<int:plan_id>/", places.plan, name="places-plan"),
    path("places/<int:plan_id>/approve/", places.approve_plan, name="places-approve"),
    path("places/<int:plan_id>/take-back/", places.take_plan_back, name="places-take-back"),
    path("places/<int:plan_id>/places.csv", places.sheet, name="places-sheet"),
]
