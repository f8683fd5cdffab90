"""May editors and translators do their work on pages, and nobody else?"""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permissions import policy_registry

from accounts.actions.roles import ensure_roles
from accounts.models import User
from accounts.roles import Role
from home.models import HomePage, TopicPage

pytestmark = pytest.mark.django_db


def may_with_pictures(user: User, action: str) -> bool:
    policy = policy_registry.get_by_type(get_image_model())
    return bool(policy.user_has_permission(user, action))


def member(role: Role) -> User:
    ensure_roles()
    user = User.objects.create_user(f"{role.value}@example.org", "secret")
    user.groups.add(Group.objects.get(name=role.value))
    return user


@pytest.fixture
def topic(pages: None) -> TopicPage:
    page: TopicPage = TopicPage.objects.get(slug="eat-well", locale__language_code="en")
    return page


def test_an_editor_changes_and_publishes_a_page(client: Client, topic: TopicPage) -> None:
    client.force_login(member(Role.EDITOR))
    edit = reverse("wagtailadmin_pages:edit", args=[topic.pk])
    answer = client.post(
        edit,
        {
            "title": "Eat well together",
            "slug": topic.slug,
            "lead": topic.lead,
            "short_title": topic.short_title,
            "scene": topic.scene,
            "icon": topic.icon,
            "tint": topic.tint,
            "category": topic.category,
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )
    assert answer.status_code == 302
    assert "Eat well together" in client.get(f"/en/{topic.slug}/").content.decode()


def test_an_editor_may_work_on_pages_of_every_language(
    topic: TopicPage,
) -> None:
    editor = member(Role.EDITOR)
    for page in (*HomePage.objects.all(), *TopicPage.objects.all()):
        allowed = page.permissions_for_user(editor)
        assert allowed.can_edit()
        assert allowed.can_publish()
    assert topic.get_parent().permissions_for_user(editor).can_add_subpage()


def test_an_editor_may_add_pictures() -> None:
    editor = member(Role.EDITOR)
    assert may_with_pictures(editor, "add")
    assert may_with_pictures(editor, "choose")


def test_a_translator_submits_translations_and_adds_no_pages(topic: TopicPage) -> None:
    translator = member(Role.TRANSLATOR)
    allowed = topic.permissions_for_user(translator)
    assert translator.has_perm("wagtail_localize.submit_translation")
    assert allowed.can_edit()
    assert not topic.get_parent().permissions_for_user(translator).can_add_subpage()
    assert not may_with_pictures(translator, "add")


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_others_may_change_no_page(topic: TopicPage, role: Role) -> None:
    assert not topic.permissions_for_user(member(role)).can_edit()


def test_ensuring_the_roles_twice_changes_nothing_and_takes_back_what_is_too_much() -> None:
    groups = ensure_roles()
    before = (GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count())
    surplus = GroupPagePermission.objects.filter(group=groups[Role.EDITOR]).first()
    assert surplus
    GroupPagePermission.objects.create(
        group=groups[Role.ANALYST], page=surplus.page, permission=surplus.permission
    )
    ensure_roles()
    after = (GroupPagePermission.objects.count(), GroupCollectionPermission.objects.count())
    assert before == after
