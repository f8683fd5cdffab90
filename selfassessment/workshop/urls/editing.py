"""Addresses where journeys are looked over and changed."""

from django.urls import path

from selfassessment.workshop.views import (
    conditions,
    history,
    journey,
    overview,
    pages,
    questions,
    scores,
    sections,
    service,
    services,
    tables,
)

urlpatterns = [
    path("parts/<slug:name>/", sections.show, name="parts"),
    path("parts/<slug:name>/<slug:code>/move/", sections.move, name="move-part"),
    path("scores/<slug:name>/", scores.show, name="scores"),
    path("", overview.show, name="overview"),
    path("journey/<slug:name>/", journey.show, name="journey"),
    path("journey/<slug:name>/add/", journey.add_page, name="add-page"),
    path("journey/<slug:name>/page/<slug:key>/", pages.edit, name="page"),
    path("journey/<slug:name>/page/<slug:key>/move/", journey.move_page, name="move-page"),
    path("journey/<slug:name>/page/<slug:key>/remove/", journey.remove_page, name="remove-page"),
    path("journey/<slug:name>/page/<slug:key>/add/", pages.add_question, name="add-question"),
    path("journey/<slug:name>/question/<slug:key>/", questions.edit, name="question"),
    path(
        "journey/<slug:name>/question/<slug:key>/move/", pages.move_question, name="move-question"
    ),
    path(
        "journey/<slug:name>/question/<slug:key>/remove/",
        pages.remove_question,
        name="remove-question",
    ),
    path("conditions/<slug:name>/", conditions.show, name="conditions"),
    path("conditions/<slug:name>/new/", conditions.edit, name="new-condition"),
    path("conditions/<slug:name>/of/<slug:key>/", conditions.edit, name="condition"),
    path(
        "conditions/<slug:name>/of/<slug:key>/remove/",
        conditions.remove,
        name="remove-condition",
    ),
    path("tables/", tables.index, name="tables"),
    path("tables/<slug:table>/", tables.show, name="table"),
    path("tables/<slug:table>/new/", tables.edit, name="new-row"),
    path("tables/<slug:table>/row/<int:order>/", tables.edit, name="row"),
    path("tables/<slug:table>/row/<int:order>/move/", tables.move, name="move-row"),
    path("services/<slug:kind>/", services.index, name="services"),
    path("services/<slug:kind>/add/", services.add, name="add-service"),
    path("services/<slug:kind>/of/<slug:key>/", service.edit, name="service"),
    path("services/<slug:kind>/of/<slug:key>/remove/", services.remove, name="remove-service"),
    path("services/providers/of/<slug:key>/area/", service.add_area, name="add-area"),
    path("history/<slug:name>/", history.show, name="history"),
    path("history/<slug:name>/put-back/", history.put_back, name="put-back"),
]
