"""Addresses of the workshop, inside the admin at /admin/journeys/; one module for each part."""

from selfassessment.workshop.urls import editing, people, places, publishing, seeing, words

app_name = "workshop"

urlpatterns = [
    *editing.urlpatterns,
    *people.urlpatterns,
    *places.urlpatterns,
    *publishing.urlpatterns,
    *seeing.urlpatterns,
    *words.urlpatterns,
]
