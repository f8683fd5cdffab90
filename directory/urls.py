"""Which public addresses does the directory have, below the language's prefix?"""

from django.urls import path, re_path

from directory.views.listings import group_page, listing_page, place_page
from directory.views.search import search_page

app_name = "directory"
NAMED = r"(?P<slug>[-a-z0-9_]+)-(?P<code>[a-z0-9]{7})/$"

urlpatterns = [
    path("", search_page, name="search"),
    re_path(rf"^group/{NAMED}", group_page, name="group"),
    re_path(rf"^place/{NAMED}", place_page, name="place"),
    re_path(rf"^{NAMED}", listing_page, name="listing"),
]
