"""Addresses of the languages page."""

from django.urls import path

from locales.views import languages_page

urlpatterns = [path("languages/", languages_page, name="languages")]
