"""Which address answers a message about a listing, below the language's prefix?"""

from django.urls import path

from directory.views import answering

app_name = "answer"

urlpatterns = [
    path("<str:token>/", answering.answer_page, name="answer"),
    path("<str:token>/changed/<str:key>/", answering.changed_page, name="changed"),
    path("<str:token>/done/", answering.done_page, name="done"),
]
