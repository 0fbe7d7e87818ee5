"""What leaves by e-mail."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenants.enums import Channel
from tenants.messaging.models.delivery import DELIVERY_LABELS, DELIVERY_UNEXPORTED, Delivery
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient


class EmailDelivery(Delivery):
    """One e-mail to one address, rendered when it was queued."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=Retention(
            _("90 jours après l’envoi"), days=90, since=("sent_at", "created_at"), swept_by="messaging.purge"
        ),
        export=True,
        title=_("E-mails envoyés"),
        processing=Processing.MESSAGES,
        recipients=(Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(email=("to",), about=("subject_ref",)),
        erasing=Through(
            "tenants.messaging.erasure.forget",
            words=_("ce qui attend est annulé ; il reste qu’un message est parti, sans adresse ni texte"),
        ),
        erasing_about=Through(
            "tenants.messaging.erasure.empty_letters",
            words=_("ce qui a été écrit à d’autres au sujet de la personne perd son texte"),
        ),
        unexported={
            **DELIVERY_UNEXPORTED,
            "template": _("le nom du modèle de la lettre"),
            "html": _("le même texte, mis en page"),
            "reply_to": _("une adresse qui ouvre la conversation à qui la connaît"),
            "references": _("les références techniques d’autres e-mails"),
        },
        labels={
            **DELIVERY_LABELS,
            "subject": _("objet"),
            "unsubscribe_url": _("lien de désabonnement"),
            "from_name": _("expéditeur affiché"),
            "calendar": _("rendez-vous joint"),
        },
    )
    channel = Channel.EMAIL

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField(blank=True)
    template = models.CharField(max_length=100)
    # Where one POST unsubscribes (RFC 8058); empty for letters that nobody subscribed to.
    unsubscribe_url = models.TextField(blank=True)
    # Whom a mail reader shows as sender beside the tenant's address, and where an answer goes; empty: the tenant.
    from_name = models.CharField(max_length=150, blank=True)
    reply_to = models.CharField(max_length=254, blank=True)
    # Message-IDs of what it follows, the last one being what it answers: a mail reader shows them as one conversation.
    references = models.TextField(blank=True)
    # iCalendar, when it is about an appointment.
    calendar = models.TextField(blank=True)

    class Meta(Delivery.Meta):
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
