"""Where does the desk keep its providers and who works for them?"""

from typing import ClassVar

from wagtail.admin.viewsets.model import ModelViewSet

from selfassessment.referrals.models import Provider


class ProviderViewSet(ModelViewSet):
    """Providers in the admin, at /admin/referral_providers/."""

    model = Provider
    icon = "group"
    menu_label = "Providers"
    menu_name = "referral-providers"
    menu_order = 12
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: ClassVar[list[str]] = ["name", "code", "email", "is_active"]
    form_fields: ClassVar[list[str]] = [
        *("name", "code", "email", "acknowledge_within_days", "is_active", "users")
    ]
    search_fields: ClassVar[list[str]] = ["name"]
