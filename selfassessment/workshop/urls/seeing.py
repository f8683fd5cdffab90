"""Addresses where a journey is looked at: its paths, what it decides, where people stop."""

from django.urls import path

from selfassessment.workshop.views import drawing, dropoff, exporting, trying

urlpatterns = [
    path("drawing/<slug:name>/", drawing.show, name="drawing"),
    path("try/<slug:name>/", trying.show, name="try"),
    path("drop-off/<slug:name>/", dropoff.show, name="drop-off"),
    path("export/<slug:name>/", exporting.show, name="export"),
    path("export/<slug:name>.<str:form>", exporting.download, name="export-file"),
]
