"""A hire goes on counting when nobody knows any more who it was."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.placements.models.placement import NOBODY, Placement, new_key
from tenants.personal_data import Person


@transaction.atomic
def forget(*, rows: QuerySet[Placement], person: Person) -> None:
    """Forget the person of these hires: their name, how they are reached, their link, and words about why not."""
    keys = list(rows.order_by("pk").values_list("pk", flat=True))
    found: QuerySet[Any] = Placement.objects.filter(pk__in=keys)
    found.update(**NOBODY, updated_at=timezone.now())
    with override(settings.LANGUAGE_CODE):
        found.filter(cancelled_at__isnull=False).update(cancelled_why=_("Motif effacé"))
    for placement in found.select_for_update():
        placement.link_key = new_key()
        placement.save(update_fields=["link_key"])
