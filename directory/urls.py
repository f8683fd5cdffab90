"""Which public addresses does the directory have, below the language's prefix?"""

from django.urls import path, re_path

from directory.views import counting, feeds, messages, problems
from directory.views.listings import group_page, listing_page, place_page
from directory.views.pictures import picture
from directory.views.search import search_page
from directory.views.suggesting import suggest

app_name = "directory"
NAMED = r"(?P<slug>[-a-z0-9_]+)-(?P<code>[a-z0-9]{7})/"

urlpatterns = [
    path("", search_page, name="search"),
    path("suggest/", suggest, name="suggest"),
    path("picture/<uuid:key>.jpg", picture, name="picture"),
    path("calendar.ics", feeds.search_calendar, name="search_calendar"),
    path("feed.xml", feeds.search_feed, name="search_feed"),
    re_path(rf"^group/{NAMED}calendar\.ics$", feeds.group_calendar, name="group_calendar"),
    re_path(rf"^place/{NAMED}calendar\.ics$", feeds.place_calendar, name="place_calendar"),
    re_path(rf"^{NAMED}calendar\.ics$", feeds.listing_calendar, name="listing_calendar"),
    re_path(rf"^{NAMED}used/$", counting.contact_used, name="used"),
    re_path(rf"^{NAMED}report/$", problems.report_page, name="report"),
    re_path(rf"^{NAMED}report/sent/$", problems.report_sent, name="report_sent"),
    re_path(rf"^{NAMED}message/$", messages.message_page, name="message"),
    re_path(rf"^{NAMED}message/sent/$", messages.message_sent, name="message_sent"),
    re_path(rf"^group/{NAMED}$", group_page, name="group"),
    re_path(rf"^place/{NAMED}$", place_page, name="place"),
    re_path(rf"^{NAMED}$", listing_page, name="listing"),
]
