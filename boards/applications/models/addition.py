"""What came again under an address that has applied already, from somebody who hasn't shown that it is theirs."""

from datetime import timedelta
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.applications.models.application import MOST_WORDS, Application, new_link_key
from boards.applications.ticks import LONGEST_KEY
from tenants.files.models import StoredFile
from tenants.guard import TenantModel, TenantQuerySet
from tenants.personal_data import DataPolicy, Retention, Subject, Through, Whose
from tenants.processing import Processing, Recipient

#: So long the owner of the address may say that it was they; then it is erased.
WAITS_FOR = timedelta(days=7)
_FORGET = Through("boards.applications.services.adding.forget", words=_("effacé, avec le CV"), leaves_trace=False)


class AdditionQuerySet(TenantQuerySet["Addition"]):
    def current(self) -> "AdditionQuerySet":
        """Those whose link still leads somewhere."""
        since = timezone.now() - WAITS_FOR
        return self.filter(created_at__gt=since, application__anonymised_at__isnull=True).order_by("created_at")

    def waiting(self) -> "AdditionQuerySet":
        """Those that may still be added, to an application that is still somebody's."""
        return self.current().filter(settled_at__isnull=True)


class Addition(TenantModel):
    """It waits, and no employer reads it, until the owner of the address adds it to their application, or an adviser to
    whom they said that it was they.
    """

    data_policy = DataPolicy(
        Subject.CANDIDATE,
        retention=Retention(_("7 jours, si la personne ne l’ajoute pas"), days=7, since=("created_at",), then=_FORGET),
        export=True,
        title=_("Ajouts à une candidature, à confirmer"),
        processing=Processing.APPLICATIONS,
        recipients=(Recipient.CARRIERS, Recipient.HOST),
        whose=Whose(parent=("application",)),
        holds=("cv",),
        erasing=_FORGET,
        unexported={"link_key": _("le lien par lequel vous l’ajoutez")},
        labels={
            "application": _("candidature"),
            "name": _("écrit au nom de"),
            "answers": _("réponses, par question"),
            "cv": _("CV joint"),
            "settled_at": _("réglé le"),
        },
    )

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="additions")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(_("téléphone"), max_length=16, blank=True)
    message = models.TextField(_("message"), max_length=MOST_WORDS, blank=True)
    ticks = ArrayField(models.CharField(max_length=LONGEST_KEY), default=list, blank=True, verbose_name=_("cases"))
    # By the question's key.
    answers = models.JSONField(default=dict, blank=True)
    cv = models.ForeignKey(StoredFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Added, or refused: emptied, so that a second click on the link leads to the application.
    settled_at = models.DateTimeField(null=True, blank=True)
    # In the link, short enough for an SMS: a secret of this tenant's own table.
    link_key = models.CharField(max_length=12, unique=True, default=new_link_key)

    objects = AdditionQuerySet.as_manager()  # type: ignore[misc]  # django-stubs reads the base's as a ClassVar

    class Meta:
        ordering: ClassVar = ["created_at"]
        indexes: ClassVar = [models.Index(fields=["created_at"], name="addition_by_age")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(settled_at__isnull=True) & ~Q(name=""))
                | Q(settled_at__isnull=False, name="", phone="", message="", ticks=[], cv__isnull=True),
                name="addition_settled_is_empty",
                violation_error_message=_(
                    "Un ajout dit à quel nom il est écrit ; une fois réglé, il ne dit plus rien."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
