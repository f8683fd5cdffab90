"""Which numbers, codes and choices belong to one offer?"""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from directory.enums import Access, ContactKind, CostFor, CostKind, CostPer, Spoken
from directory.rules.contacts import is_phone, whole_address

from .services import Service
from .taxonomy import TaxonomyTerm

WRITTEN_LIKE: dict[str, str | Promise] = {
    ContactKind.PHONE: _("Type one telephone number, such as 0116 496 0123."),
    ContactKind.EMAIL: _("Type an email address, such as hello@example.org."),
    ContactKind.WEBSITE: _("Type the address of a page, such as https://example.org/club."),
}


class ServiceCategory(models.Model):
    """A heading under which the offer is found."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="categories")
    term = models.ForeignKey(
        TaxonomyTerm,
        on_delete=models.PROTECT,
        related_name="listed",
        verbose_name=_("heading"),
        limit_choices_to={"source__isnull": True},
    )
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "term"], name="directory_category_once")
        ]

    def __str__(self) -> str:
        return str(self.term)

    def clean(self) -> None:
        term = TaxonomyTerm.objects.filter(pk=self.term_id).select_related("successor").first()
        if term is None or not term.is_retired:
            return
        said = _("“%(name)s” is retired. Choose another heading.") % {"name": term.name}
        if term.successor is not None:
            names = {"name": term.name, "other": term.successor.name}
            said = _("“%(name)s” is retired. Choose “%(other)s”.") % names
        raise ValidationError({"term": said})


class CostOption(models.Model):
    """One price."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="cost_options")
    kind = models.CharField(_("price"), max_length=10, choices=CostKind, default=CostKind.FREE)
    pence = models.PositiveIntegerField(_("pence"), null=True, blank=True)
    whom = models.CharField(_("for"), max_length=10, choices=CostFor, default=CostFor.EVERYONE)
    per = models.CharField(_("each"), max_length=8, choices=CostPer, default=CostPer.SESSION)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="fixed", pence__gt=0)
                | (~models.Q(kind="fixed") & models.Q(pence__isnull=True)),
                name="directory_cost_fits_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pence or ''}".strip()

    def clean(self) -> None:
        if self.kind == CostKind.FIXED and not self.pence:
            raise ValidationError({"pence": _("Type the price in pence, such as 250 for £2.50.")})
        if self.kind != CostKind.FIXED and self.pence:
            said = _(
                "There is a price, but it does not say “%(kind)s”. Choose that, or empty this."
            )
            raise ValidationError({"pence": said % {"kind": CostKind.FIXED.label}})


class ServiceLanguage(models.Model):
    """A language the offer is given in."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="languages")
    code = models.CharField(_("language"), max_length=8, choices=Spoken)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="directory_language_once")
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class ServiceAccess(models.Model):
    """Something about the offer itself that makes it easier to take part."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="access")
    code = models.CharField(_("what there is"), max_length=20, choices=Access)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["service", "code"], name="directory_access_once")
        ]

    def __str__(self) -> str:
        return self.get_code_display()


class Contact(models.Model):
    """A telephone number, address or page that works."""

    service = ParentalKey(Service, on_delete=models.CASCADE, related_name="contacts")
    kind = models.CharField(_("way"), max_length=8, choices=ContactKind, default=ContactKind.PHONE)
    value = models.CharField(_("number or address"), max_length=400)
    person = models.CharField(
        _("whom to ask for"), max_length=80, blank=True, help_text=_("A first name is enough.")
    )

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.value

    def clean(self) -> None:
        self.value = self.value.strip()
        if self.kind == ContactKind.WEBSITE:
            self.value = whole_address(self.value)
        try:
            if self.kind == ContactKind.EMAIL:
                validate_email(self.value)
            elif self.kind == ContactKind.WEBSITE:
                URLValidator(schemes=["http", "https"])(self.value)
        except ValidationError as error:
            raise ValidationError({"value": WRITTEN_LIKE[self.kind]}) from error
        if self.kind == ContactKind.PHONE and not is_phone(self.value):
            raise ValidationError({"value": WRITTEN_LIKE[self.kind]})
