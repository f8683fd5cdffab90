"""Addresses where journeys are published, put back and stopped, and facts are kept."""

from django.urls import path

from selfassessment.workshop.views import facts, instruments, publishing, versions

urlpatterns = [
    path("publish/<slug:name>/", publishing.show, name="publish"),
    path("publish/<slug:name>/compare/", publishing.compare, name="compare"),
    path("publish/<slug:name>/ask/", publishing.ask, name="ask"),
    path("publish/<slug:name>/request/<int:pk>/", publishing.decide, name="decide"),
    path("publish/<slug:name>/stop/", versions.stop, name="stop"),
    path("publish/<slug:name>/resume/", versions.resume, name="resume"),
    path("facts/", facts.index, name="facts"),
    path("facts/<slug:key>/", facts.edit, name="fact"),
    path("facts/<slug:key>/name/", facts.rename, name="name-fact"),
    path("facts/<slug:key>/decide/", facts.decide, name="decide-fact"),
    path("instruments/", instruments.index, name="instruments"),
    path("instruments/<slug:key>/", instruments.edit, name="instrument"),
    path("versions/<slug:name>/", versions.show, name="versions"),
    path("versions/<slug:name>/<int:number>/", versions.roll_back, name="roll-back"),
]
