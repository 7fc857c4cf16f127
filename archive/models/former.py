"""Where pages are now whose rows were joined to others."""

from django.db import models


class FormerAddress(models.Model):
    """The key of a row that is gone, and of the one that took its place: the old address leads there.

    No key is ever given twice. Chains are drawn together as they are written, so that one step is enough.
    """

    kind = models.CharField(max_length=20, editable=False)  # the model's name: inspectedunit
    old_key = models.PositiveBigIntegerField(editable=False)
    new_key = models.PositiveBigIntegerField(editable=False)

    class Meta:
        indexes = [models.Index(fields=["kind", "new_key"], name="former_by_successor")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "old_key"], name="former_once"),
            models.CheckConstraint(condition=~models.Q(old_key=models.F("new_key")), name="former_not_led_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.old_key} → {self.new_key}"
