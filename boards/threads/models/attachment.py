"""A file that came with a message, or that could not be kept, and why."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.threads.enums import Hold, Side
from boards.threads.models.message import Message
from tenants.files.models import NAME_LENGTH, StoredFile
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class Attachment(TenantModel):
    """Under the same rules as a CV: checked by its content, and handed to nobody before it is scanned."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que le message"),
        export=True,
        title=_("Fichiers joints aux messages"),
        processing=Processing.CONVERSATIONS,
        recipients=(Recipient.AGREED_EMPLOYERS, Recipient.ADVISERS, Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(parent=("message",)),
        handed=Q(message__hold__in=Hold.shown_to_all()) | Q(message__side=Side.CANDIDATE),
        holds=("file",),
        erasing=Through(
            "boards.threads.erasing.forget_attachments",
            words=_("ce qu’un candidat a joint est effacé ; ce que les autres lui ont envoyé reste"),
        ),
        labels={"message": _("message"), "file": _("fichier"), "refused": _("pourquoi il n’a pas été gardé")},
    )

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=NAME_LENGTH)
    # The sentence that says why it isn't here and what to do instead.
    refused = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(file=None) ^ Q(refused=""),
                name="attachment_is_kept_or_refused",
                violation_error_message=_("Un fichier est gardé, ou l’on dit pourquoi il ne l’est pas."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
