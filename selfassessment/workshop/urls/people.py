"""Addresses of the saved people."""

from django.urls import path

from selfassessment.workshop.views import people

urlpatterns = [
    path("people/<slug:name>/", people.index, name="people"),
    path("people/<slug:name>/new/", people.add, name="add-person"),
    path("people/<slug:name>/put-back/<int:pk>/", people.put_back, name="put-person-back"),
    path("people/<slug:name>/of/<slug:person>/", people.show, name="person"),
    path("people/<slug:name>/of/<slug:person>/remove/", people.remove, name="remove-person"),
]
