"""Which address of sign-in leads where?

allauth's addresses, but for those that we do not offer: change of e-mail address and confirmation
of one (an administrator does that), sign-in by a code from a message, telephone numbers.
"""

from allauth.account import views
from django.urls import include, path, re_path
from django.views.generic import RedirectView

from accounts.views import totp_picture

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("2fa/totp/picture.svg", totp_picture, name="accounts_totp_picture"),
    path("2fa/", include("allauth.mfa.urls")),
]
