"""Addresses of the desk, inside the admin at /admin/referrals/."""

from django.urls import path

from selfassessment.referrals.views import (
    board,
    case,
    case_exports,
    deciding,
    exports,
    families,
    following,
    home,
    letters,
    outcomes,
    provider,
    queue,
    rights,
)

app_name = "referrals"

urlpatterns = [
    path("", queue.show, name="queue"),
    path("find/", queue.find, name="find"),
    path("views/", queue.save_view, name="save-view"),
    path("views/<int:view_id>/remove/", queue.drop_view, name="drop-view"),
    path("board/", board.show, name="board"),
    path("exports/", exports.index, name="exports"),
    path("exports/stop-smoking/", exports.smoking, name="export-smoking"),
    path("exports/stop-smoking/file/", exports.smoking_file, name="export-smoking-file"),
    path("exports/weight/", exports.weight, name="export-weight"),
    path("exports/cases/", case_exports.cases_file, name="export-cases"),
    path("exports/weight/file/", exports.weight_file, name="export-weight-file"),
    path("own/", provider.listed, name="own"),
    path("own/<uuid:line_id>/", provider.show, name="own-line"),
    path("own/<uuid:line_id>/acknowledge/", provider.acknowledge, name="own-acknowledge"),
    path("own/<uuid:line_id>/update/", provider.update, name="own-update"),
    path("own/<uuid:line_id>/attempt/", provider.attempt, name="own-attempt"),
    path("own/<uuid:line_id>/home/", home.own, name="own-home"),
    path("own/<uuid:line_id>/outcomes/", outcomes.own, name="own-outcomes"),
    path(
        "own/<uuid:line_id>/outcomes/<slug:code>/<slug:stage>/",
        outcomes.own_form,
        name="own-outcome",
    ),
    path("<uuid:case_id>/", case.show, name="case"),
    path("<uuid:case_id>/person/", rights.show, name="rights"),
    path("<uuid:case_id>/person/code/", rights.code, name="rights-code"),
    path("<uuid:case_id>/person/copy/", rights.copy, name="rights-copy"),
    path("<uuid:case_id>/person/erase/", rights.erase, name="rights-erase"),
    path("<uuid:case_id>/family/", families.show, name="family"),
    path("<uuid:case_id>/note/", case.note, name="note"),
    path("<uuid:case_id>/attempt/", case.attempt, name="attempt"),
    path("<uuid:case_id>/owner/", case.owner, name="owner"),
    path("<uuid:case_id>/safety/", case.safety, name="safety"),
    path("<uuid:case_id>/read/", deciding.read, name="read"),
    path("<uuid:case_id>/same/<uuid:other_id>/", deciding.sameness, name="sameness"),
    path("<uuid:case_id>/follow-up/<uuid:follow_up_id>/", following.write_down, name="follow-up"),
    path("<uuid:case_id>/letter/<slug:kind>/", letters.letter, name="letter"),
    path("<uuid:case_id>/lines/<uuid:line_id>/", case.move, name="move"),
    path("<uuid:case_id>/lines/<uuid:line_id>/home/", home.show, name="home"),
    path("<uuid:case_id>/lines/<uuid:line_id>/outcomes/", outcomes.show, name="outcomes"),
    path(
        "<uuid:case_id>/lines/<uuid:line_id>/outcomes/<slug:code>/<slug:stage>/",
        outcomes.form,
        name="outcome",
    ),
]
