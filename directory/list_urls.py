"""Which addresses do lists of listings have, below the language's prefix?"""

from django.urls import path, re_path

from directory.views import keeping, list_passing, lists

app_name = "list"
CODE = r"(?P<code>[A-Za-z0-9]{4}-?[A-Za-z0-9]{4})/"

urlpatterns = [
    path("", lists.my_list, name="mine"),
    path("keep/", keeping.keep_page, name="keep"),
    path("keep/sure/", keeping.keep_sure, name="keep_sure"),
    path("kept/", keeping.kept_page, name="kept"),
    path("change/", lists.change, name="change"),
    path("forget/", lists.forget_page, name="forget"),
    path("open/", list_passing.open_page, name="open"),
    path("give/", list_passing.give_page, name="give"),
    re_path(rf"^{CODE}$", lists.shared_list, name="shared"),
    re_path(rf"^{CODE}copy/$", list_passing.copy, name="copy"),
    re_path(rf"^{CODE}send/$", list_passing.send_page, name="send"),
    re_path(rf"^{CODE}sent/$", list_passing.sent_page, name="sent"),
    re_path(rf"^{CODE}forget/$", list_passing.forget_given, name="forget_given"),
]
