"""A tenant's own polite answers."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from boards.accounts.enums import Role
from boards.accounts.models import User
from boards.applications import replies
from boards.applications.enums import ReplyKind
from boards.applications.models import ReplyText
from tenants.audit import services as audit


@transaction.atomic
def save_texts(*, texts: Mapping[str, str], by: User) -> None:
    """Keep those that differ from ours; an empty one is ours again.

    Raises:
        PermissionDenied: not a manager. ValidationError: by kind, a reason that the law forbids.
    """
    if by.role != Role.MANAGER:
        raise PermissionDenied
    wrong = {
        kind: list(dict.fromkeys(found.reason for found in replies.objections(text) if found.is_blocking))
        for kind, text in texts.items()
    }
    if any(wrong.values()):
        raise ValidationError({kind: reasons for kind, reasons in wrong.items() if reasons})
    for kind in ReplyKind:
        text = texts.get(kind.value, "").replace("\r\n", "\n").strip()
        known = ReplyText.objects.filter(kind=kind).first()
        if not text or text == replies.ours(kind):
            if known is not None:
                known.delete()
        elif known is None:
            made = ReplyText.objects.create(kind=kind, text=text)
            audit.record("applications.text_changed", target=made, by=by, detail={"kind": kind.value})
        elif known.text != text:
            known.text = text
            known.save(update_fields=["text", "updated_at"])
            audit.record("applications.text_changed", target=known, by=by, detail={"kind": kind.value})
