"""A candidate is forgotten; what others said to them stays theirs."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from boards.threads.enums import Hold, Side
from boards.threads.models import Attachment, Message, Party, Thread
from tenants.files.services import remove
from tenants.messaging.erasure import erase_about


@transaction.atomic
def erase_candidate(*, threads: Iterable[Thread]) -> None:
    """Forget who the candidate was and what they said; what others said stays theirs."""
    with override(settings.LANGUAGE_CODE):
        nobody = _("Personne effacée")
    for thread in threads:
        Thread.objects.filter(pk=thread.pk).update(
            candidate_user=None,
            candidate_name=nobody,
            candidate_email="",
            candidate_phone="",
            closed_at=thread.closed_at or timezone.now(),
            updated_at=timezone.now(),
        )
        own = Message.objects.filter(thread=thread, side=Side.CANDIDATE)
        for attachment in Attachment.objects.filter(message__in=own).select_related("file"):
            attachment.delete()
            if attachment.file is not None:
                remove(file=attachment.file, by=None)
        own.update(text="", author_name=nobody, author=None, sent_from="", hold=Hold.NONE, updated_at=timezone.now())
        Party.objects.filter(thread=thread, side=Side.CANDIDATE).delete()
        # Their words stand in the mails that told the others, too.
        erase_about(subject_ref=f"thread:{thread.pk}")
