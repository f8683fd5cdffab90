"""How does a model keep a text or an answer sealed in the database?

The value is sealed when its row is saved and opened when it is read from the instance, never
before: `values()`, `repr()` and dumps show `<sealed>`. It is bound to model, field and row, so
a value copied into another row does not open. Nothing can be searched but "is it empty".
"""

import json
from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from core.encryption.errors import PlaintextRefused, RowHasNoKey
from core.encryption.keyring import keyring
from core.encryption.seal import Place, Sealed, seal, unseal

_JSON = DjangoJSONEncoder(separators=(",", ":"))


class _SealedAttribute(DeferredAttribute):
    """Open a sealed value the first time it is read from its instance."""

    field: "_EncryptedField"

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.opened(value, instance)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class _EncryptedField(models.TextField):  # type: ignore[type-arg]  # not generic at run time
    """Common part: seals text made by `packed`, opens to what `unpacked` returns."""

    descriptor_class = _SealedAttribute

    def __init__(self, *args: Any, sealed_as: str | None = None, **kwargs: Any) -> None:
        """Keep `sealed_as` ("app.model.field") when a model or field gets another name."""
        self.sealed_as = sealed_as
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.sealed_as is not None:
            kwargs["sealed_as"] = self.sealed_as
        return name, path, args, kwargs

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_row_key()]

    def _check_row_key(self) -> Sequence[checks.CheckMessage]:
        key = self.model._meta.pk
        if key.has_default() or key.remote_field is not None:
            return []
        return [
            checks.Error(
                "A model with an encrypted field needs a primary key made before saving.",
                hint="Use UUIDField(primary_key=True, default=uuid.uuid4, editable=False).",
                obj=self,
                id="core.E010",
            )
        ]

    def packed(self, value: Any) -> str:
        """Return the text that is sealed."""
        return str(value)

    def unpacked(self, text: str) -> Any:
        """Return the value a sealed text stands for."""
        return text

    def place(self, instance: models.Model) -> Place:
        """Return what a value of this instance is bound to, or raise RowHasNoKey."""
        key = self.model._meta.pk.to_python(instance.pk)
        if key is None:
            raise RowHasNoKey(f"{self.model._meta.label} has no primary key yet")
        name = self.sealed_as or f"{self.model._meta.label_lower}.{self.name}"
        return Place(field=name, row=str(key))

    def sealed(self, value: Any, instance: models.Model) -> Sealed:
        """Seal a value for the row of an instance with the current key."""
        return seal(self.packed(value), place=self.place(instance), ring=keyring())

    def opened(self, value: Sealed, instance: models.Model) -> Any:
        """Open a sealed value of an instance. Raise an EncryptionError."""
        return self.unpacked(unseal(value, place=self.place(instance), ring=keyring()))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if value is None:
            return None
        if hasattr(value, "resolve_expression"):
            raise PlaintextRefused(f"{self.name} cannot be set from an expression")
        if isinstance(value, Sealed):
            self.opened(value, model_instance)
            return value
        return self.sealed(value, model_instance)

    def get_prep_value(self, value: Any) -> str | None:
        if value is None:
            return None
        if isinstance(value, Sealed):
            return value.text
        raise PlaintextRefused(
            f"{self.name} is encrypted for its row: set it on the instance and save that"
        )

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        return value if prepared else self.get_prep_value(value)

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def to_python(self, value: Any) -> Any:
        return value

    def value_to_string(self, obj: models.Model) -> str:
        value = obj.__dict__.get(self.attname)
        if value is None:
            return ""
        return value.text if isinstance(value, Sealed) else self.sealed(value, obj).text

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> None:
        return None


class EncryptedTextField(_EncryptedField):
    """A text that is sealed at rest. `None` is stored as NULL, "" is sealed like any text."""

    description = "Text, encrypted at rest"

    def to_python(self, value: Any) -> Any:
        return value if value is None or isinstance(value, Sealed) else str(value)


class EncryptedJSONField(_EncryptedField):
    """A JSON value that is sealed at rest. `None` is stored as NULL."""

    description = "JSON, encrypted at rest"
    # Read by django-stubs: any JSON value goes in and comes out.
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def packed(self, value: Any) -> str:
        return _JSON.encode(value)

    def unpacked(self, text: str) -> Any:
        return json.loads(text)
