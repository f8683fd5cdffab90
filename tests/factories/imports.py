"""Made-up files, and the steps of an editor who brings one in through the admin."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from directory.actions.import_jobs import read_import
from directory.models import ImportRun

IMPORTS = "/admin/imports/"
HEAD = "id,name,summary,category,group,postcode,email,day,start,end,colour\n"
WALK = "7,Made-up walk,A slow walk.,Walking,Made-up walkers,LE4 5QD,,Tuesday,10:00,11:00,red\n"
CHOIR = "8,Made-up choir,We sing.,Walking,Made-up singers,LE1 1AA,no-mail,,,,blue\n"
NAMELESS = "9,,,,,,,,,,\n"
SOURCE = {"source": "made", "name": "Made-up source", "licence": "none", "kind": "activity"}


def file(text: str = HEAD + WALK + CHOIR + NAMELESS, name: str = "list.csv") -> Any:
    return SimpleUploadedFile(name, text.encode())


def begun(editor: Client, text: str = HEAD + WALK + CHOIR + NAMELESS) -> ImportRun:
    answer = editor.post(IMPORTS, {**SOURCE, "file": file(text)})
    assert answer.status_code == 302, answer.content.decode()
    return ImportRun.objects.latest("pk")


def ready(editor: Client, text: str = HEAD + WALK + CHOIR + NAMELESS) -> ImportRun:
    run = begun(editor, text)
    read_import(run.pk)
    run.refresh_from_db()
    return run


def page(editor: Client, run: ImportRun, more: str = "") -> str:
    answer = editor.get(f"{IMPORTS}{run.pk}/{more}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def take_in(editor: Client, run: ImportRun, **more: str) -> Any:
    asked = page(editor, run, "take-in/")
    found = re.search(r'name="seen" value="([^"]+)"', asked)
    assert found
    return editor.post(f"{IMPORTS}{run.pk}/take-in/", {"seen": found[1], **more})
