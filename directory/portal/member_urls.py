"""Which addresses have the people of a group, below the language's prefix?"""

from django.urls import path

from directory.portal import claim_views, member_views, people_views

app_name = "groups"

urlpatterns = [
    path("", member_views.home, name="home"),
    path("sign-in/", member_views.sign_in_page, name="sign_in"),
    path("sign-in/code/", member_views.code_page, name="code"),
    path("sign-out/", member_views.sign_out_page, name="sign_out"),
    path("join/<uuid:key>/", people_views.join_page, name="join"),
    path("group/<slug:group>/people/", people_views.people, name="people"),
    path("group/<slug:group>/people/<int:key>/end/", people_views.end_page, name="end"),
    path("group/<slug:group>/people/<int:key>/lead/", people_views.lead_page, name="lead"),
    path("group/<slug:group>/needs/", people_views.needs, name="needs"),
    path("group/<slug:group>/needs/<int:key>/", people_views.need_down, name="need_down"),
    path("claim/<slug:code>/", claim_views.claim, name="claim"),
    path("poster/<slug:code>/", member_views.poster, name="poster"),
]
