"""Which instruments that wait for a permission were switched on or off, by whose word?"""

from typing import Any, ClassVar, NoReturn

from django.db import models


class SwitchIsFinal(TypeError):
    """Somebody tried to change what was decided; decide anew instead."""


class InstrumentSwitch(models.Model):
    """One decision about one instrument: who answers for it, on what ground. Append only."""

    instrument = models.CharField(max_length=40)
    on = models.BooleanField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120)
    ground = models.CharField(max_length=500)
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["decided_at", "pk"]

    def __str__(self) -> str:
        return f"{self.instrument} {'on' if self.on else 'off'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; raise SwitchIsFinal when it is there already."""
        if not self._state.adding:
            raise SwitchIsFinal("A decision is never changed; make another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse: scores of the past rest on it."""
        raise SwitchIsFinal("A decision is never deleted.")
