"""One thing that somebody said."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.threads.enums import Hold, Side, Via
from boards.threads.models.telling import Telling
from boards.threads.models.thread import Thread
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Subject, Through, Whose
from tenants.processing import Processing, Recipient

LONGEST_TEXT = 5_000
# A mail is kept longer than a page would let one write: nobody counted for whoever answers by mail.
LONGEST_MAIL = 20_000


class MessageQuerySet(TenantQuerySet["Message"]):
    def shown_to(self, side: str) -> "MessageQuerySet":
        """What a side reads: what passed, its own that waits, and for staff everything that waits."""
        if side == Side.ADVISER:
            return self.all()
        return self.filter(Q(hold__in=Hold.shown_to_all()) | Q(side=side))


class Message(TenantModel):
    """One message. Its author's name is kept as it was: accounts go, what was said stays understandable."""

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=_("aussi longtemps que la conversation ; le texte part avec le candidat qui l’a écrit"),
        export=True,
        title=_("Messages des conversations"),
        processing=Processing.CONVERSATIONS,
        recipients=(Recipient.AGREED_EMPLOYERS, Recipient.ADVISERS, Recipient.CARRIERS, Recipient.HOST),
        # What others wrote to somebody is handed to them too; what waits to be vouched for was not said to them yet.
        whose=Whose(user=("author",), parent=("thread",)),
        handed=Q(hold__in=Hold.shown_to_all()) | Q(side=Side.CANDIDATE),
        erasing=Through(
            "boards.threads.erasing.forget_messages",
            words=_("ce qu’un candidat a écrit est effacé ; ce que les autres ont écrit reste, sans le nom effacé"),
        ),
        unexported={
            "author": _("le compte de qui a écrit, dont le nom est là"),
            "nonce": _("une empreinte du formulaire"),
            "inbound_id": _("une empreinte de l’e-mail reçu"),
            "sent_from": _("l’adresse de qui a écrit"),
            "telling": _("la file d’attente des annonces"),
        },
        labels={
            "thread": _("conversation"),
            "side": _("de la part de"),
            "author_name": _("écrit par"),
            "text": _("texte"),
            "via": _("par"),
            "hold": _("transmission"),
        },
    )

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    side = models.CharField(max_length=10, choices=Side)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=LONGEST_MAIL, blank=True)
    via = models.CharField(max_length=5, choices=Via, default=Via.PAGE)
    at = models.DateTimeField(default=timezone.now)
    # A digest of the form it was sent by: a second click, or the way back, is no second message.
    nonce = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001  unique where there is one
    # Of a mail: which one, so that it is taken once however often it is delivered.
    inbound_id = models.CharField(max_length=64, null=True, blank=True, unique=True)
    hold = models.CharField(max_length=10, choices=Hold, blank=True, default=Hold.NONE)
    # The address it came from when it was another than the one we know; shown to staff and to its own side.
    sent_from = models.CharField(max_length=254, blank=True)
    telling = models.ForeignKey(Telling, on_delete=models.SET_NULL, null=True, blank=True, related_name="messages")

    objects = MessageQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["at", "created_at"]
        indexes: ClassVar = [models.Index(fields=["thread", "at"], name="message_by_thread")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread", "nonce"],
                name="message_sent_once",
                violation_error_message=_("Ce message est déjà envoyé."),
            ),
            models.CheckConstraint(
                condition=Q(hold=Hold.NONE) | ~Q(sent_from=""),
                name="message_is_held_for_its_address",
                violation_error_message=_("Un message retenu dit de quelle adresse il vient."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_name}: {self.text[:40]}"
