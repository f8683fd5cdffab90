"""Who may change the facts of a listing?"""

from typing import Any


def may_change_facts(user: Any) -> bool:
    """Whether this is an editor: translators publish words, but they add and change no listing."""
    return bool(user.has_perm("directory.add_service") and may_publish(user))


def may_publish(user: Any) -> bool:
    """Whether somebody may publish listings in some language."""
    return bool(user.has_perm("directory.publish_service"))
