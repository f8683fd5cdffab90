"""Which addresses lead through an offer, below the language's prefix?"""

from django.urls import path

from directory.portal import alike_views, picture_views
from directory.portal import keep_views as keeping
from directory.portal import offer_views as views

app_name = "groups_offer"

urlpatterns = [
    path("", views.begin_page, name="begin"),
    path("new/", views.first_page, name="new"),
    path("alike/", alike_views.alike, name="alike"),
    path("picture/<str:token>/", picture_views.held, name="picture"),
    path("keep/<slug:code>/", keeping.keep_page, name="keep"),
    path("keep/<slug:code>/<uuid:key>/", keeping.changed_page, name="changed"),
    path("keep/<slug:code>/<uuid:key>/back/", keeping.back_page, name="back"),
    path("keep/<slug:code>/<slug:name>/", keeping.change_page, name="change"),
    path("<uuid:key>/", views.task_list, name="tasks"),
    path("<uuid:key>/send/", views.send_page, name="send"),
    path("<uuid:key>/sent/", views.sent_page, name="sent"),
    path("<uuid:key>/preview/", views.preview_page, name="preview"),
    path("<uuid:key>/<slug:name>/", views.page, name="page"),
]
