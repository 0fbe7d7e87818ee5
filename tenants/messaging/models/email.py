"""What leaves by e-mail."""

from typing import ClassVar

from django.db import models

from tenants.enums import Channel
from tenants.messaging.models.delivery import Delivery
from tenants.personal_data import DataPolicy, Subject


class EmailDelivery(Delivery):
    """One e-mail to one address, rendered when it was queued."""

    data_policy = DataPolicy(Subject.VISITOR, retention="90 days after sending", export=True)
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

    class Meta(Delivery.Meta):
        ordering: ClassVar = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
