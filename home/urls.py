"""Addresses of the front of house that are no pages of the tree."""

from django.urls import path

from home import views

urlpatterns = [path("by-age/<slug:band>/", views.by_age, name="by-age")]
