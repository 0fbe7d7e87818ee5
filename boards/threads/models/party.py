"""One reader of a thread: what they saw, what they were told, and the address that their answers come to."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from boards.threads.enums import Side
from boards.threads.models.thread import Thread
from tenants.guard import TenantModel
from tenants.personal_data import DataPolicy, Delete, Subject, Whose
from tenants.processing import Processing, Recipient

#: Enough for a mail reader to find the conversation by.
MOST_IDS, LONGEST_ID = 6, 250


class Party(TenantModel):
    """A person in a thread. Its key is what a reply address carries: each person's own, good for this thread only."""

    data_policy = DataPolicy(
        Subject.VISITOR,
        retention=_("aussi longtemps que la conversation"),
        export=True,
        title=_("Conversations suivies"),
        processing=Processing.CONVERSATIONS,
        recipients=(Recipient.HOST,),
        # Of a candidate without an account by their thread; the others' rows there are the others'.
        whose=Whose(user=("user",), by="boards.threads.erasing.candidate_of"),
        erasing=Delete(),
        unexported={"mail_ids": _("les références techniques des e-mails")},
        labels={
            "thread": _("conversation"),
            "side": _("en tant que"),
            "seen_at": _("vue le"),
            "texted_at": _("dernier SMS le"),
        },
    )

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="parties")
    side = models.CharField(max_length=10, choices=Side)
    # A candidate may have no account: one row without a user is theirs.
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    # When they last had the thread before their eyes.
    seen_at = models.DateTimeField(null=True, blank=True)
    # The last SMS; the next waits until they have looked, or a day.
    texted_at = models.DateTimeField(null=True, blank=True)
    # Message-IDs, ours to them and theirs to us, the latest last: what the next mail answers, so that a mail reader
    # shows them as one conversation.
    mail_ids = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["thread", "user"],
                name="party_once_in_a_thread",
                violation_error_message=_("Cette personne est déjà dans la conversation."),
            ),
            models.UniqueConstraint(
                fields=["thread"],
                condition=Q(side=Side.CANDIDATE),
                name="party_one_candidate",
                violation_error_message=_("Une conversation a un seul candidat."),
            ),
            models.CheckConstraint(
                condition=(Q(side=Side.CANDIDATE) | Q(user__isnull=False)) & ~Q(side=Side.PLATFORM),
                name="party_has_an_account_or_is_the_candidate",
                violation_error_message=_("Seul un candidat suit une conversation sans compte."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} {self.thread_id}"

    def remember_mail(self, message_id: str) -> None:
        """One more mail between this person and us."""
        if message_id and len(message_id) <= LONGEST_ID and not any(sign.isspace() for sign in message_id):
            self.mail_ids = " ".join([*self.mail_ids.split(), message_id][-MOST_IDS:])
            self.save(update_fields=["mail_ids", "updated_at"])
